"""``crisisdesk code``: archives into Parquet, in shards, without a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crisisdesk import files
from crisisdesk.cli.add import options_of, reading_options
from crisisdesk.cli.progress import ShardProgress
from crisisdesk.cli.records import in_words, say
from crisisdesk.engine.plan import SHARD_REPORTS
from crisisdesk.language.levels import Level
from crisisdesk.views.event_lines import many

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisisdesk.engine.archive import Planned
    from crisisdesk.engine.plan import Asked, Refused
    from crisisdesk.engine.seam import Engine
    from crisisdesk.engine.shard import State, Undone
    from crisisdesk.intake.options import IntakeOptions

BROKEN_OFF, SHOWN = 130, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the output goes: ``work`` is the folder of the shards, ``target`` the file that they become, if any."""

    out: str
    work: str
    target: Path | None


@click.command("code")
@click.argument("sources", nargs=-1, required=True)
@click.option("--out", required=True, help="A folder (or its address), or NAME.parquet.")
@reading_options
@click.option("--workers", type=click.IntRange(min=1), help="Processes that code.  [default: one a usable core]")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Who codes.")
@click.option(
    "--scheduler", metavar="ADDRESS|FILE", help="The Dask cluster's scheduler; without it one is started here."
)
@click.option(
    "--gate",
    type=click.Choice([level.value for level in Level]),
    default=Level.CAREFUL.value,
    show_default=True,
    help="Set reports aside that do not read like political news, before they cost time.",
)
@click.option(
    "--shard-reports",
    type=click.IntRange(min=1),
    default=SHARD_REPORTS,
    show_default=True,
    help="Reports a shard, at most.",
)
def command(
    sources: tuple[str, ...],
    out: str,
    published: datetime | None,
    publisher: str,
    columns: tuple[str, ...],
    workers: int | None,
    engine: str,
    scheduler: str | None,
    gate: str,
    shard_reports: int,
) -> None:
    """Code archives shard by shard, and write claims and reports as Parquet.

    SOURCES are files of any kind that crisisdesk add reads, folders, patterns or addresses. A run that was broken off
    goes on where it ended when it is started again in the same way. crisisdesk add takes the output into a record.
    """
    place = _place(out)
    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler goes with --engine dask")
    asked = _asked(sources, out, options_of(published, publisher, columns), Level(gate), shard_reports)
    if not asked.names:
        _tell(asked.left)
        say("nothing could be read")
        raise SystemExit(1)
    try:
        with in_words(), _engine(engine, workers, scheduler) as coders:
            _run(coders, asked, place)
    except KeyboardInterrupt:
        from crisisdesk.engine.archive import done_in

        say(f"broken off; {many(len(done_in(place.work)), 'shard')} done; the same command goes on after them")
        raise SystemExit(BROKEN_OFF) from None


def _place(out: str) -> Place:
    if not out.lower().endswith(".parquet"):
        return Place(out=out, work=out, target=None)
    if files.is_url(out):
        raise click.UsageError("at an address the output is a folder, not NAME.parquet")
    return Place(out=out, work=f"{out}.work", target=Path(out))


def _asked(sources: tuple[str, ...], out: str, intake: IntakeOptions, gate: Level, shard_reports: int) -> Asked:
    from crisisdesk.engine.looking import located
    from crisisdesk.engine.plan import Asked
    from crisisdesk.record.adding import present_versions

    if "-" in sources:
        raise click.UsageError("standard input cannot be read twice, so crisisdesk code takes no -; save it to a file")
    names, left = located(sources, out)
    return Asked(
        names=names,
        left=left,
        intake=intake,
        shard_reports=shard_reports,
        gate=gate,
        day=date.today(),
        versions=present_versions(),
    )


def _engine(name: str, workers: int | None, scheduler: str | None) -> Engine:
    if name == "dask":
        from crisisdesk.engine.dask import DaskEngine

        return DaskEngine(workers, scheduler)
    from crisisdesk.engine.local import LocalEngine, usable_cores

    return LocalEngine(workers or usable_cores())


def _run(engine: Engine, asked: Asked, place: Place) -> None:
    """Plan, code and put together; exits with 1 where nothing could be read or a shard could not be coded."""
    from crisisdesk.engine.archive import planned, states_in
    from crisisdesk.engine.merging import finished_plan, merge

    if place.target and (finished := finished_plan(engine, asked, place.target, place.work)):
        say(f"{place.out} is there already, coded from these files: {many(len(finished.shards), 'shard')}")
        return
    plan = planned(engine, asked, place.work)
    if undone := _code(engine, plan):
        for one in undone:
            say(f"shard {one.number} is not done: {one.reason}")
        say(f"{many(len(undone), 'shard')} not done; the same command tries again")
        raise SystemExit(1)
    states = tuple(states_in(place.work, plan.manifest))
    if place.target:
        merge(place.work, plan.manifest, place.target)
    _tell((*plan.manifest.left, *(one for state in states for one in state.refused)))
    _sum_up(place.out, states)


def _code(engine: Engine, plan: Planned) -> list[Undone]:
    """Code the shards that are left, with progress; return those that could not be coded."""
    from crisisdesk.engine.archive import code_shards
    from crisisdesk.engine.shard import Undone

    undone = []
    if plan.done:
        say(f"{len(plan.done)} of {many(len(plan.manifest.shards), 'shard')} are done; going on after them")
    with ShardProgress(len(plan.manifest.shards), len(plan.done)) as progress:
        for state in code_shards(engine, plan):
            if isinstance(state, Undone):
                undone.append(state)
            else:
                progress.count(state.reports, state.words)
    return undone


def _tell(refused: Iterable[Refused]) -> None:
    """Tell what could not be read, the first of it."""
    told = [f"{one.path}: {one.code} {one.severity}: {one.message}" for one in refused]
    for line in told[:SHOWN]:
        say(line)
    if len(told) > SHOWN:
        say(f"and {len(told) - SHOWN} more like these")


def _sum_up(out: str, states: tuple[State, ...]) -> None:
    reports, claims = sum(state.reports for state in states), sum(state.claims for state in states)
    refused, aside = sum(len(state.refused) for state in states), [path for state in states for path in state.set_aside]
    for path in aside:
        say(f"{path}: D041 warning: ended the process that coded it, and was set aside; it has no claims")
    shards = many(len(states), "shard")
    if gated := sum(state.gated for state in states):
        say(f"the gate set {many(gated, 'report')} aside; --gate off codes all")
    say(f"{out} has {many(reports, 'report')} and {many(claims, 'claim')} in {shards}; {refused} refused")
    if not reports:
        say("nothing could be read")
        raise SystemExit(1)
