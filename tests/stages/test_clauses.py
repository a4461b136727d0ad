"""Clauses: who stands where around a word, on trees written by hand."""

from __future__ import annotations

import pytest

from crisisdesk.lexicon.grammar import load_grammar
from crisisdesk.stages.clauses import Clauses, Frame
from trees import parse_of, word_at, words_of


def frame_of(table: str, word: str) -> tuple[Frame, dict[str, str]]:
    """Return the frame around a word, and the words at those of its places that are not empty."""
    parse = parse_of(table)
    frame = Clauses(parse, load_grammar()).frame(word_at(parse, word))
    return frame, {place: words_of(parse, tokens) for place, tokens in frame.places.items() if tokens}


ACTIVE = """
Rebels rebel NOUN NNS nsubj attacked
attacked attack VERB VBD root -
the the DET DT det town
town town NOUN NN obj attacked
near near ADP IN case Gao
Gao Gao PROPN NNP obl attacked
Monday Monday PROPN NNP obl:unmarked attacked
"""

PASSIVE = """
The the DET DT det town
town town NOUN NN nsubj:pass attacked
was be AUX VBD aux:pass attacked
attacked attack VERB VBN root -
by by ADP IN case rebels
rebels rebel NOUN NNS obl:agent attacked
and and CCONJ CC cc bandits
bandits bandit NOUN NNS conj rebels
"""

PASSIVE_WITHOUT_AGENT = """
Town town NOUN NN nsubj:pass attacked
and and CCONJ CC cc port
port port NOUN NN conj Town
were be AUX VBD aux:pass attacked
attacked attack VERB VBN root -
"""

COORDINATION = """
Paris Paris PROPN NNP nsubj signed
, , PUNCT , punct Berlin
Berlin Berlin PROPN NNP conj Paris
and and CCONJ CC cc Rome
Rome Rome PROPN NNP conj Paris
signed sign VERB VBD root -
a a DET DT det pact
pact pact NOUN NN obj signed
and and CCONJ CC cc charter
a a DET DT det charter
charter charter NOUN NN conj pact
with with ADP IN case Oslo
Oslo Oslo PROPN NNP obl signed
and and CCONJ CC cc Bern
Bern Bern PROPN NNP conj Oslo
"""

RELATIVE_SUBJECT = """
Rebels rebel NOUN NNS nsubj fled
who who PRON WP nsubj attacked PronType=Rel
attacked attack VERB VBD acl:relcl Rebels
Gao Gao PROPN NNP obj attacked
fled flee VERB VBD root -
"""

RELATIVE_PASSIVE = """
Villages village NOUN NNS nsubj lie
which which PRON WDT nsubj:pass burned PronType=Rel
were be AUX VBD aux:pass burned
burned burn VERB VBN acl:relcl Villages
by by ADP IN case rebels
rebels rebel NOUN NNS obl:agent burned
lie lie VERB VBP root -
empty empty ADJ JJ xcomp lie
"""

RELATIVE_CONJUNCT = """
Rebels rebel NOUN NNS nsubj fled
who who PRON WP nsubj took PronType=Rel
took take VERB VBD acl:relcl Rebels
Gao Gao PROPN NNP obj took
and and CCONJ CC cc burned
burned burn VERB VBD conj took
it it PRON PRP obj burned
fled flee VERB VBD root -
"""

RELATIVE_OBJECT = """
The the DET DT det envoy
envoy envoy NOUN NN nsubj died
whom whom PRON WP obj shot PronType=Rel
rebels rebel NOUN NNS nsubj shot
shot shoot VERB VBD acl:relcl envoy
died die VERB VBD root -
"""

RELATIVE_OBLIQUE = """
The the DET DT det group
group group NOUN NN nsubj denied
with with ADP IN case which
which which PRON WDT obl talked PronType=Rel
Paris Paris PROPN NNP nsubj talked
talked talk VERB VBD acl:relcl group
denied deny VERB VBD root -
it it PRON PRP obj denied
"""

