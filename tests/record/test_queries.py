"""Events and claims of a record: filters, order, limits, ids that are there and not."""

from __future__ import annotations

import pytest
from made import BLAST, GAO, UNKNOWN, WONSAN, claim, coded, document, ids, judge, judgement, june, keep, on

from crisisdesk.filters import FilterError
from crisisdesk.model.claim import Status
from crisisdesk.model.judgement import Verdict


@pytest.fixture
def record(record):
    """The blast of 16 June by two reports, a raid of no day, a threat of 13 June, a plan for the year."""
    raid = claim("rrrr1", actors="---:REB Front", recipients="MLI:MIL", place=GAO, when=document(30))
    threat = claim("tttt1", kind="THREATEN", word="threatened", quad=3, actors="PRK:GOV Kim Yo Jong", when=on(13),
                   place=None, said_by="PRK:MED Korean Central News Agency")  # fmt: skip
    year = on(june(1).replace(month=1), june(30).replace(month=12, day=31), "year")
    plan = claim("pppp1", status=Status.FUTURE, place=WONSAN, when=year)
    keep(
        record,
        coded(f"Kim threatened the South. {BLAST}", threat, claim("aaaa1", sentence=2), publisher="Wire"),
        coded("The liaison office was demolished.", claim("bbbb1", when=UNKNOWN, mode="explosives"), publisher="Daily"),
        coded("Rebels demolished a bridge.", raid, publisher="Lake Radio", published=june(30)),
        coded("More will be demolished.", plan, publisher="Daily"),
    )
    return record


EVERY = [{"pppp1"}, {"tttt1"}, {"aaaa1", "bbbb1"}, {"rrrr1"}]
FILTERS = {
    "": ([0, 1, 2, 3], "pppp1 tttt1 aaaa1 bbbb1 rrrr1"),
    "actor:PRK": ([0, 1, 2], "pppp1 tttt1 aaaa1 bbbb1"),
    "actor::REB": ([3], "rrrr1"),
    "type:ASSAULT -status:future": ([2, 3], "aaaa1 bbbb1 rrrr1"),
    "between:KOR,PRK type:THREATEN": ([1], "tttt1"),
    "on:2020-06-16": ([0, 2], "pppp1 aaaa1"),
    "from:2020-06-14 to:2020-06-20": ([0, 2], "pppp1 aaaa1"),
    "place:Kaesong": ([2], "aaaa1 bbbb1"),
    "country:MLI": ([3], "rrrr1"),
    "source:Daily": ([0, 2], "pppp1 bbbb1"),
    "speaker:KCNA": ([1], "tttt1"),
    "sources:>=2": ([2], "aaaa1 bbbb1"),
    "mode:explosives": ([2], "bbbb1"),
    "published:2020-06-30": ([3], "rrrr1"),
    "id:rrrr": ([3], "rrrr1"),
    "bridge": ([3], "rrrr1"),
    '"liaison office"': ([2], "aaaa1 bbbb1"),
    "type:AID": ([], ""),
}


@pytest.mark.parametrize(("where", "events", "claims"), [(where, *row) for where, row in FILTERS.items()])
def test_filters(record, where, events, claims):
    assert [set(event.claims) for event in record.events(where)] == [EVERY[n] for n in events]
    assert ids(record.claims(where)) == claims.split()


def test_undated_events_come_last_and_have_no_day_of_the_document(record):
    last = list(record.events())[-1]
    assert (last.id, last.start, last.end) == ("rrrr1", None, None)
    assert list(record.events("from:2020-06-01 country:MLI")) == []
    assert ids(record.claims("from:2020-06-01 country:MLI")) == []


@pytest.mark.parametrize(("limit", "expected"), [(0, 0), (1, 1), (3, 3), (99, 4), (None, 4)])
def test_limits(record, limit, expected):
    every = list(record.events())
    assert list(record.events(limit=limit)) == every[:expected]
    assert list(record.accounts(limit=limit)) == list(record.accounts())[:expected]
    assert len(ids(record.claims(limit=limit))) == min(5, 99 if limit is None else limit)


@pytest.mark.parametrize("read", ["events", "claims", "accounts"])
def test_a_filter_that_cannot_be_read_is_a_clear_error(record, read):
    with pytest.raises(FilterError):
        list(getattr(record, read)("colour:red"))


@pytest.mark.parametrize("beginning", ["aaaa1", "aaaa", "a", "bbbb1", "b"])
def test_an_event_is_found_by_the_beginning_of_any_of_its_claims(record, beginning):
    account = record.account(beginning)
    assert set(account.event.claims) == {"aaaa1", "bbbb1"}
    assert ids(account.witnesses) == list(account.event.claims)
    assert account.event.id == account.event.claims[0]


@pytest.mark.parametrize("unknown", ["zzzz", "aaaa12", "aaa1", "", "%", "_aaa1", "AAAA1", "*"])
def test_an_id_that_is_not_there_finds_nothing(record, unknown):
    assert record.account(unknown) is None
    assert record.source_of(unknown) is None


def test_the_report_of_a_claim(record):
    assert record.source_of("bbbb").text == "The liaison office was demolished."
    assert record.source_of("rrrr1").published == june(30)
    assert record.source_of("rrrr1").digest == record.account("rrrr1").witnesses[0].report.digest


def test_a_rejected_claim_has_a_report_and_no_event(record):
    judge(record, judgement("j1", Verdict.REJECT, "rrrr1"))
    assert record.account("rrrr1") is None
    assert record.source_of("rrrr1").publisher == "Lake Radio"
    assert list(record.events("bridge")) == []


def test_a_corrected_claim_is_found_by_what_it_was_corrected_to(record):
    judge(record, judgement("j1", Verdict.CORRECT, "rrrr1", part="actors", value="FRA:MIL"))
    judge(record, judgement("j2", Verdict.CORRECT, "rrrr1", part="when", value="2020-06-20"))
    assert ids(record.claims("actor:FRA on:2020-06-20")) == ["rrrr1"]
    assert ids(record.claims("actor::REB")) == []
    assert [event.id for event in record.events("actor:FRA")] == ["rrrr1"]
