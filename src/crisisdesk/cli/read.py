"""``crisisdesk read``: claims as a readable table, the sentence under them."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

import click

from crisisdesk.cli.columns import fit
from crisisdesk.cli.sources import code_files, file_arguments
from crisisdesk.model.claim import Claim
from crisisdesk.model.report import Report
from crisisdesk.views.lines import line_of

HEADER = ("who", "what", "whom", "when", "where", "status", "said by")
WIDTHS = (26, 20, 26, 11, 14, 12, 22)


@click.command("read")
@file_arguments
def command(files: tuple[str, ...], published: datetime | None, max_characters: int) -> None:
    """Print the claims of reports: who, what, whom, when, where, status, said by, and the sentence under them.

    FILES are files of any kind that crisisdesk add reads, folders, patterns, or - for standard input.
    """
    claims = 0
    for opened, report in code_files(files, published, max_characters):
        if report is not None:
            print_report(opened.path, report)
            claims += len(report.claims)
    many = "claim" if claims == 1 else "claims"
    click.echo(f"{claims} {many}. crisisdesk why CLAIM FILE shows what is behind one.", err=True)


def print_report(path: str, report: Report) -> None:
    """Print one report with its claims by sentence."""
    source = report.source
    named = " · ".join(part for part in (source.publisher, str(source.published or "no date"), source.title) if part)
    click.secho(f"\n{path}  {named}", bold=True)
    click.secho("  " + _columns(HEADER), dim=True)
    for n, claims in groupby(report.claims, key=lambda claim: claim.sentence):
        for claim in claims:
            _print_claim(claim)
        sentence = report.sentences[n - 1]
        mark = "" if sentence.kind == "body" else f" [{sentence.kind}]"
        click.secho(f"      {n}{mark}  {' '.join(sentence.span.text.split())}", dim=True)


def _print_claim(claim: Claim) -> None:
    line = line_of(claim)
    cells = (line.who, line.what, line.whom, line.when, line.where, line.status, line.said_by)
    click.echo(f"  {_columns(cells)} {claim.id}")


def _columns(cells: tuple[str, ...]) -> str:
    padded = (fit(cell, width) for cell, width in zip(cells, WIDTHS, strict=True))
    return " ".join(padded)
