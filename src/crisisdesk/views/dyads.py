"""Pairs of countries ranked by how tension between them changed in the last period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crisisdesk.model.event import Event
from crisisdesk.views.tension import Question, Tally, last_tally, stock_before
from crisisdesk.views.tension_change import WINDOWS, Change
from crisisdesk.views.tension_parties import country_ways, each_once
from crisisdesk.views.tension_periods import By, Period, before, run_of
from crisisdesk.views.tension_placing import Apart, Placing, Window, apart, by_period, placings, settled, window

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """Two countries and the sums of one period; of a pair without direction, ``actor`` is the first by alphabet."""

    actor: str
    recipient: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The dyads in ``period``: those that rose most against the mean first, those with too little to compare last."""

    period: Period | None
    by: By
    directed: bool
    dyads: tuple[Dyad, ...]
    apart: tuple[Apart, ...]


def rank_dyads(events: Iterable[Event], question: Question | None = None, *, directed: bool = False) -> Ranking:
    """Return all dyads of countries with an event in the last period or the longest window before it.

    The last period is that of ``question.end``, else the last with an event that is news. All dyads begin
    with the first event of any: periods after it without an event of a dyad are zeros in the dyad's means. Events count
    as in ``tension``; acts within a country, and of parties without one, are not between countries.

    Raises:
        TensionError: the days asked for end before they begin.

    """
    question = question or Question(by=By.MONTH)
    told = each_once(events)
    between = {event.id: pairs for event in told if (pairs := country_ways(event))}
    rows = placings((event for event in told if event.id in between), question.by)
    shown = window(rows, question.by, question.start, question.end)
    rows = settled(rows, shown)
    dyads = _dyads(_by_pair(rows, between, directed), _run(rows, shown, question.by), question) if shown else ()
    return Ranking(
        period=shown[1] if shown else None,
        by=question.by,
        directed=directed,
        dyads=tuple(sorted(dyads, key=_rank)),
        apart=apart(rows),
    )


def _run(rows: Sequence[Placing], shown: Window, by: By) -> tuple[Period, ...]:
    first = min([shown[0], *(row.period for row in rows if row.period)])
    return run_of(max(first, before(shown[1], by, max(WINDOWS))), shown[1], by)


def _dyads(pairs: Mapping[Pair, Sequence[Placing]], run: Sequence[Period], question: Question) -> Iterator[Dyad]:
    for (x, y), placed in pairs.items():
        events = by_period(placed)
        if any(period >= run[0] for period in events):
            stock = stock_before(run[0], events, question.half_life)
            yield Dyad(actor=x, recipient=y, tally=last_tally(run, events, question, stock))


def _by_pair(
    rows: Sequence[Placing], between: Mapping[str, Sequence[Pair]], directed: bool
) -> dict[Pair, list[Placing]]:
    found: dict[Pair, list[Placing]] = defaultdict(list)
    for row in rows:
        for x, y in {pair if directed else (min(pair), max(pair)) for pair in between[row.event.id]}:
            found[x, y].append(row)
    return found


def _rank(dyad: Dyad) -> tuple[object, ...]:
    short = first_of(dyad.tally.changes)
    known = short.difference is not None
    return not known, -(short.difference or 0.0), -dyad.tally.n, dyad.actor, dyad.recipient


def first_of(changes: Sequence[Change]) -> Change:
    """Return the change against the shortest window, which ranks dyads."""
    return min(changes, key=lambda change: change.window)


def first(ranking: Ranking, limit: int | None) -> Ranking:
    """Return the ranking with the first so many dyads."""
    return replace(ranking, dyads=ranking.dyads[:limit])
