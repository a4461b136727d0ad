"""``crisisdesk filters``: the filter language explained."""

from __future__ import annotations

import click


@click.command("filters")
def command() -> None:
    """Explain the filter language of events, export and the other commands that take a FILTER."""
    from crisisdesk.filters import filter_help

    for row in filter_help():
        click.echo(f"{row.form:<18} {row.caption}")
        click.echo(f"{'':<18} for example: {row.example}")
        if row.values:
            click.echo(f"{'':<18} one of: {', '.join(row.values)}")
