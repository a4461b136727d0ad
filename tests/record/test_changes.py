"""What a second coding says that the first did not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import BLAST, GAO, NEWER, UNKNOWN, claim, coded, exactly, keep, mentions

from crisisdesk.model.claim import Status
from crisisdesk.record.changes import changed_parts, changes

TEXT = "The office was demolished. Then the bridge was shelled. Envoys met."
FIRST, SECOND = claim("a"), claim("b", sentence=2, word="shelled")


def told(record):
    return [
        (change.before.id if change.before else "", change.after.id if change.after else "", " ".join(change.parts))
        for change in changes(record.connection)
    ]


def twice(record, before, after):
    keep(record, coded(TEXT, *before))
    keep(record, coded(TEXT, *after), versions=NEWER)
    return told(record)


def test_a_report_coded_once_has_no_changes(record):
    keep(record, coded(TEXT, FIRST, SECOND), coded(BLAST, claim("c"), publisher="Daily"))
    assert told(record) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([FIRST, SECOND], [FIRST, SECOND], []),
        ([FIRST], [FIRST, SECOND], [("", "b", "")]),
        ([FIRST, SECOND], [FIRST], [("b", "", "")]),
        ([FIRST], [SECOND], [("a", "", ""), ("", "b", "")]),
        ([FIRST], [claim("a2", place=GAO)], [("a", "a2", "where")]),
        ([FIRST], [claim("a2")], []),
        ([SECOND, FIRST], [], [("a", "", ""), ("b", "", "")]),
        ([], [], []),
    ],
    ids=["the same", "new", "gone", "gone and new", "changed", "another id", "text order", "nothing"],
)
def test_changes(record, before, after, expected):
    assert twice(record, before, after) == expected


def test_the_newest_coding_is_set_against_the_one_before_it(record):
    for n, made in enumerate((claim("a", kind="COERCE"), FIRST, claim("a", place=GAO))):
        keep(record, coded(TEXT, made), versions=(f"en-{n}", "en-1"))
    ((change),) = changes(record.connection)
    assert (change.before.where.place.name, change.after.where.place.name) == ("Kaesong", "Gao")
    assert change.parts == ("where",)


def test_a_coding_that_is_there_already_changes_nothing(record):
    twice(record, [FIRST], [SECOND])
    keep(record, coded(TEXT, FIRST))
    assert told(record) == [("a", "", ""), ("", "b", "")]


def test_each_report_is_set_against_itself(record):
    reports = [coded(TEXT, claim(f"a{n}"), publisher=f"Paper {n}") for n in range(3)]
    keep(record, *reports)
    keep(record, coded(TEXT, claim("a1", place=GAO), publisher="Paper 1"), reports[2], versions=NEWER)
    (change,) = changes(record.connection)
    assert (change.report, change.before.id) == (reports[1].source.id, "a1")


def test_two_claims_on_one_word_are_both_compared(record):
    both = [claim("a1", kind="COERCE"), claim("a2")]
    assert twice(record, both, [both[1]]) == [("a1", "", "")]


@pytest.mark.parametrize(
    ("more", "parts"),
    [
        ({}, ()),
        ({"id": "b", "rule": "other", "lexicon": "en-9"}, ()),
        ({"type": "COERCE"}, ("what",)),
        ({"mode": "explosives"}, ("what",)),
        ({"actors": mentions("USA")}, ("who",)),
        ({"recipients": ()}, ("whom",)),
        ({"when": UNKNOWN}, ("when",)),
        ({"where": None}, ("where",)),
        ({"status": Status.FUTURE}, ("status",)),
        ({"historical": True}, ("status",)),
        ({"said_by": claim(said_by="KOR:GOV").said_by}, ("said_by",)),
        ({"where": None, "actors": (), "when": UNKNOWN}, ("who", "when", "where")),
        pytest.param(
            {"figures": (exactly(3),)},
            ("figures",),
        ),
    ],
)
def test_changed_parts(more, parts):
    assert changed_parts(FIRST, replace(FIRST, **more)) == parts
