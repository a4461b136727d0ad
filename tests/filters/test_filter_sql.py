"""What filters find in a small record."""

from __future__ import annotations

import pytest
from filter_rows import ACTS, found
from hypothesis import given
from hypothesis import strategies as st

from crisisdesk.filters import Filter, FilterError, Subject, compile_filter
from crisisdesk.filters.sql import COMPILERS
from crisisdesk.filters.terms import KEYS

EVENTS = [
    ("", "a1 b1 c1 d1 e1 f1"),
    ("actor:PRK", "a1 b1 d1"),
    ("actor:PRK:GOV", "b1"),
    ("actor::REB", "e1 f1"),
    ('actor:"North Korea"', "a1 b1 d1"),
    ('actor:"kim yo jong"', "b1"),
    ("actor:kim*", "b1"),
    ("actor:PKK", "f1"),
    ('actor:"élan front"', "e1"),
    ("recipient:PRK,TUR", "c1 e1 f1"),
    ("party:KOR", "a1 b1 c1"),
    ("between:KOR,PRK", "a1 b1 c1"),
    ("between:PRK:GOV,KOR", "b1"),
    ("between:PKK,PKK", "f1"),
    ("speaker:KOR", "a1"),
    ('speaker:"Kim Yo Jong"', "b1"),
    ("type:assault", "a1 e1 f1"),
    ("mode:arrest,explosives", "a1 d1"),
    ("quad:3,verbal-cooperation", "b1 c1"),
    ("cameo:19", "e1 f1"),
    ("cameo:1", "a1 b1 d1 e1 f1"),
    ("score:<-5", "a1 d1 e1 f1"),
    ("score:>=2.5", "c1"),
    ("score:-7", "d1"),
    ("status:actual type:ASSAULT", "a1 e1"),
    ("historical:yes", "e1"),
    ("from:2020-06-16", "a1 c1 f1"),
    ("from:2020", "a1 b1 c1 d1 f1"),
    ("to:2020-06-13", "b1 c1 d1"),
    ("from:2020-06-14 to:2020-06-15", "c1"),
    ("on:2020-06", "a1 b1 c1"),
    ("on:2019,2021-03-05", "d1 f1"),
    ("on:2020-06-13", "b1 c1"),
    ("-on:2020-06", "d1 e1 f1"),
    ("place:kaesong", "a1"),
    ("place:Kaesong*", "a1 f1"),
    ('place:"new york"', "c1"),
    ('place:"SANKT PÖLTEN"', "e1"),
    ("place:*", "a1 c1 e1 f1"),
    ("-place:*", "b1 d1"),
    ("place:%", ""),
    ("place:Kaeson_", ""),
    ('country:"North Korea"', "a1"),
    ('source:"the daily"', "a1 c1"),
    ('source:"100%*"', "f1"),
    ("report:r", "a1 b1 c1 d1 e1 f1"),
    ("report:r3,r4", "c1 f1"),
    ("published:2020-07", "a1"),
    ("published-from:2020-07", "a1 f1"),
    ("published-to:2020-06-16", "a1"),
    ("published-from:2020-06-17 published-to:2020-07-19 type:ASSAULT", "e1"),
    ("-published:2020", "d1 f1"),
    ("voice:speaker*", "a1 b1"),
    ("sources:>=2", "a1"),
    ("families:1", "b1 c1 d1 e1 f1"),
    ("reports:>2", ""),
    ("claims:<2", "b1 c1 d1 e1 f1"),
    ("disputed:yes", "a1"),
    ("disputed:no quad:4", "d1 e1 f1"),
    ("id:a2", "a1"),
    ("id:a", "a1"),
    ("id:b1,c", "b1 c1"),
    ("id:A", ""),
    ("LIAISON", "a1"),
    ("gone blew", "a1"),
    ('"liaison office"', "a1"),
    ('"office liaison"', ""),
    ("liais*", "a1"),
    ('"new yo"*', "c1"),
    ('"or and"', "e1"),
    ('"NEAR"', "e1"),
    ("100%", "b1"),
    ("a* -office", "e1"),
    ("type:THREATEN or on:2021", "b1 f1"),
    ("type:ASSAULT -(historical:yes or status:negated)", "a1"),
    ("-type:ASSAULT", "b1 c1 d1"),
]
CLAIMS = [
    ("", "a1 a2 b1 c1 d1 e1 f1"),
    ("actor:PRK type:ASSAULT", "a1 a2"),
    ("speaker:KOR", "a2"),
    ('source:"The Daily"', "a2 c1"),
    ("published:2020-06 type:ASSAULT", "a1 e1"),
    ("published-from:2020-06-17 published-to:2020-07", "a2 b1 c1 e1"),
    ("voice:speaker*", "a2 b1"),
    ("report:r2", "a2"),
    ("sources:>=2", "a1 a2"),
    ("disputed:yes", "a1 a2"),
    ("id:a2", "a2"),
    ("id:a1", "a1 a2"),
    ("office", "a1 a2"),
    ("gone", "a2"),
    ("place:kaesong", "a1 a2"),
    ("between:KOR,PRK -on:2020-06-13", "a1 a2"),
]
NASTY = [
    "'; DROP TABLE event; --",
    "x' OR '1'='1",
    "words:a OR b",
    "a NEAR b",
    "^a",
    "a + b",
    "{words}",
    "col : x",
    "%_\\",
]


