"""Plain text: one report a file."""

from __future__ import annotations

from collections.abc import Iterator

from crisisdesk.intake.decode import decode
from crisisdesk.intake.item import Given, Item
from crisisdesk.intake.streams import whole


def read(given: Given) -> Iterator[Item]:
    """Yield the one report of a text file."""
    text, found = decode(whole(given.stream, given.options.max_bytes))
    yield Item(path=given.name, text=text, found=found)
