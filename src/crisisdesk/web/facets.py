"""How many of the events that a filter finds are of each type, status, country, and so on; terms to narrow it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from crisisdesk.filters import canonical
from crisisdesk.filters.nodes import EVERYTHING, And, Node, Term, all_of, negation
from crisisdesk.filters.terms import quad_choices, status_choices, type_choices
from crisisdesk.model.actor import NO_COUNTRY
from crisisdesk.web.finding import Found, find

MOST_VALUES = 12
LABELS = {
    "type": "Type",
    "quad": "Kind of act",
    "status": "Status",
    "actor": "Country that acts",
    "disputed": "Disputed",
    "source": "Publisher",
}
COLUMNS = ("type", "quad", "status", "disputed")
Tallies: TypeAlias = dict[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value: its key's term in the filter language, how many events have it, and the filter that a click leads to.

    ``chosen`` where the filter asks for it already; then ``filter`` is the filter without it.
    """

    value: str
    label: str
    caption: str
    count: int | None
    filter: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A key of the filter language and its values, the most frequent first; at most twelve."""

    key: str
    label: str
    values: tuple[FacetValue, ...]


def tallied(found: Found, node: Node) -> Tallies:
    """Return how many events have each value, by key, of what a filter finds; without reading an event whole.

    Of a filter that finds most events, those that it does not find are counted, and taken off the counts of all.
    """
    connection = found.connection
    if node == EVERYTHING:
        counts = _all(connection)
    elif 2 * found.count() < find(connection, EVERYTHING).count():
        counts = _among(found)
    else:
        counts, others = _all(connection), _among(find(connection, negation(node)))
        for key in LABELS:
            counts[key] -= others[key]
    return {key: tuple(_most(counts[key])) for key in LABELS}


def _all(connection: sqlite3.Connection) -> dict[str, Counter[str]]:
    return _answers(connection, SCALARS.format("event"), COUNTRIES, PUBLISHERS)


def _among(found: Found) -> dict[str, Counter[str]]:
    """Return the counts of what a filter finds, looked up from a list of it."""
    made = "CREATE TEMP TABLE IF NOT EXISTS counted (id TEXT, type TEXT, quad INTEGER, status TEXT, disputed INTEGER)"
    found.connection.execute(made)
    found.connection.execute("DELETE FROM counted")
    found.rows(f"INSERT INTO counted SELECT e.id, {', '.join(COLUMNS)} FROM event e WHERE {{}}")
    return _answers(found.connection, SCALARS.format("counted"), COUNTRIES_OF, PUBLISHERS_OF)


def _answers(connection: sqlite3.Connection, *asked: str) -> dict[str, Counter[str]]:
    scalars, countries, publishers = (connection.execute(sql).fetchall() for sql in asked)
    found = {key: Counter[str]() for key in LABELS}
    for *row, n in scalars:
        for key, value in zip(COLUMNS, row, strict=True):
            found[key][WORDS[key](value) if key in WORDS else value] += n
    found["actor"].update(dict(countries))
    found["source"].update(dict(publishers))
    return found


_KINDS = ", ".join(COLUMNS)
SCALARS = f"SELECT {_KINDS}, count(*) FROM {{}} GROUP BY {_KINDS}"
_ACTS = f"p.role = 'actor' AND p.country <> '{NO_COUNTRY}'"
COUNTRIES = f"SELECT p.country, count(DISTINCT p.event) FROM event_party p WHERE {_ACTS} GROUP BY 1"
COUNTRIES_OF = (
    "SELECT p.country, count(DISTINCT p.event) FROM counted c "
    f"CROSS JOIN event_party p ON p.event = c.id AND {_ACTS} GROUP BY 1"
)
PUBLISHERS = "SELECT w.publisher, count(DISTINCT w.event) FROM witness w WHERE w.publisher <> '' GROUP BY 1"
PUBLISHERS_OF = (
    "SELECT w.publisher, count(DISTINCT w.event) FROM counted c "
    "CROSS JOIN witness w ON w.event = c.id AND w.publisher <> '' GROUP BY 1"
)


def _quad(n: int) -> str:
    return next(choice.value for choice in quad_choices() if choice.also == str(n))


WORDS: Mapping[str, Callable[[int], str]] = {"quad": _quad, "disputed": lambda n: "yes" if n else "no"}


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:MOST_VALUES]


def facets(tallies: Tallies, node: Node) -> tuple[Facet, ...]:
    """Return the facets of a filter with these tallies; what the filter asks for stands first, to be taken out."""
    return tuple(
        Facet(key=key, label=LABELS[key], values=tuple(_values(key, tallies[key], node)))
        for key in LABELS
        if tallies[key] or _chosen(key, node)
    )


def _values(key: str, rows: Iterable[tuple[str, int]], node: Node) -> Iterator[FacetValue]:
    counts, chosen = dict(rows), _chosen(key, node)
    for value in chosen:
        yield _value(key, value, counts.get(value), canonical(without(node, key, value)), chosen=True)
    for value, n in rows:
        if value not in chosen and n:
            added = Term(key=key, values=(value,))
            yield _value(key, value, n, canonical(all_of([node, added])), chosen=False)


def _value(key: str, value: str, n: int | None, text: str, *, chosen: bool) -> FacetValue:
    label = value.replace("-", " ") if key == "quad" else value
    return FacetValue(value=value, label=label, caption=_caption(key, value), count=n, filter=text, chosen=chosen)


def _caption(key: str, value: str) -> str:
    choices = {"type": type_choices, "status": status_choices}.get(key)
    return next((choice.caption for choice in choices() if choice.value == value), "") if choices else ""


def _parts(node: Node) -> tuple[Node, ...]:
    return node.parts if isinstance(node, And) else (node,)


def _chosen(key: str, node: Node) -> tuple[str, ...]:
    terms = (part for part in _parts(node) if isinstance(part, Term))
    return tuple(term.values[0] for term in terms if term.key == key and len(term.values) == 1)


def without(node: Node, key: str, value: str) -> Node:
    """Return a filter without one of its terms."""
    gone = Term(key=key, values=(value,))
    return all_of(part for part in _parts(node) if part != gone)
