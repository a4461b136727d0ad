"""What the commands on a record share: the option, opening it, errors in words, and files that appear whole."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import click

from crisisdesk.errors import CrisisdeskError

if TYPE_CHECKING:
    from crisisdesk.record.store import Record

Command = TypeVar("Command", bound=Callable[..., object])


def record_option(command: Command) -> Command:
    """Add --record FILE to a command."""
    return click.option(
        "--record",
        "path",
        type=click.Path(dir_okay=False, path_type=Path),
        default="crisis.db",
        show_default=True,
        help="The record's file.",
    )(command)


@contextmanager
def opened(path: Path, *, new: bool = False) -> Iterator[Record]:
    """Open a record; errors of the library become sentences, a record that is not there is one."""
    from crisisdesk.record.store import Record

    with in_words(), Record.open(path, new=new) as record:
        yield record


@contextmanager
def in_words() -> Iterator[None]:
    """Let errors of the library end the command with a sentence."""
    try:
        yield
    except CrisisdeskError as error:
        raise click.ClickException(str(error)) from error


def say(text: str) -> None:
    """Write a line for people to standard error."""
    click.echo(text, err=True)


def warn_if_stale(record: Record) -> None:
    """Say so where reports or judgements have come since the events were made."""
    if record.stale:
        say(f"{record.path} holds more than its events show; crisisdesk rebuild --record {record.path} makes them anew")


@contextmanager
def written(out: Path | None) -> Iterator[BinaryIO]:
    """Open what is written to; a file appears whole or not at all."""
    if out is None:
        yield sys.stdout.buffer
        return
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(out)
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
