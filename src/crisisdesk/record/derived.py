"""The derived tables of a record, written from events and witnesses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crisisdesk.intake.copies import CopyKind
from crisisdesk.model.actor import Actor
from crisisdesk.model.event import Event, Witness
from crisisdesk.record.codec import CLAIM, EVENT
from crisisdesk.record.feed import keep_changes
from crisisdesk.record.migrations import ASKED, run_script

Kin = Mapping[str, tuple[str, CopyKind]]
TABLES = ("family", "event", "event_party", "witness", "witness_party", "doubt")
ASKED_TABLES = ("question", "quoting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two claims in two events that may tell of one act."""

    one: str
    other: str
    score: float
    reason: str


def write_derived(
    connection: sqlite3.Connection,
    kin: Kin,
    events: Sequence[Event],
    witnesses: Mapping[str, Witness],
    doubts: Sequence[Doubt],
) -> None:
    """Replace all derived rows."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.executemany(
        "INSERT INTO family VALUES (?, ?, ?)", [(report, *found) for report, found in sorted(kin.items())]
    )
    connection.executemany(_insert("event", 22), [(n, *_event(event)) for n, event in enumerate(events, start=1)])
    connection.executemany(
        "INSERT OR IGNORE INTO event_party VALUES (?, ?, ?, ?, ?)",
        [(event.id, *row) for event in events for row in _sides(event.actors, event.recipients)],
    )
    told = [(event.id, witnesses[claim]) for event in events for claim in event.claims]
    connection.executemany(_insert("witness", 25), [(n, *_witness(*row)) for n, row in enumerate(told, start=1)])
    connection.executemany(
        "INSERT OR IGNORE INTO witness_party VALUES (?, ?, ?, ?, ?)",
        [(witness.claim.id, *row) for _, witness in told for row in _of_claim(witness)],
    )
    connection.execute("INSERT INTO witness_words (witness_words) VALUES ('rebuild')")
    keep_changes(connection, events)
    connection.executemany(_insert("doubt", 4), [(d.one, d.other, d.score, d.reason) for d in doubts])
    write_asked(connection)


def write_asked(connection: sqlite3.Connection) -> None:
    """Replace the rows of what pages ask for at once, which are made of other derived rows."""
    for table in ASKED_TABLES:
        connection.execute(f"DELETE FROM {table}")
    run_script(connection, ASKED)


def _insert(table: str, columns: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"


def _event(event: Event) -> tuple[object, ...]:
    place = event.place
    located = (place.name, place.country, place.lat, place.lon) if place else (None, None, None, None)
    kind = (event.id, event.type, event.mode, event.cameo, event.quad, event.score, event.status.value)
    counts = (event.reports, event.families, event.voices, len(event.claims), int(bool(event.disagreements)))
    days = (_iso(event.start), _iso(event.end), event.precision)
    return (*kind, int(event.historical), *days, *located, *counts, EVENT.dump_json(event).decode())


def _witness(event: str, witness: Witness) -> tuple[object, ...]:
    claim, head = witness.claim, witness.report
    place = claim.where.place if claim.where else None
    located = (place.name, place.country, place.lat, place.lon) if place else (None, None, None, None)
    told = claim.when.basis == "expression"
    days = (_iso(claim.when.start) if told else None, _iso(claim.when.end) if told else None)
    return (
        *(claim.id, event, head.id, claim.sentence, claim.type, claim.mode, claim.cameo, claim.quad, claim.score),
        *(claim.status.value, int(claim.historical), *days, claim.when.precision if told else "unknown", *located),
        *(head.publisher, _iso(head.published), witness.family, witness.voice, witness.sentence),
        CLAIM.dump_json(claim).decode(),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _of_claim(witness: Witness) -> Iterator[tuple[str, str, str, str]]:
    claim = witness.claim
    yield from _sides((m.actor for m in claim.actors), (m.actor for m in claim.recipients))
    yield from _rows("speaker", (speaker.mention.actor for speaker in claim.said_by))


def _sides(actors: Iterable[Actor], recipients: Iterable[Actor]) -> Iterator[tuple[str, str, str, str]]:
    yield from _rows("actor", actors)
    yield from _rows("recipient", recipients)


def _rows(role: str, actors: Iterable[Actor]) -> Iterator[tuple[str, str, str, str]]:
    for actor in actors:
        yield role, actor.country, actor.sector or "", actor.name
