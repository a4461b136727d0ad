"""How much speaks for two claims telling of one act: points for and against, each with its reason."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from crisisdesk.lexicon.grammar import load_grammar
from crisisdesk.model.actor import ActorMention, party_key
from crisisdesk.model.claim import Claim, Status
from crisisdesk.model.event import Witness
from crisisdesk.record.weights import Weights

EARTH_KM, STEM, TOGETHER = 6371.0, 5, 2
SURENESS = (", both by context", ", one by context", "")
JOINT = frozenset(("CONSULT", "COOPERATE", "AGREE"))
TOLD = {Status.ACTUAL: "told", Status.NEGATED: "told", Status.FUTURE: "future", Status.HYPOTHETICAL: "supposed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The parties on one side of a claim: states, and their sectors where told; ``sure`` if the sentence names them."""

    keys: frozenset[str]
    bodies: frozenset[tuple[str, str]]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What of a claim is compared; days are ordinals, ``words`` a vector of length one over its sentence's words.

    ``back`` says that its trigger is a noun that points back ("the attack").
    """

    witness: Witness
    told: str
    stem: str
    actors: Parties
    recipients: Parties
    first: int | None
    last: int | None
    exact: bool
    published: int | None
    back: bool
    words: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Point:
    """Something that speaks for (above 0) or against two claims telling of one act."""

    reason: str
    worth: float


def traits_of(witnesses: Iterable[Witness], common: frozenset[str]) -> tuple[Traits, ...]:
    """Return the traits of claims; rare words weigh more (tf-idf over the sentences given)."""
    kept = tuple(witnesses)
    bags = [words_of(witness.sentence, common) for witness in kept]
    spread = Counter(
        word for words in {w.sentence: frozenset(b) for w, b in zip(kept, bags, strict=True)}.values() for word in words
    )
    total = len({witness.sentence for witness in kept})
    rarity = {word: math.log(1 + total / n) for word, n in spread.items()}
    return tuple(_traits(witness, vector(bag, rarity)) for witness, bag in zip(kept, bags, strict=True))


def _traits(witness: Witness, words: Mapping[str, float]) -> Traits:
    claim = witness.claim
    dated = claim.when.basis == "expression" and claim.when.start is not None and claim.when.end is not None
    published = witness.report.published
    return Traits(
        witness=witness,
        told="nobody" if _is_none(claim) else TOLD[claim.status],
        stem=claim.lemma[:STEM],
        actors=_parties(claim.actors),
        recipients=_parties(claim.recipients),
        first=claim.when.start.toordinal() if dated and claim.when.start else None,
        last=claim.when.end.toordinal() if dated and claim.when.end else None,
        exact=dated and claim.when.precision == "day",
        published=published.toordinal() if published else None,
        back=is_definite(witness),
        words=words,
    )


def _is_none(claim: Claim) -> bool:
    """Tell whether a claim says that it was done to nobody: "nobody was arrested" denies no arrest of others."""
    zero = any(figure.best == figure.high == 0 for figure in claim.figures)
    return claim.status is Status.NEGATED and zero and not claim.said_by


def is_definite(witness: Witness) -> bool:
    """Tell whether a claim's trigger is a noun that points back: "the attack", "Monday's raid"."""
    before, found, _ = witness.sentence.partition(" ".join(witness.claim.trigger.text.split()))
    words, pointing = before.lower().split()[-2:], load_grammar()["definite.pointing"]
    return witness.claim.noun and bool(found) and any(word in pointing or word.endswith(("'s", "’s")) for word in words)


def _parties(mentions: tuple[ActorMention, ...]) -> Parties:
    sure = tuple(mention for mention in mentions if mention.via != "document")
    kept = [mention.actor for mention in sure or mentions]
    bodies = frozenset((actor.country, actor.sector) for actor in kept if actor.sector)
    return Parties(keys=frozenset(map(party_key, kept)), bodies=bodies, sure=bool(sure))


def words_of(sentence: str, common: frozenset[str]) -> Counter[str]:
    """Return the beginnings of a sentence's words, common words left out: "demolished" and "demolition" are one."""
    words = (
        word if word.isalnum() else "".join(filter(str.isalnum, word))
        for word in sentence.lower().replace("’", "'").split()
    )
    return Counter(word[:STEM] for word in words if len(word) > 2 and word not in common)


