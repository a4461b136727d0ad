"""An event in words: one line of a list, and its whole account."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from crisisdesk.model.actor import Actor, ActorMention
from crisisdesk.model.claim import Claim, Speaker, Status
from crisisdesk.model.event import Account, Count, Disagreement, Event, Masthead, Variant, Witness
from crisisdesk.model.place import Place, PlaceMention
from crisisdesk.model.span import Span
from crisisdesk.model.when import When
from crisisdesk.views.event_lines import account_lines, count_of, event_line, many

NORTH = Actor(country="PRK", name="North Korea")
SOUTH = Actor(country="KOR", sector="GOV", name="Ministry of Unification")
KCNA = Actor(country="PRK", sector="MED", name="KCNA")
KAESONG = Place(name="Kaesong", country="PRK", lat=37.97083, lon=126.5544, gazetteer="geonames:1876373")
TUESDAY = date(2020, 6, 16)


def mention(actor: Actor, words: str) -> ActorMention:
    return ActorMention(actor=actor, span=Span(0, len(words), words), via="name")


CLAIM = Claim(
    id="aaaa",
    sentence=1,
    type="ASSAULT",
    mode="explosives",
    cameo="183",
    quad=4,
    score=-9.0,
    trigger=Span(0, 10, "demolished"),
    lemma="demolish",
    noun=False,
    actors=(mention(NORTH, "North Korea"),),
    recipients=(mention(SOUTH, "the South"),),
    status=Status.ACTUAL,
    historical=False,
    when=When(start=TUESDAY, end=TUESDAY, precision="day", basis="expression"),
    where=PlaceMention(place=KAESONG, span=Span(0, 7, "Kaesong")),
    figures=(),
    said_by=(Speaker(mention=mention(KCNA, "KCNA"), cue="said"),),
    rule="ASSAULT/demolish",
    rule_at="assault.toml:1",
    reasons=(),
    missing=(),
    lexicon="en-1",
    model="en-1",
)
DENIAL = replace(
    CLAIM,
    id="bbbb",
    mode=None,
    actors=(),
    status=Status.NEGATED,
    when=When(start=None, end=None, precision="vague", basis="unknown"),
    where=None,
    said_by=(),
)
WIRE = Masthead(id="r1", digest="", published=date(2020, 6, 17), title="Blast", publisher="Own Wire", url="")
LEAFLET = Masthead(id="r2", digest="", published=None, title="", publisher="", url="")
EVENT = Event(
    id="aaaa",
    type="ASSAULT",
    mode="explosives",
    cameo="183",
    quad=4,
    score=-9.0,
    actors=(NORTH,),
    recipients=(SOUTH, Actor(country="USA")),
    status=Status.ACTUAL,
    historical=False,
    start=TUESDAY,
    end=TUESDAY,
    earliest=date(2020, 6, 15),
    latest=TUESDAY,
    precision="day",
    place=KAESONG,
    figures=(Count(of="killed", low=0, best=0, high=2), Count(of="wounded", low=24, best=None, high=None)),
    claims=("aaaa", "bbbb"),
    reports=2,
    families=2,
    voices=2,
    disagreements=(
        Disagreement(
            part="status",
            variants=(
                Variant(value="actual", claims=("aaaa", "cccc"), voices=("speaker:PRK:MED KCNA", "family:r3")),
                Variant(value="negated", claims=("bbbb",), voices=("family:r2",)),
            ),
        ),
    ),
    links=("aaaa and bbbb: same trigger +1.0, same recipients +1.0 = 2.0",),
    judgements=("0123456789ab",),
)
BARE = replace(
    EVENT,
    mode=None,
    actors=(),
    recipients=(),
    start=None,
    end=None,
    earliest=None,
    latest=None,
    precision="unknown",
    place=None,
    figures=(),
    claims=("bbbb",),
    reports=1,
    families=1,
    voices=1,
    disagreements=(),
    links=(),
    judgements=(),
)
SAYS = Witness(claim=CLAIM, report=WIRE, sentence="North Korea demolished it.", family="r1", voice="speaker:KCNA")
DENIES = Witness(claim=DENIAL, report=LEAFLET, sentence="It was not demolished.", family="r2", voice="family:r2")
TOLD = """\
aaaa  ASSAULT explosives  PRK North Korea → KOR:GOV Ministry of Unification, USA
  when     2020-06-16  (claims range from 2020-06-15 to 2020-06-16)
  where    Kaesong, PRK  37.97, 126.55  geonames:1876373
  status   actual
  figure   0 killed (0 to 2)
  figure   ? wounded (24 to ?)
  told by  2 claims in 2 reports, 2 without copies, 2 independent sources
  disputed status:
    actual: 2 sources, claims aaaa, cccc
    negated: 1 source, claims bbbb
  claim    aaaa  Own Wire, 2020-06-17
           “North Korea demolished it.”
           PRK North Korea ASSAULT explosives KOR:GOV Ministry of Unification, 2020-06-16, Kaesong, actual, says PRK:MED KCNA
  claim    bbbb  no publisher, no date
           “It was not demolished.”
           — ASSAULT KOR:GOV Ministry of Unification, —, —, negated
  joined   aaaa and bbbb: same trigger +1.0, same recipients +1.0 = 2.0
  judged   0123456789ab"""  # noqa: E501
BARELY_TOLD = """\
aaaa  ASSAULT  — → —
  when     —
  where    —
  status   actual
  told by  1 claim in 1 report, 1 without copies, 1 independent source"""


def test_a_whole_account():
    assert "\n".join(account_lines(Account(event=EVENT, witnesses=(SAYS, DENIES)))) == TOLD


def test_what_is_not_known_is_a_dash():
    assert "\n".join(account_lines(Account(event=BARE, witnesses=()))) == BARELY_TOLD


def test_an_event_in_a_line():
    line = event_line(EVENT)
    assert (line.when, line.what, line.where) == ("2020-06-16", "ASSAULT explosives", "Kaesong")
    assert (line.who, line.whom) == ("PRK North Korea", "KOR:GOV Ministry of Unification, USA")
    assert (line.status, line.counts, line.marks) == ("actual", "2 reports, 2 sources", "disputed: status")


def test_a_bare_event_in_a_line():
    line = event_line(BARE)
    assert (line.when, line.who, line.whom, line.where) == ("—",) * 4
    assert (line.what, line.counts, line.marks) == ("ASSAULT", "1 report, 1 source", "")


def test_each_disputed_part_is_named_once_and_a_past_event_as_such():
    figures = [Disagreement(part="figure", variants=())] * 2
    disputed = (Disagreement(part="when", variants=()), *figures)
    line = event_line(replace(EVENT, historical=True, status=Status.NEGATED, disagreements=disputed))
    assert (line.status, line.marks) == ("negated (past)", "disputed: when, figure")


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        (TUESDAY, TUESDAY, "day", "2020-06-16"),
        (date(2020, 6, 1), date(2020, 6, 30), "month", "2020-06"),
        (date(2020, 1, 1), date(2020, 12, 31), "year", "2020"),
        (date(2020, 6, 15), date(2020, 6, 21), "week", "20-06-15…21"),
        (None, None, "unknown", "—"),
    ],
)
def test_days(start, end, precision, expected):
    assert event_line(replace(EVENT, start=start, end=end, precision=precision)).when == expected


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        (TUESDAY, TUESDAY, "  when     2020-06-16"),
        (None, None, "  when     2020-06-16"),
        (TUESDAY, date(2020, 6, 20), "  when     2020-06-16  (claims range from 2020-06-16 to 2020-06-20)"),
    ],
)
def test_the_spread_is_told_where_claims_differ(earliest, latest, expected):
    account = Account(event=replace(EVENT, earliest=earliest, latest=latest), witnesses=())
    assert list(account_lines(account))[1] == expected


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((3, 3, 3), "3 killed"),
        ((0, 0, 0), "0 killed"),
        ((2, 3, 5), "3 killed (2 to 5)"),
        ((24, None, None), "? killed (24 to ?)"),
        ((None, None, 20), "? killed (? to 20)"),
    ],
)
def test_figures(bounds, expected):
    low, best, high = bounds
    assert count_of(Count(of="killed", low=low, best=best, high=high)) == expected


@pytest.mark.parametrize(("n", "expected"), [(0, "0 reports"), (1, "1 report"), (12, "12 reports")])
def test_numbers_and_nouns(n, expected):
    assert many(n, "report") == expected
