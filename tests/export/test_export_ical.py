"""iCalendar: line rules, all-day entries with an exclusive end, stamps from reports and never from the clock."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from accounts import ALL, account, claim, demolition, hostile, on, report, talks, threat, witness
from hypothesis import given
from hypothesis import strategies as st

from crisisdesk.export.ical import escaped, folded, write_ical


def lines_of(accounts=ALL) -> list[str]:
    """Return the content lines, unfolded, after the rules for lines are checked."""
    out = io.BytesIO()
    write_ical(accounts, out)
    raw = out.getvalue()
    assert raw.endswith(b"\r\n")
    physical = raw[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in physical)
    assert not any(set(line) & set(b"\r\n\t\0") for line in physical)
    for line in physical:
        line.decode("utf-8")
    return raw.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


def value(lines: list[str], name: str) -> str:
    return next(line.partition(":")[2] for line in lines if re.match(rf"{name}[:;]", line))


def test_the_calendar_has_the_dated_events():
    lines = lines_of()
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 5
    found = write_ical(ALL, io.BytesIO())
    assert (found.rows, found.left_out) == (5, {"no day, week or month": 3})


def test_an_entry():
    lines = lines_of((demolition(),))
    assert value(lines, "UID") == f"{demolition().event.id}@crisisdesk"
    assert value(lines, "DTSTAMP") == "20200618T000000Z"
    assert (value(lines, "DTSTART"), value(lines, "DTEND")) == ("20200616", "20200617")
    assert value(lines, "SUMMARY") == r"North Korea: ASSAULT destroy → Unification Ministry\, Kaesong"
    assert value(lines, "GEO") == "37.970830;126.554440"
    assert value(lines, "STATUS") == "CONFIRMED"
    assert value(lines, "URL") == "https://example.org/a?b=1&c=2"
    assert value(lines, "DESCRIPTION").startswith(r"2 reports\, 2 independent sources\, 1 event\n“KCNA")


@pytest.mark.parametrize(
    ("found", "start", "end"), [(threat(), "20200601", "20200701"), (talks(), "20201230", "20210102")]
)
def test_the_end_is_exclusive(found, start, end):
    lines = lines_of((found,))
    assert (value(lines, "DTSTART"), value(lines, "DTEND")) == (start, end)


def test_without_publication_date_the_stamp_is_the_events_end():
    told = claim("old", when=on(date(1950, 6, 25)))
    assert value(lines_of((account(witness(told, report("x", None), "War.")),)), "DTSTAMP") == "19500625T000000Z"


def test_the_last_day_of_all_has_no_day_after():
    told = claim("far", when=on(date.max))
    assert not any(line.startswith("DTEND") for line in lines_of((account(witness(told, report("x"), "Far.")),)))


def test_hostile_text_is_escaped():
    lines = lines_of((hostile(),))
    assert not any("\u202e" in line for line in lines)
    assert r"a\;b\\c" in value(lines, "LOCATION")
    assert not any(line.startswith("URL") for line in lines)


@pytest.mark.parametrize(
    ("given", "shown"), [("a,b;c\\d", r"a\,b\;c\\d"), ("a\r\nb", r"a\nb"), ("a\x07b", "a[U+0007]b")]
)
def test_escaped(given, shown):
    assert escaped(given) == shown


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_any_line_is_folded_within_75_octets_and_comes_back(line):
    parts = folded(line)[:-2].split(b"\r\n")
    assert all(len(part) <= 75 for part in parts)
    assert b"".join([parts[0], *(part[1:] for part in parts[1:])]).decode() == line


@pytest.mark.parametrize("line", ["a" * 75, "a" * 76, "é" * 200, "😀" * 100, "a" * 150, ""])
def test_folding_cuts_no_letter_and_comes_back(line):
    found = folded(line)
    parts = found[:-2].split(b"\r\n")
    assert all(len(part) <= 75 and part.decode("utf-8") is not None for part in parts)
    assert found.decode("utf-8").replace("\r\n ", "") == line + "\r\n"
