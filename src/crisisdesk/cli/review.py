"""``crisisdesk review``: where a person's look is worth most."""

from __future__ import annotations

from pathlib import Path

import click

from crisisdesk.cli.records import opened, record_option, say, warn_if_stale


@click.command("review")
@record_option
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
def command(path: Path, limit: int) -> None:
    """Offer pairs of events that may be one, and claims that others contradict, with the reason and the command."""
    from crisisdesk.record.doubts import questions

    with opened(path) as record:
        warn_if_stale(record)
        shown = 0
        for question in questions(record, limit):
            shown += 1
            click.secho(f"{shown}. {question.asks}", bold=True)
            for line in question.lines:
                click.echo(f"   {line}")
            click.echo(f"   why asked: {question.reason}")
            for answer in question.answers:
                click.echo(f"   {answer}")
    say(f"{shown} questions" if shown else "nothing to review")
