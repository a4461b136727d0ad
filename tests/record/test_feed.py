"""The feed tells which events are new, changed or gone after each rebuild."""

from __future__ import annotations

import pytest
from made import BLAST, claim, coded, keep

from crisisdesk.model.judgement import Judgement, Verdict
from crisisdesk.record.feed import feed


def told(record, since: int = 0) -> list[tuple[str, str, str | None]]:
    return [(change.event, change.kind, change.successor) for change in feed(record.connection, since)]


@pytest.fixture
def two(record):
    keep(
        record,
        coded(BLAST, claim("aaaa")),
        coded("A bridge was demolished.", claim("bbbb", kind="AID"), publisher="Daily"),
    )
    return record


def test_the_first_events_are_new_and_a_rebuild_without_news_tells_nothing(two):
    two.rebuild()
    assert told(two) == [("aaaa", "new", None), ("bbbb", "new", None)]


def test_a_rejected_claim_is_gone_without_a_successor(two):
    two.judge(Judgement(id="j1", verdict=Verdict.REJECT, claims=("bbbb",), who="me", why="own", at="now"))
    two.rebuild()
    assert told(two, since=2) == [("bbbb", "gone", None)]


def test_merged_events_are_one_changed_and_one_gone_into_it(two):
    two.judge(Judgement(id="j1", verdict=Verdict.MERGE, claims=("aaaa", "bbbb"), who="me", why="own", at="now"))
    two.rebuild()
    (changed, gone) = sorted(told(two, since=2), key=lambda row: row[1])
    assert (changed[1], gone[1]) == ("changed", "gone")
    assert gone[2] == changed[0]