SUBJECT_CONTROL = """
Moscow Moscow PROPN NNP nsubj agreed
agreed agree VERB VBD root -
to to PART TO mark withdraw
withdraw withdraw VERB VB xcomp agreed
troops troops NOUN NNS obj withdraw
"""

OBJECT_CONTROL = """
Paris Paris PROPN NNP nsubj urged
urged urge VERB VBD root -
Kabul Kabul PROPN NNP obj urged
to to PART TO mark free
free free VERB VB xcomp urged
monks monk NOUN NNS obj free
"""

PASSIVE_CONTROL = """
Soldiers soldier NOUN NNS nsubj:pass ordered
were be AUX VBD aux:pass ordered
ordered order VERB VBN root -
by by ADP IN case Oslo
Oslo Oslo PROPN NNP obl:agent ordered
to to PART TO mark leave
leave leave VERB VB xcomp ordered
"""

CONJOINED_VERBS = """
Rebels rebel NOUN NNS nsubj attacked
attacked attack VERB VBD root -
Gao Gao PROPN NNP obj attacked
and and CCONJ CC cc seized
seized seize VERB VBD conj attacked
the the DET DT det port
port port NOUN NN obj seized
"""

CONJOINED_PASSIVES = """
Monks monk NOUN NNS nsubj:pass arrested
were be AUX VBD aux:pass arrested
arrested arrest VERB VBN root -
and and CCONJ CC cc beaten
beaten beat VERB VBN conj arrested
by by ADP IN case police
police police NOUN NNS obl:agent beaten
"""

ACTIVE_THEN_PASSIVE = """
Monks monk NOUN NNS nsubj marched
marched march VERB VBD root -
and and CCONJ CC cc beaten
were be AUX VBD aux:pass beaten
beaten beat VERB VBN conj marched
"""

PASSIVE_THEN_ACTIVE = """
Monks monk NOUN NNS nsubj:pass beaten
were be AUX VBD aux:pass beaten
beaten beat VERB VBN root -
and and CCONJ CC cc fled
fled flee VERB VBD conj beaten
"""

PAST_PARTICIPLE = """
A a DET DT det bomb
bomb bomb NOUN NN nsubj exploded
planted plant VERB VBN acl bomb
by by ADP IN case rebels
rebels rebel NOUN NNS obl:agent planted
exploded explode VERB VBD root -
"""

PRESENT_PARTICIPLE = """
Soldiers soldier NOUN NNS nsubj fled
guarding guard VERB VBG acl Soldiers
the the DET DT det bridge
bridge bridge NOUN NN obj guarding
fled flee VERB VBD root -
"""

ADVERBIAL = """
Rebels rebel NOUN NNS nsubj left
left leave VERB VBD root -
Gao Gao PROPN NNP obj left
, , PUNCT , punct killing
killing kill VERB VBG advcl left
monks monk NOUN NNS obj killing
"""

NOUN_WITH_OWNER_AND_INFINITIVE = """
Tehran Tehran PROPN NNP nmod:poss decision
's 's PART POS case Tehran
decision decision NOUN NN nsubj pleased
to to PART TO mark free
free free VERB VB acl decision
monks monk NOUN NNS obj free
pleased please VERB VBD root -
Oslo Oslo PROPN NNP obj pleased
"""

NOUN_UNDER_VERB_AND_INFINITIVE = """
Tehran Tehran PROPN NNP nsubj made
made make VERB VBD root -
a a DET DT det promise
promise promise NOUN NN obj made
to to PART TO mark free
free free VERB VB acl promise
monks monk NOUN NNS obj free
"""

GIVEN = """
Paris Paris PROPN NNP nsubj gave
gave give VERB VBD root -
Kabul Kabul PROPN NNP iobj gave
and and CCONJ CC cc Oslo
Oslo Oslo PROPN NNP conj Kabul
tents tent NOUN NNS obj gave
"""

GIVEN_PASSIVE = """
Kabul Kabul PROPN NNP nsubj:pass given
was be AUX VBD aux:pass given
given give VERB VBN root -
tents tent NOUN NNS obj given
by by ADP IN case Paris
Paris Paris PROPN NNP obl:agent given
"""

