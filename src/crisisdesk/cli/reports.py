"""``crisisdesk reports``: the reports of a record, their copies, and what was refused."""

from __future__ import annotations

from pathlib import Path

import click

from crisisdesk.cli.records import opened, record_option, say
from crisisdesk.views.event_lines import many


@click.command("reports")
@record_option
@click.option("--refused", is_flag=True, help="List what could not be read instead, with the reason.")
def command(path: Path, refused: bool) -> None:
    """List reports by family: near-copies and updates stand under the report published first."""
    from crisisdesk.record.queries import refusals, shelves

    with opened(path) as record:
        if refused:
            for locator, code, message in refusals(record.connection):
                click.echo(f"{locator}: {code}: {message}")
            return
        for shelf in shelves(record.connection):
            mark = "" if shelf.kind == "canonical" else f"  {shelf.kind} copy: "
            head = shelf.report
            named = " · ".join(part for part in (head.publisher, head.title, head.url) if part)
            click.echo(f"{head.id}  {head.published or 'no date   '}  {mark}{named}  ({many(shelf.claims, 'claim')})")
        totals = record.totals()
    say(f"{many(totals.reports, 'report')}, {totals.families} without copies, {totals.refused} refused")
