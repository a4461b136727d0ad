"""The actors of noun phrases, in a table of our own, and the names in a list of tokens."""

from datetime import date
from pathlib import Path

import pytest

from crisisdesk.lexicon.actors import load_actor_lexicon
from crisisdesk.stages.actors import find_names, resolve_actor

TABLE = Path(__file__).with_name("actor_phrases.tsv")
LEAST_RIGHT = 0.95


def _rows() -> list[tuple[str, date | None, set[str]]]:
    lines = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [(phrase, date.fromisoformat(day) if day else None, set(codes.split())) for phrase, day, codes in lines]


def test_phrases() -> None:
    rows = _rows()
    found = [(phrase, day, codes, {actor.code for actor in resolve_actor(phrase, day)}) for phrase, day, codes in rows]
    wrong = [
        f"{phrase} ({day}): {sorted(got)} for {sorted(codes)}" for phrase, day, codes, got in found if got != codes
    ]
    assert len(rows) >= 300
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(rows), "\n".join(wrong)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("He told us that the US will leave", ["US"]),
        ("She cooked turkey in Turkey", ["Turkey"]),
        ("Forces of Bosnia and Herzegovina met Kim Jong - un", ["Bosnia and Herzegovina", "Kim Jong - un"]),
        ("The may pole fell in May", []),
        (
            "Islamic State of Iraq and the Levant fighters fled Da'esh lines",
            ["Islamic State of Iraq and the Levant", "Da'esh"],
        ),
    ],
)
def test_names_in_tokens(sentence: str, names: list[str]) -> None:
    assert [hit.text for hit in find_names(sentence.split()) if hit.kind != "surname"] == names


def test_name_ranges_cover_their_tokens() -> None:
    tokens = ["The", "U.N.", "and", "the", "Korean", "Central", "News", "Agency", "spoke", "."]
    assert [(hit.start, hit.end) for hit in find_names(tokens)] == [(1, 2), (4, 8)]


def test_same_name_before_in_and_after_office() -> None:
    days = [date(1995, 1, 1), date(2007, 1, 1), date(2014, 1, 1)]
    assert [[actor.code for actor in resolve_actor("Hugo Chávez", day)] for day in days] == [
        ["VEN"],
        ["VEN:GOV"],
        ["VEN:ELI"],
    ]


def test_namesakes_of_one_day_abstain() -> None:
    assert resolve_actor("Kim", date(2001, 1, 1)) == ()


def test_lexicon_is_read_once() -> None:
    assert load_actor_lexicon() is load_actor_lexicon()
