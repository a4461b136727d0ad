"""The codebook: what the loader refuses and where it points, and what the shipped rules must have."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from crisisdesk.errors import LexiconError
from crisisdesk.lexicon.codebook import COMPLEMENTS, Codebook, load_codebook
from crisisdesk.lexicon.plover import load_plover
from crisisdesk.model.codebook import Kind, Rule

TYPES = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
FIRST = """# A file of our own.

[[rule]]
id = "ASSAULT/stone"
kind = "verb"
lemmas = ["stone"]
cameo = "182"
match = ["Settlers stoned a bus."]

"""
SECOND = """[[rule]]
id = "ASSAULT/maul"
kind = "verb"
lemmas = ["maul"]
cameo = "182"
match = ["Guards mauled a prisoner."]
"""
SECOND_LINE = 11

LEARNED = "learned.toml"


@pytest.fixture
def load(tmp_path: Path):
    def load_rules(text: str, classes: str = '[classes]\nmob = ["mob", "crowd"]\n', **others: str) -> Codebook:
        (tmp_path / "codebook").mkdir()
        (tmp_path / "classes.toml").write_text(classes, encoding="utf8")
        (tmp_path / "codebook" / "assault.toml").write_text(text, encoding="utf8")
        for name, other in others.items():
            (tmp_path / "codebook" / f"{name}.toml").write_text(other, encoding="utf8")
        return Codebook.load(tmp_path)

    return load_rules


def test_a_rule_knows_its_type_file_and_line(load):
    first, second = load(FIRST + SECOND).rules
    assert (first.id, first.type, first.kind, first.line) == ("ASSAULT/stone", "ASSAULT", Kind.VERB, 4)
    assert (second.id, second.file, second.line) == ("ASSAULT/maul", "assault.toml", SECOND_LINE)


def test_what_a_row_leaves_out_is_empty(load):
    rule = load(SECOND).rules[0]
    assert (rule.mode, rule.mutual, rule.discard) == (None, False, False)
    assert rule.object == rule.subject == rule.miss == ()
    assert rule.preposition == rule.not_preposition == {}


def test_lists_and_tables_of_a_row_are_kept(load):
    row = (
        SECOND
        + 'object = ["@mob", "@actor"]\npreposition = { in = ["@mob"], at = ["*"] }\nmode = "beat"\nmutual = true\n'
    )
    rule = load(row).rules[0]
    assert rule.object == ("@mob", "@actor")
    assert rule.preposition == {"in": ("@mob",), "at": ("*",)}
    assert (rule.mode, rule.mutual) == ("beat", True)


def test_a_discard_needs_no_code(load):
    rule = load(SECOND.replace('cameo = "182"', "discard = true")).rules[0]
    assert (rule.discard, rule.cameo) == (True, "")


def test_rules_are_found_by_kind_and_each_lemma(load):
    noun = SECOND.replace("/maul", "/mauling").replace('"verb"', '"noun"')
    book = load(FIRST.replace('["stone"]', '["stone", "maul"]') + SECOND + noun)
    found = {key: [rule.id for rule in rules] for key, rules in book.by_trigger.items()}
    assert found == {
        (Kind.VERB, "stone"): ["ASSAULT/stone"],
        (Kind.VERB, "maul"): ["ASSAULT/stone", "ASSAULT/maul"],
        (Kind.NOUN, "maul"): ["ASSAULT/mauling"],
    }


def test_classes_are_sets_of_lemmas(load):
    assert load(SECOND).classes == {"mob": frozenset(["mob", "crowd"])}


def test_all_files_are_read(load):
    coerce = SECOND.replace("ASSAULT/maul", "COERCE/jail")
    assert [rule.id for rule in load(FIRST, coerce=coerce).rules] == ["ASSAULT/stone", "COERCE/jail"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (SECOND + 'colour = "red"\n', "unknown field colour"),
        (SECOND + 'target = ["mob"]\nactors = ["by"]\n', "unknown field actors, target"),
        (SECOND.replace('lemmas = ["maul"]\n', ""), "missing lemmas"),
        (SECOND.replace('kind = "verb"\n', ""), "missing kind"),
        (SECOND.replace('match = ["Guards mauled a prisoner."]\n', ""), "missing match"),
        (SECOND.replace('cameo = "182"\n', ""), "missing cameo"),
        (SECOND + 'complement = ["infinitive", "noun"]\n', "complement must be of"),
        (SECOND + 'object = ["@mobb"]\n', "no word class @mobb"),
        (SECOND + 'not_subject = ["crowd", "@mobb"]\n', "no word class @mobb"),
        (SECOND + 'preposition = { in = ["@mobb"] }\n', "no word class @mobb"),
        (SECOND + 'not_preposition = { at = ["*"], in = ["@mobb"] }\n', "no word class @mobb"),
    ],
)
def test_a_bad_row_is_refused_with_file_line_and_reason(load, row, reason):
    with pytest.raises(LexiconError) as caught:
        load(FIRST + row)
    assert reason in caught.value.reason
    assert (caught.value.path.name, caught.value.line) == ("assault.toml", SECOND_LINE)
    assert f"assault.toml:{SECOND_LINE}: " in str(caught.value)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param(SECOND.replace("/maul", "/stone"), "2 rules but 1 different ids", id="an id twice"),
        pytest.param(SECOND.replace('id = "ASSAULT/maul"\n', ""), "2 rules but 1 different ids", id="no id"),
        pytest.param(SECOND.replace('["maul"]', "maul"), f"line {SECOND_LINE + 2}", id="no TOML"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_reason(load, row, reason):
    with pytest.raises(LexiconError) as caught:
        load(FIRST + row)
    assert caught.value.path.name == "assault.toml"
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("row", "others"),
    [
        pytest.param(SECOND.replace('"verb"', '"adverb"'), {}, id="no such kind"),
        pytest.param(SECOND.replace('["maul"]', '"maul"'), {}, id="a word where a list is wanted"),
        pytest.param(SECOND.replace("ASSAULT/maul", "ASALT/maul"), {}, id="no such event type"),
        pytest.param(SECOND + 'mode = "maul"\n', {}, id="no such mode"),
        pytest.param(SECOND, {"coerce": SECOND}, id="an id in two files"),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused(load, row, others):
    with pytest.raises(LexiconError):
        load(FIRST + row, **others)


def shipped() -> tuple[Rule, ...]:
    return load_codebook().rules


def faulty(test) -> list[str]:
    return [f"{rule.file}:{rule.line} {rule.id}" for rule in shipped() if test(rule)]


def test_all_sixteen_types_have_at_least_twenty_rules():
    counts = Counter(rule.type for rule in shipped() if not rule.discard)
    assert counts.keys() == TYPES == load_plover().types.keys()
    assert {kind: n for kind, n in counts.items() if n < 20} == {}


def test_there_are_at_least_four_hundred_rules():
    assert len(shipped()) >= 400


def test_ids_are_unique_and_well_formed():
    twice = [name for name, n in Counter(rule.id for rule in shipped()).items() if n > 1]
    assert twice == []
    assert faulty(lambda rule: not re.fullmatch(r"[A-Z]+/[a-z0-9]+(-[a-z0-9]+)*", rule.id)) == []


def test_each_rule_stands_in_the_file_of_its_type_on_the_line_that_it_names():
    folder = Path(__file__).parents[2] / "src/crisisdesk/lexicon/en/codebook"
    texts = {path.name: path.read_text(encoding="utf8").splitlines() for path in folder.glob("*.toml")}
    assert faulty(lambda rule: rule.file not in (f"{rule.type.lower()}.toml", LEARNED)) == []
    assert faulty(lambda rule: f'"{rule.id}"' not in texts[rule.file][rule.line - 1]) == []


def test_each_rule_has_triggers_and_an_example_that_it_must_match():
    assert faulty(lambda rule: not rule.lemmas or (not rule.match and rule.file != LEARNED)) == []


def test_each_example_is_a_sentence_and_no_miss_is_a_match():
    examples = [(rule, text) for rule in shipped() for text in (*rule.match, *rule.miss)]
    assert [f"{rule.id}: {text}" for rule, text in examples if not re.match(r"[\"“'A-Z0-9].*[.!?\"”]$", text)] == []
    assert faulty(lambda rule: set(rule.match) & set(rule.miss)) == []


def test_lemmas_are_lower_case_single_words():
    assert faulty(lambda rule: any(lemma != lemma.lower() or " " in lemma for lemma in rule.lemmas)) == []


def test_each_coding_rule_has_a_cameo_code_and_a_mode_of_its_type():
    types = load_plover().types
    coding = [rule for rule in shipped() if not rule.discard]
    assert [rule.id for rule in coding if not re.fullmatch(r"(0[1-9]|1[0-9]|20)\d{0,2}", rule.cameo)] == []
    assert [rule.id for rule in coding if rule.mode and rule.mode not in types[rule.type].modes] == []


def test_complements_are_of_the_known_kinds():
    assert faulty(lambda rule: set(rule.complement) - COMPLEMENTS) == []


def test_the_shipped_codebook_is_read_once():
    assert load_codebook() is load_codebook()
