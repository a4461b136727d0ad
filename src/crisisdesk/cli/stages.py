"""``crisisdesk stages``: the stages in order."""

from __future__ import annotations

import click

from crisisdesk.stages.registry import STAGES


@click.command("stages")
def command() -> None:
    """List the stages in order, with what each requires and what it assigns."""
    for stage in STAGES:
        needs, gives = ", ".join(stage.requires), ", ".join(stage.assigns)
        click.echo(f"{stage.name:14} {stage.module:34} needs {needs}; gives {gives}")
        click.secho(f"{'':14} {stage.does}", dim=True)
