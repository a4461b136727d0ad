"""``crisisdesk annotate``: every layer of reports as JSON lines."""

from __future__ import annotations

import json
from datetime import datetime

import click

from crisisdesk.cli.sources import code_files, file_arguments


@click.command("annotate")
@file_arguments
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
def command(files: tuple[str, ...], published: datetime | None, max_characters: int, form: str) -> None:
    """Write one JSON object a report: sentences, claims, statements, times, places, actors, diagnostics.

    FILES are files of any kind that crisisdesk add reads, folders, patterns, or - for standard input. A file that could
    not be read gives an object with its diagnostics alone.
    """
    for opened, report in code_files(files, published, max_characters):
        if report is not None:
            click.echo(json.dumps(report.to_dict(), ensure_ascii=False))
        else:
            found = [diagnostic.to_dict() for diagnostic in opened.diagnostics]
            click.echo(json.dumps({"report": None, "path": opened.path, "diagnostics": found}, ensure_ascii=False))
