"""Annotated text: documents, sentences and events, and lines that are refused with their number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crisisdesk.errors import GoldError
from crisisdesk.evaluation.annotated import Act, AnnotatedDocument, Party, read_annotated

SENTENCE = "Orland's army shelled the port, Borland said."
SHELLED = "  shelled | ASSAULT | army = RUS:MIL | port = UKR | actual"


@pytest.fixture
def read(tmp_path: Path):
    def read_lines(*lines: str) -> tuple[AnnotatedDocument, ...]:
        path = tmp_path / "own.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf8")
        return read_annotated(path)

    return read_lines


def test_documents_have_sentences_in_order(read):
    first, second = read(
        "# 2014-03-05 | Own Wire | Shells", "Rain fell.", "", SENTENCE, SHELLED, "# - | - | -", "Snow."
    )
    assert (first.doc, first.published, first.publisher, first.title) == (
        "own-001",
        date(2014, 3, 5),
        "Own Wire",
        "Shells",
    )
    assert [(s.text, [act.trigger for act in s.acts]) for s in first.sentences] == [
        ("Rain fell.", []),
        (SENTENCE, ["shelled"]),
    ]
    assert (second.doc, second.published, second.publisher, second.title) == ("own-002", None, "", "")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("#  2014-03-05", ("", "")),
        ("# - | Own Wire", ("Own Wire", "")),
        ("# - | - | Shells | rice", ("", "Shells | rice")),
    ],
)
def test_headers(read, header, expected):
    (document,) = read(header)
    assert (document.publisher, document.title) == expected


def test_an_event_has_its_fields(read):
    (document,) = read(
        "# - | - | -",
        SENTENCE,
        "\tshelled | ASSAULT/COERCE | Orland's army = RUS:MIL; = ---:REB | - | negated"
        " | at the Port | on 2014-03 | by Borland = UKR",
    )
    assert document.sentences[0].acts == (
        Act(
            trigger="shelled",
            types=("ASSAULT", "COERCE"),
            actors=(Party(words="Orland's army", code="RUS:MIL"), Party(words="", code="---:REB")),
            status="negated",
            said_by=(Party(words="Borland", code="UKR"),),
            when="2014-03",
            where="the Port",
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (" | actual", "", "needs trigger"),
        ("shelled |", "bombed |", "'bombed' is not in the sentence"),
        ("shelled |", "|", "'' is not in the sentence"),
        ("ASSAULT", "WAR", "WAR is no event type"),
        ("ASSAULT", "ASSAULT/", " is no event type"),
        ("actual", "past", "'past' is no status"),
        ("army = RUS:MIL", "RUS:MIL", "is not 'words = CODE'"),
        ("RUS:MIL", "Rus", "is not 'words = CODE'"),
        ("RUS:MIL", "RUS:ARMY", "is no code"),
        ("army =", "navy =", "'navy' is not in the sentence"),
        ("actual", "actual | in 2014", "begins with none of by, on, at"),
        ("actual", "actual | on 2014 | on 2015", "on stands twice"),
        ("actual", "actual | on March", "'March' is no date"),
        ("actual", "actual | on 2014-3", "'2014-3' is no date"),
        ("actual", "actual | on 2014-13", "month"),
        ("actual", "actual | on 2014-02-30", "day"),
        ("actual", "actual | by navy = UKR", "'navy' is not in the sentence"),
    ],
)
def test_an_event_is_refused_with_its_line(read, old, new, reason):
    assert old in SHELLED
    with pytest.raises(GoldError) as caught:
        read("# - | - | -", "", SENTENCE, SHELLED.replace(old, new, 1))
    assert caught.value.line == 4
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        pytest.param([SENTENCE], 1, id="a sentence before the first document"),
        pytest.param(["# - | - | -", SHELLED], 2, id="an event before the first sentence"),
        pytest.param(["# - | - | -", SENTENCE, "# March 2014"], 3, id="a header without a date"),
        pytest.param(["", ""], 0, id="nothing"),
    ],
)
def test_a_file_is_refused_with_the_line(read, lines, line):
    with pytest.raises(GoldError) as caught:
        read(*lines)
    assert caught.value.line == line


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "own.txt"
    path.write_bytes("# - | - | Café".encode("latin-1"))
    with pytest.raises(GoldError, match="not UTF-8"):
        read_annotated(path)
