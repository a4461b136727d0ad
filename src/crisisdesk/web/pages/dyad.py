"""Dyads: all of them ranked by how tension changed, and one with its events and its tension on one axis of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from crisisdesk.errors import CrisisdeskError
from crisisdesk.filters import Node, canonical
from crisisdesk.filters.errors import BadValueError
from crisisdesk.filters.parties import check_party
from crisisdesk.filters.values import period
from crisisdesk.lexicon.codes import country_names
from crisisdesk.model.claim import Status
from crisisdesk.model.event import Event
from crisisdesk.record.store import Record
from crisisdesk.views.dyads import Dyad, rank_dyads
from crisisdesk.views.tension import Point, Question, Series, tension
from crisisdesk.views.tension_lines import change_words
from crisisdesk.views.tension_parties import Party, Way, ways
from crisisdesk.views.tension_periods import By, TensionError
from crisisdesk.views.tension_placing import Apart
from crisisdesk.views.tension_tables import rounded
from crisisdesk.web.pages.brief import (
    EventBrief,
    brief_of,
    by_id,
    count_events,
    days_asked,
    events_between,
    events_href,
    narrowed,
    newest_events,
    term,
    words_of,
)
from crisisdesk.web.pages.dyad_channels import ChannelBrief, channels_between
from crisisdesk.web.pages.dyad_chart import Drawing, Mark, PointRow, chart_of
from crisisdesk.web.render import Opened, page

router = APIRouter()
MOST_EVENTS, MOST_RANKED = 1500, 3500
MOST_POINTS, MOST_MARKS, MOST_BEHIND, MOST_DYADS = 200, 200, 50, 100
ROUGH_DAYS = 31
HALF_LIFE = 30.0
PLACED = "e.start IS NOT NULL AND e.status = 'actual'"
HalfLife = Annotated[float, Query(ge=0.01, le=1e6)]
Day = Annotated[str, Query(max_length=10)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartRow:
    """Events that are in no point, and why."""

    reason: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a dyad: the length of periods, the half-life in days, the days shown, the point looked into."""

    by: By = By.WEEK
    half_life: float = HALF_LIFE
    start: str = ""
    end: str = ""
    period: str = ""

    def query(self, name: str = "") -> str:
        """Return the query of a link to the same with another point looked into."""
        named = {"by": self.by.value, "half_life": f"{self.half_life:g}", "from": self.start, "to": self.end}
        return urlencode({key: value for key, value in (named | {"period": name}).items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadView:
    """One dyad: points of tension, marks of events, the events behind one point, channels.

    ``total`` counts the events between the two, ``loaded`` those that are looked at; ``notes`` tell what was left out.
    """

    a: str
    b: str
    names: tuple[str, str]
    asked: Asked
    total: int
    loaded: int
    points: tuple[PointRow, ...]
    marks: tuple[Mark, ...]
    apart: tuple[ApartRow, ...]
    disputed: int
    behind: tuple[EventBrief, ...]
    channels: tuple[ChannelBrief, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadRow:
    """A dyad in a ranking, with the sums of the period and its changes in words."""

    a: str
    b: str
    names: tuple[str, str]
    n: int
    conflict: float
    cooperation: float
    stock: float
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadsView:
    """All dyads, those where tension rose most first, in the last period."""

    q: str
    by: By
    end: str
    period: str
    dyads: tuple[DyadRow, ...]
    apart: tuple[ApartRow, ...]
    notes: tuple[str, ...]


def name_of(party: str) -> str:
    """Return a party in words."""
    country, colon, sector = party.partition(":")
    return f"{country_names().get(country, country)}{colon}{sector}"


def dyad_view(record: Record, a: str, b: str, asked: Asked) -> DyadView:
    """Return what a record knows of two parties, given as filters name them.

    Raises:
        FilterError: there is no such day.
        TensionError: there is no such party, both are one, or the series cannot be made.

    """
    a, b = _parties(a, b)
    start, end = _days(asked)
    total, events = events_between(record, a, b, end.isoformat() if end else "", MOST_EVENTS)
    one, other = Party(value=a), Party(value=b)
    question = Question(by=asked.by, half_life=asked.half_life, start=start, end=end)
    series = tension(events, one, other, question)
    shown = series.points[-MOST_POINTS:]
    marks = tuple(_marks(events, one, other, shown))
    found = channels_between(record, events, (a, b))
    return DyadView(
        a=a,
        b=b,
        names=(name_of(a), name_of(b)),
        asked=asked,
        total=total,
        loaded=len(events),
        points=tuple(map(_point, shown)),
        marks=marks[-MOST_MARKS:],
        apart=_apart(series.apart),
        disputed=len(series.disputed),
        behind=_behind(record, series, events, asked.period),
        channels=found.channels,
        notes=(
            *_left_out(total, len(events), "events between the two"),
            *_left_out(len(series.points), len(shown), "periods", "shown"),
            *_left_out(len(marks), min(len(marks), MOST_MARKS), "marks of events", "shown"),
            *(() if found.whole else (f"Channels are those of the {found.reports} newest reports on the two.",)),
        ),
    )


def _parties(a: str, b: str) -> tuple[str, str]:
    try:
        found = check_party(a), check_party(b)
    except BadValueError as error:
        raise TensionError(reason="; ".join(part for part in (error.reason, error.hint) if part)) from error
    if found[0] == found[1]:
        raise TensionError(reason=f"{a} and {b} are one party; name two")
    return found


def _days(asked: Asked) -> tuple[date | None, date | None]:
    days_asked(asked.start, asked.end)
    return period(asked.start)[0] if asked.start else None, period(asked.end)[1] if asked.end else None


def _left_out(total: int, shown: int, noun: str, verb: str = "counted") -> Iterator[str]:
    if shown < total:
        yield f"The newest {shown:,} of {total:,} {noun} are {verb}; choose days for others."


def _apart(found: Iterable[Apart]) -> tuple[ApartRow, ...]:
    return tuple(ApartRow(reason=row.reason, n=len(row.events)) for row in found)


def _point(point: Point) -> PointRow:
    both = point.both
    return PointRow(
        name=point.period.name,
        start=point.period.start,
        end=point.period.end,
        n=both.n,
        there=point.there.n,
        back=point.back.n,
        conflict=rounded(both.conflict),
        cooperation=rounded(both.cooperation),
        net=rounded(both.net),
        stock=rounded(both.stock),
        changes=tuple(map(change_words, both.changes)),
        events=both.events,
    )


def _marks(events: Iterable[Event], a: Party, b: Party, shown: tuple[Point, ...]) -> Iterator[Mark]:
    """Yield the dated events between the two inside the points shown, plans and denials too, by day."""
    for event in sorted(events, key=lambda e: (e.start or date.max, e.id)):
        start, end = event.start, event.end
        if start is None or end is None or (end - start).days >= ROUGH_DAYS or event.precision == "unknown":
            continue
        if shown and (start < shown[0].period.start or end > shown[-1].period.end):
            continue
        found = ways(event, a, b)
        if found:
            yield Mark(
                id=event.id,
                lane=2 if len(found) > 1 else 0 if Way.THERE in found else 1,
                start=start,
                end=end,
                score=event.score,
                actual=event.status is Status.ACTUAL,
                voices=event.voices,
                words=words_of(event),
            )


def _behind(record: Record, series: Series, events: tuple[Event, ...], name: str) -> tuple[EventBrief, ...]:
    point = series.point(name) if name else None
    known = by_id(events)
    ids = point.events[:MOST_BEHIND] if point else ()
    return tuple(brief_of(record, known[event]) for event in ids)


def drawing_of(view: DyadView) -> Drawing:
    """Return what the chart of a dyad shows."""
    a, b = view.names
    return Drawing(
        title=f"{a} and {b} by {view.asked.by.value}: events; cooperation up, conflict down, stock as a line",
        lanes=(f"{a} → {b}", f"{b} → {a}", "both ways"),
        points=view.points,
        marks=view.marks,
        hrefs={point.name: f"?{view.asked.query(point.name)}#behind" for point in view.points},
    )


def dyads_view(record: Record, q: str, by: By, end: str) -> DyadsView:
    """Return the dyads of countries that a filter lets through, ranked by the change of tension.

    Raises:
        FilterError: the filter, or the last day, cannot be read.

    """
    node = narrowed(q, *days_asked("", end))
    events = newest_events(record, node, MOST_RANKED, PLACED)
    total = count_events(record, node, PLACED)
    ranking = rank_dyads(events, Question(by=by, end=period(end)[1] if end else None))
    return DyadsView(
        q=q,
        by=by,
        end=end,
        period=ranking.period.name if ranking.period else "",
        dyads=tuple(map(_row, ranking.dyads[:MOST_DYADS])),
        apart=_apart(ranking.apart),
        notes=(
            *_left_out(total, len(events), "dated events that took place"),
            *(
                (f"The first {MOST_DYADS} of {len(ranking.dyads):,} dyads are shown.",)
                if ranking.dyads[MOST_DYADS:]
                else ()
            ),
        ),
    )


def _row(dyad: Dyad) -> DyadRow:
    tally = dyad.tally
    return DyadRow(
        a=dyad.actor,
        b=dyad.recipient,
        names=(name_of(dyad.actor), name_of(dyad.recipient)),
        n=tally.n,
        conflict=rounded(tally.conflict),
        cooperation=rounded(tally.cooperation),
        stock=rounded(tally.stock),
        changes=tuple(map(change_words, tally.changes)),
    )


def between_of(view: DyadView) -> Node:
    """Return the filter of the events between two parties."""
    return narrowed("", term("between", view.a, view.b), *days_asked(view.asked.start, view.asked.end))


@router.get("/dyad.json")
def dyads_json(record: Opened, q: str = "", by: By = By.MONTH, to: Day = "") -> DyadsView:
    """Return the ranking as JSON."""
    return dyads_view(record, q, by, to)


@router.get("/dyad")
def dyads(
    request: Request, record: Opened, a: str = "", b: str = "", q: str = "", by: By = By.MONTH, to: Day = ""
) -> Response:
    """Show the ranking, or go to the dyad that the form names."""
    if a.strip() and b.strip():
        return RedirectResponse(f"/dyad/{quote(a.strip(), safe='')}/{quote(b.strip(), safe='')}", 303)
    try:
        view = dyads_view(record, q, by, to)
    except CrisisdeskError as error:
        return page(request, "dyads.html", 422, view=None, problem=error, q=q, by=by.value, to=to)
    return page(request, "dyads.html", view=view, problem="", q=q, by=by.value, to=to)


@router.get("/dyad/{a}/{b}.json")
def dyad_json(
    record: Opened,
    a: str,
    b: str,
    by: By = By.WEEK,
    half_life: HalfLife = HALF_LIFE,
    start: Annotated[str, Query(alias="from", max_length=10)] = "",
    to: Day = "",
    period: Annotated[str, Query(max_length=12)] = "",
) -> DyadView:
    """Return one dyad as JSON."""
    return dyad_view(record, a, b, Asked(by=by, half_life=half_life, start=start, end=to, period=period))


@router.get("/dyad/{a}/{b}")
def dyad(
    request: Request,
    record: Opened,
    a: str,
    b: str,
    by: By = By.WEEK,
    half_life: HalfLife = HALF_LIFE,
    start: Annotated[str, Query(alias="from", max_length=10)] = "",
    to: Day = "",
    period: Annotated[str, Query(max_length=12)] = "",
) -> Response:
    """Show one dyad."""
    asked = Asked(by=by, half_life=half_life, start=start, end=to, period=period)
    try:
        view = dyad_view(record, a, b, asked)
    except CrisisdeskError as error:
        return page(request, "dyad.html", 422, view=None, problem=error, asked=asked, a=a, b=b)
    chart, between = chart_of(drawing_of(view)), between_of(view)
    links = {"events": events_href(between), "explain": f"/explain?{urlencode({'q': canonical(between)})}"}
    return page(request, "dyad.html", view=view, problem="", asked=asked, a=a, b=b, chart=chart, links=links)
