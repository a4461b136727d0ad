"""Parts of files: whatever a file is cut into, the same reports come out of it as of the whole."""

from __future__ import annotations

import gzip

import pytest
from mutants import ARRAY, ATOM, FEED, LINES, PAGE, TABLE, TEXT, parquet

from crisisdesk.intake import parts
from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.parts import BEGIN, Start, count_items, open_part
from crisisdesk.intake.sources import open_sources
from engine.archives import page_record

OPTIONS = IntakeOptions()
PAGES = [
    gzip.compress(page_record(f"https://own.example/{n}", f"The ferry left at noon for {n}."), 6) for n in range(7)
]
REQUEST = gzip.compress(b"WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 3\r\n\r\nGET\r\n\r\n")
DAMAGED = PAGES[3][:60] + bytes(9) + PAGES[3][69:]
TWO = gzip.compress(gzip.decompress(PAGES[5]) + gzip.decompress(PAGES[6]))
FILES = {
    "a.txt": TEXT,
    "a.html": PAGE,
    "a.xml": FEED,
    "a.atom": ATOM,
    "a.jsonl": LINES + b"\n\nno json\n" + LINES,
    "a.jsonl.gz": gzip.compress(LINES + b"\n" + LINES),
    "a.json": ARRAY,
    "a.csv": TABLE,
    "a.parquet": parquet(),
    "a.warc": b"".join(map(gzip.decompress, PAGES)),
    "a.warc.gz": b"".join((REQUEST, *PAGES[:3], REQUEST, DAMAGED, PAGES[4], TWO, PAGES[0][:-9])),
    "requests.warc.gz": REQUEST * 2,
    "empty.txt": b"",
    "odd.pdf": b"%PDF-1.7",
}


@pytest.fixture(params=FILES)
def path(request, tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "STEP", 1)
    path = tmp_path / request.param
    path.write_bytes(FILES[request.param])
    return str(path)


def test_parts_of_any_size_are_the_whole(path):
    whole = list(open_sources([path], OPTIONS))
    counted = count_items(path, OPTIONS)
    assert counted.number == len(whole)
    for size in (1, 2, 3, len(whole)):
        read = []
        for first in range(0, len(whole), size):
            start, end = counted.start_of(first), min(first + size, len(whole))
            read += open_part(path, lambda n, first=first: n >= first, OPTIONS, start=start, end=end)
        assert [n for n, _ in read] == list(range(len(whole)))
        assert [found for _, found in read] == whole


def test_only_what_is_wanted_is_given(path):
    whole = list(open_sources([path], OPTIONS))
    assert list(open_part(path, lambda n: n % 2 == 0, OPTIONS)) == list(enumerate(whole))[::2]


def test_a_packed_archive_is_entered_where_the_part_begins(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "STEP", 2)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(PAGES))
    starts = [Start(byte=sum(map(len, PAGES[:n])), item=n) for n in range(0, len(PAGES), 2)]
    counted = count_items(str(path), OPTIONS)
    assert counted.starts == (BEGIN, *starts[1:])
    assert [counted.start_of(n).item for n in range(7)] == [0, 0, 2, 2, 4, 4, 6]
    assert count_items(str(path), OPTIONS, starts[2]).number == len(PAGES)
    path.write_bytes(bytes(starts[2].byte) + path.read_bytes()[starts[2].byte :])
    assert [n for n, _ in open_part(str(path), lambda n: n > 4, OPTIONS, start=starts[2])] == [5, 6]
