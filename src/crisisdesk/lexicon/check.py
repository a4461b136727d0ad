"""The codebook's own test: each rule on its example sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from crisisdesk.coder import Coder
from crisisdesk.intake.text import source_of
from crisisdesk.model.codebook import Rule
from crisisdesk.model.report import Report

DAY = date(2020, 6, 17)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One example of a rule and what came of it; ``got`` lists the types coded and the discards that held."""

    rule: Rule
    sentence: str
    should_match: bool
    passed: bool
    got: str


def check_rules(coder: Coder, rules: Iterable[Rule]) -> Iterator[Outcome]:
    """Run every example: a ``match`` must be coded by its rule or as its type, a ``miss`` not by its rule."""
    examples = [(rule, text, wanted) for rule in rules for text, wanted in _examples(rule)]
    reports = coder.code_all(source_of(text, DAY) for _, text, _ in examples)
    for (rule, text, wanted), report in zip(examples, reports, strict=True):
        yield _outcome(rule, text, wanted, report)


def _examples(rule: Rule) -> Iterator[tuple[str, bool]]:
    yield from ((text, True) for text in rule.match)
    yield from ((text, False) for text in rule.miss)


def _outcome(rule: Rule, text: str, wanted: bool, report: Report) -> Outcome:
    fired = any(claim.rule == rule.id for claim in report.claims)
    if rule.discard:
        held = any(d.rule.startswith(rule.id + " ") and d.reason == "a discard" for d in report.dropped)
        passed = held == wanted
    else:
        typed = any(claim.type == rule.type and _covers(rule, claim.trigger.text) for claim in report.claims)
        passed = (fired or typed) if wanted else not fired
    got = ", ".join(f"{claim.type} by {claim.rule}" for claim in report.claims) or "nothing"
    return Outcome(rule=rule, sentence=text, should_match=wanted, passed=passed, got=got)


def _covers(rule: Rule, trigger: str) -> bool:
    """Say whether the coded words are the rule's own trigger (an inflected form of one of its lemmas)."""
    return any(word.lower()[:3] == lemma[:3] for word in trigger.split() for lemma in rule.lemmas)
