"""Addresses as locators: every format out of a store, folders, patterns, and what goes wrong on the way."""

from __future__ import annotations

import gzip
import sys
import tempfile

import pytest
from mutants import ARRAY, ATOM, BODY, FEED, LINES, PAGE, TABLE, TEXT, WARC, parquet

from crisisdesk import files, remote
from crisisdesk.intake.files import open_file
from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.sources import open_sources
from stores import breaking_server, pointed_at

FORMATS = {
    "a.txt": TEXT,
    "a.html": PAGE,
    "a.xml": FEED,
    "a.atom": ATOM,
    "a.jsonl": LINES,
    "a.json": ARRAY,
    "a.csv": TABLE,
    "a.tsv": b"date\ttext\n2020-06-17\t" + BODY.encode() + b"\n",
    "a.parquet": parquet(),
    "a.warc": WARC,
}
FOLDER = ("b.txt", "a.jsonl", "2020/c.txt.gz", "2020/06/d.html", "e.pdf", ".hidden/f.txt", "2020/.g.txt")


def read(*locators, **options):
    return list(open_sources(locators, IntakeOptions(**options)))


def codes(found):
    return [d.code for one in found for d in one.diagnostics if d.severity == "error"]


def places(found, folder):
    return [one.path.removeprefix(f"{folder}/") for one in found if one.source]


def put(folder, names):
    for name in names:
        content = next((FORMATS[one] for one in FORMATS if one.rpartition(".")[2] in name), TEXT)
        files.write_whole(f"{folder}/{name}", gzip.compress(content) if name.endswith(".gz") else content)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_read_as_on_this_machine(store, tmp_path, name):
    for shown, content in ((name, FORMATS[name]), (f"{name}.gz", gzip.compress(FORMATS[name])), ("a", FORMATS[name])):
        (tmp_path / shown).write_bytes(content)
        files.write_whole(f"{store}/{shown}", content)
        here, there = read(str(tmp_path / shown)), read(f"{store}/{shown}")
        assert [one.path.replace(str(tmp_path), store) for one in here] == [one.path for one in there]
        assert [(one.source, one.diagnostics) for one in here] == [(one.source, one.diagnostics) for one in there]
        assert any(one.source for one in there)


def test_a_folder_is_read_through_without_what_is_hidden(store):
    put(store, FOLDER)
    expected = ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3", "b.txt", "2020/c.txt.gz", "2020/06/d.html"]
    for locator in (f"{store}/", store):
        found = read(locator)
        assert places(found, store) == expected
        assert [d.code for one in found if not one.source for d in one.diagnostics] == ["D034"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["b.txt"]),
        ("**/*.txt*", ["2020/c.txt.gz", "b.txt"]),
        ("20[12]?/*.gz", ["2020/c.txt.gz"]),
        ("*/06/*", ["2020/06/d.html"]),
        ("2020*", ["2020/c.txt.gz", "2020/06/d.html"]),
        ("**/d.html", ["2020/06/d.html"]),
        (".hid*/*", [".hidden/f.txt"]),
    ],
)
def test_a_pattern_matches_as_on_this_machine(store, tmp_path, pattern, expected):
    put(store, FOLDER)
    put(str(tmp_path), FOLDER)
    assert places(read(f"{store}/{pattern}"), store) == expected
    assert places(read(f"{tmp_path}/{pattern}"), str(tmp_path)) == expected


def test_a_name_that_looks_like_a_pattern_is_a_name_where_it_is_there(store):
    put(store, ("a[1].txt", "a1.txt"))
    assert places(read(f"{store}/a[1].txt"), store) == ["a[1].txt"]


@pytest.mark.parametrize(("locator", "code"), [("none.txt", "D004"), ("none/", "D004"), ("none/*.txt", "D033")])
def test_what_is_not_there_is_told_and_the_rest_is_read(store, locator, code):
    put(store, ("b.txt",))
    found = read(f"{store}/{locator}", f"{store}/b.txt")
    assert (codes(found), places(found, store)) == ([code], ["b.txt"])
    assert found[0].path == f"{store}/{locator}"


def test_the_commands_that_read_one_file_take_an_address(store):
    put(store, ("b.txt",))
    assert BODY in open_file(f"{store}/b.txt").source.text


def test_a_file_address_is_a_path(tmp_path):
    (tmp_path / "a file.txt").write_bytes(TEXT)
    (tmp_path / "b.txt").write_bytes(TEXT)
    here = tmp_path.as_uri()
    assert [one.path for one in read(f"{here}/a%20file.txt")] == [str(tmp_path / "a file.txt")]
    assert len(read(here)) == len(read(f"{here}/*.txt")) == 2


@pytest.mark.parametrize(
    "address", ["https://own.example/a.txt", "http://own.example/*.txt", "ftp://own.example/news/"]
)
def test_web_pages_are_not_fetched(address, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr("socket.getaddrinfo", lambda *names, **_: asked.append(names) or [])
    (tmp_path / "b.txt").write_bytes(TEXT)
    found = read(address, str(tmp_path / "b.txt"))
    assert (codes(found), len(found), asked) == (["D044"], 2, [])


def test_a_missing_package_is_told_with_what_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec", None)
    found = read("s3://bucket/a.txt")
    assert codes(found) == ["D045"]
    assert "crisisdesk[cluster]" in found[0].diagnostics[0].message


@pytest.mark.parametrize("locator", ["s3://bucket/a.txt", "s3://bucket/news/", "s3://bucket/*.txt"])
def test_a_store_that_does_not_answer_is_told_and_the_rest_is_read(closed_port, tmp_path, locator):
    (tmp_path / "b.txt").write_bytes(TEXT)
    with pointed_at(f"http://127.0.0.1:{closed_port}"):
        found = read(locator, str(tmp_path / "b.txt"))
    assert (codes(found), len(found)) == (["D046"], 2)


@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_a_connection_that_breaks_off_is_told_after_what_was_read(monkeypatch, ending):
    monkeypatch.setattr(remote, "BLOCK", 2**16)
    content = LINES * 1000 if ending == "jsonl" else FORMATS["a.parquet"] + bytes(2**20)
    with breaking_server(content, whole=200_000) as endpoint, pointed_at(endpoint):
        found = read(f"s3://bucket/a.{ending}")
    assert codes(found) == ["D046"]
    assert (sum(1 for one in found if one.source) > 100) is (ending == "jsonl")


def test_a_parquet_file_is_copied_as_far_as_the_limit_and_the_copy_goes(store, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    files.write_whole(f"{store}/a.parquet", FORMATS["a.parquet"])
    reading = open_sources([f"{store}/a.parquet"])
    assert next(reading).source
    assert [path.name for path in tmp_path.glob("*/*")] == ["table.parquet"]
    assert next(reading).source
    assert list(reading) == []
    assert codes(read(f"{store}/a.parquet", max_copy=100)) == ["D047"]
    assert list(tmp_path.iterdir()) == []
