"""When a channel changed: the days told beside the word of the change, else those of its clause."""

from __future__ import annotations

from collections.abc import Iterator

from crisisdesk.language.parse import Parse
from crisisdesk.model.codebook import Kind, Rule
from crisisdesk.model.when import When
from crisisdesk.stages.channel_changes import Told
from crisisdesk.stages.findings import Findings
from crisisdesk.stages.setting import when_of
from crisisdesk.stages.triggers import Trigger

UNDATED = When(start=None, end=None, precision="unknown", basis="unknown")
FRAME_ONLY = Rule(id="channel", type="", mode=None, cameo="", kind=Kind.VERB, lemmas=())
OTHER_CLAUSES = ("conj", "ccomp", "advcl", "acl", "parataxis", "nsubj")


def when_told(findings: Findings, told: Told) -> When:
    """Return the days of a change; where none are told, the day of the report as the last one it can be."""
    starts = {findings.parse.tokens[i].start for i in _own(findings.parse, told.frame.verb)}
    near = [t for t in findings.times if t.span.start in starts and t.start and t.type in ("DATE", "TIME")]
    if near:
        at = findings.parse.tokens[told.frame.trigger].start
        best = min(near, key=lambda t: abs(t.span.start - at))
        return When(start=best.start, end=best.end, precision=best.precision, basis="expression", span=best.span)
    found = when_of(findings, Trigger(frame=told.frame, rule=FRAME_ONLY))
    return found if _is_above(findings.parse, found, told) else _by_report(findings)


def _by_report(findings: Findings) -> When:
    day = findings.published
    return When(start=None, end=day, precision="before", basis="document") if day else UNDATED


def _own(parse: Parse, verb: int) -> Iterator[int]:
    """Yield the words of a verb's clause, without those of other clauses and conjuncts."""
    for child in parse.children(verb):
        if child.dep.partition(":")[0] not in OTHER_CLAUSES:
            yield child.i
            yield from _own(parse, child.i)


def _is_above(parse: Parse, when: When, told: Told) -> bool:
    """Say whether days belong to the word's own clause or one above it, and not to a clause on a noun beside it."""
    if when.span is None:
        return True
    first, end = parse.sentences[parse.tokens[told.frame.verb].sentence]
    token = next((t for t in parse.tokens[first:end] if t.start == when.span.start), None)
    nearest = next((above for above in parse.ancestors(token.i) if above.pos == "VERB"), None) if token else None
    mine = {told.frame.verb, told.inner.verb, *(above.i for above in parse.ancestors(told.frame.verb))}
    return nearest is None or nearest.i in mine or nearest.dep.partition(":")[0] not in ("acl", "advcl")
