"""The record file: what is kept, once, and found again."""

from __future__ import annotations

from datetime import date

import pytest

from crisisdesk.errors import RecordError
from crisisdesk.model.claim import Claim, Status
from crisisdesk.model.report import Report, Source
from crisisdesk.model.span import Span
from crisisdesk.model.when import When
from crisisdesk.record.store import Record


def claim(name: str) -> Claim:
    return Claim(
        id=name,
        sentence=2,
        type="ASSAULT",
        mode=None,
        cameo="190",
        quad=4,
        score=-9,
        trigger=Span(7, 15, "attacked"),
        actors=(),
        recipients=(),
        status=Status.NEGATED,
        historical=False,
        when=When(start=None, end=None, precision="vague", basis="unknown"),
        where=None,
        said_by=(),
        rule="ASSAULT/attack",
        rule_at="assault.toml:1",
        reasons=(),
        missing=(),
        lexicon="en-0",
        model="en-0",
    )


def report(text: str, *names: str, published: date | None = None) -> Report:
    source = Source(id=text, digest=f"sha256:{text}", text=text, published=published, publisher="Own Wire")
    claims = tuple(claim(name) for name in names)
    layers = ("sentences", "statements", "times", "places", "actors", "diagnostics")
    return Report(source=source, claims=claims, **dict.fromkeys(layers, ()))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "record.db"


def count(path, table: str) -> int:
    with Record.open(path) as kept:
        return kept.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_report_is_there_when_the_record_is_opened_again(path):
    with Record.open(path) as kept:
        kept.add(report("Kaesŏng", "abc123", published=date(2020, 6, 17)))
    with Record.open(path) as kept:
        assert kept.text_of("abc123") == ("Kaesŏng", "2020-06-17", "Own Wire")
        assert kept.text_of("abc") == ("Kaesŏng", "2020-06-17", "Own Wire")
        row = kept.connection.execute("SELECT digest, sentence, type, status FROM claim").fetchall()
    assert row == [("sha256:Kaesŏng", 2, "ASSAULT", "negated")]


def test_a_report_without_a_date_has_none(path):
    with Record.open(path) as kept:
        kept.add(report("Gao", "abc"))
        assert kept.text_of("abc") == ("Gao", None, "Own Wire")


def test_a_claim_is_found_by_the_beginning_of_its_id_alone(path):
    with Record.open(path) as kept:
        kept.add(report("Gao", "abc123"))
        kept.add(report("Oslo", "def456"))
        assert kept.text_of("def")[0] == "Oslo"
        assert kept.text_of("123") is None
        assert kept.text_of("abc1234") is None


def test_a_report_added_again_doubles_nothing(path):
    for _ in range(2):
        with Record.open(path) as kept:
            kept.add(report("Gao", "a1", "a2"))
            kept.add(report("Gao", "a1", "a2"))
    assert (count(path, "report"), count(path, "claim")) == (1, 2)


def test_what_was_added_stays_when_the_run_breaks_off(path):
    with pytest.raises(RuntimeError), Record.open(path) as kept:
        kept.add(report("Gao", "a1"))
        raise RuntimeError
    assert (count(path, "report"), count(path, "claim")) == (1, 1)


@pytest.mark.parametrize("wildcard", ["%", "_", "a_c"])
def test_a_wildcard_is_no_beginning_of_an_id(path, wildcard):
    with Record.open(path) as kept:
        kept.add(report("Gao", "abc"))
        assert kept.text_of(wildcard) is None


def test_a_file_that_is_no_record_is_a_clear_error(path):
    path.write_text("Turkey attacked Syria on Monday, the army said.", encoding="utf8")
    with pytest.raises(RecordError), Record.open(path):
        pass


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path):
    with pytest.raises(RecordError), Record.open(tmp_path / "nowhere" / "record.db"):
        pass
