"""Status: what the words above an act make of it, on trees written by hand."""

from __future__ import annotations

import pytest

from crisisdesk.lexicon.grammar import load_grammar
from crisisdesk.model.claim import Reason, Status
from crisisdesk.stages.clauses import Clauses
from crisisdesk.stages.status import StatusFinder
from trees import parse_of, word_at

ACTUAL, FUTURE, HYPOTHETICAL, NEGATED = Status.ACTUAL, Status.FUTURE, Status.HYPOTHETICAL, Status.NEGATED


def find(table: str, word: str) -> tuple[Status, tuple[Reason, ...]]:
    parse, grammar = parse_of(table), load_grammar()
    return StatusFinder(parse, grammar).find(Clauses(parse, grammar).frame(word_at(parse, word)))


def told(*rows: str) -> str:
    return "\n".join(rows)


def with_auxiliary(word: str, lemma: str, tag: str = "MD") -> str:
    return told(
        "Rebels rebel NOUN NNS nsubj attack",
        f"{word} {lemma} AUX {tag} aux attack",
        "attack attack VERB VB root -",
        "Gao Gao PROPN NNP obj attack",
    )


def with_adverb(word: str) -> str:
    return told(
        "Rebels rebel NOUN NNS nsubj attacked",
        f"{word} {word} ADV RB advmod attacked",
        "attacked attack VERB VBD root -",
        "Gao Gao PROPN NNP obj attacked",
    )


def under_verb(form: str, lemma: str, tag: str = "VBD", above: str = "") -> str:
    """'Rebels FORM to attack Gao', with rows before the verb in ``above``."""
    return told(
        f"Rebels rebel NOUN NNS nsubj {form}",
        *filter(None, above.splitlines()),
        f"{form} {lemma} VERB {tag} root -",
        "to to PART TO mark attack",
        f"attack attack VERB VB xcomp {form}",
        "Gao Gao PROPN NNP obj attack",
    )


def with_determiner(*row: str) -> str:
    """'There was ROW attack on Gao': nothing above the noun says more."""
    return told(
        "There there PRON EX expl was",
        "was be VERB VBD root -",
        *row,
        "attack attack NOUN NN nsubj was",
        "on on ADP IN case Gao",
        "Gao Gao PROPN NNP nmod attack",
    )


def said(auxiliary: str, verb: str = "said say") -> str:
    form, lemma = verb.split()
    return told(
        f"Oslo Oslo PROPN NNP nsubj {form}",
        f"{form} {lemma} VERB VBD root -",
        "rebels rebel NOUN NNS nsubj attack",
        f"{auxiliary} {auxiliary} AUX MD aux attack",
        f"attack attack VERB VB ccomp {form}",
        "Gao Gao PROPN NNP obj attack",
    )


NO_WORD_ABOVE = """
Rebels rebel NOUN NNS nsubj attacked
attacked attack VERB VBD root -
Gao Gao PROPN NNP obj attacked
"""

SAID_THAT = """
Oslo Oslo PROPN NNP nsubj said
said say VERB VBD root -
that that SCONJ IN mark attacked
rebels rebel NOUN NNS nsubj attacked
attacked attack VERB VBD ccomp said
Gao Gao PROPN NNP obj attacked
"""

WOULD_IF = """
Rebels rebel NOUN NNS nsubj attack
would would AUX MD aux attack
attack attack VERB VB root -
Gao Gao PROPN NNP obj attack
if if SCONJ IN mark fell
talks talk NOUN NNS nsubj fell
fell fall VERB VBD advcl attack
"""

SAID_WOULD_IF = """
Oslo Oslo PROPN NNP nsubj said
said say VERB VBD root -
rebels rebel NOUN NNS nsubj attack
would would AUX MD aux attack
attack attack VERB VB ccomp said
Gao Gao PROPN NNP obj attack
if if SCONJ IN mark fell
talks talk NOUN NNS nsubj fell
fell fall VERB VBD advcl attack
"""

IF_CLAUSE = """
If if SCONJ IN mark attack
rebels rebel NOUN NNS nsubj attack
attack attack VERB VBP advcl flee
Gao Gao PROPN NNP obj attack
, , PUNCT , punct flee
monks monk NOUN NNS nsubj flee
will will AUX MD aux flee
flee flee VERB VB root -
"""

WHEN_CLAUSE = """
When when SCONJ WRB mark attacked
rebels rebel NOUN NNS nsubj attacked
attacked attack VERB VBD advcl fled
Gao Gao PROPN NNP obj attacked
monks monk NOUN NNS nsubj fled
fled flee VERB VBD root -
"""

