"""``crisisdesk actor``: what a record knows of one actor."""

from __future__ import annotations

import json
from pathlib import Path

import click

from crisisdesk.cli.records import opened, record_option, warn_if_stale


@click.command("actor")
@click.argument("name")
@record_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(name: str, path: Path, form: str) -> None:
    """Tell who an actor is in a record: codes, spellings, roles by date, acts, statements, counterparts.

    NAME is a name (“Kim Yo Jong”, “North Korea”) or a code (PRK, PRK:GOV).
    """
    from crisisdesk.views.actor_lines import actor_lines
    from crisisdesk.views.actor_page import ActorPage, load_actor_page

    with opened(path) as record:
        warn_if_stale(record)
        page = load_actor_page(record, name)
    if not page.roles:
        raise click.ClickException(f"no claim in {path} names {name}; crisisdesk events lists what is there")
    if form == "json":
        from pydantic import TypeAdapter

        click.echo(json.dumps(TypeAdapter(ActorPage).dump_python(page, mode="json"), ensure_ascii=False, indent=2))
        return
    for line in actor_lines(page):
        click.echo(line)
