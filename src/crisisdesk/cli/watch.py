"""``crisisdesk watch``: what arrives in a folder goes into a record."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import click

from crisisdesk.cli.add import Reading, add, intake_options, options_of
from crisisdesk.cli.records import opened, say
from crisisdesk.intake.locate import files_of


@click.command("watch")
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@intake_options
@click.option("--every", type=click.FloatRange(min=0.1), default=5.0, show_default=True, help="Seconds between looks.")
@click.option("--once", is_flag=True, help="Look once and end.")
def command(
    folder: str,
    path: Path,
    published: datetime | None,
    publisher: str,
    columns: tuple[str, ...],
    workers: int,
    every: float,
    once: bool,
) -> None:
    """Add the reports in FOLDER, and each file that arrives there or changes, until Ctrl-C.

    A file is read when its size has stayed the same between two looks.
    """
    options = options_of(published, publisher, columns)
    done: dict[str, tuple[int, float]] = {}
    seen: dict[str, tuple[int, float]] = {}
    say(f"watching {folder}; Ctrl-C ends it")
    try:
        while True:
            now = states(folder)
            fresh = [
                name for name, state in now.items() if done.get(name) != state and (once or seen.get(name) == state)
            ]
            if fresh:
                with opened(path, new=True) as record:
                    add(record, Reading(tuple(fresh), options), workers)
                done.update((name, now[name]) for name in fresh)
            if once:
                return
            seen = now
            time.sleep(every)
    except KeyboardInterrupt:
        say("ended; what was added is kept")


def states(folder: str) -> dict[str, tuple[int, float]]:
    """Return size and time of change of every file in a folder; one that goes meanwhile is left out."""
    found: dict[str, tuple[int, float]] = {}
    for name in files_of(folder):
        if isinstance(name, str):
            try:
                told = Path(name).stat()
            except OSError:
                continue
            found[name] = (told.st_size, told.st_mtime)
    return found
