"""A record of many claims, made from an example record without coding more than the example.

The reports of ``examples/kaesong`` are coded once. Then every copy of the set is one crisis of its own: days moved by
up to five years, the two Koreas replaced by two other countries, towns by others, publishers of every other copy by
others, names of offices and persons numbered anew. The words of the reports stay as they are. Reports, codings, claims
and what is derived from them - families, events, witnesses, doubts, each copy for itself - are written in one
transaction, with judgements that hold events together and refusals. A rebuild finds events of several copies that it
holds for one, and makes fewer of them.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from crisisdesk.intake.copies import CopyKind
from crisisdesk.model.event import Event, Masthead, Witness
from crisisdesk.model.judgement import Judgement, Verdict
from crisisdesk.model.when import as_day
from crisisdesk.record.codec import CLAIM, EVENT
from crisisdesk.record.derived import Doubt, write_derived
from crisisdesk.record.keeping import keep_judgement
from crisisdesk.record.store import Record

EXAMPLE = Path(__file__).parent.parent / "examples" / "kaesong"
COUNTRIES = "PRK KOR USA CHN RUS UKR JPN IRN ISR SYR TUR GBR FRA DEU IND PAK AFG IRQ MLI NGA".split()  # noqa: SIM905
DAY = re.compile(r"\d{4}-\d\d-\d\d")
ID = re.compile(r"\b[0-9a-f]{16}\b")
REACH, PUBLISHERS, TOWNS, CASTS = 1800, 300, 1000, 40
JUDGEMENTS, REFUSED = 1000, 500
NOW = "2026-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What makes one copy of the example differ: its number, days moved, countries, publishers, town, cast."""

    n: int
    days: timedelta
    countries: dict[str, str]
    publisher: int
    town: int
    cast: int
    ids: frozenset[str]

    def id(self, old: str) -> str:
        """Return the id of a report or claim of this copy."""
        return hashlib.sha256(f"{old}/{self.n}".encode()).hexdigest()[:16]

    def day(self, old: str | None) -> str | None:
        """Return a day, moved."""
        return (date.fromisoformat(old) + self.days).isoformat() if old else old

    def _named(self, found: re.Match[str]) -> str:
        return self.id(found[0]) if found[0] in self.ids else found[0]

    def moved(self, found: object) -> object:
        """Return JSON as this copy has it; what is told of spans of the text stays."""
        if isinstance(found, list):
            return [self.moved(one) for one in found]
        if isinstance(found, str):
            return self.day(found) if DAY.fullmatch(found) else ID.sub(self._named, found)
        if not isinstance(found, dict):
            return found
        made = {key: value if key == "text" else self.moved(value) for key, value in found.items()}
        if made.get("country") in self.countries:
            made["country"] = self.countries[made["country"]]
        if "sector" in made and made["name"] and made["sector"] and self.cast:
            made["name"] = f"{made['name']} {self.cast}"
        if made.get("precision") == "place":
            made |= {"name": f"{made['name']} {self.town}"}
            made |= {"lat": self.town % 120 - 50 + 0.5, "lon": self.town % 340 - 170}
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The rows of the example record, with what is packed as JSON unpacked."""

    reports: list[tuple[Any, ...]]
    codings: list[tuple[Any, ...]]
    claims: list[tuple[Any, ...]]
    copies: list[tuple[Any, ...]]
    events: list[Any]
    witnesses: list[tuple[Any, ...]]
    families: list[tuple[str, str, str]]
    doubts: list[tuple[Any, ...]]
    ids: frozenset[str]

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> Example:
        """Return the rows of a record."""

        def rows(sql: str) -> list[tuple[Any, ...]]:
            return connection.execute(sql).fetchall()

        claims = rows("SELECT report, id, start, end, body FROM claim")
        reports = rows("SELECT id, digest, published, title, publisher, url, text, blocks FROM report")
        packed = rows("SELECT report, lexicon, model, layers FROM coding")
        return cls(
            reports=reports,
            codings=[(*row[:3], json.loads(zlib.decompress(row[3]))) for row in packed],
            claims=[(*row[:4], json.loads(row[4])) for row in claims],
            copies=rows("SELECT one, other, kind, likeness FROM copy"),
            events=[json.loads(body) for (body,) in rows("SELECT body FROM event")],
            witnesses=[(*row[:4], json.loads(row[4])) for row in rows(
                "SELECT report, words, family, voice, body FROM witness")],
            families=rows("SELECT report, family, kind FROM family"),
            doubts=rows("SELECT one, other, score, reason FROM doubt"),
            ids=frozenset(row[0] for row in reports) | {row[1] for row in claims},
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What is derived from the copies, as a rebuild would write it."""

    kin: dict[str, tuple[str, CopyKind]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    witnesses: dict[str, Witness] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def take(self, example: Example, copy: Copy, heads: dict[str, Masthead]) -> None:
        """Take in what is derived of one copy."""
        self.kin.update({copy.id(one): (copy.id(other), CopyKind(kind)) for one, other, kind in example.families})
        self.events.extend(EVENT.validate_python(copy.moved(event)) for event in example.events)
        for report, words, family, voice, body in example.witnesses:
            claim = CLAIM.validate_python(copy.moved(body))
            self.witnesses[claim.id] = Witness(
                claim=claim, report=heads[copy.id(report)], sentence=words, family=copy.id(family), voice=voice
            )
        self.doubts.extend(
            Doubt(one=copy.id(one), other=copy.id(other), score=score, reason=str(copy.moved(reason)))
            for one, other, score, reason in example.doubts
        )


def write_record(path: Path, claims: int, seed: int = 1) -> None:
    """Write a record with about so many claims."""
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "example.db") as coded:
        coded.add([EXAMPLE])
        example = Example.read(coded.connection)
    chance, derived = Random(seed), Derived()
    with Record.open(path) as record, record.writing():
        for number in range(-(-claims // len(example.claims))):
            copy = _copy(number, chance, example.ids)
            derived.take(example, copy, _keep(example, record.connection, copy))
        events = tuple(_judged(record.connection, derived.events, chance))
        rows = [(f"/news/{n}.pdf", "D001", "the file cannot be read") for n in range(REFUSED)]
        record.connection.executemany("INSERT INTO refused VALUES (?, ?, ?)", rows)
        write_derived(record.connection, derived.kin, events, derived.witnesses, derived.doubts)
        record.connection.execute("DELETE FROM state WHERE key = 'stale'")


def _copy(number: int, chance: Random, ids: frozenset[str]) -> Copy:
    return Copy(
        n=number,
        days=timedelta(days=chance.randint(-REACH, REACH)),
        countries=dict(zip(("PRK", "KOR"), chance.sample(COUNTRIES, 2), strict=True)),
        publisher=chance.randrange(PUBLISHERS),
        town=chance.randrange(TOWNS),
        cast=chance.randrange(CASTS),
        ids=ids,
    )


def _keep(example: Example, made: sqlite3.Connection, copy: Copy) -> dict[str, Masthead]:
    """Keep the reports, codings and claims of a copy; return its mastheads."""
    heads = {}
    for row in example.reports:
        report, digest, published, title, publisher, url, text, blocks = _report(copy, row)
        heads[report] = Masthead(
            id=report, digest=digest, published=as_day(published), title=title, publisher=publisher, url=url
        )
        values = (report, digest, published, title, publisher, url, text, blocks, NOW)
        made.execute(f"INSERT INTO report VALUES (NULL, {', '.join('?' * 9)})", values)
    for one, other, kind, likeness in example.copies:
        made.execute("INSERT INTO copy VALUES (?, ?, ?, ?)", (*sorted((copy.id(one), copy.id(other))), kind, likeness))
    place = {}
    for report, lexicon, model, layers in example.codings:
        packed = zlib.compress(json.dumps(copy.moved(layers)).encode(), 1)
        added = made.execute(
            "INSERT INTO coding VALUES (NULL, ?, ?, ?, ?, ?)", (copy.id(report), lexicon, model, packed, NOW)
        )
        place[report] = added.lastrowid
    for report, claim, start, end, body in example.claims:
        values = (place[report], copy.id(claim), copy.id(report), start, end, json.dumps(copy.moved(body)))
        made.execute("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?)", values)
    return heads


def _report(copy: Copy, row: tuple[Any, ...]) -> tuple[Any, ...]:
    report, digest, published, title, publisher, url, text, blocks = row
    house = f"{publisher or 'Wire'} {copy.publisher}" if copy.n % 2 else publisher
    known = f"sha256:{hashlib.sha256(f'{digest}/{copy.n}'.encode()).hexdigest()}"
    return copy.id(report), known, copy.day(published), title, house, url, text, blocks


def _judged(made: sqlite3.Connection, events: list[Event], chance: Random) -> Iterator[Event]:
    """Keep judgements that put together what is together, every fourth undone again; yield the events by id."""
    several = [event.id for event in events if len(event.claims) > 1]
    chosen = frozenset(chance.sample(several, min(JUDGEMENTS, len(several))))
    for n, event in enumerate(sorted(events, key=lambda event: event.id)):
        if event.id not in chosen:
            yield event
            continue
        named = hashlib.sha256(event.id.encode()).hexdigest()[:12]
        merged = Judgement(id=named, verdict=Verdict.MERGE, who="bench", why="one act", at=NOW, claims=event.claims)
        keep_judgement(made, merged)
        if n % 4 == 0:
            undo = Judgement(id=f"{named}u", verdict=Verdict.UNDO, who="bench", why="a slip", at=NOW, undone=named)
            keep_judgement(made, undo)
        yield event if n % 4 == 0 else replace(event, judgements=(named,))
