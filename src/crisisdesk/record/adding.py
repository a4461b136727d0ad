"""Sources into a record: those not yet coded by the present versions are coded, batch after batch, and kept at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from crisisdesk.engine.pool import code_batches
from crisisdesk.intake.item import Opened
from crisisdesk.intake.sources import open_sources
from crisisdesk.lexicon.version import lexicon_version, model_version
from crisisdesk.model.report import Source
from crisisdesk.record.keeping import is_coded

if TYPE_CHECKING:
    from crisisdesk.record.store import Record

BATCH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A batch that is safe in the file: reports coded, reports new to the record, their characters."""

    coded: int
    new: int
    characters: int


def add_sources(record: Record, sources: Iterable[Source], workers: int = 1) -> Iterator[Kept]:
    """Code and keep sources; yields after each batch that is safe in the file.

    A run that is broken off loses at most the batches that were being coded; the same run again goes on after them.
    """
    versions = (lexicon_version(), model_version())
    fresh = (source for source in sources if not is_coded(record.connection, source.id, versions))
    for coded in code_batches(batched_sources(fresh), workers):
        new = record.keep(coded, versions)
        yield Kept(coded=len(coded), new=new, characters=sum(len(one.source.text) for one in coded))


def read_all(record: Record, sources: Iterable[Source | Path | str]) -> Iterator[Source]:
    """Yield sources, files and folders among them read; what cannot be read is kept in the record as refused."""
    for source in sources:
        if isinstance(source, Source):
            yield source
            continue
        for found in open_sources([str(source)]):
            if found.source is not None:
                yield found.source
            else:
                refuse(record, found)


def refuse(record: Record, found: Opened) -> None:
    """Keep in a record why something could not be read."""
    for diagnostic in found.diagnostics:
        record.refuse(found.path, diagnostic.code, diagnostic.message)


def batched_sources(sources: Iterable[Source]) -> Iterator[tuple[Source, ...]]:
    """Yield sources in batches; one that stands there twice is taken once a batch."""
    left = iter(sources)
    while batch := tuple(islice(left, BATCH)):
        yield tuple({source.id: source for source in batch}.values())
