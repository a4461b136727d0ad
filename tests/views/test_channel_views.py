"""Channels over reports: what is one channel, its life in order, its state, what contradicts, and how it is shown."""

from __future__ import annotations

from datetime import date

import pytest

from coded import mention as actor
from crisisdesk.model.channel import Change, Channel, ChannelMention, ChannelRow
from crisisdesk.model.claim import Speaker, Status
from crisisdesk.model.event import Masthead
from crisisdesk.model.place import Place, PlaceMention
from crisisdesk.model.span import Span
from crisisdesk.model.when import When
from crisisdesk.views.channel_lines import markdown_lines, text_lines
from crisisdesk.views.channels import between, channels

KAESONG = PlaceMention(
    place=Place(name="Kaesong", country="PRK", lat=37.97, lon=126.55, gazetteer="g1"), span=Span(0, 7, "Kaesong")
)
HERE = Span(0, 6, "office")


def on(start: str, end: str = "", precision: str = "day") -> When:
    first = date.fromisoformat(start)
    last = date.fromisoformat(end) if end else first
    return When(start=first, end=last, precision=precision, basis="expression")


def year(number: int) -> When:
    return on(f"{number}-01-01", f"{number}-12-31", "year")


UNTOLD = When(start=None, end=date(2020, 6, 17), precision="before", basis="document")


def says(change: Change | None, parties: str = "PRK KOR", when: When = UNTOLD, **more) -> ChannelMention:
    fields = {
        "span": HERE,
        "kind": "office",
        "name": "liaison office",
        "words": (),
        "parties": tuple(actor(code) for code in parties.split()),
        "place": None,
        "change": change,
        "toward": None,
        "trigger": None,
        "by": (),
        "status": Status.ACTUAL if change else None,
        "reasons": (),
        "when": when,
        "said_by": (),
        "sentence": 1,
    }
    return ChannelMention(**(fields | more))


def row(day: str, *mentions: ChannelMention, publisher: str = "Own Wire", words: str = "Own words.") -> ChannelRow:
    published = date.fromisoformat(day)
    head = Masthead(id=f"{publisher}{day}", digest="", published=published, title="", publisher=publisher, url="")
    return ChannelRow(report=head, sentences=(words,), mentions=mentions)


def only(*rows: ChannelRow) -> Channel:
    (channel,) = channels(rows)
    return channel


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {}, True),
        ({}, {"kind": "hotline"}, False),
        ({}, {"parties": "PRK USA"}, False),
        ({}, {"parties": "PRK"}, True),
        ({}, {"parties": ""}, False),
        ({"place": KAESONG}, {"parties": "", "place": KAESONG}, True),
        ({"words": ("military",)}, {"words": ("nuclear",)}, False),
        ({"words": ("military",)}, {}, True),
        ({"parties": "PRK:GOV KOR:MIL"}, {}, True),
        ({"parties": "IGO:UNO PRK"}, {"parties": "IGO:EUR PRK"}, False),
    ],
)
def test_which_mentions_are_one_channel(one, other, same):
    found = channels([row("2020-06-16", says(None, **one)), row("2020-06-17", says(None, **other))])
    assert (len(found) == 1) is same


def test_a_mention_that_fits_two_channels_joins_neither():
    found = channels([row("2020-06-16", says(None), says(None, "PRK USA"), says(None, "PRK"))])
    assert len(found) == 3


def test_the_order_of_reports_does_not_matter():
    first = row("2020-06-09", says(Change.CLOSED, when=on("2020-06-09")))
    second = row("2020-06-17", says(Change.DESTROYED, when=on("2020-06-16")), publisher="Other Wire")
    life = [turn.change for turn in only(first, second).life]
    assert life == [turn.change for turn in only(second, first).life] == [Change.CLOSED, Change.DESTROYED]


def test_state_is_the_last_actual_change():
    channel = only(
        row(
            "2020-06-17",
            says(Change.DESTROYED, when=on("2020-06-16")),
            says(Change.OPENED, when=year(2018)),
            says(Change.RESTORED, when=on("2020-06-30"), status=Status.FUTURE),
            says(Change.THREATENED, when=on("2020-06-17"), toward=Change.CLOSED),
            says(Change.CLOSED, when=on("2020-06-17"), status=Status.NEGATED),
        )
    )
    assert (channel.state, channel.since, channel.since_dated) == (Change.DESTROYED, date(2020, 6, 16), True)


