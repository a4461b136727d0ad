"""``crisisdesk timeline``: the events of a record in the order in which they happened."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crisisdesk.cli.records import opened, record_option, say, warn_if_stale, written

if TYPE_CHECKING:
    from crisisdesk.views.timeline import Timeline

FORMS = ("text", "md", "html", "json", "ical")
WIDEST = 100


@click.command("timeline", context_settings={"ignore_unknown_options": True})
@click.argument("filter_", metavar="[FILTER]...", nargs=-1)
@record_option
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option("--key", type=click.IntRange(min=0), default=5, show_default=True, help="Mark so many key events.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; standard output if not given."
)
def command(filter_: tuple[str, ...], path: Path, form: str, key: int, out: Path | None) -> None:
    """Tell events in the order in which they happened, with the sentence that tells each best.

    Days are shown as exact as they are told; events without a day are listed apart with the days of their reports. A
    plan is looked up among the events shown for the act that carries it out.

    FILTER is as in “party:PRK from:2020-06”; crisisdesk filters explains it.
    """
    from crisisdesk.views.timeline import timeline

    words = " ".join(filter_)
    with opened(path) as record:
        warn_if_stale(record)
        found = timeline(record.accounts(words), key=key)
    _write(_rendered(found, form, f"Timeline: {words}" if words else "Timeline"), out)
    say(f"{len(found.dated)} dated events, {len(found.undated)} without a day, {len(found.gaps)} gaps")


def _rendered(found: Timeline, form: str, title: str) -> bytes:
    """Return a timeline in one of the forms, in UTF-8."""
    if form == "ical":
        from crisisdesk.export.ical import write_ical

        calendar = BytesIO()
        write_ical((entry.account for entry in found.entries), calendar)
        return calendar.getvalue()
    return _text(found, form, title).encode("utf-8", "replace")


def _text(found: Timeline, form: str, title: str) -> str:
    from crisisdesk.views.timeline_json import timeline_object
    from crisisdesk.views.timeline_page import timeline_page
    from crisisdesk.views.timeline_text import markdown_lines, text_lines

    if form == "html":
        return timeline_page(found, title)
    if form == "json":
        return json.dumps(timeline_object(found, title), ensure_ascii=False, indent=2) + "\n"
    width = min(shutil.get_terminal_size().columns, WIDEST)
    lines = markdown_lines(found, title) if form == "md" else text_lines(found, title, width)
    return "".join(f"{line}\n" for line in lines)


def _write(body: bytes, out: Path | None) -> None:
    """Write to a file, which appears whole or not at all, or to standard output."""
    with written(out) as stream:
        stream.write(body)
