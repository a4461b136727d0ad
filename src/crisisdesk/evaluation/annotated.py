"""Annotated documents in plain text, to test and to teach the coder; ``docs/annotated-text.md`` tells the format.

A document begins with ``# date | publisher | title``. A line that begins at the margin is a sentence; the indented
lines under it are its events: ``trigger | TYPE/OTHER | actors | recipients | status``, then as needed ``by speaker``,
``on 2014-03-05``, ``at Place``. A party is ``words = CODE``, with no words where only the document names it; ``;``
parts several, ``-`` says none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from crisisdesk.errors import GoldError
from crisisdesk.lexicon.plover import load_plover
from crisisdesk.model.claim import Status

NONE = ("", "-")
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party of an act: its code, and the words that name it in the sentence (empty: only the document does)."""

    words: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An annotated event; ``types`` begins with the best one, ``when`` is an ISO date, month or year."""

    trigger: str
    types: tuple[str, ...]
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    status: str = "actual"
    said_by: tuple[Party, ...] = ()
    when: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedSentence:
    """A sentence with its acts."""

    text: str
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDocument:
    """A document of annotated sentences."""

    doc: str
    published: date | None
    publisher: str
    title: str
    sentences: tuple[AnnotatedSentence, ...] = ()


def read_annotated(path: Path) -> tuple[AnnotatedDocument, ...]:
    """Read a file of annotated documents.

    Raises:
        GoldError: a line breaks the format; words of an event are not in its sentence; a type or status is unknown.

    """
    documents: list[AnnotatedDocument] = []
    try:
        lines = path.read_text(encoding="utf8").splitlines()
    except UnicodeDecodeError as error:
        raise GoldError(path=path, line=0, reason="not UTF-8") from error
    for number, line in enumerate(lines, start=1):
        try:
            _add(documents, line, path.stem)
        except ValueError as error:
            raise GoldError(path=path, line=number, reason=str(error)) from error
    if not documents:
        raise GoldError(path=path, line=0, reason="no document in it")
    return tuple(documents)


def _add(documents: list[AnnotatedDocument], line: str, stem: str) -> None:
    if line.startswith("# "):
        documents.append(_document(f"{stem}-{len(documents) + 1:03}", line[2:]))
    elif line.strip():
        if not documents:
            raise ValueError("a document must begin with '# date | publisher | title'")
        sentences = documents[-1].sentences
        if not line[0].isspace():
            sentences = (*sentences, AnnotatedSentence(text=line.strip()))
        elif not sentences:
            raise ValueError("an event before the first sentence")
        else:
            last = sentences[-1]
            sentences = (*sentences[:-1], replace(last, acts=(*last.acts, _act(line.strip(), last.text))))
        documents[-1] = replace(documents[-1], sentences=sentences)


def _document(doc: str, header: str) -> AnnotatedDocument:
    day, publisher, title = (part.strip() for part in [*header.split("|", 2), "", ""][:3])
    return AnnotatedDocument(
        doc=doc,
        published=date.fromisoformat(_iso(day)) if day not in NONE else None,
        publisher="" if publisher == "-" else publisher,
        title="" if title == "-" else title,
    )


def _act(line: str, text: str) -> Act:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) < 5:
        raise ValueError("an event needs trigger | TYPE | actors | recipients | status")
    trigger, types, actors, recipients, status = parts[:5]
    names = tuple(types.split("/"))
    if not trigger or trigger not in text:
        raise ValueError(f"{trigger!r} is not in the sentence")
    if unknown := [name for name in names if name not in load_plover().types]:
        raise ValueError(f"{unknown[0]} is no event type of PLOVER")
    if status not in [known.value for known in Status]:
        raise ValueError(f"{status!r} is no status")
    more = _more(parts[5:])
    return Act(
        trigger=trigger,
        types=names,
        actors=_parties(actors, text),
        recipients=_parties(recipients, text),
        status=status,
        said_by=_parties(more.get("by", ""), text),
        when=_iso(more["on"]) if "on" in more else "",
        where=more.get("at", ""),
    )


def _more(parts: list[str]) -> dict[str, str]:
    more: dict[str, str] = {}
    for part in parts:
        name, _, value = part.partition(" ")
        if name not in ("by", "on", "at"):
            raise ValueError(f"{part!r} begins with none of by, on, at")
        if name in more:
            raise ValueError(f"{name} stands twice")
        more[name] = value.strip()
    return more


def _iso(text: str) -> str:
    """Return an ISO date, month or year as it stands."""
    if not ISO.fullmatch(text):
        raise ValueError(f"{text!r} is no date such as 2014-03-05")
    date.fromisoformat((text + "-01-01")[:10])
    return text


def _parties(field: str, text: str) -> tuple[Party, ...]:
    return tuple(_party(part.strip(), text) for part in field.split(";") if part.strip() not in NONE)


def _party(part: str, text: str) -> Party:
    words, equals, code = (side.strip() for side in part.rpartition("="))
    country, _, sector = code.partition(":")
    if not equals or not (country == "---" or (country.isalpha() and country.isupper() and len(country) == 3)):
        raise ValueError(f"{part!r} is not 'words = CODE'")
    if sector and not (sector.isalpha() and sector.isupper() and len(sector) == 3):
        raise ValueError(f"{code!r} is no code such as PRK:GOV")
    if words not in text:
        raise ValueError(f"{words!r} is not in the sentence")
    return Party(words=words, code=code)
