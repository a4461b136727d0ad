"""From the tree of a filter to a WHERE expression of SQLite; all that a user typed is a parameter of it.

The ``+`` before a column keeps SQLite from walking a list of ids and sorting what it finds: it reads the subject by
day, asks of each row whether the list has it, and stops when a page is full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import TypeAlias

from crisisdesk.filters.conditions import (
    Sql,
    begins,
    both,
    either,
    flag,
    like,
    matches,
    party,
    quad_number,
    since,
    until,
)
from crisisdesk.filters.nodes import And, Node, Not, Or, Term, Words, quoted


class Subject(Enum):
    """What a filter finds: the alias of its table in the query around it."""

    EVENTS = "e"
    CLAIMS = "w"


Compiler: TypeAlias = Callable[[Sequence[str], Subject], Sql]


def compile_filter(node: Node, subject: Subject) -> Sql:
    """Return the expression of a node and its parameters.

    Of ``EVENTS`` for a query on ``event e``, of ``CLAIMS`` for one on ``witness w``. It is never without a truth value
    under a negation: what an unknown date does not match, its negation does.
    """
    match node:
        case Term():
            return COMPILERS[node.key](node.values, subject)
        case Words():
            return _words(node, subject)
        case Not():
            sql, values = compile_filter(node.part, subject)
            return f"({sql}) IS NOT TRUE", values
        case And():
            return both([*_published_together(node.parts, subject)])
        case Or():
            return either(compile_filter(part, subject) for part in node.parts)


def _published_together(parts: Sequence[Node], subject: Subject) -> Iterable[Sql]:
    """Yield the parts; ``published-from`` and ``-to`` side by side speak of one report, not of two."""
    dated = [part for part in parts if isinstance(part, Term) and part.key in _PUBLISHED]
    if len(dated) > 1:
        yield _told(subject, lambda alias: both(_PUBLISHED[part.key](part.values, alias) for part in dated))
    for part in parts:
        if len(dated) < 2 or part not in dated:
            yield compile_filter(part, subject)


def _told(subject: Subject, about: Callable[[str], Sql]) -> Sql:
    """Return what is asked of a claim; of an event, that one of its claims is so."""
    if subject is Subject.CLAIMS:
        return about("w")
    sql, values = about("x")
    return f"+e.id IN (SELECT x.event FROM witness x WHERE {sql})", values


def _of_event(subject: Subject, about: Callable[[str], Sql]) -> Sql:
    """Return what is asked of an event; of a claim, that its event is so."""
    if subject is Subject.EVENTS:
        return about("e")
    sql, values = about("y")
    return f"+w.event IN (SELECT y.id FROM event y WHERE {sql})", values


def _words(node: Words, subject: Subject) -> Sql:
    phrase = quoted(node.text) + "*" * node.prefix
    said = "SELECT f.rowid FROM witness_words f WHERE f.words MATCH ?"
    return _told(subject, lambda alias: (f"+{alias}.n IN ({said})", (phrase,)))


def _parties(*roles: str) -> Compiler:
    def compiled(values: Sequence[str], subject: Subject) -> Sql:
        held, found = _holders(subject, roles, values)
        return f"+{subject.value}.id IN ({held})", found

    return compiled


def _holders(subject: Subject, roles: Sequence[str], values: Sequence[str]) -> Sql:
    """Return the query for the ids of the events or claims in which one of these parties stands in one of the roles."""
    table, holder = ("event_party", "event") if subject is Subject.EVENTS else ("witness_party", "claim")
    among = ", ".join(f"'{role}'" for role in roles)
    asked, found = either(party(value) for value in values)
    return f"SELECT p.{holder} FROM {table} p WHERE p.role IN ({among}) AND {asked}", found


def _speaker(values: Sequence[str], subject: Subject) -> Sql:
    asked, found = either(party(value) for value in values)
    said = f"SELECT p.claim FROM witness_party p WHERE p.role = 'speaker' AND {asked}"
    return _told(subject, lambda alias: (f"+{alias}.id IN ({said})", found))


_WAYS = (("actor", "recipient"), ("recipient", "actor"), ("actor", "actor"))


def _between(values: Sequence[str], subject: Subject) -> Sql:
    """Return that one acts on the other, or both together; as one list of ids, which is made once and stays small."""
    one, other = values
    pairs = [(_holders(subject, (x,), (one,)), _holders(subject, (y,), (other,))) for x, y in _WAYS]
    held = " UNION ".join(f"SELECT * FROM ({a} INTERSECT {b})" for (a, _), (b, _) in pairs)
    return f"+{subject.value}.id IN ({held})", tuple(value for pair in pairs for _, found in pair for value in found)


def _in(column: str, form: Callable[[str], object] = str) -> Compiler:
    def compiled(values: Sequence[str], subject: Subject) -> Sql:
        marks = ", ".join("?" * len(values))
        return f"{subject.value}.{column} IN ({marks})", tuple(form(value) for value in values)

    return compiled


def _column(column: str, ask: Callable[[str, str], Sql]) -> Compiler:
    return lambda values, subject: either(ask(f"{subject.value}.{column}", value) for value in values)


def _witness(column: str, ask: Callable[[str, str], Sql]) -> Compiler:
    return lambda values, subject: _told(
        subject, lambda alias: either(ask(f"{alias}.{column}", value) for value in values)
    )


def _event(column: str, ask: Callable[[str, str], Sql]) -> Compiler:
    return lambda values, subject: _of_event(
        subject, lambda alias: either(ask(f"{alias}.{column}", value) for value in values)
    )


def _on(values: Sequence[str], subject: Subject) -> Sql:
    start, end = f"{subject.value}.start", f"{subject.value}.end"
    return either(both((until(start, value), since(end, value))) for value in values)


def _id(values: Sequence[str], subject: Subject) -> Sql:
    if subject is Subject.CLAIMS:
        return either(either((begins("w.id", value), begins("w.event", value))) for value in values)
    held = _witness("id", begins)(values, subject)
    return either((*(begins("e.id", value) for value in values), held))


def _published(*asks: Callable[[str, str], Sql]) -> Callable[[Sequence[str], str], Sql]:
    return lambda values, alias: either(both(ask(f"{alias}.published", value) for ask in asks) for value in values)


_PUBLISHED: dict[str, Callable[[Sequence[str], str], Sql]] = {
    "published": _published(since, until),
    "published-from": _published(since),
    "published-to": _published(until),
}


def _dated(key: str) -> Compiler:
    return lambda values, subject: _told(subject, lambda alias: _PUBLISHED[key](values, alias))


COMPILERS: dict[str, Compiler] = {
    "actor": _parties("actor"),
    "recipient": _parties("recipient"),
    "party": _parties("actor", "recipient"),
    "between": _between,
    "speaker": _speaker,
    "type": _in("type"),
    "mode": _in("mode"),
    "quad": _in("quad", quad_number),
    "cameo": _column("cameo", begins),
    "score": _column("score", matches),
    "status": _in("status"),
    "historical": _column("historical", flag),
    "from": _column("end", since),
    "to": _column("start", until),
    "on": _on,
    "place": _column("place", like),
    "country": _in("country"),
    "source": _witness("publisher", like),
    "report": _witness("report", begins),
    "published": _dated("published"),
    "published-from": _dated("published-from"),
    "published-to": _dated("published-to"),
    "voice": _witness("voice", like),
    "sources": _event("voices", matches),
    "families": _event("families", matches),
    "reports": _event("reports", matches),
    "claims": _event("claims", matches),
    "disputed": _event("disputed", flag),
    "id": _id,
}
