"""``crisisdesk channels``: lines of communication and institutions between two actors, with their life."""

from __future__ import annotations

import json
from pathlib import Path

import click

from crisisdesk.cli.records import opened, record_option, say, warn_if_stale
from crisisdesk.model.channel import Channel

FORMS = ["text", "md", "json"]


@click.command("channels", context_settings={"ignore_unknown_options": True})
@click.argument("parties", metavar="[A [B]]", nargs=-1)
@record_option
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
def command(parties: tuple[str, ...], path: Path, form: str) -> None:
    """Show hotlines, offices, embassies, talks, crossings, treaties: what became of them, day by day, by which report.

    A and B are codes or names of actors (“PRK KOR”, “'North Korea'”); with them, only the channels that they hold.
    """
    from crisisdesk.views.channels import between, channel_rows, channels

    codes = [_code(party) for party in parties]
    with opened(path) as record:
        warn_if_stale(record)
        found = between(channels(channel_rows(record)), codes)
    click.echo(rendered(found, form))
    say(f"{len(found)} channels{' of ' + ' and '.join(codes) if codes else ''}")


def rendered(found: tuple[Channel, ...], form: str) -> str:
    """Return channels as text, Markdown or JSON."""
    from crisisdesk.views.channel_lines import markdown_lines, text_lines

    if form == "json":
        from pydantic import TypeAdapter

        plain = TypeAdapter(tuple[Channel, ...]).dump_python(found, mode="json")
        return json.dumps(plain, ensure_ascii=False, indent=2)
    lines = markdown_lines if form == "md" else text_lines
    return "\n".join(line for channel in found for line in lines(channel))


def _code(party: str) -> str:
    """Return the code of an actor given as a code or a name.

    Raises:
        click.BadParameter: the name means no actor.

    """
    from crisisdesk.model.channel import party_code
    from crisisdesk.stages.actors import resolve_actor

    if len(party.partition(":")[0]) == len("PRK") and party.isupper():
        return party
    actors = resolve_actor(party)
    if not actors:
        raise click.BadParameter(f"no actor is known as {party!r}; give a code, such as PRK")
    return party_code(actors[0])