WITHOUT = """
Rebels rebel NOUN NNS nsubj left
left leave VERB VBD root -
without without SCONJ IN mark attacking
attacking attack VERB VBG advcl left
Gao Gao PROPN NNP obj attacking
"""

PURPOSE = """
Rebels rebel NOUN NNS nsubj gathered
gathered gather VERB VBD root -
to to PART TO mark attack
attack attack VERB VB advcl gathered
Gao Gao PROPN NNP obj attack
"""

NOBODY = """
No no DET DT det rebel
rebel rebel NOUN NN nsubj attacked
attacked attack VERB VBD root -
Gao Gao PROPN NNP obj attacked
"""

DENIED_GERUND = """
Rebels rebel NOUN NNS nsubj denied
denied deny VERB VBD root -
attacking attack VERB VBG xcomp denied
Gao Gao PROPN NNP obj attacking
"""

DENIED_THAT = """
Rebels rebel NOUN NNS nsubj denied
denied deny VERB VBD root -
that that SCONJ IN mark attacked
they they PRON PRP nsubj attacked
attacked attack VERB VBD ccomp denied
Gao Gao PROPN NNP obj attacked
"""

BEFORE_A_PLAN = """
Rebels rebel NOUN NNS nsubj shelled
shelled shell VERB VBD root -
Gao Gao PROPN NNP obj shelled
and and CCONJ CC cc attack
will will AUX MD aux attack
attack attack VERB VB conj shelled
it it PRON PRP obj attack
"""

SHARED_AUXILIARY = """
Envoys envoy NOUN NNS nsubj meet
will will AUX MD aux meet
meet meet VERB VB root -
and and CCONJ CC cc sign
sign sign VERB VB conj meet
a a DET DT det pact
pact pact NOUN NN obj sign
"""

PLAN_NOUN = """
Rebels rebel NOUN NNS nsubj made
made make VERB VBD root -
a a DET DT det {noun}
{noun} {noun} NOUN NN obj made
to to PART TO mark attack
attack attack VERB VB acl {noun}
Gao Gao PROPN NNP obj attack
"""

RELATIVE = """
Oslo Oslo PROPN NNP nsubj find
will will AUX MD aux find
find find VERB VB root -
rebels rebel NOUN NNS obj find
who who PRON WP nsubj attacked PronType=Rel
attacked attack VERB VBD acl:relcl rebels
Gao Gao PROPN NNP obj attacked
"""

LIGHT = """
Rebels rebel NOUN NNS nsubj launch
will will AUX MD aux launch
not not PART RB advmod launch
launch launch VERB VB root -
an a DET DT det attack
attack attack NOUN NN obj launch
"""

FUTURE_LIGHT = """
Seoul Seoul PROPN NNP nsubj hold
will will AUX MD aux hold
hold hold VERB VB root -
talks talk NOUN NNS obj hold
"""

PREVENTED = """
Soldiers soldier NOUN NNS nsubj prevented
prevented prevent VERB VBD root -
an a DET DT det attack
attack attack NOUN NN obj prevented
"""

THE_ATTACK_AND_A_MODAL = """
Rebels rebel NOUN NNS nsubj deny
may may AUX MD aux deny
deny deny VERB VB root -
the the DET DT det attack
attack attack NOUN NN obj deny
"""

RISK_OF = """
Oslo Oslo PROPN NNP nsubj sees
sees see VERB VBZ root -
a a DET DT det risk
risk risk NOUN NN obj sees
of of ADP IN case attack
attack attack NOUN NN nmod risk
"""

WITHOUT_NOUN = """
Night night NOUN NN nsubj passed
passed pass VERB VBD root -
without without ADP IN case attack
attack attack NOUN NN obl passed
"""

PREDICATE = """
Rebels rebel NOUN NNS nsubj unable
are be AUX VBP cop unable
unable unable ADJ JJ root -
to to PART TO mark attack
attack attack VERB VB xcomp unable
Gao Gao PROPN NNP obj attack
"""

READY = PREDICATE.replace("unable", "ready")
ABLE = PREDICATE.replace("unable", "able")

NO_OBJECT = """
Rebels rebel NOUN NNS nsubj launched
launched launch VERB VBD root -
no no DET DT det attack
attack attack NOUN NN obj launched
"""

