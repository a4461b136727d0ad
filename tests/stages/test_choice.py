"""Choice: whom a document means by a party that a sentence leaves out, with weights of our own."""

from __future__ import annotations

import json
import math

import pytest

from crisisdesk.stages import choice
from crisisdesk.stages.candidates import ACTOR, NOBODY, RECIPIENT, STATE, Candidates
from crisisdesk.stages.choice import FILE, Chooser, choose_parties, choose_states, load_chooser
from found import acts_in

WEIGHTS = Chooser({ACTOR: {"near": 1.0, "share": 2.0, "far": -1.0, "nobody": 0.5}, RECIPIENT: {"share": 1.0}})

DOCUMENT = """
Turkey Turkey PROPN NNP nsubj shelled
shelled shell VERB VBD root -
Syria Syria PROPN NNP obj shelled
. . PUNCT . punct shelled

Iraq Iraq PROPN NNP nsubj watched
watched watch VERB VBD root -
Iran Iran PROPN NNP obj watched
. . PUNCT . punct watched

Houses house NOUN NNS nsubj:pass shelled
were be AUX VBD aux:pass shelled
shelled shell VERB VBN root -
in in ADP IN case Jordan
Jordan Jordan PROPN NNP obl shelled
. . PUNCT . punct shelled

Rebels rebel NOUN NNS nsubj slept
slept sleep VERB VBD root -
. . PUNCT . punct slept
"""

MEETINGS = """
Turkey Turkey PROPN NNP nsubj met
met meet VERB VBD root -

Iraq Iraq PROPN NNP nsubj watched
watched watch VERB VBD root -

Turkey Turkey PROPN NNP nsubj met
and and CCONJ CC cc Iran
Iran Iran PROPN NNP conj Turkey
met meet VERB VBD root -
"""


@pytest.mark.parametrize(
    ("candidates", "barred", "best"),
    [
        ({"TUR": {"near": 1}, "SYR": {"share": 1}}, "", "SYR"),
        ({"TUR": {"near": 1}, "SYR": {"share": 0.3}}, "", "TUR"),
        ({"TUR": {"near": 1, "far": 1}, NOBODY: {"nobody": 1}}, "", NOBODY),
        ({"TUR": {"near": 1}, NOBODY: {"nobody": 1}}, "", "TUR"),
        ({"TUR": {"near": 1}, "SYR": {"share": 1}, NOBODY: {"nobody": 1}}, "SYR", "TUR"),
        ({"TUR": {"near": 1}, "SYR": {"share": 1}, NOBODY: {"nobody": 1}}, "SYR TUR", NOBODY),
        ({"TUR": {"unheard of": 9}, NOBODY: {"nobody": 1}}, "", NOBODY),
    ],
)
def test_the_best_candidate_that_is_not_barred_is_chosen(candidates, barred, best):
    assert WEIGHTS.choose(ACTOR, candidates, frozenset(barred.split())).key == best


def test_each_role_has_weights_of_its_own():
    candidates = {"TUR": {"near": 1}, "SYR": {"share": 0.1}}
    assert [WEIGHTS.choose(role, candidates).key for role in (ACTOR, RECIPIENT)] == ["TUR", "SYR"]


@pytest.mark.parametrize(
    ("candidates", "barred", "chance"),
    [
        ({"TUR": {"near": 1}}, "", 1),
        ({"TUR": {"near": 1}, "SYR": {"near": 1}}, "", 1 / 2),
        ({"TUR": {"near": 1}, "SYR": {}}, "", math.e / (math.e + 1)),
        ({"TUR": {"near": 1}, "SYR": {}, "IRQ": {"share": 1}}, "IRQ", math.e / (math.e + 1)),
        ({"TUR": {"near": 2000}, "SYR": {"far": 2000}}, "", 1),
    ],
)
def test_chances_are_a_softmax_over_those_not_barred(candidates, barred, chance):
    assert WEIGHTS.choose(ACTOR, candidates, frozenset(barred.split())).chance == pytest.approx(chance)


def test_equal_candidates_are_chosen_alike_in_any_order_and_nobody_first():
    candidates = {"TUR": {}, "IRQ": {}, "SYR": {}}
    turned = dict(reversed(candidates.items()))
    assert WEIGHTS.choose(ACTOR, candidates) == WEIGHTS.choose(ACTOR, turned)
    assert WEIGHTS.choose(ACTOR, candidates | {NOBODY: {}}).key == NOBODY


def test_weights_come_from_a_model_folder(tmp_path):
    (tmp_path / FILE).write_text(json.dumps({ACTOR: {"near": 2.5}, RECIPIENT: {}}), encoding="utf8")
    assert Chooser.load(tmp_path).weights == {ACTOR: {"near": 2.5}, RECIPIENT: {}}


