"""What filters parse to, how they are written back, and what is said of those that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisdesk.filters import FilterError, canonical, filter_help, parse_filter
from crisisdesk.filters.nodes import EVERYTHING, And, Not, Or, Term, Words, all_of, any_of, negation
from crisisdesk.filters.terms import KEYS


def term(key: str, *values: str) -> Term:
    return Term(key=key, values=values)


TREES = [
    ("", EVERYTHING),
    ("  \n", EVERYTHING),
    ("type:ASSAULT", term("type", "ASSAULT")),
    ("TYPE:assault, coerce", term("type", "ASSAULT", "COERCE")),
    ("type:AID,aid", term("type", "AID")),
    ("between:prk,KOR", term("between", "PRK", "KOR")),
    ("between:PRK,PRK", term("between", "PRK", "PRK")),
    ("kaesong", Words(text="kaesong")),
    ("offic*", Words(text="offic", prefix=True)),
    ('"liaison  office"', Words(text="liaison office")),
    ('"liaison off"*', Words(text="liaison off", prefix=True)),
    ("“liaison office”", Words(text="liaison office")),
    ('"say ""no"""', Words(text='say "no"')),
    ("a b", And(parts=(Words(text="a"), Words(text="b")))),
    ("a and (b c)", And(parts=(Words(text="a"), Words(text="b"), Words(text="c")))),
    ("a a", Words(text="a")),
    ("a or b c", Or(parts=(Words(text="a"), And(parts=(Words(text="b"), Words(text="c")))))),
    ("a|(b OR c)", Or(parts=(Words(text="a"), Words(text="b"), Words(text="c")))),
    ("-a", Not(part=Words(text="a"))),
    ("-(-a)", Words(text="a")),
    ("-(a b)", Not(part=And(parts=(Words(text="a"), Words(text="b"))))),
    ('place:"New York"', term("place", "New York")),
    ("place:Kaes**", term("place", "Kaes*")),
    ("quad:1,Material-Conflict", term("quad", "verbal-cooperation", "material-conflict")),
    ('quad:"verbal conflict"', term("quad", "verbal-conflict")),
    ("status:Actual", term("status", "actual")),
    ("historical:TRUE", term("historical", "yes")),
    ("score:<-5.50", term("score", "<-5.5")),
    ("score:=-0", term("score", "0")),
    ("sources:>=02", term("sources", ">=2")),
    ("id:9c*", term("id", "9c")),
]
ACTORS = [
    ("prk", "PRK"),
    ("prk:gov", "PRK:GOV"),
    (":mil", ":MIL"),
    ("---:REB", "---:REB"),
    ("IGO:UNO", "IGO:UNO"),
    ('"North Korea"', "PRK"),
    ("china", "CHN"),
    ("dprk", "PRK"),
    ('"kim yo jong"', "Kim Yo Jong"),
    ("Trump", "Donald Trump"),
    ("PKK", "PKK"),
    ("rebels", ":REB"),
    ('"South Korean army"', "KOR:MIL"),
    ('"Kim Yo*"', "Kim Yo*"),
    ("somebody", "somebody"),
]
WRITTEN = [
    ("-kaesong", "-kaesong"),
    ('"or"', '"or"'),
    ('"kaesong"', "kaesong"),
    ('"-x"', '"-x"'),
    ('"a:b"', '"a:b"'),
    ("(a | b) -(c d) e", "(a or b) -(c d) e"),
    ("(a b) | c", "a b or c"),
    ('source:"A, B (C)"', 'source:"A, B (C)"'),
    ('place:"Kaesong"', "place:Kaesong"),
]
FAULTS = [
    ("type:ASSULT", "ASSULT", "no such event type", "did you mean ASSAULT?"),
    ("type:AID,FOO", "FOO", "no such event type", "one of AGREE, CONSULT"),
    ("sorce:wire", "sorce:", "no such key", "did you mean source?"),
    ("xyzzy:wire", "xyzzy:", "no such key", "put them in quotes"),
    ("actor:", "", "a value is missing", "actor:PRK:GOV"),
    ("a actor: PRK", " ", "a value is missing", "right after the colon"),
    ("type:AID,", "", "a value is missing", ""),
    ("actor:XYZ", "XYZ", "no such country code", ""),
    ("actor:REB", "REB", "no such country code", "did you mean :REB?"),
    ("actor:PRK:GVT", "PRK:GVT", "no such sector", ""),
    ("actor:QQQ:GOV", "QQQ:GOV", "no such country", ""),
    ("country:Atlantis", "Atlantis", "no such country", ""),
    ("between:PRK", "between:PRK", "takes two values", "between:PRK,KOR"),
    ("from:2020-13", "2020-13", "no such day", ""),
    ("from:2020-00", "2020-00", "no such day", ""),
    ("on:2021-02-29", "2021-02-29", "no such day", ""),
    ("on:yesterday", "yesterday", "not a date", "2020-06-15"),
    ("score:low", "low", "not a comparison", ">=2.5"),
    ("sources:>=1.5", ">=1.5", "not a comparison with a count", ""),
    ("cameo:19x", "19x", "not a CAMEO code", ""),
    ("status:maybe", "maybe", "no such status", "one of actual, future, hypothetical, negated"),
    ("sources>=2", "sources>=2", "a colon is missing", "did you mean sources:>=2?"),
    ("id:*", "*", "not an id", ""),
    ("place:a*b*c*d*", "a*b*c*d*", "stars", ""),
    ("a or", "", "a term is missing at the end", ""),
    ("or a", "or", "a term is missing before or", '"or"'),
    ("a and or b", "or", "a term is missing before or", ""),
    ("a (", "", "a term is missing at the end", ""),
    ("()", ")", "a term is missing before )", ""),
    ("a (b", "(", "( without )", ""),
    ("a) b", ")", ") without (", ""),
    ("a - b", "-", "stands alone", ""),
    ('a "b', '"b', "a quote without its other half", ""),
    ('place:""', '""', "nothing between the quotes", ""),
    ('place:"a"b', "b", "right after a value", "whole"),
    ('wo"rd', '"', "right after a value", ""),
    ("NOT a", "NOT", "no operator", "-"),
    ("ka*song", "ka*song", "only at its end", ""),
    ("a ;;", ";;", "no letter or digit", ""),
    ("a\0b", "\0", "control character", ""),
    ("a \udc80", "\udc80", "control character", ""),
    ("(" * 9 + "a" + ")" * 9, "(", "more than 8 parentheses", ""),
    ("a " * 101, "a", "more than 100", ""),
    ("a" * 201, "a" * 201, "longer than 200", ""),
]
HARMLESS = st.text(st.sampled_from("ab é*\"“(),|:-'%_\\"), min_size=1, max_size=12).map(lambda t: " ".join(t.split()))
NAMES = HARMLESS.filter(lambda t: t and t.count("*") <= 3 and "**" not in t)
PHRASES = HARMLESS.filter(lambda t: any(letter.isalnum() for letter in t))
LEAVES = st.one_of(
    st.builds(Words, text=PHRASES, prefix=st.booleans()),
    st.builds(
        Term, key=st.sampled_from(("place", "source")), values=st.lists(NAMES, min_size=1, unique=True).map(tuple)
    ),
    st.sampled_from([parse_filter(key.example) for key in KEYS.values()]),
)
NODES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(negation), *(st.lists(inner, min_size=2, max_size=3).map(join) for join in (all_of, any_of))
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(("text", "tree"), TREES)
def test_a_filter_parses_to_its_tree(text, tree):
    assert parse_filter(text) == tree


