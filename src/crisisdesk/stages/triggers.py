"""Triggers: which words of a report are acts, and by which rule of the codebook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.codebook import Codebook
from crisisdesk.model.codebook import Kind, Rule
from crisisdesk.stages.clauses import Clauses, Frame

ANY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How sure the trained heads must be.

    To propose an act; to propose one that rules rule out; to propose a noun or an adjective ("relations", "severe");
    to rule out a rule's act; to let an act of which neither sentence nor rules tell any party take its parties from
    the document; to take a word of the sentence for a party that the rules do not find.
    """

    proposed: float
    against_rules: float
    nominal: float
    veto: float
    unnamed: float
    named: float


USUAL = Trust(proposed=0.38, against_rules=0.47, nominal=0.65, veto=0.97, unnamed=0.6, named=0.3)
WARY = Trust(proposed=0.7, against_rules=0.75, nominal=0.75, veto=0.4, unnamed=0.9, named=0.5)
"""For reports that do not read like political news as a whole: sport, business, the weather."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that a rule codes, with its frame; ``rivals`` are rules whose lemma fits but not their frame."""

    frame: Frame
    rule: Rule

    @property
    def i(self) -> int:
        """The index of the trigger word."""
        return self.frame.trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A word that could be an act but is not coded, and why."""

    i: int
    rule: Rule
    reason: str


class Matcher:
    """Tests the conditions of rules on frames; ``is_actor`` and ``is_place`` answer for the special classes."""

    def __init__(
        self,
        parse: Parse,
        codebook: Codebook,
        is_actor: Callable[[int], bool],
        is_place: Callable[[int], bool],
        quantifiers: frozenset[str] = frozenset(),
    ) -> None:
        self.parse, self.codebook, self.quantifiers = parse, codebook, quantifiers
        self.special = {"@actor": is_actor, "@place": is_place}

    def belongs(self, i: int, words: tuple[str, ...]) -> bool:
        """Say whether the head word ``i`` is one of these lemmas or classes."""
        token = self.parse.tokens[i]
        return any(self._is(token, word) for word in words)

    def _is(self, token: Token, word: str) -> bool:
        if word == ANY or word in (token.lemma, token.lower):
            return True
        if word in self.special:
            return self.special[word](token.i)
        if not word.startswith("@"):
            return False
        members = self.codebook.classes[word[1:]]
        return token.lemma in members or token.lower in members

    def any_of(self, tokens: tuple[int, ...], words: tuple[str, ...]) -> bool:
        """Say whether one of the tokens is one of the words."""
        return any(self.belongs(i, words) for token in tokens for i in self._counted(token))

    def _counted(self, i: int) -> tuple[int, ...]:
        """Return a word, and what it counts: "dozens of **rockets**"."""
        if self.parse.tokens[i].lemma not in self.quantifiers:
            return (i,)
        parts = self.parse.children(i, "nmod")
        return (i, *(c.i for c in parts if self.parse.case(c.i) == "of"))

    def misfit(self, rule: Rule, frame: Frame) -> str:
        """Return the condition of a rule that a frame does not meet, or an empty string if all are met."""
        checks = (
            ("particle", not rule.particle or bool(set(rule.particle) & set(frame.particles))),
            ("object", not rule.object or self.any_of(frame.at("object"), rule.object)),
            ("not_object", not self.any_of(frame.at("object"), rule.not_object)),
            ("subject", not rule.subject or self.any_of(frame.at("subject"), rule.subject)),
            ("not_subject", not self.any_of(frame.at("subject"), rule.not_subject)),
            ("preposition", all(self.any_of(frame.at(p), w) for p, w in rule.preposition.items())),
            ("not_preposition", not any(self.any_of(frame.at(p), w) for p, w in rule.not_preposition.items())),
            ("modifier", not rule.modifier or self.any_of(_before(frame), rule.modifier)),
            ("not_modifier", not self.any_of(_before(frame), rule.not_modifier)),
            ("infinitive", not rule.infinitive or self.any_of(_inner(frame), rule.infinitive)),
            ("not_infinitive", not self.any_of(_inner(frame), rule.not_infinitive)),
            ("complement", not rule.complement or bool(set(rule.complement) & self._complements(frame))),
        )
        return next((name for name, met in checks if not met), "")

    def _complements(self, frame: Frame) -> frozenset[str]:
        quoted = any(child.tag == "``" or child.text in '“"' for child in self.parse.children(frame.trigger))
        return frame.complements | {"quote"} if quoted else frame.complements


def _before(frame: Frame) -> tuple[int, ...]:
    return frame.at("modifier") + frame.at("possessor")


def _inner(frame: Frame) -> tuple[int, ...]:
    return (frame.clause,) if frame.clause is not None else ()


def specificity(rule: Rule) -> float:
    """Weigh the conditions of a rule; of several that fit the heaviest wins, a discard before others.

    A list of words weighs more than a class, a class more than "any".
    """
    lists = (rule.particle, rule.object, rule.subject, rule.modifier, rule.infinitive, *rule.preposition.values())
    return sum(map(_weight, lists)) + 2 * bool(rule.complement) + rule.discard / 2


def _weight(words: tuple[str, ...]) -> float:
    if not words:
        return 0
    if ANY in words:
        return 1
    return 3 if any(word.startswith("@") for word in words) else 3.25


def kind_of(token: Token) -> Kind | None:
    """Return which rules may have this word as their trigger."""
    if token.pos == "VERB":
        return Kind.VERB
    if token.pos in ("NOUN", "PROPN"):
        return Kind.NOUN
    return Kind.ADJECTIVE if token.pos == "ADJ" else None


def _modals(parse: Parse, clauses: Clauses, codebook: Codebook, matcher: Matcher, token: Token) -> list[Trigger]:
    """Return a modal rule's trigger on a predicate: "the two sides **must** stop"."""
    found = []
    for child in parse.children(token.i, "aux"):
        for rule in codebook.by_trigger.get((Kind.MODAL, child.lemma), ()):
            frame = clauses.verb(token.i)
            if not matcher.misfit(rule, frame):
                found.append(Trigger(frame=replace(frame, trigger=child.i), rule=rule))
    return found[:1]


