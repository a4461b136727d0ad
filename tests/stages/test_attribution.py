"""Attribution: source, cue and content of statements, on trees written by hand."""

from __future__ import annotations

import pytest

from crisisdesk.language.parse import Parse
from crisisdesk.lexicon.grammar import load_grammar
from crisisdesk.stages.attribution import Citation, Citations, StatementFinder, quotations
from crisisdesk.stages.clauses import Clauses
from trees import parse_of, word_at, words_of


def citations(parse: Parse) -> tuple[Citation, ...]:
    grammar = load_grammar()
    return StatementFinder(parse, Clauses(parse, grammar), grammar).find()


def statements(table: str) -> list[tuple[str, str, str]]:
    """Return source (``-`` for none), cue and content of all statements; marks at the content's edges are left out."""
    parse = parse_of(table)
    return [
        (
            "-" if found.source is None else parse.tokens[found.source].text,
            parse.tokens[found.cue].text,
            words_of(parse, tuple(range(found.first, found.end))).strip('“”", .'),
        )
        for found in citations(parse)
    ]


def direct(table: str) -> list[bool]:
    return [found.direct for found in citations(parse_of(table))]


SAID_THAT = """
Oslo Oslo PROPN NNP nsubj said
said say VERB VBD root -
on on ADP IN case Monday
Monday Monday PROPN NNP obl said
that that SCONJ IN mark took
rebels rebel NOUN NNS nsubj took
took take VERB VBD ccomp said
Gao Gao PROPN NNP obj took
. . PUNCT . punct said
"""

QUOTED_FIRST = """
“ “ PUNCT `` punct took
Rebels rebel NOUN NNS nsubj took
took take VERB VBD ccomp said
Gao Gao PROPN NNP obj took
, , PUNCT , punct took
” ” PUNCT '' punct took
Oslo Oslo PROPN NNP nsubj said
said say VERB VBD root -
. . PUNCT . punct said
"""

QUOTED_FRAGMENT = """
Oslo Oslo PROPN NNP nsubj called
called call VERB VBD root -
the the DET DT det raid
raid raid NOUN NN obj called
“ “ PUNCT `` punct crime
a a DET DT det crime
vile vile ADJ JJ amod crime
crime crime NOUN NN xcomp called
” ” PUNCT '' punct crime
. . PUNCT . punct called
"""

SAID_LAST = """
Rebels rebel NOUN NNS nsubj took
took take VERB VBD root -
Gao Gao PROPN NNP obj took
, , PUNCT , punct said
the the DET DT det ministry
ministry ministry NOUN NN nsubj said
said say VERB VBD parataxis took
"""

FULL_STOP = ". . PUNCT . punct took\n"

ACCORDING_FIRST = """
According accord VERB VBG case Oslo
to to ADP IN fixed According
Oslo Oslo PROPN NNP obl took
, , PUNCT , punct Oslo
rebels rebel NOUN NNS nsubj took
took take VERB VBD root -
Gao Gao PROPN NNP obj took
"""

ACCORDING_LAST = """
Rebels rebel NOUN NNS nsubj took
took take VERB VBD root -
Gao Gao PROPN NNP obj took
, , PUNCT , punct aides
according accord VERB VBG case aides
to to ADP IN fixed according
three three NUM CD nummod aides
aides aide NOUN NNS obl took
"""

STATEMENT_BY = """
A a DET DT det statement
statement statement NOUN NN nsubj said
by by ADP IN case ministry
the the DET DT det ministry
ministry ministry NOUN NN nmod statement
said say VERB VBD root -
rebels rebel NOUN NNS nsubj took
took take VERB VBD ccomp said
Gao Gao PROPN NNP obj took
"""

STATEMENT_OF_ITS_OWN = """
Oslo Oslo PROPN NNP nmod:poss statement
's 's PART POS case Oslo
statement statement NOUN NN nsubj said
said say VERB VBD root -
rebels rebel NOUN NNS nsubj took
took take VERB VBD ccomp said
Gao Gao PROPN NNP obj took
"""

