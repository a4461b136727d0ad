"""Triggers: what rules and trained heads make of a word, with a codebook and heads of our own."""

from __future__ import annotations

import pytest

from crisisdesk.language.learned import EVENTS
from crisisdesk.language.parse import Parse
from crisisdesk.lexicon.codebook import Codebook, load_codebook
from crisisdesk.lexicon.grammar import load_grammar
from crisisdesk.model.codebook import Kind, Rule
from crisisdesk.stages.clauses import Clauses
from crisisdesk.stages.triggers import USUAL, WARY, Matcher, Trust, find_triggers, learned_rule
from heads import heads
from trees import parse_of, word_at


def rule(name: str, kind: Kind, lemma: str = "*", **more) -> Rule:
    return Rule(id=name, type=name.partition("/")[0], mode=None, cameo="010", kind=kind, lemmas=(lemma,), **more)


CODEBOOK = Codebook.of(
    [
        rule("ASSAULT/shell", Kind.VERB, "shell"),
        rule("ASSAULT/pound", Kind.VERB, "pound", object=("town",)),
        rule("ASSAULT/storm", Kind.VERB, "storm", discard=True),
        rule("ASSAULT/learned-verb", Kind.VERB),
        rule("ASSAULT/learned-noun", Kind.NOUN),
        rule("PROTEST/learned-verb", Kind.VERB),
    ],
    {},
)


def told(form: str, lemma: str) -> str:
    return f"Rebels rebel NOUN NNS nsubj {form}\n{form} {lemma} VERB VBD root -\nGao Gao PROPN NNP obj {form}"


SHELLED, POUNDED, STORMED, GUMMED = (
    told(form, lemma)
    for form, lemma in (("shelled", "shell"), ("pounded", "pound"), ("stormed", "storm"), ("gummed", "gum"))
)
GUMMING = """
The the DET DT det gumming
gumming gumming NOUN NN nsubj ended
quickly quickly ADV RB advmod ended
ended end VERB VBD root -
"""
GUM_SHELLS = """
Gum gum NOUN NN compound shells
shells shell NOUN NNS nsubj ended
ended end VERB VBD root -
"""


def coded(table: str, chances: dict[str, dict[str, float]] | None, trust: Trust = USUAL) -> tuple[list[str], list[str]]:
    """Return the rules that code words, and the reasons of what is not coded; no chances mean no trained heads."""
    plain, grammar = parse_of(table), load_grammar()
    given = {word_at(plain, word).i: found for word, found in (chances or {}).items()}
    learned = None if chances is None else heads(len(plain.tokens), given)
    parse = Parse(plain.text, plain.tokens, plain.sentences, learned)
    matcher = Matcher(parse, CODEBOOK, lambda _: True, lambda _: False)
    triggers, rejected = find_triggers(parse, Clauses(parse, grammar), CODEBOOK, matcher, trust)
    return [f"{parse.tokens[t.i].text} {t.rule.id}" for t in triggers], [found.reason for found in rejected]


@pytest.mark.parametrize(
    ("table", "word", "rules", "reasons"),
    [
        (SHELLED, "shelled", ["shelled ASSAULT/shell"], []),
        (POUNDED, "pounded", [], ["its object"]),
        (STORMED, "stormed", [], ["a discard"]),
        (GUMMED, "gummed", [], []),
    ],
)
def test_rules_stand_alone_without_heads_and_with_unsure_ones(table, word, rules, reasons):
    unsure = {"ASSAULT": 0.3, "PROTEST": 0.2}
    assert coded(table, None) == coded(table, {word: unsure}) == (rules, reasons)


