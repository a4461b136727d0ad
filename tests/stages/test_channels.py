"""Channels: what sentences of our own, parsed by the shipped model, tell of lines and institutions between two actors.

``TUNED`` was there while the rules were made. ``KEPT`` was written after they were done and scored once: 27 of 32 came
out as expected the first time. The rules were then mended for four of the five others, so what the table gives now is
no longer that of unseen text; its rows are as first written.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crisisdesk.coder import Coder
from crisisdesk.intake.files import open_file
from crisisdesk.intake.text import source_of
from crisisdesk.lexicon.channels import load_channel_words
from crisisdesk.model.channel import ChannelMention, party_code
from crisisdesk.stages.channels import find_channels

Row = tuple[str, list[str]]

DAY = date(2020, 6, 17)
EXAMPLES = Path(__file__).parents[2] / "examples" / "kaesong"
TUNED_LEAST, KEPT_LEAST = 1.0, 0.96
TUNED: list[Row] = [
    ("The U.S.-Russia hotline was restored on Monday.", ["hotline RUS-USA restored actual 2020-06-15"]),
    ("The hotline between Washington and Moscow was set up in 1963.", ["hotline RUS-USA set up actual 1963"]),
    (
        "The liaison office opened in 2018 and was blown up in 2020.",
        ["office - opened actual 2018", "office - destroyed actual 2020"],
    ),
    ("KCNA denied that the liaison office in Kaesong had been closed.", ["office - closed negated -"]),
    ("India and Pakistan agreed to reopen the Wagah border crossing.", ["crossing IND-PAK restored future -"]),
    ("U.S.-North Korea talks collapsed in Hanoi.", ["talks PRK-USA cut actual -"]),
    (
        "Russia and Ukraine exchanged lists, and a prisoner swap took place on Friday.",
        ["exchange RUS-UKR used actual 2020-06-12"],
    ),
    (
        "Turkey would close its border crossing with Armenia if attacked, the minister said.",
        ["crossing ARM-TUR closed hypothetical -"],
    ),
    ("The Saudi embassy in Tehran was torched.", ["embassy IRN-SAU destroyed actual -"]),
    (
        "The severed hotline between Seoul and Pyongyang was restored.",
        ["hotline KOR-PRK cut actual -", "hotline KOR-PRK restored actual -"],
    ),
    (
        "Iran threatened to withdraw from the nuclear deal with the United States.",
        ["treaty IRN-USA threatened>cut actual -"],
    ),
    ("Sudan and South Sudan plan to set up a joint commission.", ["commission SDN-SSD set up future -"]),
    ("Cuba did not reopen its embassy in Washington.", ["embassy CUB-USA restored negated -"]),
    ("Israel's closure of the Erez crossing point angered Egypt.", ["crossing ISR closed actual -"]),
    (
        "The agreement, signed in 1994 by Israel and Jordan, was suspended.",
        ["treaty ISR-JOR set up actual 1994", "treaty ISR-JOR suspended actual -"],
    ),
    ("Armenia proposed to open the border with Turkey.", ["crossing ARM-TUR proposed>opened actual -"]),
    (
        "North Korea declared all lines of communication with South Korea closed, including the military hotline.",
        ["lines KOR-PRK closed actual -", "hotline KOR-PRK closed actual -"],
    ),
    ("The two Koreas' joint industrial zone in Kaesong was shut in 2016.", ["zone KOR-PRK closed actual 2016"]),
    ("North Korea threatened to have the liaison office torn down.", ["office PRK threatened>destroyed actual -"]),
    ("The hotline for tourists opened in Cairo.", []),
    ("The scandal was the talks of the town.", []),
    ("Embassy staff went home for Christmas.", []),
    ("Two calls to the liaison office went unanswered.", ["office - - - -"]),
    ("Qatar broke diplomatic relations with Chad in 2017.", ["relations QAT-TCD cut actual 2017"]),
    ("Talks between Serbia and Kosovo stalled.", ["talks SRB-XKX suspended actual -"]),
    ("Seoul called for talks with Pyongyang.", ["talks KOR-PRK proposed actual -"]),
    ("The closure of the embassy of Peru in Quito was announced.", ["embassy ECU-PER closed actual -"]),
    ("The embassy of Malta opened fire.", ["embassy MLT - - -"]),
    ("Morocco improved its ties with Iran.", []),
    ("Norway brokered a truce between Sri Lanka and India in 2002.", ["treaty IND-LKA set up actual 2002"]),
    (
        "Ethiopia and Eritrea opened a liaison office in Asmara. It was closed in 2019.",
        ["office ERI-ETH opened actual -", "office ERI-ETH closed actual 2019"],
    ),
]
KEPT: list[Row] = [
    ("Beijing and Taipei set up a hotline in December 2015.", ["hotline CHN-TWN set up actual 2015-12"]),
    ("Pyongyang stopped using the inter-Korean hotline on Tuesday.", ["hotline KOR-PRK used negated 2020-06-16"]),
    (
        "Morocco reopened its consulate in Oran in March, a diplomat said.",
        ["embassy DZA-MAR restored actual 2020-03"],
    ),
    ("Colombia and Venezuela restored diplomatic relations in 2022.", ["relations COL-VEN restored actual 2022"]),
    ("The border crossing between Chad and Sudan will be closed.", ["crossing SDN-TCD closed future -"]),
    ("Moscow tore up the treaty it had signed with Washington.", ["treaty RUS-USA cut actual -"]),
    ("Sweden's embassy in Baghdad was stormed and burned down.", ["embassy IRQ-SWE destroyed actual -"]),
    ("The embassy canteen serves fish on Fridays.", []),
    ("Greece suspended the exchange of prisoners with Turkey.", ["exchange GRC-TUR suspended actual -"]),
    (
        "Negotiations between Ethiopia and Egypt over the dam broke down in April.",
        ["talks EGY-ETH cut actual 2020-04"],
    ),
    ("Peru and Chile might form a joint commission.", ["commission CHL-PER set up hypothetical -"]),
    ("The truce monitors in Hodeidah were withdrawn.", ["monitors - - - -"]),
    ("Japan and South Korea held a summit in Seoul on Friday.", ["summit JPN-KOR used actual 2020-06-12"]),
    ("The summit of the mountain was covered with snow.", []),
    (
        "Iran's withdrawal from the nuclear agreement with the United States alarmed Paris.",
        ["treaty IRN-USA cut actual -"],
    ),
    ("A suicide hotline in Norway got 300 calls.", []),
    (
        "Armenia and Azerbaijan signed a ceasefire agreement in 1994.",
        ["treaty ARM-AZE set up actual 1994"],
    ),
    ("India offered to resume talks with Nepal.", ["talks IND-NPL proposed>restored actual -"]),
    ("Telephone lines between Algeria and Morocco went dead on Sunday.", ["lines DZA-MAR cut actual 2020-06-14"]),
    (
        "The Turkish consulate in Mosul, which was seized in 2014, has been rebuilt.",
        ["embassy IRQ-TUR restored actual -"],
    ),
    ("Israel bombed the Iranian consulate in Damascus.", ["embassy IRN-SYR destroyed actual -"]),
    ("Kenya did not close its border with Somalia.", ["crossing KEN-SOM closed negated -"]),
    (
        "Poland warned that it would shut all border crossings with Belarus.",
        ["crossing BLR-POL threatened>closed actual -"],
    ),
    ("The company signed an agreement with its workers.", []),
    (
        "The demolition of the inter-Korean liaison office drew protests.",
        ["office KOR-PRK destroyed actual -"],
    ),
    ("Spain recalled its ambassador but kept its embassy in Caracas open.", ["embassy ESP-VEN opened actual -"]),
    ("Sino-Indian talks resumed in Ladakh last week.", ["talks CHN-IND restored actual 2020-06-08"]),
    ("The free trade zone run by Jordan and Syria has been dissolved.", ["zone JOR-SYR closed actual -"]),
    ("According to Tehran, Riyadh cut off the talks with Iran.", ["talks IRN-SAU cut actual -"]),
    ("Estonia and Latvia ratified the border treaty last year.", ["treaty EST-LVA opened actual 2019"]),
    ("The bridge over the border crossing collapsed.", []),
    ("Cyprus and Israel agreed to establish a direct line of communication.", ["lines CYP-ISR set up future -"]),
]


def told(mention: ChannelMention) -> str:
    """Return a mention in the words of the tables; a day is cut to its precision."""
    parties = "-".join(sorted(party_code(party.actor) for party in mention.parties)) or "-"
    toward = f">{mention.toward.value}" if mention.toward else ""
    change = f"{mention.change.value}{toward} {mention.status}" if mention.change else "- -"
    when = mention.when
    length = {"year": 4, "month": 7}.get(when.precision, 10)
    day = when.start.isoformat()[:length] if when.basis == "expression" and when.start else "-"
    return f"{mention.kind} {parties} {change} {day}"


def channels_in(coder: Coder, text: str) -> list[ChannelMention]:
    return list(find_channels(coder.find(source_of(text, DAY))[0]))


def score(coder: Coder, rows: list[Row]) -> tuple[float, list[str]]:
    wrong = []
    for text, expected in rows:
        found = [told(mention) for mention in channels_in(coder, text)]
        if sorted(found) != sorted(expected):
            wrong.append(f"{text} {found} instead of {expected}")
    return 1 - len(wrong) / len(rows), wrong


@pytest.mark.model
@pytest.mark.parametrize(("rows", "least"), [(TUNED, TUNED_LEAST), (KEPT, KEPT_LEAST)], ids=["tuned", "kept"])
def test_channels_of_sentences(coder, rows, least):
    right, wrong = score(coder, rows)
    assert right >= least, "\n".join(wrong)


def test_rules_have_examples():
    words = load_channel_words()
    assert all(rule.match for rule in (*words.nouns, *words.changes, *words.governing))


@pytest.mark.model
@pytest.mark.parametrize("rule", load_channel_words().nouns, ids=lambda rule: f"{rule.kind} {rule.phrases[0][0]}")
def test_examples_of_nouns(coder, rule):
    for text in rule.match:
        assert rule.kind in {mention.kind for mention in channels_in(coder, text)}, text
    for text in rule.miss:
        assert rule.kind not in {mention.kind for mention in channels_in(coder, text)}, text


@pytest.mark.model
@pytest.mark.parametrize(
    "rule",
    (*load_channel_words().changes, *load_channel_words().governing),
    ids=lambda rule: f"{rule.change} {rule.verbs[0][0] if rule.verbs else '-'}",
)
def test_examples_of_changes(coder, rule):
    for text in rule.match:
        assert rule.change in {mention.change for mention in channels_in(coder, text)}, text
    for text in rule.miss:
        assert rule.change not in {mention.change for mention in channels_in(coder, text)}, text


@pytest.mark.model
@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("01-hanbit-wire", ["lines KOR-PRK closed actual 2020-06-09", "hotline KOR-PRK closed actual 2020-06-09"]),
        (
            "02-harbour-courier",
            [
                "office KOR-PRK destroyed actual 2020-06-16",
                "office KOR-PRK opened actual 2018",
                "lines KOR-PRK cut actual 2020-06-09",
            ],
        ),
        ("03-meridian-post", ["office KOR-PRK threatened>destroyed actual 2020-06-13"]),
        ("05-strait-observer", ["embassy CHN-PRK - - -"]),
        ("07-old-town-mail", ["office KOR-PRK destroyed actual 2020-06-15", "office KOR-PRK restored hypothetical -"]),
    ],
)
def test_channels_of_the_example_reports(coder, report, expected):
    source = open_file(str(EXAMPLES / f"{report}.txt")).source
    found = [told(mention) for mention in find_channels(coder.find(source)[0])]
    assert set(expected) <= set(found)


@pytest.mark.model
def test_spans_are_those_of_the_text(coder):
    text = "KCNA said on Monday that the inter-Korean liaison office in Kaesong had been closed. It was set up in 2003."
    for mention in channels_in(coder, text):
        for span in (mention.span, mention.trigger):
            assert text[span.start : span.end] == span.text


@pytest.mark.model
def test_who_says_it_and_who_does_it(coder):
    (mention,) = channels_in(coder, "Iran said that Saudi Arabia had closed its embassy in Tehran.")
    assert [speaker.mention.actor.code for speaker in mention.said_by] == ["IRN"]
    assert [actor.actor.code for actor in mention.by] == ["SAU"]
    assert mention.place is not None and mention.place.place.name == "Tehran"


@pytest.mark.model
def test_sentences_of_kinds_to_skip_say_nothing(coder):
    findings, _ = coder.find(source_of("North Korea blew up the inter-Korean liaison office.", DAY))
    kind = findings.sentences[0].kind
    assert find_channels(findings)
    assert find_channels(findings, frozenset((kind,))) == ()
