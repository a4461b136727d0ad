"""``crisisdesk stages``: the stages in order."""

from __future__ import annotations

import click

from crisisdesk.stages.registry import STAGES


@click.command("stages")
def command() -> None:
    """List the stages in order, with what each requires and what it assigns."""
    for stage in STAGES:
        click.echo(f"{stage.name:14} {stage.module:34} needs {', '.join(stage.requires) or '—'}; gives {', '.join(stage.assigns)}")
        click.secho(f"{'':14} {stage.does}", dim=True)
