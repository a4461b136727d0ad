"""Candidates: who in a document may be the party that a sentence leaves out, described by features of the text.

The features are weighed by a softmax over all candidates and "nobody"; ``stages/choice.py`` has the weights.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from crisisdesk.language.learned import ROLES
from crisisdesk.model.actor import NO_COUNTRY, Actor, ActorMention, party_key
from crisisdesk.stages.context import CITIZENS, VIA
from crisisdesk.stages.findings import Act, Findings, party_keys
from crisisdesk.stages.setting import where_of

ACTOR, RECIPIENT, STATE = "actor", "recipient", "state"
NOBODY = ""
BODIES = ("REB", "IGO", "NGO")
SUBJECTS = ("nsubj", "nsubj:pass")
NEAR, MOST_CANDIDATES = 6, 24
NAMING = ("NOUN", "PROPN", "ADJ", "PRON")
CROSSED = frozenset(
    (
        *("is rebel", "is organisation", "is state", "is publisher", "is speaker", "is the other party"),
        *("is the place", "same sentence", "first sentence", "most mentioned", "as the rules say"),
    )
)
Features = dict[str, float]


def is_stateless(mention: ActorMention) -> bool:
    """Say whether the words of a mention name no state: what it has is none, or a guess from the document."""
    actor = mention.actor
    guessed = actor.country == NO_COUNTRY or mention.via == VIA
    return guessed and actor.sector not in (None, "REB") and actor.country not in ("IGO", "NGO")


def without_guesses(act: Act) -> Act:
    """Leave out the parties whose state is guessed."""
    actors, recipients = (
        tuple(mention for mention in mentions if not is_stateless(mention)) for mentions in (act.actors, act.recipients)
    )
    return replace(act, actors=actors, recipients=recipients)


@dataclass(slots=True)
class Standing:
    """Where a document names one party: sentences in all, as a subject, as a mere place; and its mentions."""

    named: set[int] = field(default_factory=set)
    subject: set[int] = field(default_factory=set)
    place: set[int] = field(default_factory=set)
    tokens: list[int] = field(default_factory=list)
    mentions: list[ActorMention] = field(default_factory=list)
    scenes: list[ActorMention] = field(default_factory=list)
    citizens: int = 0


class Candidates:
    """The parties of one document, and what speaks for each in one act; without ``guesses`` only states told count."""

    def __init__(self, findings: Findings, acts: Sequence[Act], guesses: bool = True) -> None:
        self.findings, self.guesses = findings, guesses
        self.publisher = frozenset(party_key(actor) for actor in findings.cast.publisher)
        self.standings: dict[str, Standing] = defaultdict(Standing)
        self._read_mentions()
        self._read_places()
        counts = {key: len(standing.tokens) for key, standing in self.standings.items()}
        self.total, self.most = sum(counts.values()) or 1, max(counts.values(), default=0)
        often = sorted(counts, key=lambda key: -counts[key])[:MOST_CANDIDATES]
        self.keys = tuple(dict.fromkeys([*often, *sorted(self.publisher)]))
        self.history = History(acts if guesses else [without_guesses(act) for act in acts])

    def _read_mentions(self) -> None:
        parse, cast = self.findings.parse, self.findings.cast
        for token in parse.tokens:
            if token.pos not in ("NOUN", "PROPN", "ADJ"):
                continue
            for found in cast.at(token.i):
                key = party_key(found.actor)
                if key == NO_COUNTRY or found.actor.sector == "JRN" or (is_stateless(found) and not self.guesses):
                    continue
                standing = self.standings[key]
                if found.actor.sector is None and parse.case(token.i) in cast.grammar["place.cases"]:
                    standing.place.add(token.sentence)
                    standing.scenes.append(found)
                    continue
                standing.named.add(token.sentence)
                standing.tokens.append(token.i)
                standing.mentions.append(found)
                standing.citizens += found.actor.sector in CITIZENS
                if token.dep in SUBJECTS:
                    standing.subject.add(token.sentence)

    def _read_places(self) -> None:
        parse = self.findings.parse
        starts = [parse.tokens[first].start for first, _ in parse.sentences]
        for found in self.findings.places:
            if found.place.country:
                standing = self.standings[found.place.country]
                standing.place.add(bisect_right(starts, found.span.start) - 1)
                actor = Actor(country=found.place.country, name=found.place.name)
                standing.scenes.append(ActorMention(actor=actor, span=found.span, via=VIA))

    def speakers(self, act: Act) -> frozenset[str]:
        """Return the parties that are cited for an act."""
        cited = [c.source for c in self.findings.citations.around(act.trigger.i) if c.source is not None]
        return frozenset(key for i in cited for key in self.findings.cast.parties(i))

    def named(self, act: Act, role: str, least: float) -> tuple[ActorMention, ...]:
        """Return whom the trained heads take for a party among the words of the act's sentence, if they are so sure."""
        parse = self.findings.parse
        first, end = parse.sentences[parse.tokens[act.trigger.i].sentence]
        words = [i for i in range(first, end) if i != act.trigger.i and parse.tokens[i].pos in NAMING]
        words = [i for i in words if self.findings.cast.at(i)]
        if parse.learned is None or not words:
            return ()
        chances = parse.learned.roles(act.trigger.i, words)[:, ROLES.index(role)]
        sure = (i for i, chance in zip(words, chances, strict=True) if chance >= least)
        return tuple(dict.fromkeys(mention for i in sure for mention in self.findings.cast.at(i)))

    def features(self, act: Act, role: str) -> dict[str, Features]:
        """Return the features of each candidate and of ``NOBODY`` for a role of an act."""
        around = _Around(self, act, role)
        found = {NOBODY: around.nobody()}
        for key in self.keys:
            found[key] = _crossed(around.of(key), act.trigger.rule.type)
        return found

    def states(self, act: Act, role: str, mention: ActorMention) -> dict[str, Features]:
        """Return the features of each state, and of none, to which a party that names no state may belong."""
        around, actor = _Around(self, without_guesses(act), role), mention.actor
        found = {NOBODY: {"nobody": 1.0, f"{actor.sector} nobody": 1.0}}
        for key in self.keys:
            if key not in BODIES and not (actor.sector in CITIZENS and key in self.publisher):
                told = {"as the rules say": 1.0} if key == actor.country else {}
                found[key] = _crossed(around.of(key) | told, actor.sector or "")
        return found

    def mention(self, key: str, act: Act) -> ActorMention:
        """Return the mention that stands for a candidate: of the actor named most, the last one before the act."""
        standing = self.standings[key]
        named = standing.mentions or standing.scenes
        if not named:
            actor = next(actor for actor in self.findings.cast.publisher if party_key(actor) == key)
            i = act.trigger.i
            return ActorMention(actor=actor, span=self.findings.parse.span(i, i), via="publisher")
        start = self.findings.parse.tokens[act.trigger.i].start
        before = [mention for mention in named if mention.span.start <= start] or named[:1]
        most = Counter(mention.actor.code for mention in before).most_common(1)[0][0]
        found = [mention for mention in before if mention.actor.code == most][-1]
        plain = found.actor.sector is None or found.actor.sector in CITIZENS
        return replace(found, actor=Actor(country=found.actor.country) if plain else found.actor, via=VIA)


