"""JSON: one record a line, or an array of records; also the annotation format, whose reports are read again."""

from __future__ import annotations

import json
from collections.abc import Iterator

from crisisdesk.diagnostics import note
from crisisdesk.intake.fields import item_of, no_text, pick
from crisisdesk.intake.item import Given, Item
from crisisdesk.intake.lines import decode_line, lines_of
from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.values import values_of
from crisisdesk.model.diagnostic import Diagnostic


def read(given: Given) -> Iterator[Item]:
    """Yield the records of a JSON file; one that cannot be read is a diagnostic, and the rest is read."""
    if _by_line(given):
        yield from _lines(given)
        return
    for number, value in values_of(given.stream, given.options.max_bytes):
        path = f"{given.name}:{number}"
        yield value_item(path, value, given.options)


def _by_line(given: Given) -> bool:
    """Say whether the first line is a record of its own."""
    line, end, _ = given.head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if line.startswith(b"["):
        return False
    named = given.name.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson"))
    return named or not end or line.rstrip().endswith(b"}")


def _lines(given: Given) -> Iterator[Item]:
    count = 0
    for number, line in lines_of(given.stream, given.options.max_bytes):
        if line is not None and not line.strip():
            continue
        path = f"{given.name}:{number}"
        if line is None:
            yield Item(path=path, found=(note("D015", limit=given.options.max_bytes),))
        elif given.wanted(count):
            text, found = decode_line(line)
            yield value_item(path, _load(text), given.options, found)
        else:
            yield Item(path=path)
        count += 1


def _load(text: str) -> object:
    """Return the value of a line of JSON, or the diagnostic why there is none."""
    try:
        return json.loads(text)
    except ValueError as error:
        return note("D022", reason=str(error))
    except RecursionError:
        return note("D022", reason="it is nested too deep")


def value_item(path: str, value: object, options: IntakeOptions, found: tuple[Diagnostic, ...] = ()) -> Item:
    """Return the item of a JSON value, or of the diagnostic that stands for one."""
    if isinstance(value, Diagnostic):
        return Item(path=path, found=(*found, value))
    if too_deep(value, options.max_nesting):
        return Item(path=path, found=(*found, note("D022", reason="it is nested too deep")))
    if isinstance(value, dict) and isinstance(value.get("report"), dict):
        value = value["report"]
    if not isinstance(value, dict):
        return Item(path=path, found=(*found, note("D022", reason="it is no object with fields")))
    present = [key for key, one in value.items() if one is not None and one != ""]
    picked = pick(present, options.columns)
    if "text" not in picked:
        return Item(path=path, found=(*found, no_text(value, options.columns)))
    return item_of(path, value, picked, found)


def too_deep(value: object, limit: int) -> bool:
    """Say whether a JSON value is nested deeper than ``limit``."""
    layer = [value]
    for _ in range(limit):
        inner = (v.values() if isinstance(v, dict) else v for v in layer if isinstance(v, dict | list))
        layer = [one for values in inner for one in values if isinstance(one, dict | list)]
        if not layer:
            return False
    return True
