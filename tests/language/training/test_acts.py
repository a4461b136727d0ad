"""Training examples from annotated text: which word of a trigger is the act, and which words name a party."""

from __future__ import annotations

import pytest

from crisisdesk.language.training.acts import taught, trigger_word
from crisisdesk.lexicon.grammar import load_grammar
from crisisdesk.stages.clauses import Clauses
from trees import parse_of, word_at

LAUNCHED_AN_ATTACK = """
Rebels rebel NOUN NNS nsubj launched
launched launch VERB VBD root -
an a DET DT det attack
attack attack NOUN NN obj launched
"""

ATTACK_WAS_LAUNCHED = """
The the DET DT det attack
attack attack NOUN NN nsubj:pass launched
was be AUX VBD aux:pass launched
launched launch VERB VBN root -
"""

CARRIED_OUT_A_RAID = """
Rebels rebel NOUN NNS nsubj carried
carried carry VERB VBD root -
out out ADP RP compound:prt carried
a a DET DT det raid
raid raid NOUN NN obj carried
"""

BROKE_OFF_TALKS = """
Oslo Oslo PROPN NNP nsubj broke
broke break VERB VBD root -
off off ADP RP compound:prt broke
talks talk NOUN NNS obj broke
"""

WILL_MEET = """
Ministers minister NOUN NNS nsubj meet
will will AUX MD aux meet
not not PART RB advmod meet
meet meet VERB VB root -
"""


@pytest.mark.parametrize(
    ("table", "trigger", "act"),
    [
        (LAUNCHED_AN_ATTACK, "launched an attack", "attack"),
        (LAUNCHED_AN_ATTACK, "an attack", "attack"),
        (LAUNCHED_AN_ATTACK, "launched", "launched"),
        (ATTACK_WAS_LAUNCHED, "The attack was launched", "attack"),
        (ATTACK_WAS_LAUNCHED, "was launched", "launched"),
        (CARRIED_OUT_A_RAID, "carried out a raid", "raid"),
        (CARRIED_OUT_A_RAID, "carried out", "carried"),
        (BROKE_OFF_TALKS, "broke off talks", "broke"),
        (BROKE_OFF_TALKS, "off talks", "off"),
        (WILL_MEET, "will not meet", "meet"),
        (WILL_MEET, "will not", "will"),
    ],
)
def test_the_act_is_a_noun_before_its_light_verb_else_the_highest_word(table, trigger, act):
    parse = parse_of(table)
    inside = [word_at(parse, word).i for word in trigger.split()]
    assert parse.tokens[trigger_word(parse, Clauses(parse, load_grammar()), inside)].text == act


@pytest.fixture
def example(coder, tmp_path):
    def of(sentence: str, *acts: str):
        path = tmp_path / "own.txt"
        path.write_text("\n".join(["# - | - | -", sentence, *(f"  {act}" for act in acts)]) + "\n", encoding="utf8")
        (found,) = taught(path, coder.nlp)
        return found

    return of


def by_word(forms, values, left_out: str) -> dict[str, str]:
    return {form: value for form, value in zip(forms, values, strict=True) if value != left_out}


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "trigger", "act", "untold"),
    [
        ("The rebels launched an attack on the town.", "launched an attack", "attack", "launched an"),
        ("The army carried out a raid on the village.", "carried out a raid", "raid", "carried out a"),
        ("The workers walked out on Monday.", "walked out", "walked", "out"),
        ("The ministers will meet in Oslo.", "will meet", "meet", "will"),
        ("The two sides held talks in Geneva.", "held talks", "talks", "held"),
        ("The postwar cabinet feared a war.", "war", "war", ""),
    ],
)
def test_one_word_of_a_trigger_has_its_type_and_the_others_are_left_open(example, sentence, trigger, act, untold):
    found = example(sentence, f"{trigger} | PROTEST/ASSAULT | - | - | future")
    open_words = dict.fromkeys(untold.split(), "_")
    assert by_word(found.forms, found.layers["event"], "O") == {act: "PROTEST"} | open_words
    assert by_word(found.forms, found.layers["status"], "_") == {act: "future"}


@pytest.mark.model
def test_a_sentence_without_acts_teaches_that_no_word_is_one(example):
    found = example("The river was high.")
    assert (set(found.layers["event"]), set(found.layers["status"]), found.roles) == ({"O"}, {"_"}, ())


@pytest.mark.model
@pytest.mark.parametrize(
    ("actors", "recipients", "roles"),
    [
        ("The Turkish army = TUR:MIL", "town = SYR", {"army": 1, "town": 2}),
        ("= TUR", "a border town = SYR", {"town": 2}),
        ("The Turkish army = TUR:MIL", "-", {"army": 1}),
        ("-", "-", {}),
    ],
)
def test_the_head_word_of_a_party_has_its_role(example, actors, recipients, roles):
    found = example("The Turkish army shelled a border town.", f"shelled | ASSAULT | {actors} | {recipients} | actual")
    ((act, parties),) = found.roles
    assert found.forms[act] == "shelled"
    assert {found.forms[i]: role for i, role in parties.items()} == roles


@pytest.mark.model
def test_of_words_that_stand_twice_those_nearest_to_the_act_are_the_party(example):
    found = example(
        "The army left, and on Monday the army shelled Gao.", "shelled | ASSAULT | army = MLI:MIL | - | actual"
    )
    ((_, parties),) = found.roles
    assert list(parties) == [[i for i, form in enumerate(found.forms) if form == "army"][1]]


@pytest.mark.model
def test_each_act_of_a_sentence_has_parties_of_its_own(example):
    found = example(
        "Turkey shelled Syria, and Iraq bombed Iran.",
        "shelled | ASSAULT | Turkey = TUR | Syria = SYR | actual",
        "bombed | ASSAULT | Iraq = IRQ | Iran = IRN | negated",
    )
    named = {found.forms[act]: {found.forms[i]: role for i, role in parties.items()} for act, parties in found.roles}
    assert named == {"shelled": {"Turkey": 1, "Syria": 2}, "bombed": {"Iraq": 1, "Iran": 2}}
    assert by_word(found.forms, found.layers["status"], "_") == {"shelled": "actual", "bombed": "negated"}


@pytest.mark.model
def test_a_folder_gives_the_sentences_of_all_its_files_in_order(coder, tmp_path):
    for name, sentence in (("b.txt", "Snow fell."), ("a.txt", "Rain fell."), ("c.md", "Hail fell.")):
        (tmp_path / name).write_text(f"# - | - | -\n{sentence}\n", encoding="utf8")
    assert [(found.doc_id, found.forms[0]) for found in taught(tmp_path, coder.nlp)] == [
        ("a-001", "Rain"),
        ("b-001", "Snow"),
    ]