def vector(bag: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    """Return word weights scaled to length one."""
    weights = {word: (1 + math.log(n)) * rarity[word] for word, n in bag.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares claims with given weights."""

    weights: Weights

    def total(self, one: Traits, other: Traits) -> float:
        """Return the sum of the points."""
        return sum(point.worth for point in self.points(one, other))

    def points(self, one: Traits, other: Traits) -> tuple[Point, ...]:
        """Return all that speaks for and against two claims of one type telling of one act."""
        found = (
            *self._acts(one, other),
            *self._people(one, other),
            self._time(one, other),
            self._place(one.witness.claim, other.witness.claim),
            self._words(one, other),
        )
        return tuple(point for point in found if point is not None and point.worth)

    def _point(self, reason: str, times: float = 1.0) -> Point:
        return Point(reason, round(self.weights[reason] * times, 4))

    def _acts(self, one: Traits, other: Traits) -> Iterator[Point]:
        mine, theirs = one.witness.claim, other.witness.claim
        if one.stem == other.stem:
            yield self._point("same trigger")
        if mine.mode and theirs.mode:
            yield self._point("same mode" if mine.mode == theirs.mode else "other mode")
        if one.told != other.told:
            yield self._point("told as a fact and not as one")
        if mine.status is not theirs.status and one.witness.report.id == other.witness.report.id:
            yield self._point("told and denied in one report")
        if one.witness.report.id == other.witness.report.id:
            yield self._point("same sentence" if mine.sentence == theirs.sentence else "same report")
            if mine.sentence != theirs.sentence and (one.back if mine.sentence > theirs.sentence else other.back):
                yield self._point("refers back")
        yield from self._figures(mine, theirs)

    def _figures(self, mine: Claim, theirs: Claim) -> Iterator[Point]:
        pairs = [(one.best, other.best) for one in mine.figures for other in theirs.figures if one.of == other.of]
        known = [pair for pair in pairs if None not in pair]
        if known:
            yield self._point("same figure" if any(one == other for one, other in known) else "other figure")

    def _people(self, one: Traits, other: Traits) -> Iterator[Point]:
        if one.witness.claim.type in JOINT:
            yield from self._side("parties", _joined(one), _joined(other))
        else:
            yield from self._side("actors", one.actors, other.actors)
            yield from self._side("recipients", one.recipients, other.recipients)

    def _side(self, side: str, mine: Parties, theirs: Parties) -> Iterator[Point]:
        if mine.keys and theirs.keys:
            shared = len(mine.keys & theirs.keys) / min(len(mine.keys), len(theirs.keys))
            unlike = mine.bodies and theirs.bodies and not mine.bodies & theirs.bodies
            sure = SURENESS[mine.sure + theirs.sure]
            worth = shared / 2 if unlike else shared
            yield self._point(f"same {side}{sure}", worth) if shared else self._point(f"other {side}{sure}")

    def _time(self, one: Traits, other: Traits) -> Point | None:
        if one.first is not None and other.first is not None and one.last is not None and other.last is not None:
            apart = max(one.first - other.last, other.first - one.last, 0)
            return self._dated(apart, one.exact and other.exact)
        if _told_too_early(one, other) or _told_too_early(other, one):
            return self._point("told before it happened")
        if one.published is None or other.published is None:
            return self._point("no day known")
        apart = _from_report(one, other)
        return self._point(
            "reported together" if apart <= 2 else "reported days apart", 1 if apart <= 2 else min(apart / 7, 4)
        )

    def _dated(self, apart: int, exact: bool) -> Point:
        if apart == 0:
            return self._point("same day" if exact else "days overlap")
        return self._point("a day apart") if apart == 1 else self._point("days apart", min(apart - 1, 4))

    def _place(self, mine: Claim, theirs: Claim) -> Point | None:
        if mine.where is None or theirs.where is None:
            return None
        one, other = mine.where.place, theirs.where.place
        if one.gazetteer == other.gazetteer:
            return self._point("same place")
        if one.country != other.country:
            return self._point("other country")
        if "country" in (one.precision, other.precision):
            return self._point("same country")
        return self._point("near" if kilometres((one.lat, one.lon), (other.lat, other.lon)) < 60 else "other place")

    def _words(self, one: Traits, other: Traits) -> Point:
        few, many = sorted((one.words, other.words), key=len)
        cosine = sum(weight * many[word] for word, weight in few.items() if word in many)
        return self._point("like words", cosine)


def _told_too_early(one: Traits, other: Traits) -> bool:
    """Tell whether a report of the one, told as done, is older than the day of the other."""
    done = one.witness.claim.status is Status.ACTUAL and other.exact and other.first is not None
    return done and one.published is not None and other.first is not None and one.published < other.first


def _joined(traits: Traits) -> Parties:
    sides = [side for side in (traits.actors, traits.recipients) if side.keys]
    bodies = traits.actors.bodies | traits.recipients.bodies
    keys = traits.actors.keys | traits.recipients.keys
    return Parties(keys=keys, bodies=bodies, sure=all(side.sure for side in sides))


def _from_report(one: Traits, other: Traits) -> int:
    """Return how many days lie between what is known of two acts, the report's day standing in for an unknown one."""
    mine = (one.first, one.last) if one.first is not None else (one.published, one.published)
    theirs = (other.first, other.last) if other.first is not None else (other.published, other.published)
    return max((mine[0] or 0) - (theirs[1] or 0), (theirs[0] or 0) - (mine[1] or 0), 0)


@cache
def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points in degrees of latitude and longitude (haversine)."""
    lat1, lon1, lat2, lon2 = (math.radians(degrees) for degrees in (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
