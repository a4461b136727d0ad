"""``crisisdesk events``: the events of a record."""

from __future__ import annotations

import json
from pathlib import Path

import click

from crisisdesk.cli.columns import fit
from crisisdesk.cli.records import opened, record_option, say, warn_if_stale
from crisisdesk.model.event import Event
from crisisdesk.views.event_lines import event_line, many

WIDTHS = (11, 21, 27, 27, 14, 13)


@click.command("events", context_settings={"ignore_unknown_options": True})
@click.argument("filter_", metavar="[FILTER]...", nargs=-1)
@record_option
@click.option("--limit", type=click.IntRange(min=1), help="Show the first so many only.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def command(filter_: tuple[str, ...], path: Path, limit: int | None, form: str) -> None:
    """List events by day: when, what, who, whom, where, status, with the number of reports and independent sources.

    FILTER is as in “actor:PRK type:ASSAULT,COERCE from:2020-06”; crisisdesk filters explains it.
    """
    shown = 0
    with opened(path) as record:
        warn_if_stale(record)
        for event in record.events(" ".join(filter_), limit):
            print_event(event) if form == "table" else click.echo(to_json(event))
            shown += 1
        totals = record.totals()
    say(f"{many(shown, 'event')} shown; the record has {totals.told()}. crisisdesk event ID tells one.")


def print_event(event: Event) -> None:
    """Print one event in a line."""
    line = event_line(event)
    cells = (line.when, line.what, line.who, line.whom, line.where, line.status)
    told = " ".join(fit(cell, width) for cell, width in zip(cells, WIDTHS, strict=True))
    click.echo(f"{told} {event.id}  {line.counts}" + (f"  {line.marks}" if line.marks else ""))


def to_json(event: Event) -> str:
    """Return an event as one JSON object."""
    from crisisdesk.record.codec import EVENT

    return json.dumps(EVENT.dump_python(event, mode="json"), ensure_ascii=False)
