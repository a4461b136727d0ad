"""All dyads of countries, ranked by how tension between them changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crisisdesk.filters.conditions import Sql
from crisisdesk.filters.values import period
from crisisdesk.record.store import Record
from crisisdesk.views.dyads import Dyad, rank_dyads
from crisisdesk.views.tension import Question
from crisisdesk.views.tension_lines import change_words
from crisisdesk.views.tension_parties import NO_STATE
from crisisdesk.views.tension_periods import By
from crisisdesk.views.tension_tables import rounded
from crisisdesk.web.finding import find
from crisisdesk.web.pages.brief import days_asked, narrowed
from crisisdesk.web.pages.dyad_notes import ApartRow, apart_rows, name_of

MOST_RANKED, MOST_DYADS = 1500, 100
PLACED: Sql = ("e.start IS NOT NULL AND e.status = 'actual'", ())
BETWEEN: Sql = (
    f"{PLACED[0]} AND (SELECT min(p.country) <> max(p.country) FROM event_party p WHERE p.event = e.id "
    f"AND p.country NOT IN ({', '.join('?' * len(NO_STATE))}))",
    tuple(sorted(NO_STATE)),
)
"""Events of two states or more: others are in no dyad."""


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


def dyads_view(record: Record, q: str, by: By, end: str) -> DyadsView:
    """Return the dyads of countries that a filter lets through, ranked by the change of tension.

    Raises:
        FilterError: the filter, or the last day, cannot be read.

    """
    node = narrowed(q, *days_asked("", end))
    found = find(record.connection, node)
    events = found.newest(MOST_RANKED + 1, BETWEEN)
    known = events[:MOST_RANKED]
    ranking = rank_dyads(known, Question(by=by, end=period(end)[1] if end else None))
    return DyadsView(
        q=q,
        by=by,
        end=end,
        period=ranking.period.name if ranking.period else "",
        dyads=tuple(map(_row, ranking.dyads[:MOST_DYADS])),
        apart=apart_rows(ranking.apart),
        notes=(
            *(_capped(found.count(also=PLACED)) if events[MOST_RANKED:] else ()),
            *_shown(len(ranking.dyads)),
        ),
    )


def _capped(total: int) -> Iterator[str]:
    yield (
        f"The newest {MOST_RANKED:,} events between countries are counted, of {total:,} dated events that took place; "
        "choose days for others."
    )


def _shown(dyads: int) -> Iterator[str]:
    if dyads > MOST_DYADS:
        yield f"The first {MOST_DYADS} of {dyads:,} dyads are shown."


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