VERBS = [
    pytest.param(ACTIVE, "attacked", {"subject": "Rebels", "object": "town", "near": "Gao"}, id="active"),
    pytest.param(
        PASSIVE,
        "attacked",
        {"subject": "rebels bandits", "object": "town", "by": "rebels bandits"},
        id="passive with agents",
    ),
    pytest.param(PASSIVE_WITHOUT_AGENT, "attacked", {"object": "Town port"}, id="passive without agent"),
    pytest.param(
        COORDINATION,
        "signed",
        {"subject": "Paris Berlin Rome", "object": "pact charter", "with": "Oslo Bern"},
        id="conjuncts",
    ),
    pytest.param(RELATIVE_SUBJECT, "attacked", {"subject": "Rebels", "object": "Gao"}, id="relative subject"),
    pytest.param(RELATIVE_SUBJECT, "fled", {"subject": "Rebels"}, id="beside a relative clause"),
    pytest.param(
        RELATIVE_PASSIVE, "burned", {"subject": "rebels", "object": "Villages", "by": "rebels"}, id="relative passive"
    ),
    pytest.param(
        RELATIVE_CONJUNCT, "burned", {"subject": "Rebels", "object": "it"}, id="second verb of a relative clause"
    ),
    pytest.param(SUBJECT_CONTROL, "withdraw", {"subject": "Moscow", "object": "troops"}, id="subject control"),
    pytest.param(OBJECT_CONTROL, "free", {"subject": "Kabul", "object": "monks"}, id="object control"),
    pytest.param(PASSIVE_CONTROL, "leave", {"subject": "Soldiers"}, id="control under a passive"),
    pytest.param(CONJOINED_VERBS, "seized", {"subject": "Rebels", "object": "port"}, id="conjoined verbs"),
    pytest.param(CONJOINED_VERBS, "attacked", {"subject": "Rebels", "object": "Gao"}, id="first of conjoined verbs"),
    pytest.param(
        CONJOINED_PASSIVES, "beaten", {"subject": "police", "object": "Monks", "by": "police"}, id="conjoined passives"
    ),
    pytest.param(CONJOINED_PASSIVES, "arrested", {"object": "Monks"}, id="an agent is not shared backwards"),
    pytest.param(ACTIVE_THEN_PASSIVE, "beaten", {"object": "Monks"}, id="passive after active"),
    pytest.param(PASSIVE_THEN_ACTIVE, "fled", {"subject": "Monks"}, id="active after passive"),
    pytest.param(
        PAST_PARTICIPLE, "planted", {"subject": "rebels", "object": "bomb", "by": "rebels"}, id="past participle"
    ),
    pytest.param(PRESENT_PARTICIPLE, "guarding", {"subject": "Soldiers", "object": "bridge"}, id="present participle"),
    pytest.param(ADVERBIAL, "killing", {"subject": "Rebels", "object": "monks"}, id="adverbial participle"),
    pytest.param(
        NOUN_WITH_OWNER_AND_INFINITIVE, "free", {"subject": "Tehran", "object": "monks"}, id="its decision to"
    ),
    pytest.param(
        NOUN_UNDER_VERB_AND_INFINITIVE, "free", {"subject": "Tehran", "object": "monks"}, id="made a promise to"
    ),
    pytest.param(
        GIVEN, "gave", {"subject": "Paris", "indirect": "Kabul Oslo", "object": "tents"}, id="indirect object"
    ),
    pytest.param(
        GIVEN_PASSIVE,
        "given",
        {"subject": "Paris", "indirect": "Kabul", "object": "tents", "by": "Paris"},
        id="passive of an indirect object",
    ),
]


@pytest.mark.parametrize(("table", "word", "places"), VERBS)
def test_verb(table, word, places):
    frame, found = frame_of(table, word)
    assert found == places
    assert frame.verb == frame.trigger


