"""The output of ``crisisdesk code`` into a record: codings of the present versions as they are, others coded anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from crisisdesk import files
from crisisdesk.engine.archive import states_in
from crisisdesk.engine.manifest import FORMAT, NAME, load_manifest
from crisisdesk.engine.merging import digest_of, finished_at, local_copy, paths_of
from crisisdesk.engine.packing import Coded
from crisisdesk.engine.plan import Manifest, Refused
from crisisdesk.engine.shard import TABLES, State, name_of
from crisisdesk.errors import AddressError, CodedFilesError, MissingStoreError
from crisisdesk.model.report import Source
from crisisdesk.record.checked import checked_claim, checked_source
from crisisdesk.record.codec import BLOCKS, CLAIM, LAYERS, pack

if TYPE_CHECKING:
    import duckdb

COLUMNS = frozenset(("claim_id", "report_id", "claim", "lexicon", "model"))
HEAD, ROWS = 200, 16
NONE = ("", "")
FIELDS = "report_id, report_digest, publisher, published, title, url, text, blocks, layers, claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A file of reports and the file of their claims, with the digests that they must have."""

    reports: str
    claims: str
    sha256: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """Output of ``code``, whole: its plan, what was refused, its files."""

    name: str
    manifest: Manifest
    refused: tuple[Refused, ...]
    pairs: tuple[Pair, ...]

    @property
    def versions(self) -> tuple[str, str]:
        """Return the versions of rules and model that coded it."""
        return self.manifest.lexicon, self.manifest.model

    def reports(self) -> Iterator[Coded]:
        """Yield all reports, coded, in order.

        Raises:
            CodedFilesError: a file is missing, was changed, or holds what is no report or claim.

        """
        for pair in self.pairs:
            with local_copy(pair.reports) as reports, local_copy(pair.claims) as claims:
                _check(pair, reports, claims)
                try:
                    yield from _coded(reports, claims)
                except (ValueError, ValidationError) as error:
                    raise CodedFilesError(name=pair.reports, reason=str(error).split("\n", 1)[0]) from error


def output_at(name: str) -> Output | None:
    """Return the output of ``code`` that a name means; None where it means something else.

    Raises:
        CodedFilesError: it is such output, but not whole.

    """
    if name == "-":
        return None
    if name.lower().endswith(".parquet"):
        return _merged(Path(name)) if not files.is_url(name) and _is_claims(Path(name)) else None
    return _folder(name) if _is_ours(files.join(name, NAME)) else None


def _is_ours(manifest: str) -> bool:
    try:
        if not files.exists(manifest):
            return False
        with files.open_read(manifest) as stream:
            return FORMAT.encode() in stream.read(HEAD)
    except (OSError, AddressError, MissingStoreError):
        # Intake meets the same and tells it, and goes on.
        return False


def _folder(name: str) -> Output:
    manifest = load_manifest(files.join(name, NAME))
    states = tuple(states_in(name, manifest))
    pairs = tuple(
        Pair(
            reports=name_of(name, "reports", state.number),
            claims=name_of(name, "claims", state.number),
            sha256=state.sha256,
        )
        for state in states
    )
    return Output(name=name, manifest=manifest, refused=_refused(manifest, states), pairs=pairs)


def _is_claims(path: Path) -> bool:
    """Say whether a file is a table of claims as ``code`` writes it."""
    import duckdb

    if not path.is_file():
        return False
    try:
        with _base() as base:
            found = {row[0] for row in base.execute("DESCRIBE FROM read_parquet(?)", [[str(path)]]).fetchall()}
    except duckdb.Error:
        return False
    return found >= COLUMNS


def _merged(target: Path) -> Output:
    told, paths = finished_at(target), paths_of(target)
    pair = Pair(reports=str(paths["reports"]), claims=str(target), sha256=told.sha256)
    refused = _refused(told.manifest, told.states)
    return Output(name=str(target), manifest=told.manifest, refused=refused, pairs=(pair,))


def _refused(manifest: Manifest, states: tuple[State, ...]) -> tuple[Refused, ...]:
    return (*manifest.left, *(one for state in states for one in state.refused))


def _check(pair: Pair, reports: Path, claims: Path) -> None:
    for table, path, name in zip(TABLES, (reports, claims), (pair.reports, pair.claims), strict=True):
        if digest_of(path) != pair.sha256[table]:
            raise CodedFilesError(name=name, reason="it is missing, or not as it was written")


def _base() -> duckdb.DuckDBPyConnection:
    import duckdb

    from crisisdesk.intake.parquet import CONFIG

    return duckdb.connect(":memory:", config=CONFIG)


def _rows(base: duckdb.DuckDBPyConnection, path: Path, columns: str) -> Iterator[tuple[Any, ...]]:
    base.execute(f"SELECT {columns} FROM read_parquet(?)", [[str(path)]])
    while rows := base.fetchmany(ROWS):
        yield from rows


def _coded(reports: Path, claims: Path) -> Iterator[Coded]:
    """Yield reports with their claims, which stand in the same order in their own file."""
    with _base() as one, _base() as other:
        bodies = _rows(other, claims, "report_id, claim")
        for row in _rows(one, reports, FIELDS):
            yield _report(row, [next(bodies, NONE) for _ in range(row[-1])])


def _report(row: tuple[Any, ...], bodies: list[tuple[Any, ...]]) -> Coded:
    report, digest, publisher, published, title, url, text, blocks, layers, _ = row
    if any(owner != report for owner, _ in bodies):
        raise ValueError(f"the claims of report {report} are not in their place")
    source = Source(
        id=report,
        digest=digest,
        text=text,
        published=published,
        title=title or "",
        publisher=publisher or "",
        url=url or "",
        blocks=BLOCKS.validate_json(blocks),
    )
    found = LAYERS.validate_json(layers)
    return Coded(
        source=checked_source(source),
        layers=pack(found),
        claims=tuple(checked_claim(CLAIM.validate_json(body), len(found.sentences)) for _, body in bodies),
    )
