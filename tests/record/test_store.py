"""The record file: what is kept, once, and found again."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from made import BLAST, NEWER, VERSIONS, claim, coded, events, exactly, ids, judge, judgement, keep

from crisisdesk.errors import RecordError
from crisisdesk.model.judgement import Verdict
from crisisdesk.record.adding import BATCH, batched_sources
from crisisdesk.record.codec import unpack
from crisisdesk.record.keeping import all_sources, is_coded
from crisisdesk.record.queries import refusals
from crisisdesk.record.store import Record

DEMOLITION = coded(BLAST, claim("aaaa", figures=(exactly(3),)), url="https://example.org/1", title="Blast")


def test_a_report_is_there_when_the_record_is_opened_again(tmp_path):
    path = tmp_path / "crisis.db"
    with Record.open(path) as record:
        assert record.keep([DEMOLITION], VERSIONS) == 1
    with Record.open(path, new=False) as record:
        assert list(all_sources(record.connection)) == [DEMOLITION.source]
        record.rebuild()
        (found,) = record.claims()
    assert found.claim.figures == (exactly(3),)
    assert (found.sentence, found.report.title, found.report.url) == (BLAST, "Blast", "https://example.org/1")


def test_layers_are_kept_without_loss(record):
    keep(record, coded("Seoul protested. The office was demolished.", claim("aaaa", sentence=2)))
    (packed,) = record.connection.execute("SELECT layers FROM coding").fetchone()
    assert [s.span.text for s in unpack(packed).sentences] == ["Seoul protested.", "The office was demolished."]
    assert [found.sentence for found in record.claims()] == ["The office was demolished."]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_the_same_report_doubles_nothing(record, times):
    new = [record.keep([DEMOLITION, DEMOLITION], VERSIONS) for _ in range(times)]
    record.rebuild()
    assert new == [1] + [0] * (times - 1)
    assert (record.totals().reports, record.totals().claims) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"publisher": "The Daily"},
        {"published": date(2020, 6, 18)},
        {"published": None},
        {"url": "https://example.org/2"},
    ],
    ids=["publisher", "day", "no day", "address"],
)
def test_the_same_text_published_elsewhere_is_another_report_of_one_family(record, other):
    keep(record, DEMOLITION, coded(BLAST, claim("bbbb"), **({"url": "https://example.org/1"} | other)))
    totals = record.totals()
    assert (totals.reports, totals.families, totals.claims, totals.events) == (2, 1, 2, 1)


def test_a_report_known_under_another_title_stays_as_it_was_first_kept(record):
    keep(record, DEMOLITION)
    keep(record, coded(BLAST, claim("aaaa"), url="https://example.org/1", title="Another title"))
    assert [source.title for source in all_sources(record.connection)] == ["Blast"]


def test_a_failure_within_a_batch_keeps_nothing_of_it(record):
    twice = coded(BLAST, claim("bbbb"), claim("bbbb"), publisher="The Daily")
    with pytest.raises(Exception, match="UNIQUE"):
        record.keep([DEMOLITION, twice], VERSIONS)
    assert record.totals().reports == 0
    assert not record.stale
    assert record.keep([DEMOLITION], VERSIONS) == 1


def test_what_was_kept_stays_when_the_run_breaks_off(tmp_path):
    with pytest.raises(RuntimeError), Record.open(tmp_path / "crisis.db") as record:
        record.keep([DEMOLITION], VERSIONS)
        raise RuntimeError
    with Record.open(tmp_path / "crisis.db") as record:
        assert record.totals().reports == 1


def test_a_rebuild_that_fails_leaves_the_old_events(record, monkeypatch):
    keep(record, DEMOLITION)
    record.keep([coded("The office was demolished.", claim("bbbb"), publisher="The Daily")], VERSIONS)
    monkeypatch.setattr("crisisdesk.record.rebuild.write_derived", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        record.rebuild()
    assert record.stale
    assert [event.claims for event in record.events()] == [("aaaa",)]


def test_readers_see_the_old_events_until_the_rebuild_is_done(record):
    keep(record, DEMOLITION)
    record.keep([coded("Rebels demolished a bridge.", claim("bbbb", place=None), publisher="The Daily")], VERSIONS)
    seen = []
    with Record.open(record.path) as reader:
        record.rebuild(lambda _: seen.append(reader.totals().claims))
        assert set(seen) == {1}
        assert reader.totals().claims == 2


STALE = {
    "nothing": (lambda record: None, False),
    "a new report": (lambda record: record.keep([coded("Rebels met.", publisher="B")], VERSIONS), True),
    "a known report": (lambda record: record.keep([DEMOLITION], VERSIONS), False),
    "a new coding": (lambda record: record.keep([DEMOLITION], NEWER), True),
    "a judgement": (lambda record: record.judge(judgement("j1", Verdict.REJECT, "aaaa")), True),
    "something unreadable": (lambda record: record.refuse("x.txt", "D001", "empty"), False),
}


@pytest.mark.parametrize(("change", "stale"), STALE.values(), ids=STALE)
def test_events_are_stale_after_what_changes_them(record, change, stale):
    keep(record, DEMOLITION)
    change(record)
    assert record.stale is stale
    record.rebuild()
    assert not record.stale


def test_a_judgement_is_kept_once(record):
    keep(record, DEMOLITION)
    made = judgement("j1", Verdict.REJECT, "aaaa")
    assert [record.judge(made), record.judge(made)] == [True, False]
    assert record.totals().judgements == 1


def test_what_could_not_be_read_is_kept_once_with_the_last_reason(record):
    record.refuse("a.txt", "D001", "first")
    record.refuse("a.txt", "D001", "second")
    record.refuse("a.txt", "D002", "also")
    record.refuse("b.txt", "D001", "other")
    assert record.totals().refused == 2
    assert list(refusals(record.connection)) == [
        ("a.txt", "D001", "second"),
        ("a.txt", "D002", "also"),
        ("b.txt", "D001", "other"),
    ]


def test_totals_count_what_there_is(record):
    keep(
        record,
        DEMOLITION,
        coded(BLAST, claim("bbbb"), publisher="The Daily"),
        coded("Rebels demolished a bridge near Gao.", claim("cccc", actors="---:REB", place=None), publisher="Third"),
        coded("Nothing happened.", publisher="Fourth"),
    )
    rebuilt = judge(record, judgement("j1", Verdict.REJECT, "cccc"))
    totals = record.totals()
    assert (totals.reports, totals.families, totals.claims, totals.events, totals.judgements) == (4, 3, 2, 1, 1)
    assert (rebuilt.reports, rebuilt.families, rebuilt.claims, rebuilt.events) == (4, 3, 2, 1)


def test_an_empty_record_has_no_events(record):
    record.rebuild()
    assert events(record) == []
    assert ids(record.claims()) == []
    assert record.totals().reports == 0


def test_a_report_is_coded_by_the_versions_that_coded_it_alone(record):
    keep(record, DEMOLITION)
    report = DEMOLITION.source.id
    assert is_coded(record.connection, report, VERSIONS)
    assert not is_coded(record.connection, report, NEWER)
    assert not is_coded(record.connection, report, (VERSIONS[0], NEWER[1]))
    assert not is_coded(record.connection, "another", VERSIONS)


def test_a_report_without_a_date_has_none(record):
    keep(record, coded(BLAST, claim("aaaa"), published=None))
    assert record.source_of("aaaa").published is None
    assert [found.report.published for found in record.claims()] == [None]


@pytest.mark.parametrize("text", ["Kaesŏng — “demolished” \U0001f4a5", "demolished\r\n\tit\x00 all", "demolished"])
def test_a_text_is_kept_to_the_letter(record, text):
    keep(record, coded(text, claim("aaaa")))
    assert record.source_of("aaaa").text == text


def test_a_file_that_is_not_there_is_made_only_if_new_ones_may_be(tmp_path):
    with pytest.raises(RecordError, match="no such file"):
        Record.open(tmp_path / "crisis.db", new=False)
    assert list(tmp_path.iterdir()) == []
    Record.open(str(tmp_path / "crisis.db")).close()
    assert (tmp_path / "crisis.db").is_file()


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path):
    with pytest.raises(RecordError):
        Record.open(tmp_path / "nowhere" / "crisis.db")


def test_batches_take_a_report_once():
    reports = [coded(f"Report {n}.", publisher=str(n)).source for n in range(BATCH + 1)]
    doubled = [source for source in reports for _ in range(2)]
    batches = list(batched_sources(doubled))
    assert max(len(batch) for batch in batches) <= BATCH
    order = dict(zip([source.id for source in reports], count(), strict=False))
    assert [order[source.id] for batch in batches for source in batch] == list(range(BATCH + 1))
