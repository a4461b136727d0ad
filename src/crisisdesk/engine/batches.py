"""Batches of sources through the coder, in order, in this process or in workers: what ``add`` and ``rebuild`` do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crisisdesk.diagnostics import note
from crisisdesk.engine.here import HereEngine
from crisisdesk.engine.local import LocalEngine
from crisisdesk.engine.packing import CodeBatch, Coded, code_batch, uncoded
from crisisdesk.engine.seam import Task
from crisisdesk.engine.steps import Steps, carry_out, divided
from crisisdesk.model.report import Source


def code_batches(
    batches: Iterable[tuple[Source | Coded, ...]], workers: int, code: CodeBatch = code_batch
) -> Iterator[tuple[Coded, ...]]:
    """Yield every batch coded, in order, what is coded already as it is; few wait in memory at a time.

    One worker is this process: it starts at once, and a report that ends it ends the run. With more, each is a process
    of its own, and a report that ends it is set aside with a diagnostic.
    """
    with HereEngine() if workers <= 1 else LocalEngine(workers) as engine:
        yield from carry_out(engine, (_steps(batch, code) for batch in batches), ordered=True)


def _steps(batch: tuple[Source | Coded, ...], code: CodeBatch) -> Steps[tuple[Coded, ...]]:
    sources = [one for one in batch if isinstance(one, Source)]
    done = iter((yield from divided(lambda some: Task(call=code, given=(some,)), sources, set_aside)))
    return tuple(one if isinstance(one, Coded) else next(done) for one in batch)


def set_aside(source: Source) -> Coded:
    """Return the coding of a report that ended the processes that coded it."""
    return uncoded(source, note("D041"))
