"""One dyad: its events and its tension on one axis of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from crisisdesk.filters import Node
from crisisdesk.filters.conditions import Sql
from crisisdesk.filters.errors import BadValueError
from crisisdesk.filters.parties import check_party
from crisisdesk.filters.values import period
from crisisdesk.model.event import Event
from crisisdesk.record.store import Record
from crisisdesk.views.tension import Question, Series, tension
from crisisdesk.views.tension_parties import Party
from crisisdesk.views.tension_periods import By, TensionError
from crisisdesk.web.finding import find
from crisisdesk.web.pages.brief import EventBrief, brief_of, by_id, days_asked, narrowed, term
from crisisdesk.web.pages.dyad_channels import ChannelBrief, channels_between
from crisisdesk.web.pages.dyad_chart import Drawing, Mark, PointRow
from crisisdesk.web.pages.dyad_notes import ApartRow, apart_rows, left_out, name_of
from crisisdesk.web.pages.dyad_points import marks_of, point_row

MOST_EVENTS, MOST_POINTS, MOST_MARKS, MOST_BEHIND = 1500, 200, 200, 50
HALF_LIFE = 30.0


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


def dyad_view(record: Record, a: str, b: str, asked: Asked) -> DyadView:
    """Return what a record knows of two parties, given as filters name them.

    Raises:
        FilterError: there is no such day.
        TensionError: there is no such party, both are one, or the series cannot be made.

    """
    a, b = _parties(a, b)
    start, end = _days(asked)
    total, events = events_between(record, a, b, end)
    one, other = Party(value=a), Party(value=b)
    question = Question(by=asked.by, half_life=asked.half_life, start=start, end=end)
    series = tension(events, one, other, question)
    shown = series.points[-MOST_POINTS:]
    marks = tuple(marks_of(events, one, other, shown))
    found = channels_between(record, events, (a, b))
    return DyadView(
        a=a,
        b=b,
        names=(name_of(a), name_of(b)),
        asked=asked,
        total=total,
        loaded=len(events),
        points=tuple(map(point_row, shown)),
        marks=marks[-MOST_MARKS:],
        apart=apart_rows(series.apart),
        disputed=len(series.disputed),
        behind=_behind(record, series, events, asked.period),
        channels=found.channels,
        notes=(
            *left_out(total, len(events), "events between the two"),
            *left_out(len(series.points), len(shown), "periods", "shown"),
            *left_out(len(marks), min(len(marks), MOST_MARKS), "marks of events", "shown"),
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


def events_between(record: Record, a: str, b: str, until: date | None) -> tuple[int, tuple[Event, ...]]:
    """Return how many events there are between two parties, and the last so many; undated ones whenever they end."""
    found = find(record.connection, term("between", a, b))
    also: Sql = ("(e.start IS NULL OR e.start <= ?)", (until.isoformat(),)) if until else ("1", ())
    return found.count(also=also), found.newest(MOST_EVENTS, also)


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


def between_of(view: DyadView) -> Node:
    """Return the filter of the events between two parties."""
    return narrowed("", term("between", view.a, view.b), *days_asked(view.asked.start, view.asked.end))
