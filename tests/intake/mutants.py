"""Malformed files, made with a seed: a whole file of each format, built here, then broken in many ways."""

from __future__ import annotations

import gzip
import json
import random
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import duckdb

BODY = "The rebels left the town on Monday. The army said that it was now in control of the bridge."
LONG = "The ministers of the two states met in the capital for the first time since the truce, and the talks go on."
TEXT = f"Title: Rebels leave\nDate: 2020-06-17\n\n{BODY}\n\n“{LONG}”\n".encode()
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Rebels leave</title>
<meta property="og:site_name" content="Own Wire"><meta property="article:published_time" content="2020-06-17T09:00:00Z">
<link rel="canonical" href="https://own.example/news/1"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Rebels leave</h1><p>{BODY}</p><p>“{LONG}”</p><p>A café by the bridge was open, and {LONG}</p></article>
<footer>All of it is our own.</footer></body></html>""".encode()
FEED = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Own Wire</title>
<item><title>Rebels leave</title><link>https://own.example/1</link><pubDate>Wed, 17 Jun 2020 23:30:00 -0500</pubDate>
<description>&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;{LONG}&lt;/p&gt;</description></item>
<item><title>Talks go on</title><link>https://own.example/2</link><description><![CDATA[<p>{LONG}</p>]]></description></item>
</channel></rss>""".encode()
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Own Wire</title><entry>
<title>Rebels leave</title><link href="https://own.example/1"/><updated>2020-06-17T09:00:00Z</updated>
<summary>Short.</summary><content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>""".encode()
RECORDS: list[dict[str, object]] = [
    {"text": BODY, "date": "2020-06-17", "title": "Rebels leave", "source": {"name": "Own Wire"}, "url": "https://own.example/1"},
    {"report": {"text": LONG, "published": "2020-06-18", "publisher": "Own Wire"}, "claims": [{"text": "left"}]},
    {"body": f"{BODY} “{LONG}”", "created": 1592352000},
]  # fmt: skip
LINES = "".join(json.dumps(record) + "\n" for record in RECORDS).encode()
ARRAY = json.dumps(RECORDS, indent=1, ensure_ascii=False).encode()
TABLE = f'title,date,text\nRebels leave,2020-06-17,"{BODY}\n\n{LONG}"\nTalks,2020-06-18,"{LONG} ""Yes."""\n'.encode()


def record(
    page: bytes = PAGE, kind: bytes = b"text/html; charset=utf-8", captured: bytes = b"2020-06-18", **more: bytes
) -> bytes:
    """Return a WARC record with the answer of a server."""
    block = (
        b"HTTP/1.1 "
        + more.get("status", b"200 OK")
        + b"\r\nContent-Type: "
        + kind
        + b"\r\n"
        + more.get("head", b"")
        + b"\r\n"
        + page
    )
    return (
        b"WARC/1.0\r\nWARC-Type: " + more.get("type", b"response") + b"\r\nWARC-Target-URI: https://own.example/page\r\n"
        b"WARC-Date: " + captured + b"T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: " + more.get("length", str(len(block)).encode()) + b"\r\n\r\n" + block + b"\r\n\r\n"
    )  # fmt: skip


WARC = b"".join(record(PAGE.replace(b"2020-06-17", day)) for day in (b"2020-06-15", b"2020-06-16", b"2020-06-17"))
PACKED_WARC = b"".join(
    gzip.compress(record(PAGE.replace(b"06-17", day)), mtime=0) for day in (b"06-15", b"06-16", b"06-17")
)


