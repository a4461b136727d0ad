"""``crisisdesk import``: a whole record from the file that export made of it."""

from __future__ import annotations

from pathlib import Path

import click

from crisisdesk.cli.records import opened, record_option, say


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@record_option
def command(file: Path, path: Path) -> None:
    """Read FILE, written by crisisdesk export --format record, into a record; what is there already stays as it is."""
    from crisisdesk.record.whole import take_in

    with opened(path, new=True) as record, file.open(encoding="utf8") as lines:
        try:
            read = take_in(record, lines)
        except UnicodeDecodeError as error:
            raise click.ClickException(f"{file} is not UTF-8: {error.reason}") from error
        rebuilt = record.rebuild()
    say(f"{read} lines read; {path} has {rebuilt.reports} reports, {rebuilt.claims} claims, {rebuilt.events} events")
