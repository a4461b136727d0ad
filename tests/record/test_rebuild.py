"""Events made anew: families and voices of real reports, judgements, and judgements after another coding."""

from __future__ import annotations

import pytest
from made import (
    BLAST,
    GAO,
    NEWER,
    UNKNOWN,
    claim,
    coded,
    events,
    exactly,
    judge,
    judgement,
    june,
    keep,
    opened,
)

from crisisdesk.model.claim import Status
from crisisdesk.model.judgement import Verdict
from crisisdesk.record.queries import shelves
from crisisdesk.record.store import Record

STORY = (
    "North Korea demolished the liaison office in Kaesong on Tuesday. Smoke rose over the border town in the early "
    "afternoon, and people in the South heard the explosion. The office was opened two years ago after a summit."
)
SEOUL = "The joint office was demolished, Seoul's ministry said. It called the blast a betrayal and closed the road."
RAID = "Rebels demolished a bridge near Gao."


def story(name: str, publisher: str, **more):
    return coded(STORY, claim(name, **more), publisher=publisher)


def raid(name: str = "rrrr", **more):
    told = claim(name, **({"actors": "---:REB", "recipients": "MLI", "place": GAO, "when": UNKNOWN} | more))
    return coded(RAID, told, publisher="Lake Radio")


def numbers(record) -> tuple[int, int, int]:
    (event,) = record.events()
    return event.reports, event.families, event.voices


def test_ten_reprints_are_one_source(record):
    keep(record, *(story(f"c{n}", f"Paper {n}") for n in range(10)))
    assert numbers(record) == (10, 1, 1)


KCNA = "PRK:JRN Korean Central News Agency"


def quoting(n: int, speaker: str = KCNA):
    texts = (
        "State media said North Korea demolished the office on Tuesday, and showed pictures of smoke.",
        "According to its agency, Pyongyang has demolished the joint building, which had stood empty for months.",
        "The agency announced that the liaison office was demolished at ten to three as the people had wished.",
    )
    return coded(texts[n], claim(f"q{n}", said_by=speaker), publisher=f"Paper {n}")


def test_three_papers_that_quote_one_speaker_are_one_source(record):
    keep(record, *(quoting(n) for n in range(3)))
    assert numbers(record) == (3, 3, 1)


def test_papers_that_quote_a_publisher_of_the_record_are_no_further_source(record):
    keep(record, coded(STORY, claim("kkkk"), publisher="KCNA"), *(quoting(n) for n in range(3)))
    assert numbers(record) == (4, 4, 1)


def test_a_publisher_with_several_reports_is_one_source_with_those_who_quote_it(record):
    others = [coded(f"{RAID} It is day {n}.", claim(f"o{n}", kind="AID"), publisher="KCNA") for n in range(8)]
    keep(record, coded(STORY, claim("kkkk"), publisher="KCNA"), quoting(0), *others)
    assert {event.voices for event in record.events("type:ASSAULT")} == {1}


def test_a_report_and_a_speaker_in_another_are_two_sources(record):
    keep(record, story("a", "Wire"), coded(SEOUL, claim("b", said_by="KOR:GOV Ministry"), publisher="Daily"))
    assert numbers(record) == (2, 2, 2)
    assert {found.voice.partition(":")[0] for found in record.claims()} == {"publisher", "speaker"}


def test_the_last_of_a_chain_of_speakers_is_the_source(record):
    keep(record, quoting(0, f"KOR:MED Yonhap, {KCNA}"), quoting(1), quoting(2, "JPN:MED NHK"))
    assert numbers(record) == (3, 3, 2)


def test_a_family_stands_under_the_report_published_first(record):
    first, later = coded(STORY, publisher="Z", published=june(16)), coded(STORY, publisher="A", published=june(18))
    keep(record, later, first, raid())
    shelved = [(shelf.report.publisher, shelf.kind, shelf.claims) for shelf in shelves(record.connection)]
    assert shelved == [("Z", "canonical", 0), ("A", "exact", 0), ("Lake Radio", "canonical", 1)]