@pytest.mark.parametrize(("typed", "kept"), ACTORS)
def test_an_actor_is_kept_as_a_code_or_the_name_of_records(typed, kept):
    assert parse_filter(f"actor:{typed}") == term("actor", kept)


@pytest.mark.parametrize(("text", "written"), WRITTEN)
def test_a_tree_is_written_in_one_way(text, written):
    assert canonical(parse_filter(text)) == written


@pytest.mark.parametrize(("text", "place", "reason", "hint"), FAULTS)
def test_a_fault_is_shown_at_its_place(text, place, reason, hint):
    with pytest.raises(FilterError) as caught:
        parse_filter(text)
    error = caught.value
    assert (text[error.start : error.end], reason in error.reason, hint in error.hint) == (place, True, True)


def test_an_error_has_carets_under_the_place_and_a_hint():
    with pytest.raises(FilterError) as caught:
        parse_filter("actor:PRK\ttype:ASSULT kaesong")
    assert str(caught.value).splitlines() == [
        "no such event type: ASSULT",
        "  actor:PRK type:ASSULT kaesong",
        "                 ^^^^^^",
        "did you mean ASSAULT?",
    ]


def test_an_error_far_into_a_long_text_shows_only_what_is_around_it():
    with pytest.raises(FilterError) as caught:
        parse_filter("kaesong " * 90 + "type:ASSULT" + " kaesong" * 9)
    shown, carets = caught.value.marked()
    assert len(shown) < 120
    assert shown[carets.index("^") : carets.index("^") + carets.count("^")] == "ASSULT"


def test_every_example_of_the_help_is_a_filter_and_every_key_has_one():
    rows = filter_help()
    assert {row.form for row in rows} > {f"{key}:" for key in KEYS}
    assert all(parse_filter(row.example) != EVERYTHING for row in rows)


@given(NODES)
def test_what_a_tree_is_written_as_parses_to_it(node):
    assert parse_filter(canonical(node)) == node


@given(
    st.lists(
        st.sampled_from(("actor:", "type:AID", "place:", '"', "(", ")", "or", "-", "*", "a", " ", " ", ",")), max_size=9
    )
)
def test_any_pieces_parse_to_a_tree_that_can_be_written_or_are_a_fault_with_a_place(pieces):
    text = "".join(pieces)
    try:
        node = parse_filter(text)
    except FilterError as error:
        assert 0 <= error.start < error.end <= len(text) + 1
        assert str(error)
    else:
        assert parse_filter(canonical(node)) == node
