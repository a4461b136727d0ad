"""``crisisdesk diff``: what a record says now that it did not say before it was coded anew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from crisisdesk.cli.records import opened, record_option, say
from crisisdesk.model.claim import Claim
from crisisdesk.views.lines import line_of


@click.command("diff")
@record_option
def command(path: Path) -> None:
    """Show claims that are new, gone or changed between the newest coding of each report and the one before it."""
    from crisisdesk.record.changes import changes

    counts: Counter[str] = Counter()
    with opened(path) as record:
        for change in changes(record.connection):
            kind = "gone" if change.after is None else "new" if change.before is None else "changed"
            counts[kind] += 1
            for sign, claim in (("-", change.before), ("+", change.after)):
                if claim is not None:
                    click.echo(f"{sign} {_told(claim, change.report)}")
    say(f"{counts['new']} new, {counts['gone']} gone, {counts['changed']} changed")


def _told(claim: Claim, report: str) -> str:
    line = line_of(claim)
    words = (line.who, line.what, line.whom, line.when, line.where, line.status, line.said_by)
    return f"{report} {claim.sentence} “{claim.trigger.text}”  " + "  ".join(words)