STATEMENT_SAYING = """
Oslo Oslo PROPN NNP nsubj issued
issued issue VERB VBD root -
a a DET DT det statement
statement statement NOUN NN obj issued
saying say VERB VBG acl statement
rebels rebel NOUN NNS nsubj took
took take VERB VBD ccomp saying
Gao Gao PROPN NNP obj took
"""

CONDEMNED_SAYING = """
Oslo Oslo PROPN NNP nsubj left
left leave VERB VBD root -
, , PUNCT , punct saying
saying say VERB VBG advcl left
rebels rebel NOUN NNS nsubj took
took take VERB VBD ccomp saying
Gao Gao PROPN NNP obj took
"""

IT_WAS_REPORTED = """
It it PRON PRP expl reported
was be AUX VBD aux:pass reported
reported report VERB VBN root -
that that SCONJ IN mark took
rebels rebel NOUN NNS nsubj took
took take VERB VBD csubj:pass reported
Gao Gao PROPN NNP obj took
"""

IT_WAS_REPORTED_WITH_COMPLEMENT = IT_WAS_REPORTED.replace("csubj:pass", "ccomp")

WHO_SAID = """
A a DET DT det monk
monk monk NOUN NN nsubj fled
who who PRON WP nsubj said PronType=Rel
said say VERB VBD acl:relcl monk
rebels rebel NOUN NNS nsubj took
took take VERB VBD ccomp said
Gao Gao PROPN NNP obj took
fled flee VERB VBD root -
"""

NESTED = """
Oslo Oslo PROPN NNP nsubj said
said say VERB VBD root -
Bern Bern PROPN NNP nsubj claimed
claimed claim VERB VBD ccomp said
that that SCONJ IN mark took
rebels rebel NOUN NNS nsubj took
took take VERB VBD ccomp claimed
Gao Gao PROPN NNP obj took
"""

OVER_TWO_SENTENCES = """
“ “ PUNCT `` punct took
Rebels rebel NOUN NNS nsubj took
took take VERB VBD root -
Gao Gao PROPN NNP obj took
. . PUNCT . punct took

Monks monk NOUN NNS nsubj fled
fled flee VERB VBD ccomp said
, , PUNCT , punct fled
” ” PUNCT '' punct fled
Oslo Oslo PROPN NNP nsubj said
said say VERB VBD root -
. . PUNCT . punct said
"""

NO_SPEECH = """
Rebels rebel NOUN NNS nsubj took
took take VERB VBD root -
Gao Gao PROPN NNP obj took
"""


FOUND = [
    pytest.param(SAID_THAT, [("Oslo", "said", "that rebels took Gao")], id="said that"),
    pytest.param(QUOTED_FIRST, [("Oslo", "said", "Rebels took Gao")], id="a quotation, then the speaker"),
    pytest.param(QUOTED_FRAGMENT, [("Oslo", "called", "a vile crime")], id="a quoted fragment"),
    pytest.param(SAID_LAST, [("ministry", "said", "Rebels took Gao")], id="the speaker last"),
    pytest.param(
        SAID_LAST + FULL_STOP,
        [("ministry", "said", "Rebels took Gao")],
        id="the speaker last, and a full stop",
    ),
    pytest.param(ACCORDING_FIRST, [("Oslo", "According", "rebels took Gao")], id="according to, first"),
    pytest.param(ACCORDING_LAST, [("aides", "according", "Rebels took Gao")], id="according to, last"),
    pytest.param(
        ACCORDING_LAST + FULL_STOP,
        [("aides", "according", "Rebels took Gao")],
        id="according to, last, and a full stop",
    ),
    pytest.param(STATEMENT_BY, [("ministry", "said", "rebels took Gao")], id="a statement by"),
    pytest.param(STATEMENT_OF_ITS_OWN, [("Oslo", "said", "rebels took Gao")], id="its statement"),
    pytest.param(STATEMENT_SAYING, [("Oslo", "saying", "rebels took Gao")], id="a statement saying"),
    pytest.param(CONDEMNED_SAYING, [("Oslo", "saying", "rebels took Gao")], id="left, saying"),
    pytest.param(
        IT_WAS_REPORTED_WITH_COMPLEMENT, [("-", "reported", "that rebels took Gao")], id="it was reported that"
    ),
    pytest.param(
        IT_WAS_REPORTED,
        [("-", "reported", "that rebels took Gao")],
        id="it was reported that, as a subject clause",
    ),
    pytest.param(WHO_SAID, [("monk", "said", "rebels took Gao")], id="a relative clause"),
    pytest.param(
        NESTED,
        [("Oslo", "said", "Bern claimed that rebels took Gao"), ("Bern", "claimed", "that rebels took Gao")],
        id="a statement within a statement",
    ),
    pytest.param(NO_SPEECH, [], id="no speech"),
]


