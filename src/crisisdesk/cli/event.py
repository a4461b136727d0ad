"""``crisisdesk event``: one event with all its claims."""

from __future__ import annotations

from pathlib import Path

import click

from crisisdesk.cli.records import opened, record_option, warn_if_stale
from crisisdesk.views.event_lines import account_lines


@click.command("event")
@click.argument("event")
@record_option
def command(event: str, path: Path) -> None:
    """Tell one event: its parts, the sentence behind every claim, where claims differ, why they are held for one act.

    EVENT is the id of the event or of any of its claims, or its beginning.
    """
    with opened(path) as record:
        warn_if_stale(record)
        account = record.account(event)
        if account is None:
            raise click.ClickException(f"no event {event} in {path}; crisisdesk events lists them")
        for line in account_lines(account):
            click.echo(line)
