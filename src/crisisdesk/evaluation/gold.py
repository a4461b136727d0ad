"""Gold files: documents of annotated sentences, coded again from their raw text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from crisisdesk.coder import Coder
from crisisdesk.errors import GoldError
from crisisdesk.intake.text import source_of
from crisisdesk.lexicon.plover import load_plover
from crisisdesk.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a gold or coded sentence; actors and recipients are codes such as ``PRK:GOV``."""

    type: str
    alternatives: frozenset[str] = frozenset()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    status: str = "actual"
    trigger: str = ""
    optional: bool = False
    also: Event | None = None


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
    """Read a gold file: one JSON object a sentence with ``doc sent date text events``.

    Raises:
        GoldError: a line is no JSON object or lacks a field.

    """
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


def _event(row: dict[str, Any]) -> Event:
    if row["type"] not in load_plover().types:
        raise ValueError(f"{row['type']} is no event type of PLOVER")
    if not all(isinstance(code, str) for role in ("actors", "recipients") for code in row.get(role) or ()):
        raise ValueError("actors and recipients must be codes such as PRK:GOV")
    return Event(
        type=row["type"],
        alternatives=frozenset(row.get("alt") or ()),
        actors=tuple(row.get("actors") or ()),
        recipients=tuple(row.get("recipients") or ()),
        status=row.get("status", "actual"),
        trigger=row.get("trigger", ""),
        optional=bool(row.get("optional")),
        also=_event(row["also"]) if row.get("also") else None,
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
        text, boundaries = "", []
        for sentence in document.sentences:
            boundaries.append((len(text), len(text) + len(sentence.text)))
            text += sentence.text + "\n"
        source = source_of(text, document.published, document.title, document.publisher)
        yield document, coder.code(source, boundaries)


def rows_of(document: GoldDocument, report: Report) -> Iterator[dict[str, Any]]:
    """Yield what was coded as rows of the prediction format."""
    numbers = [sentence.n for sentence in document.sentences]
    for claim in report.claims:
        when = claim.when if claim.when.basis == "expression" else None
        yield {
            "doc": document.doc,
            "sent": numbers[claim.sentence - 1],
            "type": claim.type,
            "actors": [mention.actor.code for mention in claim.actors],
            "recipients": [mention.actor.code for mention in claim.recipients],
            "status": claim.status.value,
            "when": when.start.isoformat() if when and when.start else "",
            "where": claim.where.place.name if claim.where else "",
            "said_by": [speaker.mention.actor.code for speaker in claim.said_by],
            "trigger": claim.trigger.text,
            "rule": claim.rule,
        }
