"""What the commands that read files share: arguments, diagnostics on standard error, exit codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TypeVar

import click

from crisisdesk.coder import Coder, load_coder
from crisisdesk.intake.files import Opened, open_files
from crisisdesk.model.diagnostic import Diagnostic
from crisisdesk.model.report import Report
from crisisdesk.options import Options

LONG_TEXT, CHARACTERS_A_SECOND = 20_000, 12_000
Command = TypeVar("Command", bound=Callable[..., object])


def file_arguments(command: Command) -> Command:
    """Add FILES, --published and --max-characters to a command."""
    published = click.option(
        "--published",
        type=click.DateTime(["%Y-%m-%d"]),
        help="Publication date, YYYY-MM-DD; overrides one in the file.",
    )
    longest = click.option(
        "--max-characters",
        type=click.IntRange(min=1),
        default=Options().max_characters,
        show_default=True,
        help="How much of one report is coded.",
    )
    files = click.argument("files", nargs=-1, required=True)
    return files(published(longest(command)))


def tell(path: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    """Write diagnostics to standard error, one line each."""
    for found in diagnostics:
        click.echo(f"{path}: {found.code} {found.severity}: {found.message}", err=True)


def code_files(
    files: tuple[str, ...], published: datetime | None, max_characters: int
) -> Iterator[tuple[Opened, Report | None]]:
    """Yield each file with its report, None where it could not be read; diagnostics go to standard error.

    Exits with 1 when nothing at all could be read.
    """
    coder = _coder(max_characters)
    read = 0
    for opened in open_files(files, published.date() if published else None, date.today()):
        tell(opened.path, opened.diagnostics)
        if opened.source is None:
            if any(found.severity == "error" for found in opened.diagnostics):
                yield opened, None
            continue
        read += 1
        if read > 1:
            click.echo(f"reading report {read}, {opened.path}", err=True)
        size = min(len(opened.source.text), max_characters)
        if size > LONG_TEXT:
            click.echo(f"{opened.path}: coding {size} characters, some {size // CHARACTERS_A_SECOND} seconds", err=True)
        report = coder.code(opened.source)
        tell(opened.path, tuple(d for d in report.diagnostics if d not in opened.source.diagnostics))
        yield opened, report
    if not read:
        click.echo("nothing could be read", err=True)
        raise SystemExit(1)


def _coder(max_characters: int) -> Coder:
    if max_characters == Options().max_characters:
        return load_coder()
    return Coder.load(Options(max_characters=max_characters))
