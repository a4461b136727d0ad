"""Candidates: who may be the party that a sentence leaves out, and what speaks for each, on trees written by hand."""

from __future__ import annotations

import pytest

from crisisdesk.stages.candidates import ACTOR, MOST_CANDIDATES, NOBODY, RECIPIENT, Candidates
from found import acts_in
from heads import heads
from trees import word_at

SHELLED = """
Turkey Turkey PROPN NNP nsubj shelled
shelled shell VERB VBD root -
Syria Syria PROPN NNP obj shelled
. . PUNCT . punct shelled
"""

WATCHED = """
Iraq Iraq PROPN NNP nsubj watched
watched watch VERB VBD root -
Iran Iran PROPN NNP obj watched
. . PUNCT . punct watched
"""

WERE_SHELLED = """
Houses house NOUN NNS nsubj:pass shelled
were be AUX VBD aux:pass shelled
shelled shell VERB VBN root -
in in ADP IN case Jordan
Jordan Jordan PROPN NNP obl shelled
. . PUNCT . punct shelled
"""


def slept(*rows: str) -> str:
    return "\n".join([*rows, "slept sleep VERB VBD root -", ". . PUNCT . punct slept"])


def joined(*sentences: str) -> str:
    return "\n\n".join(sentence.strip() for sentence in sentences)


REBELS = slept("Rebels rebel NOUN NNS nsubj slept", "near near ADP IN case Egypt", "Egypt Egypt PROPN NNP obl slept")
NURSES = slept("Nurses nurse NOUN NNS nsubj slept", "in in ADP IN case Kenya", "Kenya Kenya PROPN NNP nmod Nurses")
POLICE = slept("Iraqi iraqi ADJ JJ amod police", "police police NOUN NN nsubj slept")
ARMY = slept("Iraqi iraqi ADJ JJ amod army", "army army NOUN NN nsubj slept")
STATES = """
Albania Algeria Angola Argentina Austria Belgium Bolivia Brazil Bulgaria Canada Chile China Cuba Denmark Ecuador Egypt
Estonia Ethiopia Finland France Germany Ghana Greece Hungary Iceland India Indonesia Ireland Italy
"""
DOCUMENT = joined(SHELLED, WATCHED, WERE_SHELLED, REBELS, NURSES)


def candidates_in(table: str, publisher: str = "", learned=None):
    findings, acts = acts_in(table, publisher, learned)
    return Candidates(findings, acts), acts


def features(role: str = ACTOR, publisher: str = "") -> dict[str, dict[str, float]]:
    """Return what speaks for each candidate of the act whose parties nobody names."""
    candidates, acts = candidates_in(DOCUMENT, publisher)
    return candidates.features(acts[1], role)


def test_all_parties_of_the_document_are_candidates_and_nobody():
    assert set(features()) == {NOBODY, "TUR", "SYR", "IRQ", "IRN", "JOR", "EGY", "REB", "KEN"}


@pytest.mark.parametrize(
    ("feature", "parties"),
    [
        ("is rebel", "REB"),
        ("is the place", "JOR"),
        ("last sentence", "IRQ IRN"),
        ("last sentence, subject", "IRQ"),
        ("first sentence", "TUR SYR"),
        ("near", "TUR SYR IRQ IRN"),
        ("only later", "REB KEN"),
        ("only citizens", "KEN"),
        ("only as place", "JOR EGY"),
        ("as place, same sentence", "JOR"),
        ("same sentence", ""),
        ("has this role in last act", "TUR"),
        ("has other role in last act", "SYR"),
        ("has this role in last act of the type", "TUR"),
        ("has this role in next act of the type", ""),
    ],
)
def test_what_speaks_for_an_actor(feature, parties):
    assert {key for key, found in features().items() if feature in found} == set(parties.split())


@pytest.mark.parametrize(
    ("feature", "parties"),
    [("has this role in last act", "SYR"), ("has other role in last act", "TUR"), ("share of this role", "SYR")],
)
def test_what_speaks_for_a_recipient(feature, parties):
    assert {key for key, found in features(RECIPIENT).items() if feature in found} == set(parties.split())


def test_features_are_also_told_by_event_type():
    assert {name for name in features()["REB"] if name.startswith("ASSAULT")} == {
        "ASSAULT is rebel",
        "ASSAULT most mentioned",
    }


def test_shares_count_mentions_but_no_places():
    assert {key: found["share"] for key, found in features().items() if "share" in found} == pytest.approx(
        dict.fromkeys(("TUR", "SYR", "IRQ", "IRN", "REB", "KEN"), 1 / 6)
    )


def test_nobody_is_likelier_for_one_sentence_alone():
    (alone, (act,)), (among, acts) = candidates_in(WERE_SHELLED), candidates_in(DOCUMENT)
    assert [
        alone.features(act, ACTOR)[NOBODY]["nobody, alone"],
        among.features(acts[1], ACTOR)[NOBODY]["nobody, alone"],
    ] == [
        1,
        0,
    ]


@pytest.mark.parametrize(
    ("publisher", "found"),
    [("Foreign Ministry of Oman", {"OMN"}), ("Foreign Ministry of Iraq", {"IRQ"}), ("Reuters", set()), ("", set())],
)
def test_a_government_that_publishes_is_a_candidate_though_never_named(publisher, found):
    assert {key for key, told in features(publisher=publisher).items() if "is publisher" in told} == found


def test_news_agencies_and_people_of_no_state_are_no_candidates():
    reuters, residents = "Reuters Reuters PROPN NNP nsubj slept", "residents resident NOUN NNS nsubj slept"
    candidates, acts = candidates_in(joined(slept(reuters), slept(residents), WERE_SHELLED))
    assert set(candidates.features(acts[-1], ACTOR)) == {NOBODY, "JOR"}


