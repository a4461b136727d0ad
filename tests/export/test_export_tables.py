"""The tables of events and claims: read back by csv and duckdb, with every column and every sign."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import duckdb
import pytest
from accounts import ALL, HOSTILE, demolition, hostile, vague
from hypothesis import given
from hypothesis import strategies as st

from crisisdesk.export.cells import cell, guard, split_list, unguard
from crisisdesk.export.formats import FORMATS, codebook
from crisisdesk.model.event import Count


def written(name: str, accounts=ALL) -> bytes:
    out = io.BytesIO()
    FORMATS[name].write(accounts, out)
    return out.getvalue()


def read_csv(name: str, accounts=ALL) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(name, accounts).decode("utf-8"), newline="")))


def read_parquet(name: str, path, accounts=ALL) -> list[dict[str, object]]:
    target = path / "t.parquet"
    target.write_bytes(written(name, accounts))
    with duckdb.connect(":memory:") as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(target)])
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@pytest.mark.parametrize(("name", "rows"), [("events-csv", 8), ("claims-csv", 9)])
def test_a_row_an_event_or_claim_under_the_described_columns(name, rows):
    found = read_csv(name)
    assert len(found) == rows == FORMATS[name].write(ALL, io.BytesIO()).rows
    assert list(found[0]) == [column.name for column in codebook(name)]


def test_an_event_in_csv():
    row = read_csv("events-csv", (demolition(),))[0]
    assert (row["actors"], row["recipients"], row["cameo"], row["score"]) == ("PRK", "KOR:GOV", "1712", "-8.5")
    assert (row["start"], row["earliest"], row["latest"]) == ("2020-06-16", "2020-06-15", "2020-06-16")
    assert (row["lat"], row["lon"], row["reports"], row["historical"]) == ("37.97083", "126.55444", "2", "no")
    assert row["disagreements"] == "when: 2020-06-16 (1) / 2020-06-15 (1)"
    assert split_list(row["publishers"]) == ("Example Wire", "The Daily | Example")


def test_a_claim_in_csv_has_its_evidence():
    row = read_csv("claims-csv", (demolition(),))[0]
    assert (row["trigger"], row["trigger_start"], row["trigger_end"]) == ("blew up", "30", "37")
    assert (row["said_by"], row["said_by_cues"], row["voice"]) == ("PRK:JRN", "announced", "speaker:KCNA")
    assert (row["when_basis"], row["when_words"], row["where_words"]) == ("expression", "Tuesday", "Kaesong")
    assert row["reasons"] == "said: reported"
    assert row["event_id"] == row["claim_id"] == demolition().event.id


def test_what_is_not_known_is_empty_and_never_0():
    row = read_csv("events-csv", (vague(),))[0]
    empty = (
        "mode",
        "recipients",
        "start",
        "end",
        "place",
        "lat",
        "lon",
        "figures_low",
        "first_published",
        "publishers",
    )
    assert [row[name] for name in empty] == [""] * len(empty)
    assert row["actors"] == "---:REB"


def test_hostile_text_comes_back_from_csv_word_for_word():
    row = read_csv("claims-csv", (hostile(),))[0]
    assert row["sentence"] == "'" + HOSTILE
    assert unguard(row["sentence"]) == HOSTILE
    assert split_list(unguard(row["actor_names"])) == (HOSTILE,)


def test_numbers_and_codes_are_not_guarded():
    row = read_csv("events-csv", (vague(),))[0]
    assert (row["score"], row["actors"]) == ("-9", "---:REB")
    assert cell(-0.04, "number") == "-0.04"
    assert cell((-1, None), "list of integer") == "-1|"
    assert cell("-1+cmd()", "code") == "'-1+cmd()"


@pytest.mark.parametrize("text", ["=1", "\uff1d1", "+1", "-1", "@a", "\ta", "\ra", "\na", "'=1", "''-", "=1"])
def test_text_that_begins_a_formula_is_guarded_and_comes_back(text):
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["", "'s-Hertogenbosch", "a=1", " 1-2", "1-2"])
def test_other_text_is_left_alone(text):
    assert guard(text) == text == unguard(text)


@pytest.mark.parametrize("items", [(), ("a",), ("a", "b|c", "d\\", ""), ("\\|", "x\ny")])
def test_lists_come_back(items):
    assert split_list(cell(items, "list of text")) == items


@given(st.lists(st.text(), max_size=5).filter(lambda items: items != [""]))
def test_any_list_comes_back_from_a_cell(items):
    assert split_list(unguard(cell(tuple(items), "list of text"))) == tuple(items)


@given(st.text())
def test_any_text_comes_back_from_a_cell_and_begins_no_formula(text):
    found = guard(text)
    assert unguard(found) == text
    assert not found.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_events_in_parquet_have_types(tmp_path):
    rows = read_parquet("events-parquet", tmp_path)
    assert len(rows) == 8
    row = rows[0]
    assert row["start"] == date(2020, 6, 16)
    assert (row["score"], row["reports"], row["historical"]) == (-8.5, 2, False)
    assert row["publishers"] == ["Example Wire", "The Daily | Example"]
    assert (rows[3]["start"], rows[3]["lat"], rows[3]["figures_low"]) == (None, None, [])
    assert (rows[4]["figures_low"], rows[4]["figures_best"]) == ([3, 2], [4, None])
    assert rows[4]["actor_names"] == [HOSTILE]


def test_claims_in_parquet_hold_the_words_as_they_are(tmp_path):
    row = read_parquet("claims-parquet", tmp_path, (hostile(),))[0]
    assert (row["sentence"], row["publisher"]) == (HOSTILE, HOSTILE)
    assert (row["trigger_start"], row["actor_starts"], row["figures_words"]) == (30, [4], ["three"])


def test_an_empty_record_still_has_columns(tmp_path):
    assert read_csv("events-csv", ()) == []
    assert written("events-csv", ()).decode().strip().split(",") == [column.name for column in codebook("events-csv")]
    assert read_parquet("claims-parquet", tmp_path, ()) == []


def test_a_number_that_no_column_holds_is_unknown(tmp_path):
    odd = demolition()
    odd = replace(odd, event=replace(odd.event, figures=(Count(of="dollars", low=10**30, best=3 * 10**9, high=None),)))
    row = read_parquet("events-parquet", tmp_path, (odd,))[0]
    assert (row["figures_low"], row["figures_best"]) == ([None], [3 * 10**9])


def test_half_a_letter_does_not_end_an_export():
    odd = demolition()
    odd = replace(odd, witnesses=(replace(odd.witnesses[0], sentence="broken \ud800 half"),))
    for name in FORMATS:
        assert written(name, (odd,))