NO_PASSIVE_SUBJECT = """
No no DET DT det talks
talks talk NOUN NNS nsubj:pass held
were be AUX VBD aux:pass held
held hold VERB VBN root -
"""


VERBS = [
    pytest.param(NO_WORD_ABOVE, "attacked", ACTUAL, id="no word above"),
    pytest.param(with_auxiliary("will", "will"), "attack", FUTURE, id="will"),
    pytest.param(with_auxiliary("shall", "shall"), "attack", FUTURE, id="shall"),
    pytest.param(with_auxiliary("wo", "will"), "attack", FUTURE, id="wo(n't)"),
    pytest.param(with_auxiliary("may", "may"), "attack", HYPOTHETICAL, id="may"),
    pytest.param(with_auxiliary("might", "might"), "attack", HYPOTHETICAL, id="might"),
    pytest.param(with_auxiliary("could", "could"), "attack", HYPOTHETICAL, id="could"),
    pytest.param(with_auxiliary("should", "should"), "attack", HYPOTHETICAL, id="should"),
    pytest.param(with_auxiliary("would", "would"), "attack", HYPOTHETICAL, id="would"),
    pytest.param(with_auxiliary("did", "do", "VBD"), "attack", ACTUAL, id="emphatic did"),
    pytest.param(with_adverb("not"), "attacked", NEGATED, id="not"),
    pytest.param(with_adverb("never"), "attacked", NEGATED, id="never"),
    pytest.param(with_adverb("perhaps"), "attacked", HYPOTHETICAL, id="perhaps"),
    pytest.param(with_adverb("quickly"), "attacked", ACTUAL, id="another adverb"),
    pytest.param(SAID_THAT, "attacked", ACTUAL, id="said that"),
    pytest.param(said("will"), "attack", FUTURE, id="said will"),
    pytest.param(said("would"), "attack", FUTURE, id="said would"),
    pytest.param(said("may"), "attack", HYPOTHETICAL, id="said may"),
    pytest.param(said("would", "feared fear"), "attack", HYPOTHETICAL, id="feared would"),
    pytest.param(WOULD_IF, "attack", HYPOTHETICAL, id="would, if"),
    pytest.param(SAID_WOULD_IF, "attack", HYPOTHETICAL, id="said would, if"),
    pytest.param(IF_CLAUSE, "attack", HYPOTHETICAL, id="in an if clause"),
    pytest.param(IF_CLAUSE, "flee", FUTURE, id="beside an if clause"),
    pytest.param(WHEN_CLAUSE, "attacked", ACTUAL, id="in a when clause"),
    pytest.param(WITHOUT, "attacking", NEGATED, id="without"),
    pytest.param(WITHOUT, "left", ACTUAL, id="beside without"),
    pytest.param(PURPOSE, "attack", HYPOTHETICAL, id="purpose"),
    pytest.param(PURPOSE, "gathered", ACTUAL, id="beside a purpose"),
    pytest.param(NOBODY, "attacked", NEGATED, id="no + subject"),
    pytest.param(under_verb("failed", "fail"), "attack", NEGATED, id="failed to"),
    pytest.param(under_verb("planned", "plan"), "attack", FUTURE, id="planned to"),
    pytest.param(under_verb("intend", "intend", "VBP"), "attack", FUTURE, id="intend to"),
    pytest.param(under_verb("want", "want", "VBP"), "attack", HYPOTHETICAL, id="want to"),
    pytest.param(under_verb("tried", "try"), "attack", ACTUAL, id="tried to"),
    pytest.param(under_verb("threatened", "threaten"), "attack", HYPOTHETICAL, id="any other verb to"),
    pytest.param(under_verb("managed", "manage"), "attack", ACTUAL, id="managed to"),
    pytest.param(under_verb("continued", "continue"), "attack", ACTUAL, id="continued to"),
    pytest.param(under_verb("going", "go", "VBG", "are be AUX VBP aux going"), "attack", FUTURE, id="are going to"),
    pytest.param(
        under_verb("fail", "fail", "VB", "did do AUX VBD aux fail\nnot not PART RB advmod fail"),
        "attack",
        ACTUAL,
        id="did not fail to",
    ),
    pytest.param(
        under_verb("plan", "plan", "VB", "do do AUX VBP aux plan\nnot not PART RB advmod plan"),
        "attack",
        NEGATED,
        id="do not plan to",
    ),
    pytest.param(
        under_verb("continue", "continue", "VB", "may may AUX MD aux continue"),
        "attack",
        HYPOTHETICAL,
        id="may continue to",
    ),
    pytest.param(DENIED_GERUND, "attacking", NEGATED, id="denied doing"),
    pytest.param(DENIED_THAT, "attacked", NEGATED, id="denied that"),
    pytest.param(BEFORE_A_PLAN, "shelled", ACTUAL, id="an auxiliary does not go backwards"),
    pytest.param(BEFORE_A_PLAN, "attack", FUTURE, id="an auxiliary of its own"),
    pytest.param(SHARED_AUXILIARY, "sign", FUTURE, id="an auxiliary is shared by conjuncts"),
    pytest.param(PLAN_NOUN.format(noun="plan"), "attack", FUTURE, id="a plan to"),
    pytest.param(PLAN_NOUN.format(noun="threat"), "attack", HYPOTHETICAL, id="a threat to"),
    pytest.param(PLAN_NOUN.format(noun="failure"), "attack", NEGATED, id="a failure to"),
    pytest.param(RELATIVE, "attacked", ACTUAL, id="a relative clause stands alone"),
    pytest.param(PREDICATE, "attack", NEGATED, id="unable to"),
    pytest.param(READY, "attack", FUTURE, id="ready to"),
    pytest.param(ABLE, "attack", HYPOTHETICAL, id="able to"),
]

