"""A sentence in the error browser: its words with the triggers marked, gold on the left and coded on the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from crisisdesk.evaluation.comparison import Comparison, Pairing, pairings
from crisisdesk.evaluation.gold import Event
from crisisdesk.model.actor import ActorMention
from crisisdesk.model.claim import Claim
from crisisdesk.views.html import Html, joined, safe, tag
from crisisdesk.views.lines import UNKNOWN

MEANS = {"type": "parties differ", "dyad": "status differs"}
NOT_COUNTED = "optional, not counted"
BREAK = Html("<br>")


def marked(comparison: Comparison) -> Html:
    """Return the sentence with the words of each trigger marked, gold ones as g1, g2, coded ones as c1, c2."""
    owners = [(a, b, "gold", f"g{i}") for i, at in enumerate(comparison.gold_at, start=1) for a, b in at]
    owners += [(a, b, "coded", f"c{i}") for i, at in enumerate(comparison.claims_at, start=1) for a, b in at]
    text = comparison.text
    cuts = sorted({0, len(text), *(a for a, *_ in owners), *(b for _, b, *_ in owners)})
    parts = (_part(text[a:b], [(kind, n) for c, d, kind, n in owners if c <= a and b <= d]) for a, b in pairwise(cuts))
    return tag("blockquote", *parts)


def _part(text: str, owners: list[tuple[str, str]]) -> Html:
    if not owners:
        return safe(text)
    kinds = dict.fromkeys(kind for kind, _ in owners)
    return tag("mark", text, tag("sup", " ".join(n for _, n in owners)), class_=" ".join(kinds))


def pairs_table(comparison: Comparison) -> Html:
    """Return the events of a sentence, a row for each pair that the scores make and for each event that they leave."""
    gold, match, coded = (tag("th", text, scope="col", class_=text) for text in ("gold", "match", "coded"))
    head = tag("thead", tag("tr", gold, match, coded))
    rows = [_row(comparison, pairing) for pairing in pairings(comparison.gold, comparison.coded)]
    return tag("table", head, tag("tbody", *rows), class_="pairs")


def _row(comparison: Comparison, pairing: Pairing) -> Html:
    left = _gold(comparison, pairing) if pairing.gold is not None else ()
    right = _claim(pairing.coded + 1, comparison.claims[pairing.coded]) if pairing.coded is not None else ()
    return tag("tr", tag("td", *left), tag("td", *_match(comparison, pairing), class_="match"), tag("td", *right))


def _match(comparison: Comparison, pairing: Pairing) -> Iterator[Html]:
    optional = pairing.gold is not None and comparison.gold[pairing.gold].optional
    if optional and not pairing.levels:
        yield tag("span", NOT_COUNTED, class_="dim")
        return
    verdict = pairing.verdict
    yield tag("span", verdict, class_="odd" if verdict.endswith("only") else verdict)
    more = "at the other levels paired otherwise" if verdict.endswith("only") else MEANS.get(verdict, "")
    for note in filter(None, (more, NOT_COUNTED if optional else "")):
        yield joined((BREAK, tag("small", note)))


def _gold(comparison: Comparison, pairing: Pairing) -> Iterator[Html]:
    assert pairing.gold is not None
    event = comparison.gold[pairing.gold]
    yield from _head(f"g{pairing.gold + 1}", event.type, event.trigger)
    if event.alternatives:
        yield tag("small", f" or {', '.join(sorted(event.alternatives))}")
    yield from _parties(event.actors, event.recipients, event.status)
    if event.also:
        yield joined((BREAK, tag("small", f"second reading: {in_words(event.also)}")))
    if "type" not in pairing.levels and not event.optional:
        yield tag("ul", *(tag("li", tag("small", reason)) for reason in reasons(comparison, pairing.gold)))


def reasons(comparison: Comparison, gold: int) -> tuple[str, ...]:
    """Return what became of the words of a missed gold event: coded as something else, or dropped by a stage."""
    if not comparison.gold_at[gold]:
        return ("its trigger is not found in the sentence",)
    found = [f"its words are coded as {comparison.claims[j].type} (c{j + 1})" for j in comparison.on_words_of(gold)]
    found += [f"“{d.word.text}” dropped at {d.stage}: rule {d.rule}: {d.reason}" for d in comparison.dropped[gold]]
    return tuple(found) or ("no stage dropped a word of it",)


def in_words(event: Event) -> str:
    """Return an event as ``THREATEN USA → IRN, future``."""
    return f"{event.type} {_codes(event.actors)} → {_codes(event.recipients)}, {event.status}"


def _claim(n: int, claim: Claim) -> Iterator[Html]:
    yield from _head(f"c{n}", claim.type, claim.trigger.text)
    actors, recipients = ([mention.actor.code for mention in side] for side in (claim.actors, claim.recipients))
    yield from _parties(actors, recipients, claim.status.value)
    mentions = [("actor", m) for m in claim.actors] + [("recipient", m) for m in claim.recipients]
    if mentions:
        yield tag("ul", *(tag("li", _party(role, mention)) for role, mention in mentions))
    yield joined((BREAK if not mentions else "", tag("small", "rule ", tag("code", claim.rule), f" ({claim.rule_at})")))


def _party(role: str, mention: ActorMention) -> Html:
    name = f" {mention.actor.name}" if mention.actor.name else ""
    found = f" by {mention.via}" if mention.via else ""
    words = tag("bdi", mention.span.text)
    return tag("small", f"{role} {mention.actor.code}{name}: “", words, f"”{found}")


def _head(n: str, kind: str, trigger: str) -> Iterator[Html]:
    yield tag("b", n)
    yield joined((" ", kind, " “", tag("bdi", trigger), "”"))


def _parties(actors: Iterable[str], recipients: Iterable[str], status: str) -> Iterator[Html]:
    yield joined((BREAK, f"{_codes(actors)} → {_codes(recipients)}, {status}"))


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(codes) or UNKNOWN