def test_dispatches_on_one_act_are_an_event_that_says_why(record):
    keep(record, story("a", "Wire"), coded(SEOUL, claim("b", figures=(exactly(0),)), publisher="Daily"), raid())
    assert events(record) == ["a b", "rrrr"]
    (event,) = record.events("country:PRK")
    assert len(event.links) == 1
    assert event.links[0].startswith("a and b: ")
    assert "same day +1.0" in event.links[0]


def test_a_denial_stays_with_the_act_and_is_a_disagreement(record):
    keep(record, story("a", "Wire"), coded(SEOUL, claim("b", status=Status.NEGATED), publisher="Daily"))
    (event,) = record.events()
    assert [found.part for found in event.disagreements] == ["status"]


@pytest.fixture
def three(record):
    """Two reports on the blast, one event, and one on a raid."""
    keep(record, story("aaaa", "Wire"), coded(SEOUL, claim("bbbb"), publisher="Daily"), raid())
    return record


MERGE = judgement("j1", Verdict.MERGE, "aaaa bbbb rrrr")
SPLIT = judgement("j2", Verdict.SPLIT, "aaaa", "bbbb")
REJECT = judgement("j3", Verdict.REJECT, "bbbb")
UNDO = judgement("u1", Verdict.UNDO, undone="j1")
JUDGED = {
    "none": ([], ["aaaa bbbb", "rrrr"]),
    "merge": ([MERGE], ["aaaa bbbb rrrr"]),
    "split": ([SPLIT], ["aaaa", "bbbb", "rrrr"]),
    "reject": ([REJECT], ["aaaa", "rrrr"]),
    "reject all": ([judgement("j4", Verdict.REJECT, "aaaa bbbb rrrr")], []),
    "merge and undo": ([MERGE, UNDO], ["aaaa bbbb", "rrrr"]),
    "merge, undo, and undo of that": (
        [MERGE, UNDO, judgement("u2", Verdict.UNDO, undone="u1")],
        ["aaaa bbbb rrrr"],
    ),
    "split, then merge": ([SPLIT, MERGE], ["aaaa bbbb rrrr"]),
    "split, then merge of two": ([SPLIT, judgement("j5", Verdict.MERGE, "aaaa rrrr")], ["aaaa rrrr", "bbbb"]),
}


@pytest.mark.parametrize(("judgements", "expected"), JUDGED.values(), ids=JUDGED)
def test_judgements(three, judgements, expected):
    for one in judgements:
        judge(three, one)
    assert events(three) == expected


def test_two_claims_that_are_parted_after_a_merge_of_three_are_not_one_event(three):
    judge(three, MERGE)
    judge(three, SPLIT)
    assert not any({"aaaa", "bbbb"} <= set(event.claims) for event in three.events())


def test_a_claim_that_is_parted_from_the_rest_after_a_merge_stays_out(three):
    judge(three, MERGE)
    judge(three, judgement("j2", Verdict.SPLIT, "aaaa", "bbbb rrrr"))
    assert events(three) == ["aaaa", "bbbb rrrr"]


def test_corrections_are_applied_in_order_and_change_where_a_claim_belongs(three):
    judge(three, judgement("j1", Verdict.CORRECT, "bbbb", part="when", value="2019"))
    assert events(three) == ["aaaa", "bbbb", "rrrr"]
    judge(three, judgement("j2", Verdict.CORRECT, "bbbb", part="when", value="2020-06-16"))
    assert events(three) == ["aaaa bbbb", "rrrr"]
    judge(three, judgement("u", Verdict.UNDO, undone="j2"))
    assert events(three) == ["aaaa", "bbbb", "rrrr"]


def test_an_event_names_the_judgements_that_shaped_it(three):
    judge(three, MERGE)
    judge(three, judgement("j0", Verdict.CORRECT, "rrrr", part="historical", value="yes"))
    (event,) = three.events()
    assert event.judgements == ("j0", "j1")
    judge(three, UNDO)
    assert {event.id: event.judgements for event in three.events()} == {event.id: (), "rrrr": ("j0",)}