def test_only_the_most_mentioned_are_candidates_and_the_publisher():
    rows = [slept(f"{name} {name} PROPN NNP nsubj slept") for name in [*STATES.split(), "Italy"]]
    candidates, _ = candidates_in(joined(*rows), "Foreign Ministry of Oman")
    assert len(candidates.keys) == MOST_CANDIDATES + 1
    assert (candidates.keys[0], candidates.keys[-1]) == ("ITA", "OMN")


@pytest.mark.parametrize(
    ("key", "code", "words"),
    [
        ("TUR", "TUR", "Turkey"),
        ("REB", "---:REB", "Rebels"),
        ("JOR", "JOR", "Jordan"),
        ("EGY", "EGY", "Egypt"),
        ("KEN", "KEN", "Nurses in Kenya"),
    ],
)
def test_a_candidate_is_shown_by_words_of_the_document(key, code, words):
    candidates, acts = candidates_in(DOCUMENT)
    found = candidates.mention(key, acts[1])
    assert (found.actor.code, found.span.text, found.via) == (code, words, "document")
    assert candidates.findings.parse.text[found.span.start : found.span.end] == words


@pytest.mark.parametrize(
    ("sentences", "which"),
    [((POLICE, REBELS, ARMY, WERE_SHELLED, POLICE), 2), ((WERE_SHELLED, REBELS, ARMY, POLICE), 2)],
    ids=["the last before the act", "the first after it"],
)
def test_which_mention_stands_for_a_candidate(sentences, which):
    candidates, acts = candidates_in(joined(*sentences))
    parse, start = candidates.findings.parse, candidates.mention("IRQ", acts[0]).span.start
    assert next(token.sentence for token in parse.tokens if token.start == start) == which


def test_the_publisher_without_a_mention_stands_at_the_act():
    candidates, acts = candidates_in(DOCUMENT, "Foreign Ministry of Oman")
    found = candidates.mention("OMN", acts[1])
    assert (found.actor.code, found.span.text, found.via) == ("OMN:GOV", "shelled", "publisher")


def test_parties_that_met_and_parties_that_faced_each_other():
    table = """
Turkey Turkey PROPN NNP nsubj met
met meet VERB VBD root -
Iraq Iraq PROPN NNP obj met

Turkey Turkey PROPN NNP nsubj shelled
shelled shell VERB VBD root -
Syria Syria PROPN NNP obj shelled

Turkey Turkey PROPN NNP nsubj:pass shelled
was be AUX VBD aux:pass shelled
shelled shell VERB VBN root -
"""
    candidates, acts = candidates_in(table)
    found = candidates.features(acts[-1], ACTOR)
    assert [
        {key for key, told in found.items() if name in told}
        for name in ("met the other party", "faces the other party", "is the other party")
    ] == [{"IRQ", "TUR"}, set(), {"TUR"}]
    back = candidates.features(acts[1], RECIPIENT)
    assert {key for key, told in back.items() if "faces the other party" in told} == {"SYR"}


def test_the_next_act_of_the_type_is_not_the_act_itself():
    name = "has this role in next act of the type"
    candidates, acts = candidates_in(joined(WERE_SHELLED, WATCHED, SHELLED))
    found = [candidates.features(act, ACTOR) for act in acts]
    assert [{key for key, told in one.items() if name in told} for one in found] == [{"TUR"}, set()]


def test_who_is_cited_speaks():
    table = """
Iraq Iraq PROPN NNP nsubj said
said say VERB VBD root -
houses house NOUN NNS nsubj:pass shelled
were be AUX VBD aux:pass shelled
shelled shell VERB VBN ccomp said
"""
    candidates, acts = candidates_in(table)
    assert "is speaker" in candidates.features(acts[-1], ACTOR)["IRQ"]


BESIDE = f"Turkey Turkey PROPN NNP dep shelled{WERE_SHELLED}Iraq Iraq PROPN NNP dep shelled"


def test_heads_say_who_of_the_same_sentence_has_the_role():
    plain, _ = acts_in(BESIDE)
    at, turkey, iraq = (word_at(plain.parse, word).i for word in ("shelled", "Turkey", "Iraq"))
    learned = heads(len(plain.parse.tokens), {at: {"ASSAULT": 0.9}}, acts={at: 4}, parties={turkey: 1, iraq: -1})
    candidates, acts = candidates_in(BESIDE, learned=learned)
    found = candidates.features(acts[0], ACTOR)
    assert found["TUR"]["role"] > 0.9 > 0.1 > found["IRQ"]["role"]
    assert [("same sentence, before" in found[key]) for key in ("TUR", "IRQ")] == [True, False]


def test_without_heads_no_feature_is_theirs():
    candidates, acts = candidates_in(BESIDE)
    names = {name for told in candidates.features(acts[0], ACTOR).values() for name in told}
    assert "same sentence" in names
    assert not names & {"role", "other role"}


def test_asking_changes_no_answer():
    candidates, acts = candidates_in(DOCUMENT, "Foreign Ministry of Oman")
    first = candidates.features(acts[1], ACTOR)
    candidates.features(acts[0], RECIPIENT)
    candidates.features(acts[1], RECIPIENT)
    anew, others = candidates_in(DOCUMENT, "Foreign Ministry of Oman")
    for again in (candidates.features(acts[1], ACTOR), anew.features(others[1], ACTOR)):
        assert list(again.items()) == list(first.items())
