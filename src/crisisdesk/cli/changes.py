"""``crisisdesk changes``: the feed of events that are new, changed or gone."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from crisisdesk.cli.records import opened, record_option, say


@click.command("changes")
@record_option
@click.option("--since", type=click.IntRange(min=0), default=0, help="Only changes after the one with this number.")
@click.option("--kind", type=click.Choice(["new", "changed", "gone"]), help="Only these; “gone” are the deletions.")
def command(path: Path, since: int, kind: str | None) -> None:
    """Write what became of events at each rebuild as JSON lines: n, at, event, kind, successor.

    Whoever took events over reads on from the last n: takes “new” and “changed” ones again, and drops those that are
    “gone”, or puts their successor in their place.
    """
    from crisisdesk.record.feed import feed

    shown = 0
    with opened(path) as record:
        for change in feed(record.connection, since):
            if kind is None or change.kind == kind:
                click.echo(json.dumps(dataclasses.asdict(change)))
                shown += 1
    say(f"{shown} changes")
