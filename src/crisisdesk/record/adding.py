"""Sources into a record: those not yet coded by the present versions are coded, batch after batch, and kept at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from crisisdesk.engine.batches import code_batches
from crisisdesk.engine.packing import BATCH, Coded
from crisisdesk.engine.plan import Refused
from crisisdesk.engine.reading import refused_of
from crisisdesk.intake.sources import open_sources
from crisisdesk.lexicon.version import lexicon_version, model_version
from crisisdesk.model.report import Source
from crisisdesk.record.keeping import Versions, is_coded
from crisisdesk.record.taking import Output, output_at

if TYPE_CHECKING:
    from crisisdesk.record.store import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A batch that is safe in the file: reports coded, reports new to the record, their characters."""

    coded: int
    new: int
    characters: int


def present_versions() -> Versions:
    """Return the versions of rules and model that code now."""
    return lexicon_version(), model_version()


def add_sources(record: Record, sources: Iterable[Source | Coded], workers: int = 1) -> Iterator[Kept]:
    """Code and keep sources, keep what is coded; yields after each batch that is safe in the file.

    A run that is broken off loses at most the batches that were being coded; the same run again goes on after them.
    """
    versions = present_versions()
    fresh = (one for one in sources if not is_coded(record.connection, _source(one).id, versions))
    for coded in code_batches(batched_sources(fresh), workers):
        new = record.keep(coded, versions)
        yield Kept(coded=len(coded), new=new, characters=sum(len(one.source.text) for one in coded))


def _source(one: Source | Coded) -> Source:
    return one.source if isinstance(one, Coded) else one


def read_all(record: Record, sources: Iterable[Source | Path | str]) -> Iterator[Source | Coded]:
    """Yield sources, files and folders among them read; what cannot be read is kept in the record as refused."""
    for source in sources:
        if isinstance(source, Source):
            yield source
        elif output := output_at(str(source)):
            refuse(record, output.refused)
            yield from reports_of(output)
        else:
            yield from _read(record, str(source))


def _read(record: Record, locator: str) -> Iterator[Source]:
    for found in open_sources([locator]):
        if found.source is not None:
            yield found.source
        else:
            refuse(record, refused_of(found))


def reports_of(output: Output) -> Iterator[Source | Coded]:
    """Yield the reports of an output of ``code``: coded, where the present versions coded them."""
    same = output.versions == present_versions()
    return (coded if same else coded.source for coded in output.reports())


def refuse(record: Record, refused: Iterable[Refused]) -> None:
    """Keep in a record why something could not be read."""
    for one in refused:
        record.refuse(one.path, one.code, one.message)


def batched_sources(sources: Iterable[Source | Coded]) -> Iterator[tuple[Source | Coded, ...]]:
    """Yield sources in batches; one that stands there twice is taken once a batch."""
    left = iter(sources)
    while batch := tuple(islice(left, BATCH)):
        yield tuple({_source(one).id: one for one in batch}.values())
