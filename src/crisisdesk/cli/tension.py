"""``crisisdesk tension``: a series of tension between two parties, with the events behind every point."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from crisisdesk.cli.records import opened, record_option, say, warn_if_stale, written
from crisisdesk.filters.errors import BadValueError
from crisisdesk.filters.values import period

if TYPE_CHECKING:
    from crisisdesk.record.store import Record
    from crisisdesk.views.tension import Series
    from crisisdesk.views.tension_parties import Party
    from crisisdesk.views.tension_placing import Apart

Value = TypeVar("Value")
FORMS = ("text", "csv", "json", "svg")


def party(_: click.Context, __: click.Parameter, value: str) -> str:
    """Return a party in the form that records use, as filters take it."""
    from crisisdesk.filters.parties import check_party

    return _checked(check_party, value)


def first_day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """Return the first day of a year, month or day."""
    return _checked(period, value)[0] if value else None


def last_day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """Return the last day of a year, month or day."""
    return _checked(period, value)[1] if value else None


def _checked(check: Callable[[str], Value], value: str) -> Value:
    try:
        return check(value)
    except BadValueError as error:
        raise click.BadParameter("; ".join(filter(None, (error.reason, error.hint)))) from error


@click.command("tension", context_settings={"ignore_unknown_options": True})
@click.argument("a", metavar="A", callback=party)
@click.argument("b", metavar="B", callback=party)
@click.argument("filter_", metavar="[FILTER]...", nargs=-1)
@record_option
@click.option("--by", type=click.Choice(["day", "week", "month"]), default="week", show_default=True)
@click.option("--half-life", type=click.FloatRange(min=0.01, max=1e6), default=30.0, show_default=True, help="In days.")
@click.option("--from", "start", callback=first_day, help="First day shown: 2020, 2020-06 or 2020-06-15.")
@click.option("--to", "end", callback=last_day, help="Last day shown.")
@click.option("--directed", is_flag=True, help="Show A on B and B on A too, not only both together.")
@click.option("--least", type=click.IntRange(min=1), default=5, show_default=True, help="Events that a mean needs.")
@click.option("--show", metavar="PERIOD", help="Print the events behind a period, such as 2020-W25.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
def command(
    a: str,
    b: str,
    filter_: tuple[str, ...],
    path: Path,
    by: str,
    half_life: float,
    start: date | None,
    end: date | None,
    directed: bool,
    least: int,
    show: str | None,
    form: str,
    out: Path | None,
) -> None:
    """Tell how tension between A and B went: sums of the scores of distinct actual events, by day, week or month.

    A and B are given as in filters: PRK, PRK:GOV, “North Korea”. docs/tension.md has the formulas.
    """
    from crisisdesk.views.tension import Question, tension
    from crisisdesk.views.tension_parties import Party
    from crisisdesk.views.tension_periods import By

    if a == b:
        raise click.UsageError(f"{a} and {b} are one party; name two")
    if show and form != "text":
        raise click.UsageError("--show goes with --format text")
    question = Question(by=By(by), half_life=half_life, start=start, end=end, least=least)
    one, other = Party(value=a), Party(value=b)
    with opened(path) as record:
        warn_if_stale(record)
        series = tension(record.events(_between(one, other, " ".join(filter_))), one, other, question)
        behind = _behind(series, show, record) if show else ""
    put(_told(series, directed, form) + behind, out)
    if form != "text":
        say_apart(series.apart)


def _told(series: Series, directed: bool, form: str) -> str:
    from crisisdesk.views import tension_lines, tension_tables
    from crisisdesk.views.plots import svg_of

    ways = tension_lines.ways_of(directed)
    if form == "csv":
        return tension_tables.csv_of(tension_tables.COLUMNS, tension_tables.series_rows(series, ways))
    if form == "json":
        return tension_tables.json_of(series)
    if form == "svg":
        return svg_of([tension_lines.chart_of(series, way) for way in ways]) + "\n"
    return "".join(f"{line}\n" for line in tension_lines.series_lines(series, ways))


def _behind(series: Series, name: str, record: Record) -> str:
    from crisisdesk.views.tension_lines import behind_lines

    point = series.point(name)
    if point is None:
        span = f"{series.points[0].period.name} to {series.points[-1].period.name}" if series.points else "no periods"
        raise click.UsageError(f"no period {name} is shown; there are {span}")
    accounts = filter(None, map(record.account, point.events))
    return "".join(f"{line}\n" for line in ("", f"behind {name}:", *behind_lines(accounts)))


def say_apart(apart: Iterable[Apart]) -> None:
    """Say on standard error how many events are in no point."""
    from crisisdesk.views.tension_lines import apart_lines

    for line in apart_lines(apart):
        say(line)


def _between(one: Party, other: Party, text: str) -> str:
    from crisisdesk.filters import parse_filter
    from crisisdesk.filters.nodes import Term, all_of, canonical

    parties = (Term(key="party", values=(party.value,)) for party in (one, other))
    return canonical(all_of((*parties, parse_filter(text))))


def put(text: str, out: Path | None) -> None:
    """Write a text as UTF-8, line ends as they are: to standard output, or to a file that appears whole or not."""
    with written(out) as stream:
        stream.write(text.encode("utf8", "replace"))
