"""Content and sameness: acts that are only what another act asks for or promises, and words that tell one act twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.grammar import load_grammar
from crisisdesk.model.claim import Status
from crisisdesk.model.codebook import Kind
from crisisdesk.stages.findings import Act, Findings, countries_of
from crisisdesk.stages.triggers import Rejected, Trigger

PAST = frozenset(("VBD", "VBN", "VBG"))


def governor_of(findings: Findings, trigger: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return the verbal act whose content a trigger is: what is asked for, promised, threatened, refused."""
    by_word = {t.i: t for t in triggers} | {t.frame.verb: t for t in triggers if t.frame.verb != t.i}
    demand = by_word.get(trigger.frame.verb)
    if demand is not None and demand.rule.kind is Kind.MODAL and demand is not trigger:
        return demand
    token = findings.parse.tokens[trigger.i]
    aim = False
    for _ in range(8):
        base = token.dep.partition(":")[0]
        head = findings.parse.tokens[token.head]
        if head.i == token.i or token.dep in ("acl:relcl", "parataxis") or base in ("nsubj", "csubj"):
            return None
        if base == "advcl" and _went_before(findings, token):
            return None
        if base in ("xcomp", "ccomp", "obj", "obl", "nmod", "acl", "advcl"):
            above = by_word.get(head.i)
            if above is not None and above.i != trigger.i and _holds(findings, above, trigger):
                return above
            aim = aim or (base in ("advcl", "acl") and token.tag == "VB")
            if above is not None and above.i != trigger.i and aim:
                return above
            if base == "advcl" and not aim:
                return None
        token = head
    return None


def _went_before(findings: Findings, token: Token) -> bool:
    """Say whether a clause tells what went before or stands beside what governs it: "asked for calm after it fired"."""
    marks = (child.lower for child in findings.parse.children(token.i) if child.dep in ("mark", "case"))
    return token.tag in PAST and any(mark in findings.statuses.grammar["actual.prepositions"] for mark in marks)


def _holds(findings: Findings, above: Trigger, trigger: Trigger) -> bool:
    """Say whether one act speaks of another as its content: a verbal act does, and the fight against violence."""
    both_violent = above.rule.type == trigger.rule.type
    return above.rule.type in findings.plover.verbal or (above.rule.counter and both_violent)


def is_fact(findings: Findings, act: Act, governor: Trigger) -> bool:
    """Say whether an act under a verbal act is told as a fact of its own."""
    token = findings.parse.tokens[act.trigger.i]
    if governor.rule.type in ("ACCUSE", "SUPPORT"):
        return act.status is Status.ACTUAL
    if governor.rule.counter or governor.rule.type == "REQUEST" or act.status is not Status.ACTUAL:
        return False
    if token.pos in ("NOUN", "PROPN"):
        known = load_grammar()["definite.factual"]
        definite = any(c.lower in known for c in findings.parse.children(token.i))
        return definite and governor.rule.type in ("REJECT", "THREATEN") and token.dep != "obj"
    return token.tag in ("VBD", "VBG") and governor.rule.type == "REJECT" and token.dep == "advcl"


def merge(parse: Parse, acts: list[Act]) -> tuple[list[Act], list[Rejected]]:
    """Keep one of several acts of a sentence that have the same type and the same parties, or are verb and its noun."""
    kept: list[Act] = []
    doubled: list[Rejected] = []
    for act in acts:
        twin = next((other for other in kept if _same_act(parse, other, act)), None)
        if twin is None:
            kept.append(act)
            continue
        winner, loser = _stronger(parse, twin, act)
        kept[kept.index(twin)] = winner
        reason = f"the same act as “{parse.tokens[winner.trigger.i].text}”"
        doubled.append(Rejected(i=loser.trigger.i, rule=loser.trigger.rule, reason=reason))
    return kept, doubled


def _stronger(parse: Parse, one: Act, two: Act) -> tuple[Act, Act]:
    """Return which of two tellings of an act stays, then the other: a verb with its noun ("lifted the blockade"), else
    the one that names more parties.
    """
    verbs = [act for act in (one, two) if parse.tokens[act.trigger.i].pos == "VERB"]
    if len(verbs) == 1:
        verb, noun = verbs[0], two if verbs[0] is one else one
        full = replace(verb, actors=verb.actors or noun.actors, recipients=verb.recipients or noun.recipients)
        return full, noun
    better = len(two.actors) + len(two.recipients) > len(one.actors) + len(one.recipients)
    return (two, one) if better else (one, two)


def _same_act(parse: Parse, one: Act, two: Act) -> bool:
    a, b = parse.tokens[one.trigger.i], parse.tokens[two.trigger.i]
    if a.sentence != b.sentence or one.status is not two.status:
        return False
    if one.trigger.frame.verb == two.trigger.i or two.trigger.frame.verb == one.trigger.i:
        return True
    if one.trigger.rule.type != two.trigger.rule.type or (a.lemma[:4] != b.lemma[:4] and not _linked(parse, a.i, b.i)):
        return False
    return countries_of(one.actors) == countries_of(two.actors) and countries_of(one.recipients) == countries_of(
        two.recipients
    )


def _linked(parse: Parse, one: int, two: int) -> bool:
    """Say whether one word stands right under the other or beside it."""
    a, b = parse.tokens[one], parse.tokens[two]
    return one == b.head or two == a.head or a.head == b.head
