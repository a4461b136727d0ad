"""Bytes to text: the encoding, and the files that are no text."""

from __future__ import annotations

from crisisdesk.diagnostics import note
from crisisdesk.model.diagnostic import Diagnostic

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CONTROL = bytes(frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b"))
MAX_CONTROL = 0.01


def decode(content: bytes) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of a file, or None with the reason where it holds no text.

    UTF-8 with or without a mark and UTF-16 with one are read as they are; anything else is read as Windows-1252.
    """
    for mark, name in MARKS:
        if content.startswith(mark):
            text = content.decode(name, errors="replace")
            return (text, ()) if text.strip() else (None, (note("D001"),))
    if not content.strip():
        return None, (note("D001"),)
    sample = content[:65536]
    if len(sample) - len(sample.translate(None, CONTROL)) > MAX_CONTROL * len(sample):
        return None, (note("D002"),)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return content.decode("cp1252", errors="replace"), (note("D003", place=error.start),)