@pytest.mark.parametrize(
    ("table", "word", "least", "name"),
    [
        (GUMMED, "gummed", USUAL.proposed, "ASSAULT/learned-verb"),
        (GUMMED, "gummed", USUAL.proposed, "PROTEST/learned-verb"),
        (GUMMING, "gumming", USUAL.nominal, "ASSAULT/learned-noun"),
        (POUNDED, "pounded", USUAL.against_rules, "ASSAULT/learned-verb"),
        (STORMED, "stormed", USUAL.against_rules, "PROTEST/learned-verb"),
    ],
)
def test_heads_propose_a_word_from_a_chance_on(table, word, least, name):
    kind = name.partition("/")[0]
    assert coded(table, {word: {kind: least + 0.02}})[0] == [f"{word} {name}"]
    assert coded(table, {word: {kind: least - 0.02}})[0] == []


def test_what_a_rule_ruled_out_needs_more():
    between = (USUAL.proposed + USUAL.against_rules) / 2
    assert [bool(coded(t, {w: {"ASSAULT": between}})[0]) for t, w in ((GUMMED, "gummed"), (POUNDED, "pounded"))] == [
        True,
        False,
    ]


def test_why_a_rule_did_not_fit_is_kept_beside_a_proposal():
    assert coded(POUNDED, {"pounded": {"ASSAULT": 0.99}}) == (["pounded ASSAULT/learned-verb"], ["its object"])


@pytest.mark.parametrize(
    ("table", "word", "kind"),
    [
        (GUMMING, "quickly", "ASSAULT"),
        (GUMMING, "The", "ASSAULT"),
        (GUM_SHELLS, "Gum", "ASSAULT"),
        (GUMMING, "gumming", "PROTEST"),
    ],
    ids=["adverb", "determiner", "compound", "no rule of this type and kind"],
)
def test_not_every_word_can_be_proposed(table, word, kind):
    assert coded(table, {word: {kind: 0.99}}) == ([], [])


def test_a_chance_spread_over_types_proposes_none():
    half = USUAL.proposed - 0.1
    assert coded(GUMMED, {"gummed": {"ASSAULT": half, "PROTEST": half}})[0] == []


@pytest.mark.parametrize(("no_act", "vetoed"), [(USUAL.veto + 0.01, True), (USUAL.veto - 0.01, False), (0.5, False)])
def test_sure_heads_veto_a_rule(no_act, vetoed):
    found = coded(SHELLED, {"shelled": {"O": no_act, "ASSAULT": 1 - no_act}})
    assert found == (([], ["the trained heads take it for no act"]) if vetoed else (["shelled ASSAULT/shell"], []))


@pytest.mark.parametrize(
    ("table", "word", "chances", "usual", "wary"),
    [
        (GUMMED, "gummed", {"ASSAULT": 0.6}, True, False),
        (POUNDED, "pounded", {"ASSAULT": 0.72}, True, False),
        (SHELLED, "shelled", {"O": 0.6, "ASSAULT": 0.4}, True, False),
        (SHELLED, "shelled", {"ASSAULT": 0.9}, True, True),
    ],
    ids=["proposed", "against a rule", "by a rule that the heads doubt", "by a rule that the heads share"],
)
def test_a_report_that_is_no_political_news_needs_surer_heads(table, word, chances, usual, wary):
    assert [bool(coded(table, {word: chances}, trust)[0]) for trust in (USUAL, WARY)] == [usual, wary]


def test_heads_leave_the_type_of_a_rule_alone():
    assert coded(SHELLED, {"shelled": {"PROTEST": 0.99}}) == (["shelled ASSAULT/shell"], [])


def test_the_codebook_has_a_rule_for_all_that_heads_may_propose():
    kinds = (Kind.VERB, Kind.NOUN, Kind.ADJECTIVE)
    found = {(kind, name): learned_rule(load_codebook(), kind, name) for kind in kinds for name in EVENTS[1:]}
    assert [key for key, rule in found.items() if rule is None] == []


def test_no_rule_of_the_codebook_gives_places_to_no_act():
    assert learned_rule(load_codebook(), Kind.VERB, EVENTS[0]) is None
