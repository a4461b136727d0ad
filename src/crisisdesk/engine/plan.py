"""What is coded in which shard: decided once, from the files alone, whatever the number of workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.parts import BEGIN, Counted, Start
from crisisdesk.language.levels import Level

SHARD_REPORTS, SHARD_BYTES = 128, 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a file: ``number`` items from ``first`` on, as intake numbers them; None: all there are.

    ``start`` is where reading begins: not far before the first item, where the format lets that be.
    """

    name: str
    first: int = 0
    number: int | None = None
    start: Start = BEGIN

    @property
    def end(self) -> int | None:
        """Return the number of the item after the last."""
        return None if self.number is None else self.first + self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """What one task codes and what becomes one pair of files."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file that is coded: ``key`` changes when its bytes do."""

    name: str
    size: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What could not be read, and why."""

    path: str
    code: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one run is asked to code, and how."""

    names: tuple[str, ...]
    left: tuple[Refused, ...]
    intake: IntakeOptions
    shard_reports: int
    day: date
    versions: tuple[str, str]
    gate: Level = Level.OFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The plan of an output: which versions code which files in which shards; ``left`` is what is not coded.

    ``day`` is that on which it was made: dates of reports are held against it, though the run goes on another day.
    """

    format: str
    lexicon: str
    model: str
    day: date
    intake: IntakeOptions
    shard_reports: int
    gate: Level
    inputs: tuple[Input, ...]
    left: tuple[Refused, ...]
    shards: tuple[Shard, ...]


@dataclass(slots=True)
class Filling:
    """The shard that is being filled, with the room that it has left."""

    most: int
    pieces: list[Piece]
    reports: int
    bytes: int

    @classmethod
    def empty(cls, most: int) -> Filling:
        """Return a shard without pieces."""
        return cls(most, [], most, SHARD_BYTES)

    def fits(self, left: int, each: int) -> int:
        """Return how many of so many items of some bytes each it can take; one at least where it is empty."""
        return min(left, self.reports, max(self.bytes // each, 0 if self.pieces else 1))

    def take(self, piece: Piece, reports: int, size: int) -> None:
        """Take a piece."""
        self.pieces.append(piece)
        self.reports -= reports
        self.bytes -= size


def cut(
    inputs: Sequence[Input], counts: Sequence[Counted | None], shard_reports: int = SHARD_REPORTS
) -> tuple[Shard, ...]:
    """Return the shards of files, each with its items counted; None: not counted, taken whole.

    A shard has at most ``shard_reports`` reports and about a megabyte of its files, one report at least.
    """
    filled = list(_filled(inputs, counts, shard_reports))
    return tuple(Shard(number=number, pieces=tuple(filling.pieces)) for number, filling in enumerate(filled))


def _filled(inputs: Sequence[Input], counts: Sequence[Counted | None], most: int) -> Iterator[Filling]:
    filling = Filling.empty(most)
    for found, count in zip(inputs, counts, strict=True):
        # A file that was not counted is one item to the plan, of its whole size.
        total, done = 1 if count is None else count.number, 0
        each = max(1, found.size // max(1, total))
        while done < total:
            number = filling.fits(total - done, each)
            if not number:
                yield filling
                filling = Filling.empty(most)
                continue
            filling.take(_piece(found.name, done, number, count), number, number * each)
            done += number
    if filling.pieces:
        yield filling


def _piece(name: str, first: int, number: int, count: Counted | None) -> Piece:
    if count is None:
        return Piece(name=name)
    return Piece(name=name, first=first, number=number, start=count.start_of(first))
