"""``crisisdesk rebuild``: the events of a record made anew."""

from __future__ import annotations

from pathlib import Path

import click

from crisisdesk.cli.add import workers_option
from crisisdesk.cli.progress import Progress
from crisisdesk.cli.records import opened, record_option, say


@click.command("rebuild")
@record_option
@click.option("--recode", is_flag=True, help="First code the reports anew that an older coder coded.")
@workers_option
def command(path: Path, recode: bool, workers: int) -> None:
    """Make families and events anew from reports, claims and judgements; nothing that is kept changes.

    After an update of Crisisdesk, --recode codes the reports with its new rules and model; the old claims stay, all
    judgements are applied to the new ones, and crisisdesk diff shows what the record says now that it did not say.
    """
    from crisisdesk.record.adding import add_sources
    from crisisdesk.record.keeping import all_sources

    with opened(path) as record:
        if recode:
            with Progress(record.totals().reports) as progress:
                for kept in add_sources(record, all_sources(record.connection), workers):
                    progress.advance(kept.coded)
        rebuilt = record.rebuild(lambda step: say(f"rebuilding: {step}"))
    reports = f"{rebuilt.reports} reports ({rebuilt.families} without copies)"
    say(f"{reports}, {rebuilt.claims} claims, {rebuilt.events} events")
    for judgement in rebuilt.idle:
        say(f"judgement {judgement} finds none of its claims in the newest coding")
    for judgement in rebuilt.unread:
        say(f"judgement {judgement} has a value that cannot be read; it was left out")
