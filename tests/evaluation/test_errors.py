"""The error browser's page: complete in itself, gold beside coded, figures as scored, no text taken for markup."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from coded import claim, document, dropped, event, mention, report, span
from crisisdesk.evaluation.comparison import compare, tallies_of
from crisisdesk.evaluation.gold import Event
from crisisdesk.views.errors import error_page, load_style

VOID = {"meta", "br"}
APART = {"br", "td", "th", "li", "dt", "dd", "small"}
HOSTILE = "<script>alert('1')</script>&amp;\"><img src=x onerror=alert(2)>"


class Page(HTMLParser):
    """A page as a test reads it: the tags with their attributes, and the text under each class and id."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.tags.append((tag, named))
        if tag not in VOID:
            self.open.append((tag, f"#{named['id']}" if "id" in named else f".{named.get('class', '')}"))
        if tag in APART:
            self.handle_data(" ")

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        self.texts.append((tuple(part for pair in self.open for part in pair), data))

    def text(self, *under: str) -> str:
        """Return the text that stands under elements of these names, ids (#s1) and classes (.gold)."""
        return " ".join("".join(data for path, data in self.texts if set(under) <= set(path)).split())

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] for _, attrs in self.tags if attribute in attrs]


OWN = document(
    (
        "Orland shelled the port, raided a farm and freed two men.",
        [
            event("ASSAULT", "RUS:MIL", "UKR", trigger="shelled"),
            event("COERCE", "RUS", "UKR", trigger="raided", alternatives=frozenset(["ASSAULT"])),
            event("RETREAT", "RUS", "UKR", trigger="freed men", optional=True),
        ],
    ),
    ("Rain fell.", []),
    (
        "Borland thanked Orland and sent rice.",
        [
            event("SUPPORT", "UKR", "RUS", trigger="thanked"),
            event("AID", "UKR", "RUS", trigger="sent", also=event("AGREE", "UKR", "RUS", "future")),
        ],
    ),
    doc="own",
    published=date(2020, 6, 17),
    publisher="Own Wire",
    title="Shells & rice",
)


def page_of(gold=OWN, claims=(), drops=()) -> Page:
    compared = list(compare(gold, report(gold, claims, drops)))
    return Page(error_page([("own.jsonl", tallies_of(compared)), ("all", tallies_of(compared))], compared, "By hand."))


def coded(kind: str, words: str, sentence: int = 1, **more):
    return claim(kind, trigger=span(OWN, words, sentence), sentence=sentence, **more)


RIGHT = [
    coded("ASSAULT", "shelled"),
    coded("COERCE", "raided"),
    coded("SUPPORT", "thanked", 3, actors="UKR", recipients="RUS"),
    coded("AID", "sent", 3, actors="UKR", recipients="RUS"),
]
GARBLED = [
    coded("ASSAULT", "shelled", status="future"),
    coded("AID", "freed", actors="", recipients="RUS"),
    coded("SUPPORT", "thanked", 3, actors="USA"),
    coded("MOBILIZE", "sent", 3, actors="UKR", recipients=""),
]


def test_only_sentences_with_errors_are_listed_and_counted():
    page = page_of(claims=[*RIGHT[:2], *GARBLED[2:]])
    assert "1 of 3 sentences differ from gold. By hand." in page.text("body")
    assert [i for i in page.values("id") if re.fullmatch(r"s\d+", i)] == ["s1"]
    assert page.text("#s1", "summary") == "1 · sentence 3 · 1 missed, 1 extra, 1 other parties"
    assert "Orland shelled" not in page.text("body")
    assert "own 2020-06-17 · Own Wire · Shells & rice" in page.text("#sentences", "h3")


@pytest.mark.parametrize("claims", [RIGHT, RIGHT[::-1]], ids=["in order", "in reverse"])
def test_where_all_is_right_no_sentence_is_listed(claims):
    page = page_of(claims=claims)
    assert "0 of 3 sentences differ" in page.text("body")
    assert page.text("details") == ""


def test_nothing_to_compare_is_a_page_too():
    page = Page(error_page([], []))
    assert "0 of 0 sentences differ" in page.text("body")
    assert page.text("tbody") == "not in gold ·"


def test_pairs_stand_side_by_side_with_how_far_they_match():
    page = page_of(claims=GARBLED)
    assert page.text("#s1", ".match", "td") == "dyad status differs missed optional, not counted extra"
    assert page.text("#s2", ".match", "td") == "type parties differ missed extra"


def test_a_gold_event_is_told_in_full():
    text = page_of().text("#s1", ".pairs")
    assert "g1 ASSAULT “shelled” RUS:MIL → UKR, actual" in text
    assert "g2 COERCE “raided” or ASSAULT RUS → UKR, actual" in text
    assert "second reading: AGREE UKR → RUS, future" in page_of().text("#s2")


def test_a_claim_is_told_with_its_rule_and_how_each_party_was_found():
    parties = {"actors": (mention("UKR:GOV", "she", "pronoun"),), "recipients": (mention("RUS", "Orland", "place"),)}
    text = page_of(claims=[replace(coded("MOBILIZE", "sent", 3, status="future"), **parties)]).text("#s2", ".pairs")
    assert "c1 MOBILIZE “sent” UKR:GOV → RUS, future" in text
    assert "actor UKR:GOV: “she” by pronoun" in text
    assert "recipient RUS: “Orland” by place" in text
    assert "rule MOBILIZE/own (own.toml:7)" in text


@pytest.mark.parametrize(
    ("claims", "drops", "reason"),
    [
        ([], [("raided", "its object")], "“raided” dropped at triggers: rule ASSAULT/own (own.toml:7): its object"),
        ([], [("farm", "its object")], "no stage dropped a word of it"),
        ([coded("AID", "raided")], [], "its words are coded as AID (c2)"),
    ],
)
def test_a_missed_event_has_its_reason(claims, drops, reason):
    page = page_of(claims=[RIGHT[0], *claims], drops=[dropped(OWN, *drop) for drop in drops])
    assert reason in page.text("#s1", "li")


