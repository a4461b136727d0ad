"""Shards in one pair of files: NAME.parquet and NAME.reports.parquet, with what was done in NAME.manifest.json."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter, ValidationError

from crisisdesk import files
from crisisdesk.engine.archive import states_in
from crisisdesk.engine.looking import inputs_of
from crisisdesk.engine.manifest import NAME, check_same
from crisisdesk.engine.plan import Asked, Manifest
from crisisdesk.engine.seam import Engine
from crisisdesk.engine.shard import TABLES, State, name_of
from crisisdesk.errors import CodedFilesError
from crisisdesk.export.parquet import ALONE

# Rows a group: few where a row holds a report with all its layers.
GROUPS = {"claims": 20_480, "reports": 2_048}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What a pair of files was made from: the plan, what came of its shards, the digests of both files."""

    manifest: Manifest
    states: tuple[State, ...]
    sha256: dict[str, str]


FINISHED = TypeAdapter(Finished)


def paths_of(target: Path) -> dict[str, Path]:
    """Return the files of NAME.parquet by what is in them: ``claims``, ``reports`` and ``manifest``."""
    return {
        "claims": target,
        "reports": target.with_suffix(".reports.parquet"),
        "manifest": target.with_suffix(".manifest.json"),
    }


def merge(out: str, manifest: Manifest, target: Path) -> None:
    """Put the shards of a folder together in their order; NAME.parquet comes last, then the folder goes.

    Raises:
        CodedFilesError: a shard is missing, or was changed.

    """
    states = tuple(states_in(out, manifest))
    paths, sha256 = paths_of(target), {}
    with TemporaryDirectory(prefix=f".{target.name}.", dir=target.absolute().parent) as folder:
        for table in TABLES:
            part = Path(folder) / paths[table].name
            _join([str(path) for path in checked_tables(out, states, table)], table, part)
            sha256[table] = digest_of(part)
        told = Finished(manifest=manifest, states=states, sha256=sha256)
        files.write_whole(str(paths["manifest"]), FINISHED.dump_json(told, indent=1) + b"\n")
        for table in TABLES:
            (Path(folder) / paths[table].name).replace(paths[table])
    files.remove_folder(out)


def finished_at(target: Path) -> Finished:
    """Return what a pair of files was made from.

    Raises:
        CodedFilesError: a file that belongs to it is missing, or is none of ours.

    """
    paths = paths_of(target)
    for path in paths.values():
        if not path.is_file():
            raise CodedFilesError(name=str(target), reason=f"{path} is missing, which belongs to it")
    try:
        return FINISHED.validate_json(paths["manifest"].read_bytes())
    except ValidationError as error:
        raise CodedFilesError(name=str(target), reason=f"{paths['manifest']} cannot be read") from error


def finished_plan(engine: Engine, asked: Asked, target: Path, out: str) -> Manifest | None:
    """Return the plan of a pair of files that is there and made from what is asked; None where there is none yet.

    Raises:
        CodedFilesError: there is a file of that name which is none of ours.
        PlanError: it was made from something else.

    """
    if not target.exists() or files.exists(files.join(out, NAME)):
        return None
    manifest = finished_at(target).manifest
    check_same(str(target), manifest, asked, inputs_of(engine, asked.names, str(Path.cwd())))
    return manifest


def _join(names: list[str], table: str, target: Path) -> None:
    import duckdb

    form = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUPS[table]}"
    with duckdb.connect(":memory:", config=ALONE) as connection:
        place = str(target).replace("'", "''")
        connection.execute(f"COPY (SELECT * FROM read_parquet($names)) TO '{place}' ({form})", {"names": names})


def checked_tables(out: str, states: tuple[State, ...], table: str) -> Iterator[Path]:
    """Yield the files of a table in order, each held against the digest in its state."""
    for state in states:
        path = Path(name_of(out, table, state.number))
        if digest_of(path) != state.sha256[table]:
            raise CodedFilesError(name=str(path), reason="it is not as it was written")
        yield path


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, "" where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


@contextmanager
def local_copy(name: str) -> Iterator[Path]:
    """Give a file as a path of this machine; one at an address is copied meanwhile."""
    if not files.is_url(name):
        yield Path(name)
        return
    with TemporaryDirectory(prefix="crisisdesk-") as folder:
        path = Path(folder) / "copy"
        with files.open_read(name) as stream, path.open("wb") as copy:
            shutil.copyfileobj(stream, copy)
        yield path
