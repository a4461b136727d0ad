"""The status tool: what MEANTIME's attributes imply, which mention a claim meets, and the table of figures."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from crisisdesk.model.claim import Status

TOOLS = Path(__file__).parents[2] / "tools"
ACTUAL, FUTURE, HYPOTHETICAL, NEGATED = Status.ACTUAL, Status.FUTURE, Status.HYPOTHETICAL, Status.NEGATED
HEAD = '<?xml version="1.0"?><Document doc_id="1" lang="en">'
WORDS = ("Monks", "leave", "Gao", "3 May 2001", "They", "did", "not", "carry", "out", "a", "raid")
SENTENCES = (0, 0, 0, 1, 2, 2, 2, 2, 2, 2, 2)


@pytest.fixture
def tool(monkeypatch):
    monkeypatch.syspath_prepend(TOOLS)
    return import_module("score_status")


def plain(polarity: str = "POS", certainty: str = "CERTAIN", time: str = "NON_FUTURE", case: str = "NONE") -> str:
    return f'polarity="{polarity}" certainty="{certainty}" time="{time}" special_cases="{case}"'


def anchors(places: tuple[int, ...]) -> str:
    return "".join(f'<token_anchor t_id="{place}"/>' for place in places)


def written(folder: Path, *mentions: tuple[str, tuple[int, ...]]) -> Path:
    """Write a document with mentions given as attributes and the places of their words, from 1."""
    tokens = "".join(
        f'<token t_id="{i}" sentence="{sentence}" number="{i}">{word}</token>'
        for i, (word, sentence) in enumerate(zip(WORDS, SENTENCES, strict=True), start=1)
    )
    marks = "".join(
        f'<EVENT_MENTION m_id="{i}" {attributes}>{anchors(places)}</EVENT_MENTION>'
        for i, (attributes, places) in enumerate(mentions)
    )
    path = folder / "own.xml"
    path.write_text(f"{HEAD}{tokens}<Markables>{marks}</Markables></Document>", encoding="utf8")
    return path


@pytest.mark.parametrize(
    ("attributes", "status"),
    [
        pytest.param(plain(), ACTUAL, id="plain"),
        pytest.param(plain(case="GEN"), ACTUAL, id="generic"),
        pytest.param(plain(polarity="UNDERSPECIFIED", certainty="UNDERSPECIFIED"), ACTUAL, id="underspecified"),
        pytest.param(plain(time="UNDERSPECIFIED"), ACTUAL, id="underspecified time"),
        pytest.param(plain(time="FUTURE"), FUTURE, id="future"),
        pytest.param(plain(certainty="UNDERSPECIFIED", time="FUTURE"), FUTURE, id="future, underspecified"),
        pytest.param(plain(certainty="POSSIBLE"), HYPOTHETICAL, id="possible"),
        pytest.param(plain(certainty="PROBABLE", time="FUTURE"), HYPOTHETICAL, id="probable before future"),
        pytest.param(plain(case="COND_IF_CLAUSE"), HYPOTHETICAL, id="in a condition"),
        pytest.param(plain(case="COND_MAIN_CLAUSE", time="FUTURE"), HYPOTHETICAL, id="condition before future"),
        pytest.param(plain(polarity="NEG"), NEGATED, id="negative"),
        pytest.param(plain(polarity="NEG", certainty="POSSIBLE", time="FUTURE"), NEGATED, id="negative before all"),
        pytest.param(plain(polarity="NEG", case="COND_IF_CLAUSE"), NEGATED, id="negative before a condition"),
        pytest.param("", None, id="no attributes"),
        pytest.param(plain(time=""), None, id="marked for coreference only"),
    ],
)
def test_what_a_mention_implies(tool, tmp_path, attributes, status):
    events = tool.read_document(written(tmp_path, (attributes, (2,)))).events
    assert [event.status for event in events] == ([status] if status else [])


def test_a_document_keeps_sentences_and_words(tool, tmp_path):
    found = tool.read_document(written(tmp_path, (plain(polarity="NEG"), (8, 9)), (plain(), (2,))))
    assert [found.text[first:last] for first, last in found.sentences] == [
        "Monks leave Gao",
        "3 May 2001",
        "They did not carry out a raid",
    ]
    assert [[found.text[a:b] for a, b in event.spans] for event in found.events] == [["leave"], ["carry", "out"]]
    assert found.published.isoformat() == "2001-05-03"


@pytest.mark.parametrize(
    ("word", "met"),
    [
        pytest.param("leave", ACTUAL, id="the same word"),
        pytest.param("carry out a raid", FUTURE, id="most characters"),
        pytest.param("Monks leave", ACTUAL, id="part of the span"),
        pytest.param("They did", None, id="no event"),
    ],
)
def test_the_mention_a_trigger_meets(tool, tmp_path, word, met):
    marks = [(plain(), (2,)), (plain(time="FUTURE"), (8, 9)), (plain(polarity="NEG"), (11,))]
    document = tool.read_document(written(tmp_path, *marks))
    start = document.text.index(word)
    event = tool.closest(document.events, start, start + len(word))
    assert (event and event.status) is met


def test_table(tool):
    lines = tool.table(Counter({(ACTUAL, ACTUAL): 6, (FUTURE, ACTUAL): 2, (FUTURE, FUTURE): 1, (NEGATED, NEGATED): 1}))
    assert lines[1].split() == ["actual", "6", "0", "0", "0", "75.0", "100.0"]
    assert lines[2].split() == ["future", "2", "1", "0", "0", "100.0", "33.3"]
    assert lines[3].split() == ["hypothetical", "0", "0", "0", "0", "-", "-"]
    assert lines[-2:] == ["accuracy  80.0 (8 of 10)", "always actual  60.0"]
