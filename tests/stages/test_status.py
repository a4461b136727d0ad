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

HEADLINE = """
Oslo Oslo PROPN NNP nsubj leave
to to PART TO mark leave
leave leave VERB VB root -
Gao Gao PROPN NNP obj leave
"""

HEADLINE_NAME = """
Oslo Oslo PROPN NNP root -
to to PART TO mark leave
leave leave VERB VB acl Oslo
Gao Gao PROPN NNP obj leave
"""

IS_TO = """
Rebels rebel NOUN NNS nsubj leave
are be AUX VBP aux leave
to to PART TO mark leave
leave leave VERB VB root -
Gao Gao PROPN NNP obj leave
"""

WAS_TO_HAVE = """
Rebels rebel NOUN NNS nsubj left
were be AUX VBD aux left
to to PART TO mark left
have have AUX VB aux left
left leave VERB VBN root -
Gao Gao PROPN NNP obj left
"""

TO_BE_HELD = """
Oslo Oslo PROPN NNP nsubj announced
announced announce VERB VBD root -
talks talk NOUN NNS obj announced
to to PART TO mark held
be be AUX VB aux:pass held
held hold VERB VBN acl talks
"""

USED_TO = """
Rebels rebel NOUN NNS nsubj fired
{row}fired fire VERB VBD root -
rockets rocket NOUN NNS obj fired
to to PART TO mark attack
attack attack VERB VB advcl fired
Gao Gao PROPN NNP obj attack
"""

FIRST_TO = """
Oslo Oslo PROPN NNP nsubj state
is be AUX VBZ cop state
the the DET DT det state
first first ADJ JJ amod state
state state NOUN NN root -
to to PART TO mark attack
attack attack VERB VB acl state
Gao Gao PROPN NNP obj attack
"""

REPORTED = """
Rebels rebel NOUN NNS nsubj:pass {form}
are be AUX VBP aux:pass {form}
{form} {lemma} VERB VBN root -
to to PART TO mark hold
hold hold VERB VB xcomp {form}
Gao Gao PROPN NNP obj hold
"""

PERFECT = """
Rebels rebel NOUN NNS nsubj seem
seem look VERB VBP root -
to to PART TO mark left
have have AUX VB aux left
left leave VERB VBN xcomp seem
Gao Gao PROPN NNP obj left
"""

YET_TO = """
Rebels rebel NOUN NNS nsubj have
have have VERB VBP root -
yet yet ADV RB advmod have
to to PART TO mark leave
leave leave VERB VB xcomp have
Gao Gao PROPN NNP obj leave
"""

NOT_AND = """
Rebels rebel NOUN NNS nsubj say
did do AUX VBD aux say
not not PART RB advmod say
say say VERB VB root -
more more ADJ JJR obj say
but but CCONJ CC cc left
left leave VERB VBD conj say
Gao Gao PROPN NNP obj left
"""

INSTEAD = """
Rebels rebel NOUN NNS nsubj left
left leave VERB VBD root -
instead instead ADV RB mark attacking
of of ADP IN fixed instead
attacking attack VERB VBG advcl left
Gao Gao PROPN NNP obj attacking
"""

MAY_BY = """
Rebels rebel NOUN NNS nsubj win
may may AUX MD aux win
win win VERB VB root -
by by SCONJ IN mark attacking
attacking attack VERB VBG advcl win
Gao Gao PROPN NNP obj attacking
"""

WILL_WHEN = """
Monks monk NOUN NNS nsubj flee
will will AUX MD aux flee
flee flee VERB VB root -
{mark} {mark} SCONJ IN mark {form}
rebels rebel NOUN NNS nsubj {form}
{form} attack VERB {tag} advcl flee
Gao Gao PROPN NNP obj {form}
"""

IF_NOT = """
If if SCONJ IN mark leave
rebels rebel NOUN NNS nsubj leave
do do AUX VBP aux leave
not not PART RB advmod leave
leave leave VERB VB advcl flee
, , PUNCT , punct flee
monks monk NOUN NNS nsubj flee
will will AUX MD aux flee
flee flee VERB VB root -
"""

NEITHER_NOR = """
Oslo Oslo PROPN NNP nsubj left
has have AUX VBZ aux left
neither neither CCONJ CC cc left
left leave VERB VBN root -
nor nor CCONJ CC cc attacked
attacked attack VERB VBN conj left
Gao Gao PROPN NNP obj attacked
"""

PLANS_TALKS = """
Oslo Oslo PROPN NNP nsubj plans
plans plan VERB VBZ root -
talks talk NOUN NNS obj plans
"""

TALKS_WERE = """
The the DET DT det talks
talks talk NOUN NNS nsubj:pass {form}
were be AUX VBD aux:pass {form}
{form} {lemma} VERB VBN root -
"""

TALKS_WILL = """
The the DET DT det talks
talks talk NOUN NNS nsubj {form}
will will AUX MD aux {form}
{form} {form} VERB VB root -
"""

WOULD_BE = """
The the DET DT det attack
attack attack NOUN NN nsubj crime
would would AUX MD aux crime
be be AUX VB cop crime
a a DET DT det crime
crime crime NOUN NN root -
"""

PLANS_FOR = (
    RISK_OF.replace("a a DET DT det risk\n", "")
    .replace("risk risk NOUN NN", "plans plan NOUN NNS")
    .replace("nmod risk", "nmod plans")
    .replace("of of ADP", "for for ADP")
)

