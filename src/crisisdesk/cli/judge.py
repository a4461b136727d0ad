"""``crisisdesk judge``: corrections and merges by a person, kept for good and applied on every rebuild."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click

from crisisdesk.cli.records import opened, record_option, say
from crisisdesk.model.judgement import Judgement, Verdict
from crisisdesk.record.store import Record

Command = TypeVar("Command", bound=Callable[..., object])
Decide = Callable[[Record, Judgement], Judgement]


@click.group("judge")
def command() -> None:
    """Merge or split events, correct or reject claims, undo a judgement, list them all."""


def judging(command: Command) -> Command:
    """Add the options that every judgement has."""
    who = click.option("--who", default=getpass.getuser, help="Who decides; the name of the user unless given.")
    why = click.option("--why", required=True, help="The reason; it is kept with the judgement.")
    return record_option(who(why(command)))


def decide(path: Path, who: str, why: str, decide_: Decide) -> None:
    """Take a judgement, keep it and make the events anew."""
    if not why.strip():
        raise click.UsageError("--why is empty; the reason is kept with the judgement")
    made = Judgement(id="", verdict=Verdict.UNDO, who=who, why=why, at=datetime.now(UTC).isoformat(timespec="seconds"))
    with opened(path) as record:
        judgement = decide_(record, made)
        record.judge(judgement)
        rebuilt = record.rebuild()
    click.echo(judgement.id)
    say(f"{judgement.verdict.value} kept as {judgement.id}; the record now has {rebuilt.events} events")


@command.command("merge")
@click.argument("events", nargs=-1, required=True)
@judging
def merge(events: tuple[str, ...], path: Path, who: str, why: str) -> None:
    """EVENTS are one act."""
    from crisisdesk.record import deciding

    decide(path, who, why, lambda record, made: deciding.merge(record, events, made))


@command.command("split")
@click.argument("targets", nargs=-1, required=True)
@judging
def split(targets: tuple[str, ...], path: Path, who: str, why: str) -> None:
    """TARGETS are claims of one event that tell of another act than its rest, or two events that must stay two."""
    from crisisdesk.record import deciding

    decide(path, who, why, lambda record, made: deciding.split(record, targets, made))


@command.command("correct")
@click.argument("claim")
@click.argument("part")
@click.argument("value")
@judging
def correct(claim: str, part: str, value: str, path: Path, who: str, why: str) -> None:
    """In CLAIM, PART (type, status, actors, recipients, when, where, historical) is VALUE; “none” for unknown."""
    from crisisdesk.record import deciding

    decide(path, who, why, lambda record, made: deciding.correction(record, claim, part, value, made))


@command.command("reject")
@click.argument("claims", nargs=-1, required=True)
@judging
def reject(claims: tuple[str, ...], path: Path, who: str, why: str) -> None:
    """CLAIMS are none: the sentence does not say that."""
    from crisisdesk.record import deciding

    decide(path, who, why, lambda record, made: deciding.reject(record, claims, made))


@command.command("undo")
@click.argument("judgement")
@judging
def undo(judgement: str, path: Path, who: str, why: str) -> None:
    """JUDGEMENT holds no more."""
    from crisisdesk.record import deciding

    decide(path, who, why, lambda record, made: deciding.undo(record, judgement, made))


@command.command("list")
@record_option
def list_(path: Path) -> None:
    """All judgements, the oldest first, and whether they hold."""
    from crisisdesk.record.ledger import standing
    from crisisdesk.record.rebuild import load_judgements

    with opened(path) as record:
        judgements = load_judgements(record.connection)
    held = {judgement.id for judgement in standing(judgements)}
    for judgement in judgements:
        void = judgement.verdict is not Verdict.UNDO and judgement.id not in held
        told = f"{judgement.part} = {judgement.value}" if judgement.part else judgement.undone or ""
        claims = " ".join(judgement.claims)
        state = "undone" if void else "holds"
        click.echo(
            f"{judgement.id}  {judgement.at}  {judgement.who}  {judgement.verdict.value} {told} {claims}".rstrip()
        )
        click.echo(f"    {state}: {judgement.why}")
