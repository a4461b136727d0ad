"""The reports of a shard, read in a worker, but for those that end the process that reads or codes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crisisdesk.diagnostics import note
from crisisdesk.engine.plan import Piece, Refused, Shard
from crisisdesk.intake.item import Opened
from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.parts import count_items, open_part
from crisisdesk.model.report import Source

# A report of a shard: the number of its piece, and its number in the file.
Unit = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What of a shard ends processes: whole pieces, reports that cannot be read, and some that cannot be coded."""

    pieces: frozenset[int] = frozenset()
    reading: frozenset[Unit] = frozenset()
    coding: frozenset[Unit] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Says which items of a piece are read: those it names, without those set aside; where told, only some."""

    n: int
    piece: Piece
    aside: Aside
    only: frozenset[Unit] | None = None

    def __call__(self, item: int) -> bool:
        """Say whether this item of the file is read."""
        unit = (self.n, item)
        named = item >= self.piece.first and (self.only is None or unit in self.only)
        return named and unit not in self.aside.reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A source of a shard with where it stands."""

    unit: Unit
    path: str
    source: Source


class Reading:
    """Reads the reports of a shard that may be read, keeps what was refused, and counts what stands there again."""

    def __init__(self, shard: Shard, options: IntakeOptions, day: date, aside: Aside | None = None) -> None:
        self.shard, self.options, self.day, self.aside = shard, options, day, aside or Aside()
        self.refused: list[Refused] = list(_set_aside(shard, self.aside))
        self.seen: set[str] = set()
        self.repeated = 0

    def sources(self, only: frozenset[Unit] | None = None) -> Iterator[Found]:
        """Yield each source once, or only some of them."""
        for n, piece in enumerate(self.shard.pieces):
            if n not in self.aside.pieces and (only is None or any(unit[0] == n for unit in only)):
                wanted = Wanted(n=n, piece=piece, aside=self.aside, only=only)
                part = open_part(piece.name, wanted, self.options, self.day, start=piece.start, end=piece.end)
                for item, found in part:
                    yield from self._source((n, item), found)

    def _source(self, unit: Unit, found: Opened) -> Iterator[Found]:
        if found.source is None:
            self.refused += refused_of(found)
        elif found.source.id in self.seen:
            self.repeated += 1
        else:
            self.seen.add(found.source.id)
            yield Found(unit=unit, path=found.path, source=found.source)


def refused_of(found: Opened) -> Iterator[Refused]:
    """Yield why something could not be read."""
    for reason in found.diagnostics:
        yield Refused(path=found.path, code=reason.code, severity=reason.severity, message=reason.message)


def _set_aside(shard: Shard, aside: Aside) -> Iterator[Refused]:
    """Yield what could not be read because reading it ends the process."""
    reason = note("D042")
    places = [shard.pieces[n].name for n in sorted(aside.pieces)]
    places += [f"{shard.pieces[n].name}, report {item + 1}" for n, item in sorted(aside.reading)]
    for place in places:
        yield Refused(path=place, code=reason.code, severity=reason.severity, message=reason.message)


def count_of(piece: Piece, options: IntakeOptions) -> int:
    """Return the number after the last item of a piece, as far as its file goes."""
    count = count_items(piece.name, options, piece.start).number
    return count if piece.end is None else min(count, piece.end)