def test_without_an_actual_change_the_state_is_unknown():
    channel = only(row("2020-06-17", says(None), says(Change.CLOSED, status=Status.HYPOTHETICAL)))
    assert (channel.state, channel.since) == (None, None)
    assert len(channel.plain) == 1


def test_an_undated_change_stands_at_its_reports_day_and_says_so():
    channel = only(row("2020-06-17", says(Change.CLOSED)))
    (turn,) = channel.life
    assert (turn.start, turn.dated, channel.since_dated) == (date(2020, 6, 17), False, False)
    assert "day not told (by 2020-06-17)" in "\n".join(text_lines(channel))


def test_an_undated_telling_joins_the_change_just_before_its_report():
    told = row("2020-06-17", says(Change.DESTROYED), publisher="Other Wire")
    channel = only(row("2020-06-16", says(Change.DESTROYED, when=on("2020-06-16"))), told)
    assert [len(turn.told) for turn in channel.life] == [2]
    late = only(row("2019-06-16", says(Change.DESTROYED, when=on("2019-06-16"))), told)
    assert len(late.life) == 2


def test_days_that_differ_are_a_contradiction_and_the_more_told_day_leads():
    channel = only(
        row("2020-06-16", says(Change.DESTROYED, when=on("2020-06-16"))),
        row("2020-06-17", says(Change.DESTROYED, when=on("2020-06-15")), publisher="B"),
        row("2020-06-17", says(Change.DESTROYED, when=on("2020-06-16")), publisher="C"),
    )
    (turn,) = channel.life
    (found,) = channel.contradictions
    assert turn.start == date(2020, 6, 16)
    assert [(label, len(told)) for label, told in found.versions] == [("2020-06-15", 1), ("2020-06-16", 2)]


def test_a_day_inside_a_month_is_no_contradiction():
    month = on("2020-06-01", "2020-06-30", "month")
    channel = only(row("2020-06-17", says(Change.CUT, when=on("2020-06-09")), says(Change.CUT, when=month)))
    assert len(channel.life) == 1
    assert channel.contradictions == ()


def test_two_beginnings_contradict_each_other():
    channel = only(
        row("2020-06-16", says(Change.SET_UP, when=year(2003)), publisher="X"),
        row("2020-06-17", says(Change.OPENED, when=year(2018)), publisher="Y"),
    )
    (found,) = channel.contradictions
    assert [label for label, _ in found.versions] == ["set up 2003", "opened 2018"]


def test_a_change_that_comes_again_is_no_contradiction():
    channel = only(
        row("2020-06-16", says(Change.CUT, when=year(2016)), says(Change.CUT, when=on("2020-06-09"))),
    )
    assert len(channel.life) == 2
    assert channel.contradictions == ()


def test_told_and_denied_is_a_contradiction():
    speaker = Speaker(mention=actor("KOR:GOV", "the ministry"), cue="denied")
    denied = says(Change.CLOSED, when=on("2020-06-09"), status=Status.NEGATED, said_by=(speaker,))
    channel = only(row("2020-06-10", says(Change.CLOSED, when=on("2020-06-09")), denied))
    (found,) = channel.contradictions
    assert [label for label, _ in found.versions] == ["yes", "no"]
    assert "says KOR:GOV the ministry, denied" in "\n".join(text_lines(channel))


def test_between_takes_channels_that_all_named_actors_hold():
    found = channels([row("2020-06-16", says(None), says(None, "USA RUS"), says(None, "IGO:UNO PRK"))])
    assert [len(between(found, codes)) for codes in ([], ["PRK"], ["PRK", "KOR"], ["IGO:UNO"], ["FRA"])] == [
        3,
        2,
        1,
        1,
        0,
    ]


def test_markdown_escapes_what_reports_say():
    channel = only(row("2020-06-17", says(Change.CLOSED), words="<b>*Closed*</b> [now](x)"))
    text = "\n".join(markdown_lines(channel))
    assert "\\<b\\>\\*Closed\\*" in text
    assert "<b>" not in text