def _in_name(token: Token, named_events: frozenset[str]) -> bool:
    """Say whether a noun is part of a name or describes another: "Samarra **Barrage**", "**occupation** forces"."""
    if token.dep == "compound":
        return True
    return token.pos == "PROPN" and token.tag.startswith("NNP") and token.lemma.lower() not in named_events


def find_triggers(
    parse: Parse, clauses: Clauses, codebook: Codebook, matcher: Matcher, trust: Trust = USUAL
) -> tuple[tuple[Trigger, ...], tuple[Rejected, ...]]:
    """Return the coded words of a report in order, and those that a rule names but its frame or a discard rules out."""
    coded: list[Trigger] = []
    rejected: list[Rejected] = []
    for token in parse.tokens:
        coded.extend(_modals(parse, clauses, codebook, matcher, token))
        kind = kind_of(token)
        if kind is None or token.dep == "compound":
            continue
        found, ruled_out = _by_rule(clauses, codebook, matcher, token, kind)
        found, doubted = second_opinion(clauses, codebook, trust, token, found, bool(ruled_out))
        rejected += ruled_out + doubted
        coded += found
    taken = {t.frame.verb for t in coded if t.frame.verb != t.i and not is_learned(codebook, t)}
    coded = [t for t in coded if t.i not in taken or not is_learned(codebook, t)]
    return tuple(coded), tuple(rejected)


def _by_rule(
    clauses: Clauses, codebook: Codebook, matcher: Matcher, token: Token, kind: Kind
) -> tuple[list[Trigger], list[Rejected]]:
    """Return the best rule of the lemma that fits, or why none does."""
    rules = codebook.by_trigger.get((kind, token.lemma), ())
    if not rules or token.lemma == ANY or _in_name(token, clauses.grammar["named_events"]):
        return [], []
    frame = clauses.frame(token)
    misfits = [(rule, matcher.misfit(rule, frame)) for rule in rules]
    fitting = [rule for rule, misfit in misfits if not misfit]
    if not fitting:
        return [], [Rejected(i=token.i, rule=rule, reason=f"its {misfit}") for rule, misfit in misfits]
    best = max(fitting, key=specificity)
    if best.discard:
        return [], [Rejected(i=token.i, rule=best, reason="a discard")]
    return [Trigger(frame=frame, rule=best)], []


def second_opinion(
    clauses: Clauses, codebook: Codebook, trust: Trust, token: Token, found: list[Trigger], ruled_out: bool
) -> tuple[list[Trigger], list[Rejected]]:
    """Let the trained heads check a rule's trigger, or propose one where no rule codes the word."""
    learned, kind = clauses.parse.learned, kind_of(token)
    if learned is None or kind is None:
        return found, []
    if found and learned.no_act(token.i) >= trust.veto:
        return [], [Rejected(i=token.i, rule=found[0].rule, reason="the trained heads take it for no act")]
    name, chance = learned.kind(token.i)
    rule = learned_rule(codebook, kind, name)
    least = trust.against_rules if ruled_out else trust.proposed
    if found or rule is None or chance < (least if kind is Kind.VERB else max(least, trust.nominal)):
        return found, []
    return [Trigger(frame=clauses.frame(token), rule=rule)], []


def is_learned(codebook: Codebook, trigger: Trigger) -> bool:
    """Say whether the trained heads propose a trigger, and no rule does."""
    return trigger.rule in codebook.by_trigger.get((trigger.rule.kind, ANY), ())


def learned_rule(codebook: Codebook, kind: Kind, name: str) -> Rule | None:
    """Return the rule that gives places to the parties of an act which the trained heads propose."""
    return next((rule for rule in codebook.by_trigger.get((kind, ANY), ()) if rule.type == name), None)
