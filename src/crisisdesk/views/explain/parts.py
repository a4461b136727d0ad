"""The parts of an explanation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crisisdesk.model.event import Event, Masthead


class Part(StrEnum):
    """The sections, in the order in which they stand."""

    HAPPENED = "happened"
    WHY = "why"
    WHAT_IS = "what_is"
    NEXT = "next"
    SAID = "said"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: the sentence of a report on which a line rests."""

    n: int
    report: Masthead
    sentence: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a section.

    ``text`` is a sentence as published, or for facts and disputes a template filled with values. ``label`` says what
    kind of line it is (``plan``, ``threat, carried out``, ``not done``), ``group`` whose statement; both may be empty.
    ``notes`` are the numbers of its footnotes, at least one; ``events`` the ids of the events that it tells.
    """

    text: str
    notes: tuple[int, ...]
    label: str = ""
    group: str = ""
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A question with its lines; without lines the record has nothing on it."""

    part: Part
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An explainer: its lead event, None where nothing is told, its sections and footnotes; ``where`` is the filter."""

    title: str
    where: str
    lead: Event | None
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    reports: int
    families: int