@pytest.mark.parametrize(("text", "ids"), EVENTS)
def test_a_filter_finds_events(record, text, ids):
    assert found(record, Filter.parse(text), Subject.EVENTS) == ids


@pytest.mark.parametrize(("text", "ids"), CLAIMS)
def test_a_filter_finds_claims(record, text, ids):
    assert found(record, Filter.parse(text), Subject.CLAIMS) == ids


def test_every_key_is_compiled():
    assert COMPILERS.keys() == KEYS.keys()


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("key", ["", "place:", "source:", "voice:", "actor:"])
def test_what_is_typed_is_a_parameter(record, key, nasty):
    made = Filter.parse(f'{key}"{nasty}a"')
    sql, values = made.sql(Subject.EVENTS)
    assert nasty not in sql
    assert any(isinstance(value, str) and value.endswith(("a", 'a"', "A")) for value in values)
    found(record, made, Subject.EVENTS)


@pytest.mark.parametrize(
    "text", ["a " * 99, "-(a | " * 8 + "b" + ")" * 8, "id:" + ",".join(f"x{n}" for n in range(100))]
)
@pytest.mark.parametrize("subject", Subject)
def test_the_largest_filters_stay_within_the_limits_of_sqlite(record, text, subject):
    found(record, Filter.parse(text), subject)


@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize("example", [key.example for key in KEYS.values()])
def test_a_filter_and_its_negation_part_the_record(record, subject, example):
    every = found(record, Filter(), subject).split()
    yes, no = (found(record, Filter.parse(sign + example), subject).split() for sign in ("", "-"))
    assert sorted(yes + no) == every


PIECES = st.sampled_from(
    [
        *(key.name + ":" for key in KEYS.values()),
        "PRK",
        "2020",
        ">=2",
        "AID",
        "a",
        "é",
        "*",
        '"',
        "(",
        ")",
        " or ",
        " -",
        " ",
        ",",
    ]
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=10).map("".join))


@pytest.mark.parametrize("subject", Subject)
@given(text=TEXTS)
def test_any_text_is_a_fault_or_can_be_run(record, subject, text):
    try:
        made = Filter.parse(text)
    except FilterError:
        return
    ids = found(record, made, subject).split()
    assert set(ids) <= {told.id for act in ACTS for told in act.told}
    assert made.sql(subject) == compile_filter(Filter.parse(made.canonical).node, subject)