@pytest.mark.parametrize(
    ("table", "word", "place", "filler"),
    [
        pytest.param(RELATIVE_OBJECT, "shot", "object", "envoy", id="whom rebels shot"),
        pytest.param(RELATIVE_OBLIQUE, "talked", "with", "group", id="with which Paris talked"),
    ],
)
def test_a_relative_pronoun_stands_for_its_noun(table, word, place, filler):
    assert frame_of(table, word)[1][place] == filler


@pytest.mark.parametrize(
    ("table", "word", "passive"),
    [
        (ACTIVE, "attacked", False),
        (PASSIVE, "attacked", True),
        (RELATIVE_PASSIVE, "burned", True),
        (CONJOINED_PASSIVES, "beaten", True),
        (PASSIVE_THEN_ACTIVE, "fled", False),
        (PAST_PARTICIPLE, "planted", True),
        (PRESENT_PARTICIPLE, "guarding", False),
        (GIVEN_PASSIVE, "given", True),
    ],
)
def test_passive(table, word, passive):
    assert frame_of(table, word)[0].passive is passive


LIGHT = """
Rebels rebel NOUN NNS nsubj launched
launched launch VERB VBD root -
an a DET DT det attack
attack attack NOUN NN obj launched
on on ADP IN case Gao
Gao Gao PROPN NNP nmod attack
with with ADP IN case tanks
tanks tank NOUN NNS obl launched
"""

LIGHT_PASSIVE = """
An a DET DT det attack
attack attack NOUN NN nsubj:pass launched
was be AUX VBD aux:pass launched
launched launch VERB VBN root -
by by ADP IN case rebels
rebels rebel NOUN NNS obl:agent launched
"""

LIGHT_CONTROLLED = """
Seoul Seoul PROPN NNP nsubj agreed
agreed agree VERB VBD root -
to to PART TO mark hold
hold hold VERB VB xcomp agreed
talks talk NOUN NNS obj hold
with with ADP IN case Tokyo
Tokyo Tokyo PROPN NNP obl hold
"""

ENTERING = """
Seoul Seoul PROPN NNP nsubj entered
entered enter VERB VBD root -
into into ADP IN case talks
talks talk NOUN NNS obl entered
with with ADP IN case Tokyo
Tokyo Tokyo PROPN NNP nmod talks
"""

REVERSE = """
Gao Gao PROPN NNP nsubj suffered
suffered suffer VERB VBD root -
an a DET DT det attack
attack attack NOUN NN obj suffered
by by ADP IN case rebels
rebels rebel NOUN NNS nmod attack
"""

HEAVY = """
Paris Paris PROPN NNP nsubj mourned
mourned mourn VERB VBD root -
the the DET DT det attack
attack attack NOUN NN obj mourned
"""

OWNED = """
Moscow Moscow PROPN NNP nmod:poss invasion
's 's PART POS case Moscow
swift swift ADJ JJ amod invasion
land land NOUN NN compound invasion
invasion invasion NOUN NN nsubj shocked
of of ADP IN case Narnia
Narnia Narnia PROPN NNP nmod invasion
and and CCONJ CC cc Oz
Oz Oz PROPN NNP conj Narnia
shocked shock VERB VBD root -
Oslo Oslo PROPN NNP obj shocked
"""

MURDER = """
The the DET DT det murder
murder murder NOUN NN nsubj shocked
of of ADP IN case monks
monks monk NOUN NNS nmod murder
by by ADP IN case rebels
rebels rebel NOUN NNS nmod monks
shocked shock VERB VBD root -
Oslo Oslo PROPN NNP obj shocked
"""

