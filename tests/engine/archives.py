"""Archives to code and their output, for tests: what is asked, coded by some engine, and all bytes that came of it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb

from crisisdesk.engine.archive import Planned, code_shards, planned
from crisisdesk.engine.looking import located
from crisisdesk.engine.plan import Asked
from crisisdesk.engine.shard import State, Undone
from crisisdesk.intake.options import IntakeOptions
from crisisdesk.lexicon.version import lexicon_version, model_version
from engine.deadly import made_code

BULLETIN = (
    "Bulletin {n} of the harbour office: the ferry left for the islands at noon, and the bread was sold out early."
)


def write_bulletins(path: Path, marks: Iterable[str]) -> Path:
    """Write bulletins as JSON lines, each with a mark, or none."""
    texts = (f"{BULLETIN.format(n=n)} {mark}".strip() for n, mark in enumerate(marks))
    lines = (json.dumps({"text": text, "published": "2020-06-16", "publisher": "Own Wire"}) for text in texts)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf8")
    return path


def page_record(address: str, body: str) -> bytes:
    """Return a response of a web archive with a page."""
    page = f"<html><head><title>Harbour</title></head><body><p>{body}</p></body></html>"
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n{page}"
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2020-06-17T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(body):012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return f"{head}{http}\r\n\r\n".encode()


def write_pages(path: Path, addresses: Iterable[str], *, cut: int = 0) -> Path:
    """Write pages as a compressed web archive, a member each; the last may be cut off."""
    members = [
        gzip.compress(page_record(address, BULLETIN.format(n=n)), mtime=0) for n, address in enumerate(addresses)
    ]
    content = b"".join(members)
    path.write_bytes(content[: len(content) - cut])
    return path


def asked(*sources: Path, out: Path, shard_reports: int = 4, **options: object) -> Asked:
    names, left = located(map(str, sources), str(out))
    return Asked(
        names=names,
        left=left,
        intake=IntakeOptions(**options),
        shard_reports=shard_reports,
        day=date.today(),
        versions=(lexicon_version(), model_version()),
    )


def coded(engine, out: Path, what: Asked, code=made_code) -> list[State | Undone]:
    """Code an archive; return what came of the shards, in their order."""
    return list(code_shards(engine, plan_of(engine, out, what), code))


def plan_of(engine, out: Path, what: Asked) -> Planned:
    return planned(engine, what, str(out))


def contents(out: Path) -> dict[str, bytes]:
    """Return the bytes of all files in a folder."""
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def rows(out: Path, table: str, columns: str) -> list[tuple]:
    """Return rows of a table of an output, a folder or a file."""
    names = sorted(map(str, (out / table).glob("*.parquet"))) if out.is_dir() else [str(out)]
    with duckdb.connect(":memory:") as base:
        return base.execute(f"SELECT {columns} FROM read_parquet(?)", [names]).fetchall()