@pytest.mark.parametrize(("table", "found"), FOUND)
def test_statements(table, found):
    assert statements(table) == found


@pytest.mark.parametrize(
    ("table", "kinds"),
    [(SAID_THAT, [False]), (QUOTED_FIRST, [True]), (QUOTED_FRAGMENT, [True]), (ACCORDING_FIRST, [False])],
)
def test_direct_speech(table, kinds):
    assert direct(table) == kinds


def test_a_quotation_over_two_sentences_is_one_statement():
    parse = parse_of(OVER_TWO_SENTENCES)
    (found,) = citations(parse)
    words = words_of(parse, tuple(range(found.first, found.end)))
    assert words.startswith("Rebels took Gao . Monks fled")
    assert found.direct
    assert parse.tokens[found.source].text == "Oslo"


def speakers(table: str, word: str) -> list[str]:
    parse = parse_of(table)
    found = Citations(citations(parse)).around(word_at(parse, word).i)
    return [parse.tokens[one.source].text for one in found]


@pytest.mark.parametrize(
    ("table", "word", "names"),
    [
        pytest.param(SAID_THAT, "took", ["Oslo"], id="in the content"),
        pytest.param(SAID_THAT, "said", [], id="the cue itself"),
        pytest.param(SAID_THAT, "Monday", [], id="beside the content"),
        pytest.param(SAID_LAST, "took", ["ministry"], id="the speaker last"),
        pytest.param(NESTED, "took", ["Oslo", "Bern"], id="the outermost first"),
        pytest.param(NESTED, "claimed", ["Oslo"], id="an inner cue"),
        pytest.param(OVER_TWO_SENTENCES, "took", ["Oslo"], id="an earlier sentence of the quotation"),
        pytest.param(IT_WAS_REPORTED_WITH_COMPLEMENT, "took", [], id="nobody is named"),
        pytest.param(ACCORDING_LAST, "aides", [], id="the source is not cited for itself"),
    ],
)
def test_who_is_cited_for_a_word(table, word, names):
    assert speakers(table, word) == names


def plain(words: str) -> Parse:
    """A parse without a tree: each word hangs on the first."""
    first, *rest = words.split()
    rows = [f"{first} {first} X XX root -"] + [f"{word} {word} X XX dep {first}#1" for word in rest]
    return parse_of("\n".join(rows))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Oslo spoke .", []),
        ("“ We leave ” , she said , “ today ” .", ["We leave", "today"]),
        ("« We leave » , she said .", ["We leave"]),
        ('" We leave " , she said , " today " .', ["We leave", "today"]),
        ("`` We leave '' , she said .", ["We leave"]),
        ("She said : “ We leave", ["We leave"]),
        ("“ We leave . ¶ Oslo slept . “ Today ” .", ["We leave .", "Today"]),
        ("“ ” Oslo slept .", []),
        ("Oslo slept ” .", []),
    ],
)
def test_quotations(words, found):
    parse = plain(words)
    assert [words_of(parse, tuple(range(first, end))) for first, end in quotations(parse)] == found