SUCH_AS = RISK_OF.replace("of of ADP IN", "as as ADP IN")

LIKELY = """
Further further ADJ JJ amod attacks
attacks attack NOUN NNS nsubj likely
are be AUX VBP cop likely
likely likely ADJ JJ root -
"""

NOT_AFTER = """
Envoys envoy NOUN NNS nsubj come
did do AUX VBD aux come
not not PART RB advmod come
come come VERB VB root -
after after ADP IN case attack
an a DET DT det attack
attack attack NOUN NN obl come
"""

FEARS_THAT = """
Fears fear NOUN NNS nsubj grew
that that SCONJ IN mark attack
rebels rebel NOUN NNS nsubj attack
will will AUX MD aux attack
attack attack VERB VB acl Fears
Gao Gao PROPN NNP obj attack
grew grow VERB VBD root -
"""

STOPPED_IN = """
March march NOUN NN nsubj stopped
stopped stop VERB VBD root -
in in ADP IN case attack
attack attack NOUN NN obl stopped
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
    pytest.param(HEADLINE, "leave", FUTURE, id="a headline's infinitive"),
    pytest.param(HEADLINE_NAME, "leave", FUTURE, id="a headline's infinitive under a name"),
    pytest.param(IS_TO, "leave", FUTURE, id="are to"),
    pytest.param(WAS_TO_HAVE, "left", NEGATED, id="were to have"),
    pytest.param(TO_BE_HELD, "held", FUTURE, id="to be held"),
    pytest.param(USED_TO.format(row=""), "attack", ACTUAL, id="fired rockets to"),
    pytest.param(USED_TO.format(row="will will AUX MD aux fired\n"), "attack", FUTURE, id="will fire rockets to"),
    pytest.param(PLAN_NOUN.format(noun="decision"), "attack", ACTUAL, id="a decision to"),
    pytest.param(PLAN_NOUN.format(noun="pledge"), "attack", FUTURE, id="a pledge to"),
    pytest.param(FIRST_TO, "attack", ACTUAL, id="the first to"),
    pytest.param(under_verb("agreed", "agree"), "attack", FUTURE, id="agreed to"),
    pytest.param(under_verb("refused", "refuse"), "attack", NEGATED, id="refused to"),
    pytest.param(under_verb("dare", "dare", "VB", "will will AUX MD aux dare"), "attack", FUTURE, id="will dare to"),
    pytest.param(REPORTED.format(form="said", lemma="say"), "hold", ACTUAL, id="are said to"),
    pytest.param(REPORTED.format(form="told", lemma="tell"), "hold", HYPOTHETICAL, id="are told to"),
    pytest.param(PERFECT, "left", ACTUAL, id="to have done"),
    pytest.param(YET_TO, "leave", NEGATED, id="have yet to"),
    pytest.param(NOT_AND, "left", ACTUAL, id="not before but"),
    pytest.param(INSTEAD, "attacking", NEGATED, id="instead of"),
    pytest.param(MAY_BY, "attacking", HYPOTHETICAL, id="may by doing"),
    pytest.param(WILL_WHEN.format(mark="when", form="attack", tag="VBP"), "attack", FUTURE, id="will when they do"),
    pytest.param(WILL_WHEN.format(mark="until", form="attack", tag="VBP"), "attack", HYPOTHETICAL, id="until they do"),
    pytest.param(WILL_WHEN.format(mark="until", form="attacked", tag="VBD"), "attacked", ACTUAL, id="until they did"),
    pytest.param(IF_NOT, "leave", HYPOTHETICAL, id="if not"),
    pytest.param(FEARS_THAT, "attack", HYPOTHETICAL, id="fears that they will"),
    pytest.param(NEITHER_NOR, "attacked", NEGATED, id="neither, nor"),
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
    pytest.param(PLANS_TALKS, "talks", FUTURE, id="plans talks"),
    pytest.param(PLANS_FOR, "attack", FUTURE, id="plans for attack"),
    pytest.param(SUCH_AS, "attack", ACTUAL, id="a risk such as attack"),
    pytest.param(TALKS_WERE.format(form="cancelled", lemma="cancel"), "talks", NEGATED, id="were cancelled"),
    pytest.param(TALKS_WERE.format(form="halted", lemma="halt"), "talks", ACTUAL, id="were halted"),
    pytest.param(TALKS_WERE.format(form="postponed", lemma="postpone"), "talks", FUTURE, id="were postponed"),
    pytest.param(TALKS_WILL.format(form="begin"), "talks", FUTURE, id="will begin"),
    pytest.param(TALKS_WILL.format(form="help"), "talks", ACTUAL, id="will help"),
    pytest.param(WOULD_BE, "attack", HYPOTHETICAL, id="would be"),
    pytest.param(LIKELY, "attacks", HYPOTHETICAL, id="are likely"),
    pytest.param(NOT_AFTER, "attack", ACTUAL, id="did not come after an attack"),
    pytest.param(STOPPED_IN, "attack", ACTUAL, id="stopped in attack"),
    pytest.param(
        with_determiner("an a DET DT det attack", "aborted aborted ADJ JJ amod attack"),
        "attack",
        NEGATED,
        id="aborted",
    ),
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
