"""``crisisdesk explain``: what happened, why, what is this, what happened next, who said what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from crisisdesk.cli.records import opened, say, warn_if_stale, written
from crisisdesk.errors import CrisisdeskError

if TYPE_CHECKING:
    from crisisdesk.record.store import Record
    from crisisdesk.views.explain import Explanation

FORMS = ("md", "html", "json")


@click.command("explain", context_settings={"ignore_unknown_options": True})
@click.argument("what", metavar="[FILES]... | [FILTER]...", nargs=-1)
@click.option(
    "--record", "path", type=click.Path(dir_okay=False, path_type=Path), help="A record; else FILES are read."
)
@click.option("--event", help="The event that leads, by its id or that of one of its claims.")
@click.option("--length", type=click.Choice(["short", "normal", "long"]), default="normal", show_default=True)
@click.option("--format", "form", type=click.Choice(FORMS), default="md", show_default=True)
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Publication date of FILES, over any in them.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write, else standard output.")
def command(
    what: tuple[str, ...],
    path: Path | None,
    event: str | None,
    length: str,
    form: str,
    published: datetime | None,
    out: Path | None,
) -> None:
    """Write the explainer of a crisis: every line is a sentence of a report, with its source.

    With --record, FILTER (or two actors, such as PRK KOR) chooses what is told; without, FILES are read and explained.
    """
    from crisisdesk.views.explain import explain

    with _source(what, path, published) as (record, where):
        try:
            found = explain(record, where, event, length)
        except CrisisdeskError as error:
            raise click.ClickException(str(error)) from error
    if found.lead is None:
        say("nothing that was done is told there")
        raise SystemExit(1)
    with written(out) as stream:
        stream.write(_rendered(found, form).encode("utf-8", "replace"))
    say(f"{sum(len(s.lines) for s in found.sections)} lines from {found.reports} reports, {len(found.notes)} sources")


@contextmanager
def _source(what: tuple[str, ...], path: Path | None, published: datetime | None) -> Iterator[tuple[Record, str]]:
    """Open the record, or make one of files that is gone afterwards."""
    if path is not None:
        with opened(path) as record:
            warn_if_stale(record)
            yield record, where_of(what)
        return
    if not what:
        raise click.UsageError("name files to explain, or --record FILE")
    from crisisdesk.cli.add import Reading, add
    from crisisdesk.intake.options import IntakeOptions

    options = IntakeOptions(published=published.date() if published else None)
    with TemporaryDirectory() as folder, opened(Path(folder) / "record.db", new=True) as record:
        reading = Reading(what, options)
        add(record, reading, 1)
        if not reading.read:
            raise click.ClickException("nothing could be read")
        yield record, ""


def where_of(words: tuple[str, ...]) -> str:
    """Return the filter that words stand for: two words without a colon are two actors."""
    if len(words) == 2 and not any(":" in word or word.startswith("-") for word in words):
        return " ".join(f'party:"{word}"' for word in words)
    return " ".join(words)


def _rendered(found: Explanation, form: str) -> str:
    from crisisdesk.views.explain.text import explain_page, explanation_object, markdown_lines

    if form == "html":
        return str(explain_page(found))
    if form == "json":
        return json.dumps(explanation_object(found), ensure_ascii=False, indent=1) + "\n"
    return "\n".join(markdown_lines(found)) + "\n"
