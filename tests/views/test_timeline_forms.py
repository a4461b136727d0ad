"""The forms of a timeline: text, Markdown, a page, JSON; what reports say is text in all of them."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from crisisdesk.model.claim import Status
from crisisdesk.views.timeline import timeline
from crisisdesk.views.timeline_json import timeline_object
from crisisdesk.views.timeline_page import timeline_page
from crisisdesk.views.timeline_text import markdown_lines, text_lines

sys.path.insert(0, str(Path(__file__).parents[1] / "export"))
from accounts import (
    ALL,
    HOSTILE,
    NORTH,
    SOUTH,
    account,
    claim,
    demolition,
    hostile,
    mention,
    on,
    report,
    threat,
    vague,
    witness,
)

MAY = date(2020, 5, 1)


def troops(seed: str, status: Status, **more):
    parties = {"actors": (mention(NORTH),), "recipients": (mention(SOUTH),)}
    told = claim(seed, "MOBILIZE", mode="troops", status=status, **parties, **more)
    return account(witness(told, report(seed), f"The army and its {seed}."))


def story():
    """Return three days of news, a gap, a disputed day, a plan that is carried out, a month and no day."""
    days = [
        account(witness(claim(f"{n}", when=on(date(2020, 5, n))), report(f"{n}", MAY), f"Shots on the {n}th."))
        for n in (1, 2, 3)
    ]
    act = troops("march", Status.ACTUAL, when=on(date(2020, 6, 20)))
    return timeline([*days, demolition(), threat(), vague(), troops("plan", Status.FUTURE), act], key=1)


TEXT = """\
Timeline: own
8 reports, 9 independent sources, 8 events, 2 without a day
* key event   ~ some time within these days

1 May 2020
  - Somebody unnamed: ASSAULT
    “Shots on the 1th.” (Example Wire, 1 May 2020)
    1 report, 1 without copies, 1 independent source; 6b86b273ff34fce1