NOUNS = [
    pytest.param(LIGHT, "attack", "launched", {"subject": "Rebels", "on": "Gao", "with": "tanks"}, id="light verb"),
    pytest.param(
        LIGHT_PASSIVE,
        "attack",
        "launched",
        {"subject": "rebels", "by": "rebels"},
        id="passive light verb",
    ),
    pytest.param(
        LIGHT_CONTROLLED, "talks", "hold", {"subject": "Seoul", "with": "Tokyo"}, id="light verb under control"
    ),
    pytest.param(ENTERING, "talks", "entered", {"subject": "Seoul", "with": "Tokyo"}, id="entered into talks"),
    pytest.param(REVERSE, "attack", "suffered", {"of": "Gao", "by": "rebels"}, id="reverse light verb"),
    pytest.param(HEAVY, "attack", "attack", {}, id="another verb lends nothing"),
    pytest.param(
        OWNED,
        "invasion",
        "invasion",
        {"possessor": "Moscow", "modifier": "swift land", "of": "Narnia Oz"},
        id="bare noun",
    ),
    pytest.param(
        MURDER, "murder", "murder", {"of": "monks", "by": "rebels"}, id="an agent under the one it is done to"
    ),
]


def test_the_agent_of_a_passive_light_verb_does_what_its_noun_says():
    assert frame_of(LIGHT_PASSIVE, "attack")[1]["subject"] == "rebels"


@pytest.mark.parametrize(("table", "word", "verb", "places"), NOUNS)
def test_noun(table, word, verb, places):
    parse = parse_of(table)
    frame, found = frame_of(table, word)
    assert found == places
    assert parse.tokens[frame.verb].text == verb
    assert parse.tokens[frame.trigger].text == word


PARTICLE = """
Rebels rebel NOUN NNS nsubj blew
blew blow VERB VBD root -
the the DET DT det bridge
bridge bridge NOUN NN obj blew
up up ADP RP compound:prt blew
"""

ADVERB = """
Seoul Seoul PROPN NNP nsubj pulled
pulled pull VERB VBD root -
out out ADV RB advmod pulled
yesterday yesterday ADV RB advmod pulled
"""


@pytest.mark.parametrize(("table", "word", "particles"), [(PARTICLE, "blew", ("up",)), (ADVERB, "pulled", ("out",))])
def test_particles(table, word, particles):
    assert frame_of(table, word)[0].particles == particles


CLAUSE = """
Paris Paris PROPN NNP nsubj warned
warned warn VERB VBD root -
that that SCONJ IN mark act
Oslo Oslo PROPN NNP nsubj act
would would AUX MD aux act
act act VERB VB ccomp warned
"""

GERUND = """
Rebels rebel NOUN NNS nsubj stopped
stopped stop VERB VBD root -
shelling shell VERB VBG xcomp stopped
Gao Gao PROPN NNP obj shelling
"""


@pytest.mark.parametrize(
    ("table", "word", "complements", "clause"),
    [
        (SUBJECT_CONTROL, "agreed", {"infinitive"}, "withdraw"),
        (CLAUSE, "warned", {"clause"}, "act"),
        (GERUND, "stopped", {"gerund"}, "shelling"),
        (ACTIVE, "attacked", set(), None),
    ],
)
def test_complements(table, word, complements, clause):
    frame, _ = frame_of(table, word)
    assert frame.complements == complements
    assert (None if frame.clause is None else parse_of(table).tokens[frame.clause].text) == clause


def test_a_place_without_words_is_empty():
    assert frame_of(ACTIVE, "attacked")[0].at("against") == ()


def ladder(steps: int) -> str:
    """A verb under a verb under a verb: only the topmost has a subject."""
    rows = ["Kabul Kabul PROPN NNP nsubj step0", "step0 wish VERB VBD root -"]
    for n in range(1, steps):
        rows += [f"to{n} to PART TO mark step{n}", f"step{n} wish VERB VB xcomp step{n - 1}"]
    return "\n".join(rows)


def test_control_over_several_verbs():
    assert frame_of(ladder(6), "step5")[1] == {"subject": "Kabul"}


def test_a_frame_does_not_hang_on_what_was_asked_before():
    parse = parse_of(ladder(12))
    fresh = Clauses(parse, load_grammar()).frame(word_at(parse, "step4"))
    asked = Clauses(parse, load_grammar())
    asked.frame(word_at(parse, "step11"))
    assert asked.frame(word_at(parse, "step4")) == fresh
