"""Batches of sources through the coder, in order, in one process or several; a report that fails is a diagnostic."""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from threading import Thread

from crisisdesk.coder import Coder, load_coder
from crisisdesk.diagnostics import note
from crisisdesk.model.claim import Claim
from crisisdesk.model.report import Report, Source
from crisisdesk.record.codec import CLAIM, Layers, layers_of, pack

WAITING_A_WORKER, LOOK_SECONDS = 2, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedClaim:
    """A claim in the form in which it is kept, with the offsets of its trigger."""

    id: str
    start: int
    end: int
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A source with its layers and claims in the form in which they are kept."""

    source: Source
    layers: bytes
    claims: tuple[CodedClaim, ...]


def code_batches(batches: Iterable[tuple[Source, ...]], workers: int) -> Iterator[tuple[Coded, ...]]:
    """Yield every batch coded, in order; with more than one worker, few batches wait in memory at a time."""
    if workers <= 1:
        yield from map(code_batch, batches)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_warm, initargs=(os.getpid(),))
    waiting: deque[Future[tuple[Coded, ...]]] = deque()
    try:
        for batch in batches:
            waiting.append(pool.submit(code_batch, batch))
            if len(waiting) >= workers * WAITING_A_WORKER:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=not waiting, cancel_futures=True)


def _warm(parent: int) -> None:
    """Load the coder; a worker whose parent is gone ends by itself, and Ctrl-C is for the parent to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    load_coder()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(1)


def code_batch(sources: tuple[Source, ...]) -> tuple[Coded, ...]:
    """Return the sources coded; where one of them fails, each is tried alone."""
    coder = load_coder()
    try:
        return tuple(pack_report(report) for report in coder.code_all(sources))
    except Exception:
        return tuple(_code_alone(coder, source) for source in sources)


def _code_alone(coder: Coder, source: Source) -> Coded:
    try:
        return pack_report(coder.code(source))
    except Exception as error:
        failed = note("D099", reason=f"{type(error).__name__}: {error}")
        empty = Layers(
            sentences=(), statements=(), times=(), places=(), actors=(), diagnostics=(*source.diagnostics, failed)
        )
        return Coded(source=source, layers=pack(empty), claims=())


def pack_report(report: Report) -> Coded:
    """Return a coded report in the form in which it is kept."""
    claims = tuple(_pack_claim(claim) for claim in report.claims)
    return Coded(source=report.source, layers=pack(layers_of(report)), claims=claims)


def _pack_claim(claim: Claim) -> CodedClaim:
    body = CLAIM.dump_json(claim).decode()
    return CodedClaim(id=claim.id, start=claim.trigger.start, end=claim.trigger.end, body=body)