"""


def test_the_text_tells_the_days_the_gaps_and_the_numbers():
    told = "\n".join(text_lines(story(), "Timeline: own", 100))
    assert told.startswith(TEXT)
    gap = "-- 43 days without an event told to the day; 1 told roughly may fall there --"
    headings = re.findall(r"^(?! )[^\n]+$", told, re.MULTILINE)[3:]
    month = "~ June 2020, no day told"
    days = ["1 May 2020", "2 May 2020", "3 May 2020"]
    assert headings == [*days, month, gap, "16 June 2020", "20 June 2020", "No day told"]


@pytest.mark.parametrize(
    "line",
    [
        "  * North Korea: ASSAULT destroy → Unification Ministry, Kaesong",
        "    disputed day: 16 June 2020 (1 source) or 15 June 2020 (1 source)",
        "    2 reports, 2 without copies, 2 independent sources; ",
        "    no day told; reported on 17 June 2020",
        "    no day told; in a report without a date",
        "  - North Korea: MOBILIZE troops → Unification Ministry [plan, no day told]",
        "    carried out: 20 June 2020, North Korea: MOBILIZE troops → Unification Ministry",
        "    “Gunmen attacked.” (no publisher, no date)",
    ],
)
def test_the_text_has_the_line(line):
    assert any(told.startswith(line) for told in text_lines(story()))


@pytest.mark.parametrize("width", [30, 60, 200])
def test_sentences_are_wrapped_to_the_width_of_the_terminal(width):
    told = list(text_lines(story(), "Timeline", width))
    assert max(len(line) for line in told if line.startswith("  ")) <= width
    assert " ".join(" ".join(told).split()).count("Shots on the 1th.") == 1


@pytest.mark.parametrize("width", [1, 5])
def test_a_terminal_without_room_gets_all_words(width):
    assert "".join("".join(text_lines(story(), "T", width)).split()) == "".join(
        "".join(text_lines(story(), "T")).split()
    )


def test_text_of_reports_is_text_in_every_form():
    found = timeline([hostile()])
    for lines in (text_lines(found), markdown_lines(found)):
        told = "\n".join(lines)
        assert "\u202e" not in told
        assert "next\tline" not in told
    assert "<script>" not in "\n".join(markdown_lines(found))
    assert "<script>" not in timeline_page(found, HOSTILE)


class Page(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, text: str):
        super().__init__()
        self.tags, self.attributes, self.words, self.open = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        self.words.append(text)


def test_the_page_is_whole_and_asks_for_nothing():
    text = timeline_page(timeline([*ALL, *(entry.account for entry in story().entries[:3])]))
    page = Page(text)
    assert page.open == []
    assert not {"script", "img", "link", "iframe", "object", "form", "button"} & set(page.tags)
    outside = [value for tag, name, value in page.attributes if name in ("src", "href") and not value.startswith("#")]
    assert outside == ["https://example.org/a?b=1&c=2"]
    assert "default-src &#x27;none&#x27;" in text
    for needed in ("prefers-color-scheme: dark", "@media print"):
        assert needed in text
    assert "url(" not in text
    assert "@import" not in text


def test_the_page_shows_days_within_days_gaps_plans_and_key_events_apart():
    page = Page(timeline_page(story()))
    classes = [value for _, name, value in page.attributes if name == "class"]
    assert [classes.count(name) for name in ("day", "within", "gap", "undated", "plan", "key", "dispute")] == [
        5,
        1,
        1,
        1,
        1,
        1,
        1,
    ]
    words = "".join(page.words)
    for told in ("43 days without", "June 2020, no day told", "[plan, no day told]", "★ North Korea: ASSAULT destroy"):
        assert told in words


def test_links_within_the_page_lead_somewhere():
    page = Page(timeline_page(story()))
    names = [value for _, name, value in page.attributes if name == "id"]
    inside = [value[1:] for _, name, value in page.attributes if name == "href" and value.startswith("#")]
    assert len(names) == len(set(names))
    assert len(inside) == 1
    assert set(inside) <= set(names)


def test_markdown_has_headings_gaps_and_sources():
    told = "\n".join(markdown_lines(story(), "Timeline: a_b"))
    assert told.startswith(
        "# Timeline: a\\_b\n\n8 reports, 9 independent sources, 8 events, 2 without a day.\n\n## 1 May"
    )
    for line in (
        "\n\n*— 43 days without an event told to the day; 1 told roughly may fall there —*\n",
        "\n\n## No day told\n\n- **",
        "\n- ★ **North Korea: ASSAULT destroy → Unification Ministry, Kaesong** (2 reports,",
        "\n  - disputed day: 16 June 2020 (1 source) or 15 June 2020 (1 source)",
        "” — Example Wire, 17 June 2020, <https://example.org/a?b=1&c=2>\n",
    ):
        assert line in told


def test_json_keeps_unknown_days_null():
    told = json.loads(json.dumps(timeline_object(story(), "own")))
    assert set(told) == {"title", "reports", "sources", "events", "dated", "gaps", "undated"}
    assert {entry["start"] for entry in told["undated"]} == {entry["end"] for entry in told["undated"]} == {None}
    assert [entry["reported"] for entry in told["undated"]] == [["2020-06-17"], []]
    assert (told["gaps"][0]["start"], told["gaps"][0]["end"]) == ("2020-05-04", "2020-06-15")
    assert (told["gaps"][0]["days"], told["gaps"][0]["rough"]) == (43, 1)


def test_json_tells_an_entry_whole():
    told = json.loads(json.dumps(timeline_object(timeline([replace(demolition())]))))["dated"][0]
    assert (told["start"], told["end"], told["days"], told["rough"]) == (
        "2020-06-16",
        "2020-06-16",
        "16 June 2020",
        False,
    )
    assert (told["reports"], told["families"], told["sources"], told["claims"]) == (2, 2, 2, 2)
    assert (told["told"]["publisher"], told["told"]["published"]) == ("Example Wire", "2020-06-17")
    assert [variant["value"] for variant in told["disputed"][0]["variants"]] == ["2020-06-16", "2020-06-15"]
    assert (told["kind"], told["key"], told["carried_out"]) == ("act", True, None)


def test_json_names_the_act_that_carries_out_a_plan():
    told = timeline_object(story())["undated"]
    (plan,) = (entry for entry in told if entry["kind"] == "plan")
    assert plan["carried_out"]["start"] == "2020-06-20"