def test_shipped_weights_know_all_roles_and_nobody():
    weights = load_chooser().weights
    assert set(weights) == {ACTOR, RECIPIENT, STATE}
    assert all(any(name.startswith("nobody") for name in weights[role]) for role in weights)


@pytest.fixture
def chosen(monkeypatch):
    """Code the acts of a table with own weights: ``actors > recipients`` of each."""

    def with_weights(table: str, actor: str, recipient: str, publisher: str = "") -> list[str]:
        own = Chooser({role: {name: 1.0} for role, name in ((ACTOR, actor), (RECIPIENT, recipient))})
        monkeypatch.setattr(choice, "load_chooser", lambda: own)
        findings, acts = acts_in(table, publisher)
        candidates = Candidates(findings, acts)
        found = [choose_parties(act, candidates) for act in acts]
        return [
            " > ".join(" ".join(m.actor.code for m in side) or "-" for side in (act.actors, act.recipients))
            for act in found
        ]

    return with_weights


@pytest.mark.parametrize(
    ("actor", "recipient", "parties"),
    [
        ("nobody", "nobody", "- > -"),
        ("has this role in last act", "has this role in last act", "TUR > SYR"),
        ("last sentence, subject", "nobody", "IRQ > -"),
        ("only later", "is the place", "---:REB > JOR"),
        ("is rebel", "last sentence, subject", "---:REB > IRQ"),
        ("nobody", "is the place", "- > JOR"),
        ("is publisher", "is the place", "OMN:GOV > JOR"),
    ],
)
def test_who_is_chosen_where_a_sentence_names_no_party(chosen, actor, recipient, parties):
    told, bare = chosen(DOCUMENT, actor, recipient, publisher="Foreign Ministry of Oman")
    assert (told, bare) == ("TUR > SYR", parties)


def test_a_bare_state_never_faces_itself(chosen):
    assert chosen(DOCUMENT, "last sentence, subject", "is the other party")[1] == "IRQ > -"


@pytest.mark.parametrize(
    ("partner", "parties"),
    [
        ("last sentence, subject", ["TUR > -", "TUR IRN > -"]),
        ("only later", ["TUR IRQ > -", "TUR IRN > -"]),
        ("same sentence", ["TUR > -", "TUR IRN > -"]),
        ("nobody", ["TUR > -", "TUR IRN > -"]),
    ],
)
def test_who_meets_one_party_alone_is_chosen_and_never_that_party(chosen, partner, parties):
    table = MEETINGS.replace("Iran Iran PROPN NNP conj", "Iran Iran PROPN NNP conj")
    assert chosen(table, "nobody", partner) == parties


def test_chosen_parties_are_the_same_on_every_run(chosen):
    runs = {tuple(chosen(DOCUMENT, "share", "share")) for _ in range(3)}
    assert len(runs) == 1


MINERS = """
Peru Peru PROPN NNP nsubj watched
watched watch VERB VBD root -
Chile Chile PROPN NNP obj watched
. . PUNCT . punct watched

%s
arrested arrest VERB VBD root -
miners miner NOUN NNS obj arrested
near near ADP IN case Quito
Quito Quito PROPN NNP obl arrested
. . PUNCT . punct arrested
"""
DOCKERS = "Dockers docker NOUN NNS nsubj arrested"
POLICE = "Police police NOUN NN nsubj arrested"
BOLIVIANS = "Bolivians bolivian NOUN NNS nsubj arrested"


@pytest.mark.parametrize(
    ("subject", "feature", "parties"),
    [
        (POLICE, "last sentence, subject", "PER:COP > PER:LAB"),
        (POLICE, "is the place", "ECU:COP > ECU:LAB"),
        (DOCKERS, "nobody", "---:LAB > ---:LAB"),
        (POLICE, "nobody", "PER:COP > ---:LAB"),
        (BOLIVIANS, "is the place", "BOL > ECU:LAB"),
        ("Gunmen gunman NOUN NNS nsubj arrested", "is the place", "---:REB > ECU:LAB"),
    ],
    ids=["subject before", "the act's place", "nobody", "police have a state", "named stays", "armed group stays"],
)
def test_the_state_of_a_party_that_names_none_is_chosen(monkeypatch, subject, feature, parties):
    own = Chooser({STATE: {feature: 1.0, "last sentence, subject": 0.1, "share": -0.1}})
    monkeypatch.setattr(choice, "load_chooser", lambda: own)
    findings, acts = acts_in(MINERS % subject)
    act = choose_states(acts[-1], Candidates(findings, acts))
    assert " > ".join(" ".join(m.actor.code for m in side) for side in (act.actors, act.recipients)) == parties
