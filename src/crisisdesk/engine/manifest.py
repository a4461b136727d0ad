"""The plan of an output as a file: written once, whole; a later run goes on from it, or says what is otherwise now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from pydantic import TypeAdapter, ValidationError

from crisisdesk import files
from crisisdesk.engine.plan import Asked, Input, Manifest, Shard
from crisisdesk.errors import CodedFilesError, PlanError
from crisisdesk.intake.options import IntakeOptions

FORMAT = "crisisdesk shards 1"
NAME = "manifest.json"
MANIFEST = TypeAdapter(Manifest)
SHOWN = 3


def manifest_of(asked: Asked, inputs: Sequence[Input], shards: Sequence[Shard]) -> Manifest:
    """Return the plan of what is asked."""
    return Manifest(
        format=FORMAT,
        lexicon=asked.versions[0],
        model=asked.versions[1],
        day=asked.day,
        intake=asked.intake,
        shard_reports=asked.shard_reports,
        gate=asked.gate,
        inputs=tuple(inputs),
        left=asked.left,
        shards=tuple(shards),
    )


def load_manifest(name: str) -> Manifest:
    """Return a plan that was written.

    Raises:
        CodedFilesError: the file is none of ours.

    """
    try:
        with files.open_read(name) as stream:
            return MANIFEST.validate_json(stream.read())
    except (OSError, ValidationError) as error:
        raise CodedFilesError(name=name, reason="its manifest cannot be read") from error


def write_manifest(name: str, manifest: Manifest) -> None:
    """Write a plan."""
    files.write_whole(name, MANIFEST.dump_json(manifest, indent=1) + b"\n")


def check_same(out: str, kept: Manifest, asked: Asked, inputs: Sequence[Input]) -> None:
    """Hold what is asked against what was begun.

    Raises:
        PlanError: they differ, so that the shards that are done would not fit the others.

    """
    changed = (*_versions(kept, asked), *_options(kept, asked), *_inputs(kept.inputs, inputs))
    if changed:
        raise PlanError(out=out, changed=changed)


def _versions(kept: Manifest, asked: Asked) -> Iterator[str]:
    for what, old, new in zip(("rules", "model"), (kept.lexicon, kept.model), asked.versions, strict=True):
        if old != new:
            yield f"the version of the {what} was {old} and is {new}"


def _options(kept: Manifest, asked: Asked) -> Iterator[str]:
    if kept.shard_reports != asked.shard_reports:
        yield f"--shard-reports was {kept.shard_reports} and is {asked.shard_reports}"
    if kept.gate != asked.gate:
        yield f"--gate was {kept.gate} and is {asked.gate}"
    for one in fields(IntakeOptions):
        old, new = getattr(kept.intake, one.name), getattr(asked.intake, one.name)
        if old != new:
            yield f"the option {one.name} was {old or 'not given'} and is {new or 'not given'}"


def _inputs(kept: Sequence[Input], now: Sequence[Input]) -> Iterator[str]:
    old, new = ({one.name: one for one in inputs} for inputs in (kept, now))
    yield from _named("is gone", "are gone", sorted(old.keys() - new.keys()))
    yield from _named("is new", "are new", sorted(new.keys() - old.keys()))
    yield from _named("changed", "changed", sorted(name for name in old.keys() & new.keys() if old[name] != new[name]))
    if old == new and [one.name for one in kept] != [one.name for one in now]:
        yield "the files come in another order"


def _named(one: str, many: str, names: Sequence[str]) -> Iterator[str]:
    if len(names) == 1:
        yield f"the file {names[0]} {one}"
    elif names:
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        yield f"{len(names)} files {many} ({', '.join(names[:SHOWN])}{more})"
