"""Setting: when and where an act was done, by the expressions and places of its own clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from crisisdesk.language.parse import Parse
from crisisdesk.lexicon.grammar import load_grammar
from crisisdesk.model.place import PlaceMention
from crisisdesk.model.when import TimeExpression, When
from crisisdesk.stages.findings import Findings
from crisisdesk.stages.triggers import Trigger

Spanned = TypeVar("Spanned", TimeExpression, PlaceMention)
PRECISION = {"place": 0, "region": 1, "country": 2}


def _clause_range(findings: Findings, trigger: Trigger) -> tuple[int, int]:
    """Return the characters of the smallest clause around a trigger."""
    parse = findings.parse
    token = parse.tokens[trigger.frame.verb]
    while (
        token.dep.partition(":")[0] in ("xcomp", "conj", "obj", "obl", "nmod", "nsubj", "compound", "amod")
        and token.head != token.i
    ):
        token = parse.tokens[token.head]
    tree = parse.subtree(token.i)
    return parse.tokens[tree[0]].start, parse.tokens[tree[-1]].end


def _distance(parse: Parse, trigger: int, start: int) -> int:
    return abs(parse.tokens[trigger].start - start)


def _inside(found: Sequence[Spanned], first: int, end: int) -> Sequence[Spanned]:
    """Return what begins in a range of characters; ``found`` stands in text order."""
    low = bisect_left(found, first, key=lambda one: one.span.start)
    return found[low : bisect_left(found, end, key=lambda one: one.span.start)]


def when_of(findings: Findings, trigger: Trigger) -> When:
    """Return the expression nearest in the act's clause, else the day of the document without a claim to precision."""
    first, end = _clause_range(findings, trigger)
    inside = _inside(findings.times, first, end)
    dated = [t for t in inside if t.start is not None and t.type in ("DATE", "TIME")]
    if dated:
        best = min(dated, key=lambda t: _distance(findings.parse, trigger.i, t.span.start))
        return When(start=best.start, end=best.end, precision=best.precision, basis="expression", span=best.span)
    if findings.published is None:
        return When(start=None, end=None, precision="unknown", basis="unknown")
    return When(start=None, end=findings.published, precision="before", basis="document")


def is_historical(findings: Findings, trigger: Trigger) -> bool:
    """Say whether an act is told as past history: dated a year or more before the report."""
    when = when_of(findings, trigger)
    if when.basis != "expression" or when.end is None or findings.published is None:
        return False
    return (findings.published - when.end).days > 365


def where_of(findings: Findings, trigger: Trigger) -> PlaceMention | None:
    """Return the place that a preposition of place ties to the act's clause, the nearest and most precise first."""
    first, end = _clause_range(findings, trigger)
    fit = [p for p in _inside(findings.places, first, end) if _is_location(findings, p)]
    return min(
        fit,
        key=lambda p: (PRECISION.get(p.place.precision, 3), _distance(findings.parse, trigger.i, p.span.start)),
        default=None,
    )


def _is_location(findings: Findings, place: PlaceMention) -> bool:
    before = findings.parse.text[max(0, place.span.start - 24) : place.span.start].lower().split()
    return bool(load_grammar()["place.locative"] & set(before[-2:]))
