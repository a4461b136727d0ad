"""All formats: the same bytes twice, the stream left open, every column described; GeoJSON, JSON lines, Markdown."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pytest
from accounts import ALL, HOSTILE, demolition, hostile

from crisisdesk.export.claim_rows import claim_rows
from crisisdesk.export.codebook import write_codebook
from crisisdesk.export.columns import load_tables
from crisisdesk.export.event_rows import event_row
from crisisdesk.export.formats import FORMATS, codebook
from crisisdesk.export.markdown import plain
from crisisdesk.export.parquet import SQL_TYPES
from crisisdesk.export.wording import link, three_numbers

DOCS = Path(__file__).resolve().parents[2] / "docs" / "exports.md"
OWN = ["events-csv", "claims-csv", "events-parquet", "claims-parquet", "geojson", "ical", "md", "jsonl"]
PROFILES = ["gdelt", "polecat", "icews", "acled"]
NAMES = [*OWN, *PROFILES]


def text(name: str, accounts=ALL) -> str:
    out = io.BytesIO()
    FORMATS[name].write(accounts, out)
    return out.getvalue().decode("utf-8")


def test_the_formats():
    assert list(FORMATS) == NAMES
    assert [found.name for found in FORMATS.values() if found.profile] == PROFILES


@pytest.mark.parametrize("name", NAMES)
def test_the_same_accounts_give_the_same_bytes_and_the_stream_stays_open(name):
    digests = set()
    for _ in range(2):
        out = io.BytesIO()
        first = FORMATS[name].write(iter(ALL), out)
        assert not out.closed
        digests.add(hashlib.sha256(out.getvalue()).hexdigest())
    assert len(digests) == 1
    assert first.rows > 0


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_out_and_what_is_written_make_all(name):
    found = FORMATS[name].write(ALL, io.BytesIO())
    left = sum(found.left_out.values())
    assert 0 <= left < len(ALL)
    if name not in ("claims-csv", "claims-parquet", "gdelt", "icews"):
        assert found.rows + left == len(ALL)


def test_the_rows_have_the_described_columns_and_no_others():
    tables = load_tables()
    assert list(event_row(demolition())) == [column.name for column in tables["events"]]
    rows = list(claim_rows(demolition()))
    assert list(rows[0]) == list(rows[1]) == [column.name for column in tables["claims"]]


def test_every_column_is_described_in_full():
    for columns in load_tables().values():
        for column in columns:
            assert column.meaning and column.unknown
            assert column.type.removeprefix("list of ") in SQL_TYPES
    assert codebook("md") == ()
    with pytest.raises(KeyError):
        codebook("xlsx")


@pytest.mark.parametrize("name", ["events-csv", "claims-csv"])
def test_every_column_is_filled_by_some_row(name):
    rows = list(csv.DictReader(io.StringIO(text(name), newline="")))
    assert [column.name for column in codebook(name) if not any(row[column.name] for row in rows)] == []


def test_the_documentation_has_the_codebook_and_names_every_format():
    out = io.BytesIO()
    write_codebook(out)
    page = DOCS.read_text(encoding="utf8")
    assert out.getvalue().decode() in page
    assert [name for name in NAMES if f"`{name}`" not in page] == []


def test_geojson_has_longitude_first_and_counts_the_unplaced():
    found = json.loads(text("geojson"))
    assert (found["type"], found["unplaced"], len(found["features"])) == ("FeatureCollection", 4, 4)
    feature = found["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [126.55444, 37.97083]}
    assert feature["id"] == feature["properties"]["event_id"] == demolition().event.id
    assert feature["properties"]["publishers"] == ["Example Wire", "The Daily | Example"]
    assert list(feature["properties"]) == [column.name for column in codebook("geojson")]
    assert found["features"][1]["properties"]["sentence"] == HOSTILE


def test_geojson_of_nothing_is_a_collection():
    assert json.loads(text("geojson", ())) == {"type": "FeatureCollection", "features": [], "unplaced": 0}


def test_jsonl_has_an_object_an_event():
    lines = text("jsonl").split("\n")
    assert (len(lines), lines[-1]) == (len(ALL) + 1, "")
    found = json.loads(lines[0])
    assert list(found) == ["event", "claims", "reports"]
    assert found["event"]["start"] == "2020-06-16"
    assert found["event"]["disagreements"][0]["variants"][1]["value"] == "2020-06-15"
    told = demolition().witnesses[0]
    assert told.claim.to_dict().items() <= found["claims"][0].items()
    assert found["claims"][0]["sentence_text"] == told.sentence
    assert [report["id"] for report in found["reports"]] == [claim["report"] for claim in found["claims"]]
    assert json.loads(lines[4])["reports"][0]["publisher"] == HOSTILE


def test_markdown_by_day_with_three_numbers_and_sentences():
    page = text("md")
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    assert headings == [
        "## 2020-06",
        "## 2020-06-16",
        "## 2020-07-01",
        "## 2020-08-03 to 2020-08-09",
        "## 2020-12-30 to 2021-01-01",
        "## Day not known",
    ]
    assert (
        "- **North Korea: ASSAULT destroy → Unification Ministry, Kaesong** (2 reports, 2 independent sources, 1 event)"
        in page
    )
    assert "<https://example.org/a?b=1&c=2>" in page
    assert r"\[future\] Military (North Korea): MOBILIZE troops" in page
    assert page.startswith("# Events\n\n")
    assert page.splitlines()[2] == "7 reports, 8 independent sources, 8 events."


def test_markdown_lets_no_html_link_or_turned_text_through():
    page = text("md", (hostile(),))
    assert "<script" not in page and "\u202e" not in page and "<java" not in page
    assert not re.search(r"(?<!\\)[\[\]*`|]", page.partition("**")[2].replace("**", ""))
    assert "&lt;script&gt;" in page and "\\[U+202E\\]" in page


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a *b* _c_", r"a \*b\* \_c\_"),
        ("x\n# y", r"x \# y"),
        ("<b>&", "&lt;b&gt;&amp;"),
        ("`a`|b", r"\`a\`\|b"),
        ("\\", "\\\\"),
        ("\u0645\u06cc\u200c\u06af", "\u0645\u06cc\u200c\u06af"),
    ],
)
def test_signs_of_markdown_are_escaped(given, shown):
    assert plain(given) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("https://example.org/a b<c>", "https://example.org/a%20b%3Cc%3E"),
        ("javascript:alert(1)", None),
        ("https://[bad", None),
        ("ftp://example.org", None),
        ("", None),
    ],
)
def test_only_web_addresses_are_links(given, shown):
    assert link(given) == shown


def test_three_numbers_in_words():
    assert three_numbers(1, 2, 0) == "1 report, 2 independent sources, 0 events"
