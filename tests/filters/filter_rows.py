"""A small record: events told by claims, as rows of the derived tables."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from crisisdesk.filters import Filter, Subject
from crisisdesk.record.migrations import migrate

Party = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Told:
    """A claim: its report, and what the report says."""

    id: str
    words: str = "They met."
    publisher: str = "Own Wire"
    published: str | None = "2020-06-17"
    speakers: tuple[Party, ...] = ()
    voice: str = "family:r1"
    report: str = "r1"


@dataclass(frozen=True, kw_only=True)
class Act:
    """An event with its claims; the first claim gives its id."""

    type: str = "CONSULT"
    mode: str | None = None
    cameo: str = "040"
    quad: int = 1
    score: float = 2.5
    status: str = "actual"
    historical: int = 0
    start: str | None = None
    end: str | None = None
    place: str | None = None
    country: str | None = None
    disputed: int = 0
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    told: tuple[Told, ...] = field(default=())

    def shared(self) -> dict[str, object]:
        names = ["type", "mode", "cameo", "quad", "score", "status", "historical", "start", "end", "place", "country"]
        return {name: getattr(self, name) for name in names} | {"precision": "day", "body": "{}"}


KIM: Party = ("PRK", "GOV", "Kim Yo Jong")
NORTH: Party = ("PRK", "", "North Korea")
NORTH_ARMY: Party = ("PRK", "MIL", "KPA")
SOUTH: Party = ("KOR", "", "South Korea")
SOUTH_MINISTRY: Party = ("KOR", "GOV", "Ministry of Unification")
REBELS: Party = ("---", "REB", "Élan Front")
PKK: Party = ("TUR", "REB", "PKK")

ACTS = (
    Act(
        type="ASSAULT", mode="explosives", cameo="183", quad=4, score=-9, start="2020-06-16", end="2020-06-16",
        place="Kaesong", country="PRK", disputed=1, actors=(NORTH,), recipients=(SOUTH,),
        told=(
            Told(id="a1", words="North Korea blew up the liaison office in Kaesong.", published="2020-06-16"),
            Told(id="a2", words="The office is gone, Seoul said.", publisher="The Daily", published="2020-07-20",
                 speakers=(SOUTH_MINISTRY,), voice="speaker:KOR:GOV", report="r2"),
        ),
    ),
    Act(
        type="THREATEN", cameo="138", quad=3, score=-3.5, start="2020-06-13", end="2020-06-13", actors=(KIM,),
        recipients=(SOUTH,),
        told=(Told(id="b1", words='She called it "rotten 100% useless_thing".', speakers=(KIM,), voice="speaker:Kim"),),
    ),
    Act(start="2020-06-01", end="2020-06-30", actors=(SOUTH,), recipients=(NORTH,), place="New York", country="USA",
        told=(Told(id="c1", words="Envoys met in New York.", publisher="the daily", report="r3"),)),
    Act(type="COERCE", mode="arrest", cameo="173", quad=4, score=-7, start="2019-12-31", end="2020-01-01",
        status="hypothetical", actors=(NORTH_ARMY,), told=(Told(id="d1", published=None),)),
    Act(type="ASSAULT", cameo="190", quad=4, score=-9, historical=1, actors=(REBELS,), recipients=(NORTH_ARMY,),
        place="Sankt Pölten", country="AUT", told=(Told(id="e1", words="Not OR AND near fighting."),)),
    Act(type="ASSAULT", cameo="190", quad=4, score=-9, status="negated", start="2021-03-05", end="2021-03-05",
        actors=(PKK,), recipients=(PKK,), place="Kaesong North",
        told=(Told(id="f1", voice="family:r4", report="r4", publisher="100% News", published="2021-03-06"),)),
)  # fmt: skip


def insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def add_parties(connection: sqlite3.Connection, table: str, holder: dict[str, object], role: str, parties) -> None:
    for country, sector, name in parties:
        insert(connection, table, holder | {"role": role, "country": country, "sector": sector, "name": name})


def add(connection: sqlite3.Connection, act: Act) -> None:
    event, count = act.told[0].id, len(act.told)
    counts = dict.fromkeys(("reports", "families", "voices", "claims"), count)
    insert(connection, "event", {"id": event, "disputed": act.disputed, **act.shared(), **counts})
    for role, parties in (("actor", act.actors), ("recipient", act.recipients)):
        add_parties(connection, "event_party", {"event": event}, role, parties)
    for told in act.told:
        told_row = {"id": told.id, "event": event, "sentence": 0, "words": told.words, "publisher": told.publisher}
        source = {"published": told.published, "report": told.report, "family": told.report, "voice": told.voice}
        insert(connection, "witness", told_row | source | act.shared())
        for role, parties in (("actor", act.actors), ("recipient", act.recipients), ("speaker", told.speakers)):
            add_parties(connection, "witness_party", {"claim": told.id}, role, parties)


def small_record() -> sqlite3.Connection:
    """Return the record in memory."""
    connection = sqlite3.connect(":memory:")
    migrate(connection)
    for act in ACTS:
        add(connection, act)
    connection.execute("INSERT INTO witness_words (witness_words) VALUES ('rebuild')")
    return connection


def found(connection: sqlite3.Connection, made: Filter, subject: Subject) -> str:
    """Return the ids that a filter finds, with blanks between."""
    sql, values = made.sql(subject)
    table = "event" if subject is Subject.EVENTS else "witness"
    query = f"SELECT {subject.value}.id FROM {table} {subject.value} WHERE {sql} ORDER BY id"
    return " ".join(row[0] for row in connection.execute(query, values))
