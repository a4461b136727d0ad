"""The points and marks of a dyad, as its chart and its tables show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from crisisdesk.model.claim import Status
from crisisdesk.model.event import Event
from crisisdesk.views.tension import Point
from crisisdesk.views.tension_lines import change_words
from crisisdesk.views.tension_parties import Party, Way, ways
from crisisdesk.views.tension_tables import rounded
from crisisdesk.web.pages.brief import words_of
from crisisdesk.web.pages.dyad_chart import Mark, PointRow

ROUGH_DAYS = 31


def point_row(point: Point) -> PointRow:
    """Return a point as the table shows it."""
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


def marks_of(events: Iterable[Event], a: Party, b: Party, shown: tuple[Point, ...]) -> Iterator[Mark]:
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