@cache
def parquet(text: str = "text") -> bytes:
    """Return a Parquet file with two rows and the text in a column of this name."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(":memory:") as base:
        path = Path(folder) / "made.parquet"
        base.execute(
            f"COPY (SELECT * FROM (VALUES ('{BODY}', DATE '2020-06-17', {{'name': 'Own Wire'}}),"
            f" ('{LONG}', NULL, NULL))"
            f' AS t("{text}", "Date", source)) TO \'{path}\' (FORMAT parquet)'
        )
        return path.read_bytes()


def seeds() -> dict[str, tuple[bytes, int]]:
    """Return a whole file of each format by its name, with its share of the mutants."""
    return {
        "a.txt": (TEXT, 5),
        "a.html": (PAGE, 8),
        "a.xml": (FEED, 6),
        "a.atom": (ATOM, 4),
        "a.jsonl": (LINES, 8),
        "a.json": (ARRAY, 6),
        "a.csv": (TABLE, 8),
        "a.warc": (WARC, 4),
        "a.warc.gz": (PACKED_WARC, 4),
        "a.jsonl.gz": (gzip.compress(LINES, mtime=0), 4),
        "a.html.gz": (gzip.compress(PAGE, mtime=0), 3),
        "a.parquet": (parquet(), 2),
    }


def truncated(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def flipped(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut_out(chance: random.Random, content: bytes) -> bytes:
    begin = chance.randrange(len(content))
    return content[:begin] + content[begin + chance.randint(1, 60) :]


def doubled(chance: random.Random, content: bytes) -> bytes:
    begin, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:end] + content[begin:]


def strewn(chance: random.Random, content: bytes) -> bytes:
    pieces = (
        b'"',
        b"<",
        b"&",
        b"{",
        b"[",
        b"\0",
        b"\xff",
        b"\r",
        b"]]>",
        b"<!--",
        b"&#xD800;",
        b"\\ud800",
        b"\xed\xa0\x80",
        b"\x1f\x8b\x08",
    )
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(content) + 1)
        content = content[:place] + chance.choice(pieces) + content[place:]
    return content  # fmt: skip


def recoded(chance: random.Random, content: bytes) -> bytes:
    name = chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7", "cp037", "shift_jis"))
    return content.decode("utf-8", "replace").encode(name, "replace")


def misnamed(chance: random.Random, content: bytes) -> bytes:
    return chance.choice([content for content, _ in seeds().values()])


MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    truncated, truncated, flipped, flipped, flipped, cut_out, doubled, strewn, strewn, recoded, misnamed,
)  # fmt: skip
LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10 if n else 'ha'}'>" for n in range(12))
HEAD = "<?xml version='1.0'?><!DOCTYPE rss"
ENTRY = f"<rss version='2.0'><channel><item><description>%s {BODY}</description></item></channel></rss>"
STRANGE = (
    "1",
    "-1e999",
    "NaN",
    "true",
    "null",
    "[]",
    "{}",
    '[["a"]]',
    '{"a": {}}',
    '"\\ud800"',
    '""',
    '"  "',
    "9" * 5000,
)


def hostile() -> Iterator[tuple[str, bytes]]:
    """Yield files that were made to do harm, with their names."""
    yield "laughs.xml", f"{HEAD} [{LAUGHS}]>{ENTRY % '&l11;'}".encode()
    yield "laughs.html", f"<!DOCTYPE html [{LAUGHS}]><html><body><p>&l11; {BODY}</p></body></html>".encode()
    yield "outside.xml", f"{HEAD} [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{ENTRY % '&x;'}".encode()
    yield "dtd.xml", f"{HEAD} SYSTEM 'http://127.0.0.1:9/no.dtd'>{ENTRY % ''}".encode()
    yield "path.xml", b"/etc/passwd"
    for name, opening in {
        "deep.html": "<div>",
        "deep.xml": "<rss><a>",
        "deep.json": "[",
        "deep2.json": '[{"a":',
    }.items():
        yield name, opening.encode() * (100_000 if name.endswith("json") else 20_000)
    yield "deep.jsonl", b'{"text": "a", "b": ' + b"[" * 100_000 + b"\n" + LINES
    yield "deep200.jsonl", b'{"text": "a", "b": ' + b"[" * 200 + b"]" * 200 + b"}\n" + LINES
    yield "huge.jsonl", b'{"text": "' + b"a" * 3_000_000 + b"\n" + LINES
    yield "huge.csv", TABLE + b'a,b,"' + b"a great many words\n" * 60_000
    yield "huge.txt", b"word " * 600_000
    yield "blank.json", b" " * 200_000
    for number, mark in enumerate((b"<!--", b"<!", b"<p <", b"&", b"<![CDATA[", b"</", b"<script>")):
        yield f"marks{number}.html", b"<html><body>" + mark * 20_000
    bomb = gzip.compress(b"\0" * 4_000_000)
    yield "bomb.jsonl.gz", bomb
    yield "bomb.warc.gz", gzip.compress(b"WARC/1.0\r\n" + b" " * 4_000_000)
    yield "bomb2.txt.gz", gzip.compress(gzip.compress(b"a " * 2_000_000))
    yield "layers.gz", gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(TEXT)))))
    for number, length in enumerate((b"-1", b"9" * 14, b"9" * 40, b"", b"0", b"x")):
        yield f"length{number}.warc", record(length=length) + record()
    yield "encoded.warc", record(b"\x1f\x8bno", head=b"Content-Encoding: gzip\r\n")
    yield "bomb.warc", record(bomb, head=b"Content-Encoding: gzip\r\n")
    yield "charset.warc", record(PAGE + b"\xff", kind=b"text/html; charset=no-such-thing")
    yield "chunks.warc", record(b"ffffffff\r\nno", head=b"Transfer-Encoding: chunked\r\n")
    for number, value in enumerate(STRANGE):
        for field in ("text", "title", "date", "source", "url", "report"):
            yield f"{field}{number}.jsonl", f'{{"text": "{BODY}", "{field}": {value}}}\n{{"text": "{LONG}"}}\n'.encode()
    for number, (begin, end) in enumerate(
        ((b"", b"\xff\xff\xff\x7fPAR1"), (b"PAR1", b"PAR1"), (b"PAR1", b""), (b"", b"PAR1"))
    ):
        yield f"footer{number}.parquet", begin + parquet()[4:-8] + end


def mutants(count: int, seed: int = 20200617) -> Iterator[tuple[str, bytes]]:
    """Yield ``count`` broken files of all formats with their names; the same for the same seed."""
    chance = random.Random(seed)
    made = seeds()
    names = chance.choices(list(made), [share for _, share in made.values()], k=count)
    for number, name in enumerate(names):
        mutation = chance.choice(MUTATIONS)
        ending = name.split(".", 1)[1]
        yield f"{number}-{mutation.__name__}.{ending}", mutation(chance, made[name][0])
