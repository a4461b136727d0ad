"""``crisisdesk sequences``: how often one type of act is followed by another."""

from __future__ import annotations

from pathlib import Path

import click

from crisisdesk.cli.records import opened, record_option, warn_if_stale
from crisisdesk.cli.tension import put, say_apart
from crisisdesk.filters.terms import type_choices

TYPES = click.Choice([choice.value for choice in type_choices()], case_sensitive=False)


@click.command("sequences", context_settings={"ignore_unknown_options": True})
@click.argument("filter_", metavar="[FILTER]...", nargs=-1)
@record_option
@click.option("--within", type=click.IntRange(1, 3650), default=14, show_default=True, help="Days after the first act.")
@click.option("--a", "first", type=TYPES, help="Type of the act that comes first.")
@click.option("--b", "then", type=TYPES, help="Type of the act that follows.")
@click.option("--limit", type=click.IntRange(min=1), help="Show the first so many only.")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
def command(
    filter_: tuple[str, ...],
    path: Path,
    within: int,
    first: str | None,
    then: str | None,
    limit: int | None,
    form: str,
    out: Path | None,
) -> None:
    """Tell how often an act of A on B is followed by another: by A on B, or by B on A, beside what chance gives.

    Over all pairs of countries that the filter leaves; only events dated to one day. docs/tension.md has the formula.
    """
    from crisisdesk.views import sequences, tension_rows, tension_tables

    with opened(path) as record:
        warn_if_stale(record)
        found = sequences.find_sequences(record.events(" ".join(filter_)), within, first or "", then or "")
    if form == "csv":
        put(tension_tables.csv_of(tension_rows.SEQUENCE_COLUMNS, tension_rows.sequence_rows(found, limit)), out)
    elif form == "json":
        put(tension_tables.json_of(sequences.first(found, limit)), out)
    else:
        put("".join(f"{line}\n" for line in tension_rows.sequence_lines(found, limit)), out)
    if form != "text":
        say_apart(found.apart)