def _crossed(features: Features, kind: str) -> Features:
    return features | {f"{kind} {name}": value for name, value in features.items() if name in CROSSED}


class History:
    """Who has which role in the acts of a document, as far as their own sentences say."""

    def __init__(self, acts: Sequence[Act]) -> None:
        self.acts = sorted(acts, key=lambda act: act.trigger.i)
        self.places = [act.trigger.i for act in self.acts]
        self.shares: dict[str, Counter[str]] = {ACTOR: Counter(), RECIPIENT: Counter()}
        self.by_type: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.pairs: set[tuple[str, str]] = set()
        self.met: set[tuple[str, str]] = set()
        for act in self.acts:
            doing, done_to = party_keys(act.actors), party_keys(act.recipients)
            self.shares[ACTOR].update(doing)
            self.shares[RECIPIENT].update(done_to)
            self.by_type[act.trigger.rule.type, ACTOR].update(doing)
            self.by_type[act.trigger.rule.type, RECIPIENT].update(done_to)
            self.pairs |= {(a, b) for a in doing for b in done_to}
            self.met |= {(a, b) for a in doing for b in doing} if act.trigger.rule.mutual else set()

    def neighbours(self, act: Act) -> tuple[Act | None, Act | None, Act | None]:
        """Return the act before, and the ones of the same type before and after."""
        place, kind = bisect_left(self.places, act.trigger.i), act.trigger.rule.type
        before = next((a for a in reversed(self.acts[:place]) if a.trigger.rule.type == kind), None)
        after = next((a for a in self.acts[place + 1 :] if a.trigger.rule.type == kind), None)
        return (self.acts[place - 1] if place else None), before, after


