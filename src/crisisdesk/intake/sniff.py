"""What format a file has: by its first bytes, and by its name where they do not tell."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping

from crisisdesk.intake.fields import pick, split_header

ENDINGS = {
    ".txt": "plain",
    ".text": "plain",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".json": "records",
    ".jsonl": "records",
    ".ndjson": "records",
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".warc": "warc",
}
SIGNATURES = {b"PAR1": "parquet", b"WARC/": "warc"}
REFUSED = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "ZIP, Word or EPUB",
    b"\xd0\xcf\x11\xe0": "old Office",
    b"{\\rtf": "RTF",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"7z\xbc\xaf": "7-Zip",
    b"SQLite format 3": "SQLite",
}
# The first element, after a declaration, comments and a document type.
OPENING = re.compile(
    rb"\s*(?:<\?[^>]{0,500}>\s*|<!--.{0,5000}?-->\s*|<!doctype[^>\[]{0,500}(?:\[.{0,5000}?\])?\s*>\s*){0,9}<([\w:]+)",
    re.IGNORECASE | re.DOTALL,
)
FEEDS = frozenset((b"rss", b"feed", b"rdf:rdf", b"atom:feed"))
PAGES = frozenset((b"html", b"head", b"body", b"title", b"meta"))
LONGEST_HEADER = 2000
RECORD = re.compile(rb"(?:\[\s*)?\{\s*[\"}]|\[\s*\]\s*$")


def ending_of(name: str) -> str:
    """Return the ending of a file's name that tells its format, in small letters, that of compression left out."""
    name = name.lower().removesuffix(".gz")
    return name[name.rfind(".") :] if "." in name.rpartition("/")[2] else ""


def refused(head: bytes) -> str | None:
    """Return what a file is called that is none of the formats that are read."""
    return next((name for begin, name in REFUSED.items() if head.startswith(begin)), None)


def format_of(head: bytes, name: str, columns: Mapping[str, str]) -> str:
    """Return the name of the module that reads a file with this beginning and name."""
    for begin, kind in SIGNATURES.items():
        if head.startswith(begin):
            return kind
    head = head.removeprefix(b"\xef\xbb\xbf")
    named = ENDINGS.get(ending_of(name), "plain")
    opening = OPENING.match(head)
    if opening:
        element = opening.group(1).lower()
        if element in FEEDS:
            return "feed"
        if element in PAGES or re.match(rb"\s*<(\?xml|!doctype)", head, re.IGNORECASE):
            return "page"
    if RECORD.match(head.lstrip()):
        return "records"
    if named == "plain" and _has_header(head, columns):
        return "table"
    return named


def _has_header(head: bytes, columns: Mapping[str, str]) -> bool:
    line = head.split(b"\n", 1)[0]
    if len(line) > LONGEST_HEADER:
        return False
    try:
        header = split_header(line.decode("utf8", errors="replace"))[0]
    except csv.Error:
        return False
    names = all(re.fullmatch(r"[\w .:-]{1,40}", column) for column in header)
    found = pick(header, columns)
    return names and "text" in found and len(found) > 1
