"""Claims of one act to an event: the best-supported value of each part, its spread, and where the claims differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from math import inf
from typing import TypeVar

from crisisdesk.model.actor import NO_COUNTRY, Actor, ActorMention, party_key
from crisisdesk.model.claim import Claim, Status
from crisisdesk.model.event import Count, Disagreement, Event, Variant, Witness
from crisisdesk.model.figure import Figure
from crisisdesk.model.place import Place
from crisisdesk.record.likeness import kilometres
from crisisdesk.record.subordinate import stands_under

Value = TypeVar("Value", bound=Hashable)
SAME_PLACE_KM = 60.0
STATE = (None, "GOV")
FINE = ("day", "week", "month", "quarter", "season", "year", "decade", "century", "vague")


def order_of(witness: Witness) -> tuple[date, str, int, str]:
    """Return the sort key of witnesses: day of publication (unknown last), report, place in its text, id."""
    return witness.report.published or date.max, witness.report.id, witness.claim.trigger.start, witness.claim.id


def blend(witnesses: Iterable[Witness], links: tuple[str, ...], judgements: tuple[str, ...]) -> Event:
    """Return the event of some claims of one act."""
    told = sorted(witnesses, key=order_of)
    lead = _lead(told)
    start, end, precision = _when(told)
    actors = _parties(told, lambda claim: claim.actors)
    recipients = _parties(told, lambda claim: claim.recipients)
    spread = [w.claim.when for w in told if w.claim.when.basis == "expression"]
    return Event(
        id=told[0].claim.id,
        type=lead.type,
        mode=lead.mode,
        cameo=lead.cameo,
        quad=lead.quad,
        score=lead.score,
        actors=actors,
        recipients=tuple(other for other in recipients if not _is_itself(other, actors)),
        status=best([(w.claim.status, w) for w in told]) or lead.status,
        historical=all(w.claim.historical for w in told),
        start=start,
        end=end,
        earliest=min((when.start for when in spread if when.start), default=None),
        latest=max((when.end for when in spread if when.end), default=None),
        precision=precision,
        place=_place(told),
        figures=_figures(told),
        claims=tuple(w.claim.id for w in told),
        reports=len({w.report.id for w in told}),
        families=len({w.family for w in told}),
        voices=len({w.voice for w in told}),
        disagreements=tuple(found for find in DISPUTES for found in find(told)),
        links=links,
        judgements=judgements,
    )


def best(told: Sequence[tuple[Value, Witness]]) -> Value | None:
    """Return the value that most voices give, then most claims, then the one told first."""
    voices: dict[Value, set[str]] = defaultdict(set)
    claims: dict[Value, int] = defaultdict(int)
    for value, witness in told:
        voices[value].add(witness.voice)
        claims[value] += 1
    return max(voices, key=lambda value: (len(voices[value]), claims[value]), default=None)


def _lead(told: Sequence[Witness]) -> Claim:
    kind = best(
        [((w.claim.type, w.claim.mode), w) for w in told if w.claim.mode] or [((w.claim.type, None), w) for w in told]
    )
    return next(w.claim for w in told if (w.claim.type, w.claim.mode) == kind)


def _when(told: Sequence[Witness]) -> tuple[date | None, date | None, str]:
    all_dated = [w for w in told if w.claim.when.basis == "expression" and w.claim.when.start is not None]
    dated = [w for w in all_dated if not stands_under(w)] or all_dated
    finest = min((_fineness(w.claim.when.precision) for w in dated), default=None)
    fine = [w for w in dated if _fineness(w.claim.when.precision) == finest]
    found = best([((w.claim.when.start, w.claim.when.end, w.claim.when.precision), w) for w in fine])
    return found if found is not None else (None, None, "unknown")


def _fineness(precision: str) -> int:
    return FINE.index(precision) if precision in FINE else len(FINE)


def _place(told: Sequence[Witness]) -> Place | None:
    placed = [(w.claim.where.place, w) for w in told if w.claim.where is not None]
    return best([row for row in placed if row[0].precision != "country"]) or best(placed)


def _parties(told: Sequence[Witness], side: Callable[[Claim], tuple[ActorMention, ...]]) -> tuple[Actor, ...]:
    """Return the parties of the side that most voices name, each as it is named most often."""
    sided = [(w, named(side(w.claim))) for w in told]
    keys = best([(keys_of(mentions), w) for w, mentions in sided if mentions])
    kept = keys or frozenset()
    found = (
        best([(m.actor, w) for w, mentions in sided for m in mentions if party_key(m.actor) == key])
        for key in sorted(kept)
    )
    return tuple(actor for actor in found if actor is not None)


def _is_itself(recipient: Actor, actors: Sequence[Actor]) -> bool:
    """Tell whether a recipient is the state that acts: no state does something to its own government."""
    states = {actor.country for actor in actors if actor.sector in STATE and actor.country != NO_COUNTRY}
    return recipient.sector in (None, "GOV") and recipient.country in states


def named(mentions: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """Return the mentions that the sentence itself has, or all where it has none."""
    return tuple(mention for mention in mentions if mention.via != "document") or mentions


def keys_of(mentions: Iterable[ActorMention]) -> frozenset[str]:
    """Return what tells the parties apart."""
    return frozenset(party_key(mention.actor) for mention in mentions)


def _figures(told: Sequence[Witness]) -> tuple[Count, ...]:
    kinds = sorted({figure.of for w in told for figure in w.claim.figures})
    return tuple(_count(of, [(f, w) for w in told for f in w.claim.figures if f.of == of]) for of in kinds)


def _count(of: str, rows: Sequence[tuple[Figure, Witness]]) -> Count:
    lows = [figure.low for figure, _ in rows if figure.low is not None]
    highs = [figure.high for figure, _ in rows if figure.high is not None]
    told = best([(figure.best, w) for figure, w in rows if figure.best is not None])
    return Count(of=of, low=min(lows, default=None), best=told, high=max(highs, default=None))


def variants(told: Iterable[tuple[str, Witness]]) -> tuple[Variant, ...]:
    """Return each value with its claims and voices, that with most voices first."""
    claims: dict[str, list[str]] = defaultdict(list)
    voices: dict[str, set[str]] = defaultdict(set)
    for value, witness in told:
        claims[value].append(witness.claim.id)
        voices[value].add(witness.voice)
    found = (Variant(value=v, claims=tuple(sorted(claims[v])), voices=tuple(sorted(voices[v]))) for v in claims)
    return tuple(sorted(found, key=lambda variant: (-len(variant.voices), -len(variant.claims), variant.value)))


def _disputed_days(told: Sequence[Witness]) -> Iterable[Disagreement]:
    own = [w for w in told if not stands_under(w)]
    dated = [w for w in own if w.claim.when.basis == "expression" and w.claim.when.start and w.claim.when.end]
    days = [w for w in dated if w.claim.when.precision == "day"]
    if len({(w.claim.when.start, w.claim.when.end) for w in days}) > 1:
        yield Disagreement(part="when", variants=variants((_span(w.claim), w) for w in days))


def _span(claim: Claim) -> str:
    start, end = claim.when.start, claim.when.end
    return f"{start}" if start == end else f"{start}/{end}"


def _disputed_places(told: Sequence[Witness]) -> Iterable[Disagreement]:
    placed = [
        (w.claim.where.place, w) for w in told if w.claim.where is not None and w.claim.where.place.precision == "place"
    ]
    if any(_apart(one, other) for one, _ in placed for other, _ in placed):
        yield Disagreement(part="where", variants=variants((f"{p.name}, {p.country}", w) for p, w in placed))


def _apart(one: Place, other: Place) -> bool:
    return one.gazetteer != other.gazetteer and kilometres((one.lat, one.lon), (other.lat, other.lon)) > SAME_PLACE_KM


def _disputed_actors(told: Sequence[Witness]) -> Iterable[Disagreement]:
    sure = [(tuple(m for m in w.claim.actors if m.via != "document"), w) for w in told]
    rows = [(keys_of(mentions), w) for mentions, w in sure if mentions]
    if any(not one & other for one, _ in rows for other, _ in rows):
        yield Disagreement(part="actors", variants=variants((", ".join(sorted(keys)), w) for keys, w in rows))


def _disputed_status(told: Sequence[Witness]) -> Iterable[Disagreement]:
    if {w.claim.status for w in told} >= {Status.ACTUAL, Status.NEGATED}:
        yield Disagreement(part="status", variants=variants((w.claim.status.value, w) for w in told))


def _disputed_figures(told: Sequence[Witness]) -> Iterable[Disagreement]:
    for of in sorted({figure.of for w in told for figure in w.claim.figures}):
        rows = [(tuple(f for f in w.claim.figures if f.of == of), w) for w in told]
        counted = [(figures, w) for figures, w in rows if figures]
        if any(not _agree(one, other) for one, _ in counted for other, _ in counted):
            yield Disagreement(part="figure", variants=variants((_told(f), w) for fs, w in counted for f in fs))


def _agree(one: Iterable[Figure], other: Iterable[Figure]) -> bool:
    """Tell whether some figure of one claim may be the same number as one of the other."""
    return any(_low(a) <= _high(b) and _low(b) <= _high(a) for a in one for b in other)


def _low(figure: Figure) -> float:
    return -inf if figure.low is None else figure.low


def _high(figure: Figure) -> float:
    return inf if figure.high is None else figure.high


def _told(figure: Figure) -> str:
    """Return a figure in words: ``12 killed``, ``10 or more killed``, ``up to 20 killed``, ``10 to 20 killed``."""
    low, high = figure.low, figure.high
    if low is not None and low == high:
        return f"{low} {figure.of}"
    if low is not None and high is not None:
        return f"{low} to {high} {figure.of}"
    number = f"{low} or more" if low is not None else f"up to {high}" if high is not None else f"about {figure.best}"
    return f"{number} {figure.of}"


DISPUTES = (_disputed_days, _disputed_places, _disputed_actors, _disputed_status, _disputed_figures)
