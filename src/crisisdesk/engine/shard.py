"""One shard in a worker: read, coded, written; its state file comes last and says that it is done."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from pydantic import TypeAdapter

from crisisdesk import files
from crisisdesk.engine.batches import set_aside
from crisisdesk.engine.packing import BATCH, CodeBatch
from crisisdesk.engine.plan import Piece, Refused, Shard
from crisisdesk.engine.reading import Aside, Found, Reading, Unit, count_of
from crisisdesk.engine.tables import Placed, claim_table, report_table, table_columns
from crisisdesk.export.cells import Row
from crisisdesk.export.parquet import write_table
from crisisdesk.intake.options import IntakeOptions
from crisisdesk.lexicon.version import lexicon_version, model_version

TABLES = ("reports", "claims")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What is the same for all shards of a run; the names of files begin in ``folder``, wherever a worker runs."""

    out: str
    folder: str
    intake: IntakeOptions
    day: date
    versions: tuple[str, str]
    code: CodeBatch


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What came of a shard; ``repeated`` are reports that stood in it before, and were coded once.

    ``gated`` are those that the gate set aside.
    """

    number: int
    reports: int
    claims: int
    characters: int
    words: int
    repeated: int
    gated: int
    set_aside: tuple[str, ...]
    refused: tuple[Refused, ...]
    sha256: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A shard that could not be coded now, and why; the next run tries it again."""

    number: int
    reason: str


STATE = TypeAdapter(State)
# A store that gives no answer, a package that is missing: no reason to leave reports out for good.
FOR_NOW = frozenset(("D045", "D046"))


def code_shard(coding: Coding, shard: Shard, aside: Aside) -> State | Undone:
    """Code a shard and write its files; the same shard gives the same bytes, wherever and whenever it is coded.

    Nothing is written where files elsewhere could not be reached.

    Raises:
        RuntimeError: this worker has other rules or another model than the plan names.

    """
    found = (lexicon_version(), model_version())
    if found != coding.versions:
        raise RuntimeError(f"a worker has {' and '.join(found)}, the plan {' and '.join(coding.versions)}")
    reading = Reading(shard, coding.intake, coding.day, aside)
    with chdir(coding.folder):
        placed = tuple(_coded(coding, reading.sources(), aside.coding))
    if unreached := [f"{one.path}: {one.message}" for one in reading.refused if one.code in FOR_NOW]:
        return Undone(number=shard.number, reason=unreached[0])
    state = _write(coding, reading, placed)
    files.write_whole(name_of(coding.out, "state", shard.number), STATE.dump_json(state, indent=1) + b"\n")
    return state


def name_of(out: str, table: str, number: int) -> str:
    """Return the name of a shard's file."""
    return files.join(files.join(out, table), f"{number:05}.{'json' if table == 'state' else 'parquet'}")


def _coded(coding: Coding, sources: Iterable[Found], deadly: frozenset[Unit] = frozenset()) -> Iterator[Placed]:
    """Yield sources coded, in order and in batches; one that ends processes is not tried."""
    left = iter(sources)
    while batch := tuple(islice(left, BATCH)):
        done = iter(coding.code(tuple(found.source for found in batch if found.unit not in deadly)))
        for found in batch:
            dead = found.unit in deadly
            yield Placed.of(found.path, set_aside(found.source) if dead else next(done), set_aside=dead)


def _write(coding: Coding, reading: Reading, placed: tuple[Placed, ...]) -> State:
    """Write the two tables of a shard; return what came of it."""
    number, sources = reading.shard.number, [one.coded.source for one in placed]
    rows = {"reports": report_table(placed, coding.versions), "claims": claim_table(placed)}
    return State(
        number=number,
        reports=len(placed),
        claims=sum(len(one.coded.claims) for one in placed),
        characters=sum(len(source.text) for source in sources),
        words=sum(len(source.text.split()) for source in sources),
        repeated=reading.repeated,
        gated=sum(one.coded.gated for one in placed),
        set_aside=tuple(one.path for one in placed if one.set_aside),
        refused=tuple(reading.refused),
        sha256={table: _table(name_of(coding.out, table, number), table, rows[table]) for table in TABLES},
    )


def _table(name: str, table: str, rows: Iterable[Row]) -> str:
    """Write a table; return the SHA-256 of its bytes."""
    with tempfile.TemporaryDirectory(prefix="crisisdesk-") as folder:
        target = Path(folder) / f"{table}.parquet"
        write_table(table_columns(table), rows, target)
        files.write_whole(name, target)
        return hashlib.sha256(target.read_bytes()).hexdigest()


def count_pieces(coding: Coding, pieces: tuple[Piece, ...]) -> tuple[int, ...]:
    """Return the number after the last report of each piece, as far as its file goes."""
    with chdir(coding.folder):
        return tuple(count_of(piece, coding.intake) for piece in pieces)


def read_units(coding: Coding, shard: Shard, units: tuple[Unit, ...]) -> tuple[None, ...]:
    """Read some reports of a shard: what comes of it is whether the process lives."""
    with chdir(coding.folder):
        for _ in Reading(shard, coding.intake, coding.day).sources(frozenset(units)):
            pass
    return (None,) * len(units)


def code_units(coding: Coding, shard: Shard, units: tuple[Unit, ...]) -> tuple[None, ...]:
    """Read and code some reports of a shard, and keep nothing."""
    with chdir(coding.folder):
        for _ in _coded(coding, Reading(shard, coding.intake, coding.day).sources(frozenset(units))):
            pass
    return (None,) * len(units)
