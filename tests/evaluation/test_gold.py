"""Gold files: documents, events and their second readings, and lines that are refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from coded import claim, document, mention, report
from crisisdesk.errors import GoldError
from crisisdesk.evaluation.gold import Event, GoldDocument, event_of, read_gold, rows_of
from crisisdesk.model.claim import Speaker
from crisisdesk.model.when import When


@pytest.fixture
def read(tmp_path: Path):
    def read_lines(*lines: object) -> tuple[GoldDocument, ...]:
        path = tmp_path / "own.jsonl"
        path.write_text(
            "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf8"
        )
        return read_gold(path)

    return read_lines


def row(doc: str = "a", sent: int = 1, events: object = (), **more) -> dict[str, object]:
    return {"doc": doc, "sent": sent, "date": "2020-06-17", "text": f"Sentence {sent}.", "events": list(events), **more}


def test_sentences_are_grouped_by_document_and_sorted(read):
    documents = read(row("b", 2), row("a"), "", row("b", 1))
    assert [(d.doc, [s.n for s in d.sentences]) for d in documents] == [("b", [1, 2]), ("a", [1])]
    assert documents[0].sentences[0].text == "Sentence 1."


def test_an_event_has_its_fields(read):
    full = {
        "type": "ASSAULT",
        "alt": ["COERCE"],
        "actors": ["RUS:MIL"],
        "recipients": ["UKR"],
        "status": "future",
        "trigger": "shell",
        "optional": True,
        "also": {"type": "THREATEN"},
        "said_by": ["USA:GOV"],
        "when": "2020-06",
        "where": "Aster",
    }
    assert read(row(events=[full]))[0].sentences[0].events == (
        Event(
            type="ASSAULT",
            alternatives=frozenset(["COERCE"]),
            actors=("RUS:MIL",),
            recipients=("UKR",),
            status="future",
            trigger="shell",
            optional=True,
            also=Event(type="THREATEN"),
            said_by=("USA:GOV",),
            when="2020-06",
            where="Aster",
        ),
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016-10-03", date(2016, 10, 3)),
        ("2016-10", date(2016, 10, 15)),
        ("", None),
    ],
)
def test_the_date_of_a_document(read, text, day):
    assert read(row(date=text))[0].published == day


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{'doc': 'a'}", id="no json"),
        pytest.param({"doc": "a", "sent": 1, "text": "x"}, id="no events"),
        pytest.param({"sent": 1, "text": "x", "events": []}, id="no document"),
        pytest.param(row(events=[{"actors": ["RUS"]}]), id="an event without a type"),
        pytest.param(row(events=[{"type": "AID", "said_by": [None]}]), id="a speaker that is no code"),
        pytest.param("[1, 2]", id="a list"),
    ],
)
def test_a_bad_line_is_refused_with_its_number(read, line):
    with pytest.raises(GoldError) as caught:
        read(row(), "", line)
    assert (caught.value.path.name, caught.value.line) == ("own.jsonl", 3)
    assert "own.jsonl:3:" in str(caught.value)


@pytest.mark.parametrize("lacking", ["sent", "text"])
def test_a_line_without_number_or_text_is_refused(read, lacking):
    line = {key: value for key, value in row().items() if key != lacking}
    with pytest.raises(GoldError):
        read(line)


def test_annotated_text_is_gold_too(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text(
        "# 2020-06-17 | Own Wire | Shells\nRain fell.\nOrland's army shelled Aster, Borland said.\n"
        "  shelled | ASSAULT/COERCE | army = RUS:MIL; = RUS | - | negated | by Borland = UKR | on 2020-06 | at Aster\n",
        encoding="utf8",
    )
    (document,) = read_gold(path)
    assert (document.doc, document.published, document.publisher) == ("own-001", date(2020, 6, 17), "Own Wire")
    assert [(sentence.n, len(sentence.events)) for sentence in document.sentences] == [(1, 0), (2, 1)]
    assert document.sentences[1].events == (
        Event(
            type="ASSAULT",
            alternatives=frozenset(["COERCE"]),
            actors=("RUS:MIL", "RUS"),
            status="negated",
            trigger="shelled",
            said_by=("UKR",),
            when="2020-06",
            where="Aster",
        ),
    )


def test_a_bad_line_of_annotated_text_is_refused_with_its_number(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("# - | - | -\nRain fell.\n  fell | WEATHER | - | - | actual\n", encoding="utf8")
    with pytest.raises(GoldError, match=r"own\.txt:3:"):
        read_gold(path)


def test_a_claim_as_an_event_is_the_row_of_predictions():
    own = document(("Orland shelled Aster.", []))
    when = When(start=date(2020, 6, 15), end=date(2020, 6, 16), precision="day", basis="expression")
    (row,) = rows_of(own, report(own, [claim(when=when, said_by=(Speaker(mention=mention("USA"), cue="said"),))]))
    event = event_of(claim(when=when, said_by=(Speaker(mention=mention("USA"), cue="said"),)))
    assert (event.when, event.where, event.said_by) == ("2020-06-15", "", ("USA",))
    assert (row["when"], row["where"], row["said_by"]) == ("2020-06-15", "", ["USA"])


def test_the_day_of_the_document_is_no_date_of_an_event():
    when = When(start=None, end=date(2020, 6, 16), precision="before", basis="document")
    assert event_of(claim(when=when)).when == ""
