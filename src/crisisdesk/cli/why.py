"""``crisisdesk why``: what is behind a claim."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from crisisdesk.cli.records import opened
from crisisdesk.cli.sources import code_files
from crisisdesk.model.report import Report
from crisisdesk.options import Options
from crisisdesk.views.lines import line_of
from crisisdesk.views.why import Why, why


@click.command("why")
@click.argument("claim")
@click.argument("files", nargs=-1)
@click.option(
    "--record", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The record with the claim."
)
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Publication date, as it was given to read.")
def command(claim: str, files: tuple[str, ...], record: Path | None, published: datetime | None) -> None:
    """Show the sentence with marked words, the rule with its file and line, and the chain to status and speaker.

    CLAIM is an id that read printed, or its beginning; FILES the report it came from, unless --record names a record.
    """
    if not files and record is None:
        raise click.UsageError("name the report's file, or --record FILE")
    if not claim:
        raise click.UsageError("CLAIM is empty; crisisdesk read prints the ids")
    reports = _reports(claim, files, record, published)
    named = [c.id for report in reports for c in report.claims if c.id.startswith(claim)]
    if len(named) > 1:
        raise click.UsageError(f"{claim} is the beginning of {len(named)} ids: {', '.join(named[:6])}")
    for report in reports:
        found = why(report, claim)
        if found is not None:
            print_why(found)
            return
    click.echo(f"no claim {claim} there; crisisdesk read prints the ids", err=True)
    raise SystemExit(1)


def _reports(claim: str, files: tuple[str, ...], record: Path | None, published: datetime | None) -> list[Report]:
    if record is None:
        return [report for _, report in code_files(files, published, Options().max_characters) if report is not None]
    from crisisdesk.coder import load_coder

    with opened(record) as kept:
        source = kept.source_of(claim)
    return [] if source is None else [load_coder().code(source)]


def print_why(found: Why) -> None:
    """Print one explanation."""
    claim, rule = found.claim, found.rule
    line = line_of(claim)
    click.secho(f"{claim.id}  {line.who}  {line.what}  {line.whom}  ({line.status})", bold=True)
    click.echo(f"sentence {claim.sentence}: {' '.join(found.sentence.text.split())}")
    for mark in found.marks:
        click.echo(f"  {mark.span.start}-{mark.span.end}  {mark.label}: “{' '.join(mark.span.text.split())}”")
    for missing in claim.missing:
        click.echo(f"  unknown  {missing}")
    click.echo(f"rule {rule.id} at {rule.file}:{rule.line}  CAMEO {rule.cameo}  quad {claim.quad}  score {claim.score}")
    if found.heads:
        click.echo("heads " + ", ".join(f"{name} {chance:.2f}" for name, chance in found.heads))
    for step in found.status:
        click.echo(f"status {claim.status.value}: {step}")
    for speaker in found.speakers:
        click.echo(f"said by: {speaker}")
    click.echo(f"lexicon {claim.lexicon}, model {claim.model}")
