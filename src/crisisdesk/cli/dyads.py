"""``crisisdesk dyads``: pairs of countries, ranked by how tension between them changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from crisisdesk.cli.records import opened, record_option, warn_if_stale
from crisisdesk.cli.tension import last_day, put, say_apart


@click.command("dyads", context_settings={"ignore_unknown_options": True})
@click.argument("filter_", metavar="[FILTER]...", nargs=-1)
@record_option
@click.option("--by", type=click.Choice(["day", "week", "month"]), default="month", show_default=True)
@click.option("--half-life", type=click.FloatRange(min=0.01, max=1e6), default=30.0, show_default=True, help="In days.")
@click.option(
    "--to", "end", callback=last_day, help="A day of the period to rank; the last with an event if not given."
)
@click.option("--directed", is_flag=True, help="A on B and B on A are two rows.")
@click.option("--least", type=click.IntRange(min=1), default=5, show_default=True, help="Events that a mean needs.")
@click.option("--limit", type=click.IntRange(min=1), help="Show the first so many only.")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
def command(
    filter_: tuple[str, ...],
    path: Path,
    by: str,
    half_life: float,
    end: date | None,
    directed: bool,
    least: int,
    limit: int | None,
    form: str,
    out: Path | None,
) -> None:
    """Rank pairs of countries: those where tension rose most in the last period first, too few events last.

    What is compared, and when nothing is: docs/tension.md.
    """
    from crisisdesk.views import dyads, tension_rows, tension_tables
    from crisisdesk.views.tension import Question
    from crisisdesk.views.tension_periods import By

    question = Question(by=By(by), half_life=half_life, end=end, least=least)
    with opened(path) as record:
        warn_if_stale(record)
        found = dyads.rank_dyads(record.events(" ".join(filter_)), question, directed=directed)
    if form == "csv":
        put(tension_tables.csv_of(tension_rows.DYAD_COLUMNS, tension_rows.dyad_rows(found, limit)), out)
    elif form == "json":
        put(tension_tables.json_of(dyads.first(found, limit)), out)
    else:
        put("".join(f"{line}\n" for line in tension_rows.dyad_lines(found, limit)), out)
    if form != "text":
        say_apart(found.apart)
