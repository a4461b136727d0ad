"""A series of tension in words, as lines for a terminal, and as charts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crisisdesk.export.wording import visible
from crisisdesk.model.event import Account
from crisisdesk.views.event_lines import event_line, many
from crisisdesk.views.plots import Chart, bar
from crisisdesk.views.tension import Series, Tally
from crisisdesk.views.tension_change import WINDOWS, Change
from crisisdesk.views.tension_parties import Way
from crisisdesk.views.tension_placing import Apart
from crisisdesk.views.tension_tables import rounded, text_of

DASH = "—"


def ways_of(directed: bool) -> tuple[Way, ...]:
    """Return the directions to show: all three, or the two together alone."""
    return (Way.THERE, Way.BACK, Way.BOTH) if directed else (Way.BOTH,)


def heading(series: Series, way: Way) -> str:
    """Return who acts on whom."""
    a, b = visible(series.a.value), visible(series.b.value)
    return {Way.THERE: f"{a} → {b}", Way.BACK: f"{b} → {a}", Way.BOTH: f"{a} and {b}, both directions"}[way]


def series_lines(series: Series, ways: Sequence[Way]) -> Iterator[str]:
    """Yield a table a direction: sums, stock, change of tension, bars of conflict (left) and cooperation (right)."""
    if not series.points:
        yield f"no events between {visible(series.a.value)} and {visible(series.b.value)} can be placed in time"
    for way in ways if series.points else ():
        tallies = [point.of(way) for point in series.points]
        most = max(max(tally.conflict, tally.cooperation) for tally in tallies)
        yield f"{heading(series, way)}, by {series.question.by.value}: {many(sum(t.n for t in tallies), 'event')}"
        heads = ("", "n", "conflict", "cooperation", "net", "stock", *(f"against last {w}" for w in WINDOWS), "")
        rows = ((point.period.name, *_cells(point.of(way), most)) for point in series.points)
        yield from text_of(heads, rows)
        yield ""
    yield from apart_lines(series.apart)
    if series.disputed:
        yield f"disputed in days, parties or whether it took place: {many(len(series.disputed), 'counted event')}"


def _cells(tally: Tally, most: float) -> tuple[str, ...]:
    sums = (number(value) for value in (tally.conflict, tally.cooperation, tally.net, tally.stock))
    return (str(tally.n), *sums, *map(change_words, tally.changes), bar(tally.conflict, tally.cooperation, most))


def number(value: float | None) -> str:
    """Return a number with one digit after the point, a dash for none."""
    return DASH if value is None else f"{rounded(round(value, 1)):.1f}"


def change_words(change: Change) -> str:
    """Return a change as ``+12.5, ×3.1 conflict, z 2.4``, or why there is no number."""
    if change.caution or change.difference is None:
        return change.caution
    ratio = f", ×{number(change.ratio)} conflict" if change.ratio is not None else ""
    z = f", z {number(change.z)}" if change.z is not None else ""
    return f"{rounded(round(change.difference, 1)):+.1f}{ratio}{z}"


def apart_lines(apart: Iterable[Apart]) -> Iterator[str]:
    """Yield how many events are in no point, by reason."""
    for found in apart:
        yield f"not counted here: {many(len(found.events), 'event')}, {found.reason}"


def behind_lines(accounts: Iterable[Account]) -> Iterator[str]:
    """Yield two lines an event: what it is with its id, and the first sentence that tells it."""
    for account in accounts:
        event, line = account.event, event_line(account.event)
        parts = (line.when, f"{event.score:+g}", line.what, f"{line.who} → {line.whom}", line.counts, line.marks)
        yield "  ".join((event.id, *(visible(part) for part in parts if part)))
        yield from (f"    “{visible(witness.sentence)}”" for witness in account.witnesses[:1])


def chart_of(series: Series, way: Way) -> Chart:
    """Return the chart of a direction: cooperation up, conflict down, the stock as a line."""
    tallies = [point.of(way) for point in series.points]
    return Chart(
        title=f"{heading(series, way)}, by {series.question.by.value}",
        up_name="cooperation",
        down_name="conflict",
        line_name=f"stock of net, half-life {series.question.half_life:g} days",
        labels=tuple(point.period.name for point in series.points),
        up=tuple(rounded(tally.cooperation) for tally in tallies),
        down=tuple(rounded(tally.conflict) for tally in tallies),
        line=tuple(rounded(tally.stock) for tally in tallies),
        notes=tuple(
            f"{many(t.n, 'event')}, conflict {number(t.conflict)}, cooperation {number(t.cooperation)}" for t in tallies
        ),
    )