NOUNS = [
    pytest.param(with_determiner("an a DET DT det attack"), "attack", ACTUAL, id="an attack"),
    pytest.param(with_determiner("no no DET DT det attack"), "attack", NEGATED, id="there was no"),
    pytest.param(NO_OBJECT, "attack", NEGATED, id="launched no attack"),
    pytest.param(NO_PASSIVE_SUBJECT, "talks", NEGATED, id="no talks were held"),
    pytest.param(
        with_determiner("a a DET DT det attack", "possible possible ADJ JJ amod attack"),
        "attack",
        HYPOTHETICAL,
        id="possible",
    ),
    pytest.param(
        with_determiner("an a DET DT det attack", "alleged alleged ADJ JJ amod attack"),
        "attack",
        HYPOTHETICAL,
        id="alleged",
    ),
    pytest.param(
        with_determiner("the the DET DT det attack", "upcoming upcoming ADJ JJ amod attack"),
        "attack",
        FUTURE,
        id="upcoming",
    ),
    pytest.param(
        with_determiner("a a DET DT det attack", "fierce fierce ADJ JJ amod attack"), "attack", ACTUAL, id="fierce"
    ),
    pytest.param(LIGHT, "attack", NEGATED, id="will not launch an attack"),
    pytest.param(FUTURE_LIGHT, "talks", FUTURE, id="will hold talks"),
    pytest.param(PREVENTED, "attack", NEGATED, id="prevented an attack"),
    pytest.param(THE_ATTACK_AND_A_MODAL, "attack", ACTUAL, id="a definite attack is a fact"),
    pytest.param(RISK_OF, "attack", HYPOTHETICAL, id="a risk of attack"),
    pytest.param(WITHOUT_NOUN, "attack", NEGATED, id="without attack"),
]


@pytest.mark.parametrize(("table", "word", "status"), VERBS)
def test_verb(table, word, status):
    assert find(table, word)[0] is status


@pytest.mark.parametrize(("table", "word", "status"), NOUNS)
def test_noun(table, word, status):
    assert find(table, word)[0] is status


@pytest.mark.parametrize(
    ("table", "word", "words"),
    [
        pytest.param(NO_WORD_ABOVE, "attacked", [], id="nothing above"),
        pytest.param(with_auxiliary("may", "may"), "attack", ["may"], id="may"),
        pytest.param(with_adverb("never"), "attacked", ["never"], id="never"),
        pytest.param(WITHOUT, "attacking", ["without"], id="without"),
        pytest.param(under_verb("failed", "fail"), "attack", ["failed"], id="failed to"),
        pytest.param(LIGHT, "attack", ["not", "will"], id="will not"),
        pytest.param(
            under_verb("fail", "fail", "VB", "did do AUX VBD aux fail\nnot not PART RB advmod fail"),
            "attack",
            ["fail", "not"],
            id="did not fail to",
        ),
    ],
)
def test_the_words_that_gave_the_status_are_named(table, word, words):
    reasons = find(table, word)[1]
    text = parse_of(table).text
    assert sorted({reason.word.text for reason in reasons}) == words
    assert all(text[reason.word.start : reason.word.end] == reason.word.text for reason in reasons)
    assert all(reason.effect for reason in reasons)