def test_a_missed_event_whose_trigger_is_not_there_says_so():
    page = page_of(document(("Rain fell.", [event(trigger="shelled")])))
    assert "its trigger is not found in the sentence" in page.text("#s1", "li")


def test_a_matched_event_has_no_reason():
    page = page_of(claims=GARBLED[:1], drops=[dropped(OWN, "shelled", "its object")])
    assert "its object" not in page.text("body")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (".gold", ["raided g2", "freed g3", "men g3"]),
        (".coded", ["port c2"]),
        (".gold coded", ["shelled g1 c1"]),
    ],
)
def test_triggers_are_marked_with_the_number_of_their_event(kind, words):
    claims = [coded("ASSAULT", "shelled"), coded("AID", "port")]
    page = page_of(claims=claims)
    marks = [data for path, data in page.texts if {"#s1", "mark", kind} <= set(path)]
    assert [f"{word} {number}" for word, number in zip(marks[::2], marks[1::2], strict=True)] == words
    unmarked = [data for path, data in page.texts if {"#s1", "blockquote"} <= set(path) and "sup" not in path]
    assert "".join(unmarked) == OWN.sentences[0].text


def cells(page: Page, section: str, label: str) -> list[str]:
    """Return the cells of the table row with a label."""
    row, found = [], []
    for path, data in page.texts:
        if section in path and "tbody" in path:
            if "th" in path and data.strip():
                row = found if data == label else []
            elif "td" in path and data.strip():
                row.append(data)
    return found


def test_the_tables_show_the_scores():
    page = page_of(claims=GARBLED)
    assert cells(page, "#scores", "own.jsonl, type") == ["0.500", "0.500", "0.500", "2", "4", "4"]
    assert cells(page, "#scores", "all, dyad") == ["0.250", "0.250", "0.250", "1", "4", "4"]
    assert cells(page, "#scores", "all, full") == ["0.000", "0.000", "0.000", "0", "4", "4"]
    assert cells(page, "#scores", "AID") == ["1", "1", "1", "1", *["0.000"] * 5]
    assert cells(page, "#scores", "SUPPORT") == ["1", "1", "0", "0", "1.000", "1.000", "1.000", "0.000", "0.000"]


def test_the_confusion_shows_pairs_words_coded_as_another_type_and_the_rest():
    page = page_of(claims=[*GARBLED, coded("AID", "raided")])
    heads = [data for path, data in page.texts if {"#confusion", "thead"} <= set(path) and data.strip()]
    assert heads == ["gold", "AID", "ASSAULT", "MOBILIZE", "SUPPORT", "not coded"]
    assert cells(page, "#confusion", "AID") == ["·", "·", "1", "·", "·"]
    assert cells(page, "#confusion", "ASSAULT") == ["·", "1", "·", "·", "·"]
    assert cells(page, "#confusion", "COERCE") == ["1", "·", "·", "·", "·"]
    assert cells(page, "#confusion", "not in gold") == ["1", "·", "·", "·", "·"]


def test_each_type_leads_to_its_errors():
    page = page_of(claims=GARBLED)
    assert page.text("#type-ASSAULT") == "ASSAULT other status 1 1"
    assert page.text("#type-AID") == "AID missed 1 2 extra 1 1"
    assert page.text("#type-SUPPORT") == "SUPPORT other parties 1 2"
    assert page.text("#type-RETREAT") == "RETREATnone"


@pytest.mark.parametrize("claims", [(), RIGHT, GARBLED], ids=["none", "right", "garbled"])
def test_every_link_stays_on_the_page_and_has_its_aim(claims):
    page = page_of(claims=claims)
    aims = page.values("id")
    assert len(set(aims)) == len(aims)
    assert set(page.values("href")) <= {f"#{aim}" for aim in aims}


def test_the_page_asks_for_nothing_and_lets_nothing_in_but_its_own_style():
    page = page_of(claims=GARBLED)
    assert not {"script", "link", "img", "iframe", "form", "base"} & {tag for tag, _ in page.tags}
    assert not {"src", "style", "onclick", "action"} & {name for _, attrs in page.tags for name in attrs}
    policy = next(attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    style = "".join(data for path, data in page.texts if "style" in path)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style and "@import" not in style


def test_the_style_has_light_and_dark():
    assert "prefers-color-scheme: dark" in load_style()
    assert "<" not in load_style()


def test_nothing_of_a_report_or_gold_file_is_taken_for_markup():
    gold = document(
        (f"Orland {HOSTILE} shelled", [Event(type="ASSAULT", actors=(HOSTILE,), status=HOSTILE, trigger=HOSTILE)]),
        ("They fled.", [event("AID", trigger="fled", alternatives=frozenset([HOSTILE]))]),
        doc=HOSTILE,
        publisher=HOSTILE,
        title=HOSTILE,
    )
    own = replace(claim(trigger=span(gold, HOSTILE), rule=HOSTILE), rule_at=HOSTILE, type=HOSTILE)
    own = replace(own, actors=(mention("RUS", HOSTILE, HOSTILE),))
    compared = list(compare(gold, report(gold, [own], [dropped(gold, "fled", HOSTILE, 2)])))
    page = Page(error_page([(HOSTILE, tallies_of(compared))], compared, HOSTILE))
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert not {"onerror", "src"} & {name for _, attrs in page.tags for name in attrs}
    assert page.text("body").count(HOSTILE) >= 20
    assert f"type-{HOSTILE}" in page.values("id")
