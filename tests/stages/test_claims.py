"""Claims: by whom an act is said that nobody is cited for, on trees written by hand."""

from __future__ import annotations

import pytest

from crisisdesk.coder import read_text
from crisisdesk.stages import choice
from crisisdesk.stages.candidates import ACTOR, RECIPIENT
from crisisdesk.stages.choice import Chooser
from crisisdesk.stages.claims import code_claims
from found import found_in

STATE, NEWS = "US Department of State", "Reuters"

RUSSIA = """
Russia Russia PROPN NNP nsubj shelled
shelled shell VERB VBD root -
Ukraine Ukraine PROPN NNP obj shelled
. . PUNCT . punct shelled
"""

AMERICA = """
The the DET DT det States
United United PROPN NNP amod States
States States PROPN NNPS nsubj shelled
shelled shell VERB VBD root -
Syria Syria PROPN NNP obj shelled
. . PUNCT . punct shelled
"""

WE = """
We we PRON PRP nsubj shelled
shelled shell VERB VBD root -
Syria Syria PROPN NNP obj shelled
. . PUNCT . punct shelled
"""

NOBODY_NAMED = """
Syria Syria PROPN NNP nsubj:pass shelled
was be AUX VBD aux:pass shelled
shelled shell VERB VBN root -
. . PUNCT . punct shelled
"""

CITED = """
Turkey Turkey PROPN NNP nsubj said
said say VERB VBD root -
Russia Russia PROPN NNP nsubj shelled
shelled shell VERB VBD ccomp said
Ukraine Ukraine PROPN NNP obj shelled
. . PUNCT . punct said
"""

BOTH = RUSSIA.strip() + "\n\n" + AMERICA.strip()


@pytest.fixture(autouse=True)
def _nobody_chosen(monkeypatch):
    monkeypatch.setattr(choice, "load_chooser", lambda: Chooser({role: {"nobody": 1.0} for role in (ACTOR, RECIPIENT)}))


def claims(table: str, publisher: str):
    return code_claims(*found_in(table, publisher))[0]


@pytest.mark.parametrize(
    ("table", "publisher", "speakers"),
    [
        (RUSSIA, STATE, ["USA:GOV"]),
        (AMERICA, STATE, [""]),
        (WE, STATE, [""]),
        (NOBODY_NAMED, STATE, ["USA:GOV"]),
        (CITED, STATE, ["TUR"]),
        (BOTH, STATE, ["USA:GOV", ""]),
        (RUSSIA, NEWS, [""]),
        (CITED, NEWS, ["TUR"]),
        (RUSSIA, "", [""]),
        (RUSSIA, "Foreign Ministry of Russia", [""]),
        (AMERICA, "Foreign Ministry of Russia", ["RUS:GOV"]),
    ],
)
def test_a_government_says_what_others_do_and_nobody_what_it_does_itself(table, publisher, speakers):
    assert [" ".join(s.mention.actor.code for s in found.said_by) for found in claims(table, publisher)] == speakers


def test_who_issued_a_statement_is_named_by_no_word_of_it():
    (found,) = claims(RUSSIA, STATE)
    (speaker,) = found.said_by
    assert (speaker.cue, speaker.mention.via, speaker.mention.span.text) == ("", "publisher", "")
    assert speaker.mention.span.start == speaker.mention.span.end == found.trigger.start


def test_an_actor_in_the_publishers_own_voice_is_the_publisher():
    (found,) = claims(WE, STATE)
    assert [mention.actor.code for mention in found.actors] == ["USA:GOV"]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Kenya threatened Uganda. Later the army of Kenya attacked.", ("recipient: not named",)),
        ("Kenya threatened Uganda. Later the army of Kenya attacked Uganda.", ()),
    ],
)
def test_a_recipient_that_the_sentence_does_not_name_is_told_of(text, missing):
    claim = next(c for c in read_text(text, "2014-05-07").claims if c.type == "ASSAULT")
    assert claim.recipients and claim.missing == missing
