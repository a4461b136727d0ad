"""Files, folders, patterns, addresses and standard input to sources, one report at a time; no bytes end the run."""

from __future__ import annotations

import sys
import zlib
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, cast

from crisisdesk.diagnostics import note
from crisisdesk.errors import CrisisdeskError
from crisisdesk.files import is_url, open_read
from crisisdesk.intake.decode import decode
from crisisdesk.intake.finish import finish
from crisisdesk.intake.item import Given, Item, Opened, every
from crisisdesk.intake.locate import files_of
from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.sniff import ending_of, format_of, refused
from crisisdesk.intake.streams import (
    MAGIC,
    BrokenError,
    Forward,
    Plain,
    Recoded,
    Tape,
    Unpacked,
    buffered,
    head_of,
)
from crisisdesk.intake.unread import unreadable

MAX_LAYERS, SAMPLE = 3, 4096
UTF16 = (b"\xff\xfe", b"\xfe\xff")
BINARY = frozenset(("parquet", "warc"))
# Formats of one report a file: what is not wanted of them need not be read.
SINGLE = frozenset(("plain", "page"))


def open_sources(
    locators: Sequence[str], options: IntakeOptions | None = None, today: date | None = None
) -> Iterator[Opened]:
    """Yield each report that the locators hold, in order, with what was noticed; a bad one is no end.

    Args:
        locators: files, folders, patterns such as ``news/**/*.html``, ``-`` for standard input; addresses of any
            of these, such as ``s3://bucket/news/*.warc.gz``, a folder with ``/`` at its end.
        options: dates, columns and limits.
        today: the day against which a date lies in the future; without it that is not checked.

    Yields:
        For each report its place (``news.jsonl:17``, ``feed.xml#3``, ``x.warc.gz@1024``), its source or None, and
        diagnostics; for a file that cannot be read, or not to its end, its place with the reason.

    """
    options = options or IntakeOptions()
    for locator in locators:
        for found in files_of(locator):
            for item in (found,) if isinstance(found, Item) else items_of(found, options, today):
                yield finish(item, options, today)


def items_of(
    name: str, options: IntakeOptions, today: date | None, wanted: Callable[[int], bool] = every, at: int = 0
) -> Iterator[Item]:
    """Yield the reports in a file from a byte on, then what ended it early, if anything did."""
    count = 0
    try:
        with ExitStack() as stack:
            for item in _read(_open(name, stack), name, options, today, wanted, at):
                if count == options.max_records:
                    raise BrokenError(note("D036", limit=options.max_records))
                count += 1
                yield item
    except BrokenError as error:
        yield Item(path=name, found=(error.diagnostic,))
    except MemoryError:
        yield Item(path=name, found=(note("D015", limit=options.max_bytes),))
    else:
        if not count:
            yield Item(path=name, found=(note("D028"),))


def _open(name: str, stack: ExitStack) -> BinaryIO:
    try:
        if name != "-":
            return stack.enter_context(open_read(name))
        return cast(BinaryIO, sys.stdin.buffer)
    except (OSError, ValueError, AttributeError, CrisisdeskError) as error:
        raise BrokenError(unreadable(error)) from error


def _read(
    file: BinaryIO, name: str, options: IntakeOptions, today: date | None, wanted: Callable[[int], bool], at: int
) -> Iterator[Item]:
    tape = Tape(file)
    if at:
        tape.at = file.seek(at)
    stream: Forward = Plain(tape)
    head, layers = head_of(stream), 0
    if _packed_archive(head, name):
        tape.give(head)
        given = Given(name=name, stream=buffered(stream), head=b"", options=options, tape=tape, today=today)
        return _module("warc", replace(given, wanted=wanted))
    while head.startswith(MAGIC):
        layers += 1
        if layers > MAX_LAYERS:
            raise BrokenError(note("D037", layers=MAX_LAYERS))
        stream = Unpacked(Tape(buffered(stream)), options)
        head = head_of(stream)
    if head.startswith(UTF16):
        stream = Recoded(buffered(stream))
        head = head_of(stream)
    kind = _kind(head, name, options)
    if kind in SINGLE and not wanted(0):
        return iter((Item(path=name),))
    path = Path(name) if name != "-" and not layers and not is_url(name) else None
    given = Given(name=name, stream=buffered(stream), head=head, options=options, path=path, today=today)
    return _module(kind, replace(given, wanted=wanted))


def _packed_archive(head: bytes, name: str) -> bool:
    """Say whether this is a compressed WARC file, whose members are read one by one."""
    if not head.startswith(MAGIC):
        return False
    try:
        return zlib.decompressobj(31).decompress(head, 100).startswith(b"WARC/") or ending_of(name) == ".warc"
    except zlib.error:
        return ending_of(name) == ".warc"


def _kind(head: bytes, name: str, options: IntakeOptions) -> str:
    if unknown := refused(head):
        raise BrokenError(note("D018", kind=unknown))
    kind = format_of(head, name, options.columns)
    text, found = (head, ()) if kind in BINARY else decode(head.removeprefix(BOM_UTF8).lstrip()[:SAMPLE])
    if text is None:
        raise BrokenError(found[0])
    return kind


def _module(kind: str, given: Given) -> Iterator[Item]:
    """Return what the module of a format reads; its libraries are loaded only now."""
    return cast("Iterator[Item]", import_module(f"crisisdesk.intake.{kind}").read(given))
