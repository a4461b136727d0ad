"""Parts of files: reports by their number, read without all that stands before them where the format lets that be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from crisisdesk.intake.finish import finish
from crisisdesk.intake.item import Opened
from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.sources import items_of

STEP = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where reading may begin: at a byte of the file, and the number of the first item from there on."""

    byte: int = 0
    item: int = 0


BEGIN = Start()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many items a file holds, with what is wrong counted too, and where in it reading may begin."""

    number: int
    starts: tuple[Start, ...] = (BEGIN,)

    def start_of(self, item: int) -> Start:
        """Return the last place to begin at from which an item is still reached."""
        return max((start for start in self.starts if start.item <= item), key=lambda start: start.item)


def open_part(
    name: str,
    wanted: Callable[[int], bool],
    options: IntakeOptions,
    today: date | None = None,
    *,
    start: Start = BEGIN,
    end: int | None = None,
) -> Iterator[tuple[int, Opened]]:
    """Yield what ``open_sources`` yields for one file, with its number from 0, as far as wanted and before ``end``."""
    items = items_of(name, options, today, lambda n: wanted(start.item + n), start.byte)
    for n, item in enumerate(islice(items, None if end is None else end - start.item), start.item):
        if wanted(n):
            yield n, finish(item, options, today)


def count_items(name: str, options: IntakeOptions, start: Start = BEGIN) -> Counted:
    """Count the items that ``open_part`` numbers; nothing is extracted from pages for that."""
    number, starts = start.item, [start]
    for item in items_of(name, options, None, lambda n: False, start.byte):
        if item.begin is not None and item.begin > starts[-1].byte and number >= starts[-1].item + STEP:
            starts.append(Start(byte=item.begin, item=number))
        number += 1
    return Counted(number=number, starts=tuple(starts))
