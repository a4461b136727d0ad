"""A batch of sources through the coder, in the form in which it is kept; a report that fails is a diagnostic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from crisisdesk.coder import Coder, load_coder
from crisisdesk.diagnostics import note
from crisisdesk.engine.seam import Task
from crisisdesk.language.gate import load_gate
from crisisdesk.language.levels import Level
from crisisdesk.model.claim import Claim
from crisisdesk.model.diagnostic import Diagnostic
from crisisdesk.model.report import Report, Source
from crisisdesk.record.codec import CLAIM, Layers, layers_of, pack

BATCH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedClaim:
    """A claim in the form in which it is kept, with the offsets of its trigger."""

    id: str
    start: int
    end: int
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A source with its layers and claims in the form in which they are kept; ``gated`` where the gate set it aside."""

    source: Source
    layers: bytes
    claims: tuple[CodedClaim, ...]
    gated: bool = False


def _load() -> None:
    load_coder()


WARM = Task(call=_load, given=())
CodeBatch = Callable[[tuple[Source, ...]], tuple[Coded, ...]]


def coder_of(level: Level) -> CodeBatch:
    """Return what codes batches behind a gate."""
    return code_batch if level is Level.OFF else partial(code_gated, level=level)


def code_gated(sources: tuple[Source, ...], level: Level) -> tuple[Coded, ...]:
    """Return the sources coded, those that the gate sets aside without a look at them."""
    gate = load_gate()
    passing = [gate.passes(source.text, level) for source in sources]
    coded = iter(code_batch(tuple(source for source, passes in zip(sources, passing, strict=True) if passes)))
    both = zip(sources, passing, strict=True)
    return tuple(next(coded) if passes else _set_aside(source, level) for source, passes in both)


def _set_aside(source: Source, level: Level) -> Coded:
    return replace(uncoded(source, note("D043", level=level)), gated=True)


def code_batch(sources: tuple[Source, ...]) -> tuple[Coded, ...]:
    """Return the sources coded; where one of them fails, each is tried alone.

    What spaCy keeps of the words of a batch is let go after it, so that memory does not grow with the reports.
    """
    coder = load_coder()
    try:
        with coder.nlp.memory_zone():
            return tuple(pack_report(report) for report in coder.code_all(sources))
    except Exception:
        return tuple(_code_alone(coder, source) for source in sources)


def _code_alone(coder: Coder, source: Source) -> Coded:
    try:
        return pack_report(coder.code(source))
    except Exception as error:
        return uncoded(source, note("D099", reason=f"{type(error).__name__}: {error}"))


def uncoded(source: Source, reason: Diagnostic) -> Coded:
    """Return a source with nothing found in it but the reason why."""
    diagnostics = (*source.diagnostics, reason)
    empty = Layers(sentences=(), statements=(), times=(), places=(), actors=(), diagnostics=diagnostics)
    return Coded(source=source, layers=pack(empty), claims=())


def pack_report(report: Report) -> Coded:
    """Return a coded report in the form in which it is kept."""
    claims = tuple(_pack_claim(claim) for claim in report.claims)
    return Coded(source=report.source, layers=pack(layers_of(report)), claims=claims)


def _pack_claim(claim: Claim) -> CodedClaim:
    return packed_claim(claim, CLAIM.dump_json(claim).decode())


def packed_claim(claim: Claim, body: str) -> CodedClaim:
    """Return a claim with its JSON."""
    return CodedClaim(id=claim.id, start=claim.trigger.start, end=claim.trigger.end, body=body)
