"""``crisisdesk add``: reports of any kind into a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from crisisdesk.cli.progress import Progress
from crisisdesk.cli.records import in_words, opened, record_option, say
from crisisdesk.cli.sources import tell
from crisisdesk.intake.options import IntakeOptions, columns_of
from crisisdesk.views.event_lines import many

if TYPE_CHECKING:
    from crisisdesk.engine.packing import Coded
    from crisisdesk.model.diagnostic import Diagnostic
    from crisisdesk.model.report import Source
    from crisisdesk.record.store import Record
    from crisisdesk.record.taking import Output

SHOWN = 3
Command = TypeVar("Command", bound=Callable[..., object])


def reading_options(command: Command) -> Command:
    """Add the options of reading: --published, --publisher, --map."""
    published = click.option(
        "--published", type=click.DateTime(["%Y-%m-%d"]), help="Publication date of all reports, over any in the files."
    )
    publisher = click.option("--publisher", default="", help="Publisher of all reports, over any in the files.")
    mapping = click.option(
        "--map",
        "columns",
        multiple=True,
        metavar="FIELD=COLUMN",
        help="Which column or key holds text, title, published, publisher or url; as often as needed.",
    )
    return published(publisher(mapping(command)))


def workers_option(command: Command) -> Command:
    """Add --workers to a command that codes for a record."""
    return click.option(
        "--workers",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        help="Processes that code. From 2 on they are processes of their own: a report that ends one is set aside.",
    )(command)


def intake_options(command: Command) -> Command:
    """Add the options of reading reports into a record."""
    return record_option(reading_options(workers_option(command)))


def options_of(published: datetime | None, publisher: str, columns: tuple[str, ...]) -> IntakeOptions:
    """Return the options of intake that the command line gives."""
    try:
        chosen = columns_of(columns)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    return IntakeOptions(published=published.date() if published else None, publisher=publisher, columns=chosen)


@click.command("add")
@click.argument("sources", nargs=-1, required=True)
@intake_options
@click.option("--dry-run", is_flag=True, help="Read and count, keep nothing.")
def command(
    sources: tuple[str, ...],
    path: Path,
    published: datetime | None,
    publisher: str,
    columns: tuple[str, ...],
    workers: int,
    dry_run: bool,
) -> None:
    """Code reports and keep them in a record with their claims; then make the events anew.

    SOURCES are files (text, HTML, RSS and Atom, JSON and JSON lines, CSV, Parquet, WARC, any of them in .gz), folders,
    patterns in quotes, or - for standard input; or what crisisdesk code wrote, which is kept as it was coded. Files,
    folders (with / at the end) and patterns may be addresses with file://, s3:// or gs:// (docs/scale.md); web pages
    are not fetched. Reports that are there already are left as they are, so a run that was broken off can simply be
    started again.
    """
    options = options_of(published, publisher, columns)
    reading = Reading(sources, options)
    if dry_run:
        with in_words():
            known = sum(1 for _ in reading.sources(None))
        say(f"{many(known, 'report')} could be read, {reading.refused} could not; nothing was kept")
    else:
        with opened(path, new=True) as record:
            add(record, reading, workers)
    if not reading.read:
        say("nothing could be read")
        raise SystemExit(1)


class Reading:
    """Reads sources once, tells what is wrong with them, and counts."""

    def __init__(self, locators: tuple[str, ...], options: IntakeOptions) -> None:
        self.locators, self.options = locators, options
        self.read = self.refused = 0
        self.seen: Counter[str] = Counter()

    def sources(self, record: Record | None) -> Iterator[Source | Coded]:
        """Yield the sources that could be read; what could not is told, and kept in the record as refused."""
        from crisisdesk.record.taking import output_at

        for locator in self.locators:
            output = output_at(locator)
            yield from self._of(output, record) if output else self._read(locator, record)
        for code, times in sorted(self.seen.items()):
            if times > SHOWN:
                say(f"{code} {times} times in all; crisisdesk explain-code {code} tells more")

    def _read(self, locator: str, record: Record | None) -> Iterator[Source]:
        from crisisdesk.engine.reading import refused_of
        from crisisdesk.intake.sources import open_sources
        from crisisdesk.record.adding import refuse

        for found in open_sources((locator,), self.options, date.today()):
            self._tell(found.path, found.diagnostics)
            if found.source is not None:
                self.read += 1
                yield found.source
            else:
                self.refused += 1
                if record is not None:
                    refuse(record, refused_of(found))

    def _of(self, output: Output, record: Record | None) -> Iterator[Source | Coded]:
        """Yield the reports of an output of ``code``."""
        from crisisdesk.record.adding import present_versions, refuse, reports_of

        same = output.versions == present_versions()
        done = "is kept as it was coded" if same else f"was coded by {' and '.join(output.versions)}; it is coded anew"
        say(f"{output.name} {done}")
        self.refused += len({one.path for one in output.refused})
        if record is not None:
            refuse(record, output.refused)
        for one in reports_of(output):
            self.read += 1
            yield one

    def _tell(self, path: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Tell what is wrong; of a warning that comes again and again only the first few times."""
        self.seen.update(found.code for found in diagnostics if found.severity != "error")
        tell(path, tuple(d for d in diagnostics if d.severity == "error" or self.seen[d.code] <= SHOWN))


def add(record: Record, reading: Reading, workers: int) -> None:
    """Add what is read to a record, with progress, and say what came of it."""
    from crisisdesk.record.adding import add_sources

    before = record.totals()
    with Progress() as progress:
        for kept in add_sources(record, reading.sources(record), workers):
            progress.advance(kept.coded, f"{reading.read} read, {reading.refused} refused")
    if record.stale or record.totals().reports != before.reports:
        record.rebuild(lambda step: say(f"rebuilding: {step}"))
    after = record.totals()
    say(
        f"{many(after.reports - before.reports, 'new report')}, {reading.read} read, {reading.refused} refused. "
        f"{record.path} has {many(after.reports, 'report')} ({after.families} without copies), "
        f"{many(after.claims, 'claim')}, {many(after.events, 'event')}."
    )