def test_a_judgement_without_its_claims_is_told_to_be_idle(three):
    assert judge(three, judgement("j1", Verdict.REJECT, "nowhere")).idle == ("j1",)
    assert judge(three, judgement("j2", Verdict.REJECT, "rrrr nowhere")).idle == ("j1",)


@pytest.mark.parametrize(("part", "value"), [("figure", "3"), ("when", "Tuesday"), (None, None)])
def test_a_correction_that_cannot_be_read_does_not_stop_the_rebuild(three, part, value):
    judge(three, judgement("j1", Verdict.CORRECT, "aaaa", part=part, value=value))
    assert events(three) == ["aaaa bbbb", "rrrr"]


def recoded(record, *reports):
    return keep(record, *reports, versions=NEWER)


def test_judgements_survive_a_coding_with_other_ids_on_the_same_words(three):
    judge(three, judgement("j1", Verdict.REJECT, "rrrr"))
    judge(three, SPLIT)
    rebuilt = recoded(three, raid("new-r"), story("new-a", "Wire"))
    assert events(three) == ["bbbb", "new-a"]
    assert rebuilt.idle == ()


def test_a_judgement_finds_the_claim_on_overlapping_words(three):
    judge(three, judgement("j1", Verdict.CORRECT, "rrrr", part="actors", value="none"))
    recoded(three, raid("new-r", word="demolished a bridge", kind="COERCE"))
    (found,) = three.claims("type:COERCE")
    assert found.claim.actors == ()


@pytest.mark.parametrize("later", ["Rebels", "Gao"])
def test_a_judgement_on_words_that_are_no_claim_any_more_is_idle(three, later):
    judge(three, judgement("j1", Verdict.REJECT, "rrrr"))
    assert recoded(three, raid("new-r", word=later)).idle == ("j1",)
    assert "new-r" in events(three)


def test_a_judgement_bears_on_the_claim_of_the_same_id_before_others_on_its_words(record):
    both = [claim("aaaa"), claim("bbbb", kind="COERCE")]
    keep(record, coded(BLAST, *both))
    judge(record, judgement("j1", Verdict.REJECT, "bbbb"))
    recoded(record, coded(BLAST, *both))
    assert events(record) == ["aaaa"]


def test_the_newest_coding_is_what_counts_and_the_older_one_stays(three):
    recoded(three, raid("new-r"), coded(STORY, publisher="Wire"))
    assert events(three) == ["bbbb", "new-r"]
    (kept,) = three.connection.execute("SELECT count(*) FROM claim").fetchone()
    assert kept == 4
    recoded(three, raid("other"))
    assert events(three) == ["bbbb", "new-r"]


def test_a_rebuild_again_makes_the_same_events(three):
    before = list(three.events()), list(three.claims())
    three.rebuild()
    assert (list(three.events()), list(three.claims())) == before


def test_reports_in_any_order_make_the_same_events(tmp_path, own_weights):
    reports = [story("a", "Wire"), story("b", "Reprint"), coded(SEOUL, claim("c"), publisher="Daily"), raid()]
    with opened(tmp_path / "one.db", *reports) as one, opened(tmp_path / "other.db", *reports[::-1]) as other:
        assert list(one.events()) == list(other.events())
        assert list(one.accounts()) == list(other.accounts())


def test_the_shipped_weights_join_what_is_clearly_one_act_and_part_what_is_clearly_not(tmp_path):
    reports = [story("a", "Wire"), coded(f"{BLAST} Seoul protested.", claim("b"), publisher="Daily"), raid()]
    other_year = coded(
        "An office was demolished in Wonsan.", claim("c", when=UNKNOWN), published=june(1).replace(year=2015)
    )
    with Record.open(tmp_path / "crisis.db") as record:
        keep(record, *reports, other_year)
        assert events(record) == ["a b", "c", "rrrr"]
