"""An archive coded: planned, its shards coded by an engine, those that an earlier run has done left as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from crisisdesk import files
from crisisdesk.engine.looking import counts_of, deadly, inputs_of
from crisisdesk.engine.manifest import NAME, check_same, load_manifest, manifest_of, write_manifest
from crisisdesk.engine.narrowing import shard_steps
from crisisdesk.engine.packing import CodeBatch, coder_of
from crisisdesk.engine.plan import Asked, Manifest, Shard, cut
from crisisdesk.engine.seam import Engine
from crisisdesk.engine.shard import STATE, TABLES, Coding, State, Undone, name_of
from crisisdesk.engine.steps import carry_out
from crisisdesk.errors import CodedFilesError


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An output with its plan: ``done`` are the shards that need not be coded again."""

    out: str
    manifest: Manifest
    done: frozenset[int]

    @property
    def left(self) -> tuple[Shard, ...]:
        """Return the shards that are still to be coded."""
        return tuple(shard for shard in self.manifest.shards if shard.number not in self.done)


def planned(engine: Engine, asked: Asked, out: str) -> Planned:
    """Return the plan of an output: the one that lies there, or a new one, which is written.

    Raises:
        PlanError: what lies there was begun with other versions, options or files.
        CodedFilesError: what lies there is no plan.
        EngineError: the files could not be looked at.

    """
    name = files.join(out, NAME)
    inputs = inputs_of(engine, asked.names, str(Path.cwd()))
    if files.exists(name):
        kept = load_manifest(name)
        check_same(out, kept, asked, inputs)
        return Planned(out=out, manifest=kept, done=done_in(out))
    counts = counts_of(engine, inputs, str(Path.cwd()), asked.intake)
    asked = replace(asked, left=(*asked.left, *deadly(inputs, counts)))
    manifest = manifest_of(asked, inputs, cut(inputs, counts, asked.shard_reports))
    write_manifest(name, manifest)
    return Planned(out=out, manifest=manifest, done=frozenset())


def done_in(out: str) -> frozenset[int]:
    """Return the numbers of the shards whose state and tables are there."""
    found = [
        {name.partition(".")[0] for name in files.names_in(files.join(out, table))} for table in ("state", *TABLES)
    ]
    return frozenset(int(number) for number in set.intersection(*found) if number.isdecimal())


def code_shards(engine: Engine, plan: Planned, code: CodeBatch | None = None) -> Iterator[State | Undone]:
    """Code the shards that are left, by the coder behind the plan's gate or another; yield what came of each.

    Raises:
        EngineError: coding cannot go on; the shards that are done stay.

    """
    manifest = plan.manifest
    coding = Coding(
        out=plan.out if files.is_url(plan.out) else str(Path(plan.out).absolute()),
        folder=str(Path.cwd()),
        intake=manifest.intake,
        day=manifest.day,
        versions=(manifest.lexicon, manifest.model),
        code=code or coder_of(manifest.gate),
    )
    yield from carry_out(engine, (shard_steps(coding, shard) for shard in plan.left))


def states_in(out: str, manifest: Manifest) -> Iterator[State]:
    """Yield what came of each shard, in order.

    Raises:
        CodedFilesError: a shard is missing.

    """
    for shard in manifest.shards:
        try:
            with files.open_read(name_of(out, "state", shard.number)) as stream:
                yield STATE.validate_json(stream.read())
        except (OSError, ValidationError) as error:
            raise CodedFilesError(name=out, reason=f"shard {shard.number} is not done") from error
