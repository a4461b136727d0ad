"""Gold files: documents of annotated sentences, coded again from their raw text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

from crisisdesk.coder import Coder
from crisisdesk.errors import GoldError
from crisisdesk.evaluation.annotated import Act, AnnotatedDocument, read_annotated
from crisisdesk.intake.text import source_of
from crisisdesk.lexicon.plover import load_plover
from crisisdesk.model.claim import Claim
from crisisdesk.model.report import Report

PARTIES = ("actors", "recipients", "said_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a gold or coded sentence; actors, recipients and speakers are codes such as ``PRK:GOV``.

    ``when`` is an ISO date, month or year, ``where`` a place as the text names it; both are empty where unknown.
    """

    type: str
    alternatives: frozenset[str] = frozenset()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    status: str = "actual"
    trigger: str = ""
    optional: bool = False
    also: Event | None = None
    said_by: tuple[str, ...] = ()
    when: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSentence:
    """A sentence of a gold document with its events."""

    n: int
    text: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """A gold document: its sentences in order."""

    doc: str
    published: date | None
    publisher: str
    title: str
    sentences: tuple[GoldSentence, ...]


def read_gold(path: Path) -> tuple[GoldDocument, ...]:
    """Read a gold file: annotated text (``.txt``), else one JSON object a sentence with ``doc sent date text events``.

    Raises:
        GoldError: a line breaks the format of annotated text, is no JSON object or lacks a field.

    """
    if path.suffix == ".txt":
        return tuple(_gold_of(document) for document in read_annotated(path))
    rows: dict[str, list[dict[str, Any]]] = {}
    try:
        lines = path.read_text(encoding="utf8").splitlines()
    except UnicodeDecodeError as error:
        raise GoldError(path=path, line=0, reason="not UTF-8") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            kept = {"sent": int(row["sent"]), "text": str(row["text"]), "day": _day(row.get("date", ""))}
            rows.setdefault(row["doc"], []).append(row | kept | {"events": [_event(event) for event in row["events"]]})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise GoldError(path=path, line=number, reason=str(error)) from error
    if not rows:
        raise GoldError(path=path, line=0, reason="no sentence in it")
    return tuple(_document(doc, found) for doc, found in rows.items())


def _gold_of(document: AnnotatedDocument) -> GoldDocument:
    return GoldDocument(
        doc=document.doc,
        published=document.published,
        publisher=document.publisher,
        title=document.title,
        sentences=tuple(
            GoldSentence(n=n, text=sentence.text, events=tuple(_event_of_act(act) for act in sentence.acts))
            for n, sentence in enumerate(document.sentences, start=1)
        ),
    )


def _event_of_act(act: Act) -> Event:
    return Event(
        type=act.types[0],
        alternatives=frozenset(act.types[1:]),
        actors=tuple(party.code for party in act.actors),
        recipients=tuple(party.code for party in act.recipients),
        status=act.status,
        trigger=act.trigger,
        said_by=tuple(party.code for party in act.said_by),
        when=act.when,
        where=act.where,
    )


def _event(row: dict[str, Any]) -> Event:
    if row["type"] not in load_plover().types:
        raise ValueError(f"{row['type']} is no event type of PLOVER")
    if not all(isinstance(code, str) for role in PARTIES for code in row.get(role) or ()):
        raise ValueError("actors, recipients and speakers must be codes such as PRK:GOV")
    return Event(
        type=row["type"],
        alternatives=frozenset(row.get("alt") or ()),
        actors=tuple(row.get("actors") or ()),
        recipients=tuple(row.get("recipients") or ()),
        status=row.get("status", "actual"),
        trigger=row.get("trigger", ""),
        optional=bool(row.get("optional")),
        also=_event(row["also"]) if row.get("also") else None,
        said_by=tuple(row.get("said_by") or ()),
        when=str(row.get("when") or ""),
        where=str(row.get("where") or ""),
    )


def _document(doc: str, rows: list[dict[str, Any]]) -> GoldDocument:
    first = rows[0]
    return GoldDocument(
        doc=doc,
        published=first["day"],
        publisher=first.get("publisher", ""),
        title=first.get("title", ""),
        sentences=tuple(
            GoldSentence(n=row["sent"], text=row["text"], events=tuple(row["events"]))
            for row in sorted(rows, key=lambda row: int(row["sent"]))
        ),
    )


def _day(text: str) -> date | None:
    """Return the day of ``2016-10-03``, ``2016-10`` (taken as the month's middle) or ``2016``."""
    parts = [int(part) for part in text.split("-") if part.isdigit()]
    if text and not parts:
        raise ValueError(f"{text!r} is no date")
    return date(*(parts + [7, 15][len(parts) - 1 :])) if parts else None


def code_documents(coder: Coder, documents: Iterable[GoldDocument]) -> Iterator[tuple[GoldDocument, Report]]:
    """Yield each document with its report, coded with the sentence boundaries of the gold file."""
    for document in documents:
        text = "".join(sentence.text + "\n" for sentence in document.sentences)
        source = source_of(text, document.published, document.title, document.publisher)
        yield document, coder.code(source, boundaries_of(document))


def boundaries_of(document: GoldDocument) -> list[tuple[int, int]]:
    """Return the character range of each sentence in the document's text, which has one sentence a line."""
    starts = accumulate((len(sentence.text) + 1 for sentence in document.sentences), initial=0)
    return [(start, start + len(sentence.text)) for start, sentence in zip(starts, document.sentences, strict=False)]


def event_of(claim: Claim) -> Event:
    """Return a claim as an event that can be matched with gold; ``when`` is the first day that its words name."""
    when = claim.when if claim.when.basis == "expression" else None
    return Event(
        type=claim.type,
        actors=tuple(mention.actor.code for mention in claim.actors),
        recipients=tuple(mention.actor.code for mention in claim.recipients),
        status=claim.status.value,
        trigger=claim.trigger.text,
        said_by=tuple(speaker.mention.actor.code for speaker in claim.said_by),
        when=when.start.isoformat() if when and when.start else "",
        where=claim.where.place.name if claim.where else "",
    )


def rows_of(document: GoldDocument, report: Report) -> Iterator[dict[str, Any]]:
    """Yield what was coded as rows of the prediction format."""
    numbers = [sentence.n for sentence in document.sentences]
    for claim in report.claims:
        event = event_of(claim)
        yield {
            "doc": document.doc,
            "sent": numbers[claim.sentence - 1],
            "type": event.type,
            "actors": list(event.actors),
            "recipients": list(event.recipients),
            "status": event.status,
            "when": event.when,
            "where": event.where,
            "said_by": list(event.said_by),
            "trigger": event.trigger,
            "rule": claim.rule,
        }
