"""How many of the events that a filter finds are of each type, status, country, and so on; terms to narrow it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from crisisdesk.filters import Filter, Subject, canonical
from crisisdesk.filters.nodes import And, Node, Term, all_of
from crisisdesk.filters.terms import quad_choices, status_choices, type_choices
from crisisdesk.model.actor import NO_COUNTRY

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


def tallied(connection: sqlite3.Connection, where: str) -> Tallies:
    """Return how many events have each value, by key; one pass over each table, without reading an event whole."""
    condition, values = Filter.parse(where).sql(Subject.EVENTS)
    found = {key: Counter[str]() for key in LABELS}
    rows = connection.execute(f"{SCALARS} FROM event e WHERE {condition} GROUP BY 1, 2, 3, 4", values)
    for *row, n in rows:
        for key, value in zip(COLUMNS, row, strict=True):
            found[key][WORDS[key](value) if key in WORDS else value] += n
    held = "" if condition == "1" else f"AND {{}} IN (SELECT e.id FROM event e WHERE {condition})"
    found["actor"].update(dict(connection.execute(COUNTRIES + held.format("p.event") + " GROUP BY 1", values)))
    found["source"].update(dict(connection.execute(PUBLISHERS + held.format("w.event") + " GROUP BY 1", values)))
    return {key: tuple(_most(counts)) for key, counts in found.items()}


SCALARS = f"SELECT {', '.join(COLUMNS)}, count(*)"
COUNTRIES = (
    "SELECT p.country, count(DISTINCT p.event) FROM event_party p "
    f"WHERE p.role = 'actor' AND p.country <> '{NO_COUNTRY}' "
)
PUBLISHERS = "SELECT w.publisher, count(DISTINCT w.event) FROM witness w WHERE w.publisher <> '' "


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
