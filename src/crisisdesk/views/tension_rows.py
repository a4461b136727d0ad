"""Rankings of dyads and sequences, as lines for a terminal and as rows of tables."""

from __future__ import annotations

from collections.abc import Iterator

from crisisdesk.views.dyads import Dyad, Ranking
from crisisdesk.views.event_lines import many
from crisisdesk.views.sequences import Answer, Following, Sequences
from crisisdesk.views.tension_change import LEAST_EVENTS, TOO_FEW, WINDOWS
from crisisdesk.views.tension_lines import DASH, apart_lines, change_words, number
from crisisdesk.views.tension_tables import CHANGES, SUMS, Cell, change_cells, text_of

DYAD_COLUMNS = (
    *("actor", "recipient", "directed", "period", "start", "end", *SUMS),
    *(f"{name}_{window}" for window in WINDOWS for name in CHANGES),
    "event_ids",
)
SEQUENCE_COLUMNS = ("first", "then", "by", "of", "followed", "expected", "ratio", "median_lag", "within_days", "events")


def dyad_lines(ranking: Ranking, limit: int | None = None) -> Iterator[str]:
    """Yield a table of the first so many dyads, and what is not counted."""
    if ranking.period is None:
        yield "no events between countries can be placed in time"
        return
    arrow = "→" if ranking.directed else "–"
    heads = (ranking.period.name, "n", "conflict", "cooperation", "stock", *(f"against last {w}" for w in WINDOWS), "")
    yield from text_of(heads, (_dyad(dyad, arrow) for dyad in ranking.dyads[:limit]))
    yield ""
    if limit is not None and len(ranking.dyads) > limit:
        yield f"{len(ranking.dyads) - limit} more dyads; --limit shows them"
    yield from apart_lines(ranking.apart)


def _dyad(dyad: Dyad, arrow: str) -> tuple[str, ...]:
    tally = dyad.tally
    sums = (number(value) for value in (tally.conflict, tally.cooperation, tally.stock))
    return (f"{dyad.actor} {arrow} {dyad.recipient}", str(tally.n), *sums, *map(change_words, tally.changes), "")


def dyad_rows(ranking: Ranking, limit: int | None = None) -> Iterator[tuple[Cell, ...]]:
    """Yield a row a dyad, by ``DYAD_COLUMNS``."""
    period, directed = ranking.period, "yes" if ranking.directed else "no"
    for dyad in ranking.dyads[:limit] if period else ():
        tally = dyad.tally
        days: tuple[Cell, ...] = (period.name, period.start, period.end) if period else ()
        sums = (tally.n, tally.hostile, tally.conflict, tally.cooperation, tally.net, tally.stock)
        changes = (cell for found in tally.changes for cell in change_cells(found))
        yield (dyad.actor, dyad.recipient, directed, *days, *sums, *changes, tally.events)


def sequence_lines(found: Sequences, limit: int | None = None) -> Iterator[str]:
    """Yield a table of the first so many sequences, and what is not counted."""
    if not found.rows:
        yield f"no act between countries, dated to a day, is followed by another within {many(found.within, 'day')}"
    else:
        heads = ("A on B, then", "of", "followed", "by chance", "ratio", "median lag", "")
        yield f"within {many(found.within, 'day')}; the events span {many(found.days, 'day')}"
        yield from text_of(heads, map(_sequence, found.rows[:limit]))
    yield ""
    yield from apart_lines(found.apart)


def _sequence(row: Following) -> tuple[str, ...]:
    doer = "A on B" if row.by is Answer.SAME else "B on A"
    ratio = TOO_FEW if row.of < LEAST_EVENTS else DASH if row.ratio is None else f"×{row.ratio:.1f}"
    lag = DASH if row.median_lag is None else f"{row.median_lag:g} d"
    named = f"{row.first} → {row.then} by {doer}"
    return named, str(row.of), str(row.followed), number(row.expected), ratio, lag, ""


def sequence_rows(found: Sequences, limit: int | None = None) -> Iterator[tuple[Cell, ...]]:
    """Yield a row a sequence, by ``SEQUENCE_COLUMNS``; of ``events``, each is the two ids with ``+`` between them."""
    for row in found.rows[:limit]:
        counts = (row.of, row.followed, row.expected, row.ratio, row.median_lag, found.within)
        yield (row.first, row.then, row.by.value, *counts, tuple("+".join(pair) for pair in row.events))