class _Around:
    """The surroundings of one act, asked for each candidate."""

    def __init__(self, candidates: Candidates, act: Act, role: str) -> None:
        findings = candidates.findings
        self.candidates, self.act, self.role = candidates, act, role
        self.other_role = RECIPIENT if role == ACTOR else ACTOR
        self.other = party_keys(act.recipients if role == ACTOR else act.actors)
        self.here = findings.parse.tokens[act.trigger.i].sentence
        self.speakers = candidates.speakers(act)
        where = where_of(findings, act.trigger)
        self.place = where.place.country if where is not None else ""
        self.last, self.before, self.after = candidates.history.neighbours(act)

    def nobody(self) -> Features:
        """Return what speaks for nobody."""
        rule = self.act.trigger.rule
        return {
            "nobody": 1.0,
            f"{rule.type} nobody": 1.0,
            f"nobody {rule.kind.value}": 1.0,
            "nobody passive": float(self.act.trigger.frame.passive),
            "nobody, other known": float(bool(self.other)),
            "nobody, alone": float(len(self.candidates.findings.parse.sentences) == 1),
        }

    def of(self, key: str) -> Features:
        """Return what speaks for one party."""
        return {name: float(value) for name, value in self._features(key) if value}

    def _features(self, key: str) -> Iterator[tuple[str, float]]:
        standing = self.candidates.standings[key]
        yield from self._kind(key)
        yield from self._near(standing)
        yield from self._learned(standing)
        yield from self._acts(key)

    def _kind(self, key: str) -> Iterator[tuple[str, float]]:
        yield "is rebel", key == "REB"
        yield "is organisation", key in ("IGO", "NGO")
        yield "is state", key not in BODIES
        yield "is publisher", key in self.candidates.publisher
        yield "is speaker", key in self.speakers
        yield "is the other party", key in self.other
        yield "is the place", key == self.place

    def _near(self, standing: Standing) -> Iterator[tuple[str, float]]:
        here, named = self.here, standing.named
        yield "same sentence", here in named
        yield "same sentence, subject", here in standing.subject
        yield "last sentence", here - 1 in named
        yield "last sentence, subject", here - 1 in standing.subject
        yield "near", any(there in named for there in range(here - NEAR, here))
        yield "later", any(there > here for there in named)
        yield "only later", bool(named) and all(there > here for there in named)
        yield "first sentence", 0 in named
        yield "as place, same sentence", here in standing.place
        yield "only as place", bool(standing.place) and not named
        yield "only citizens", bool(named) and standing.citizens == len(standing.tokens)
        yield "share", len(standing.tokens) / self.candidates.total
        yield "most mentioned", bool(named) and len(standing.tokens) == self.candidates.most

    def _learned(self, standing: Standing) -> Iterator[tuple[str, float]]:
        parse = self.candidates.findings.parse
        first, end = parse.sentences[self.here]
        here = standing.tokens[bisect_left(standing.tokens, first) : bisect_left(standing.tokens, end)]
        yield "same sentence, before", bool(here) and here[0] < self.act.trigger.i
        if parse.learned is not None and here:
            chances = parse.learned.roles(self.act.trigger.i, here).max(0)
            yield "role", float(chances[ROLES.index(self.role)])
            yield "other role", float(chances[ROLES.index(self.other_role)])

    def _acts(self, key: str) -> Iterator[tuple[str, float]]:
        history, kind = self.candidates.history, self.act.trigger.rule.type
        yield "has this role in last act of the type", key in self._party(self.before, True)
        yield "has other role in last act of the type", key in self._party(self.before, False)
        yield "has this role in next act of the type", key in self._party(self.after, True)
        yield "has this role in last act", key in self._party(self.last, True)
        yield "has other role in last act", key in self._party(self.last, False)
        acts = len(history.acts)
        yield "share of this role", history.shares[self.role][key] / acts
        yield "share of other role", history.shares[self.other_role][key] / acts
        of_type = history.by_type[kind, self.role]
        yield "share of this role in type", of_type[key] / (sum(of_type.values()) or 1)
        pairs = ((key, o) if self.role == ACTOR else (o, key) for o in self.other)
        yield "faces the other party", any(pair in history.pairs for pair in pairs)
        yield "met the other party", any((key, o) in history.met for o in self.other)

    def _party(self, act: Act | None, same: bool) -> frozenset[str]:
        if act is None:
            return frozenset()
        return party_keys(act.actors if (self.role == ACTOR) == same else act.recipients)
