"""``crisisdesk read``: claims as a readable table, the sentence under them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crisisdesk.cli.sources import code_files, file_arguments
from crisisdesk.errors import RecordError
from crisisdesk.model.claim import Claim
from crisisdesk.model.report import Report
from crisisdesk.views.lines import line_of

if TYPE_CHECKING:
    from crisisdesk.record.store import Record

HEADER = ("who", "what", "whom", "when", "where", "status", "said by")
WIDTHS = (26, 20, 26, 11, 14, 12, 22)


@click.command("read")
@file_arguments
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), help="Also store the claims in this record.")
def command(files: tuple[str, ...], published: datetime | None, max_characters: int, record: Path | None) -> None:
    """Print the claims of reports: who, what, whom, when, where, status, said by, and the sentence under them.

    FILES are text files, folders of .txt files, or - for standard input.
    """
    with _opened(record) as kept:
        claims = 0
        for opened, report in code_files(files, published, max_characters):
            if report is None:
                continue
            if kept is not None:
                kept.add(report)
            print_report(opened.path, report)
            claims += len(report.claims)
    stored = f", stored in {record}" if record else ""
    many = "claim" if claims == 1 else "claims"
    click.echo(f"{claims} {many}{stored}. crisisdesk why CLAIM FILE shows what is behind one.", err=True)


@contextmanager
def _opened(path: Path | None) -> Iterator[Record | None]:
    """Open the record before anything is coded; each report is kept as it is coded."""
    if path is None:
        yield None
        return
    from crisisdesk.record.store import Record

    try:
        with Record.open(path) as kept:
            yield kept
    except RecordError as error:
        raise click.ClickException(str(error)) from error


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
    padded = (_cell(cell, width) for cell, width in zip(cells, WIDTHS, strict=True))
    return " ".join(padded)


def _cell(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"
