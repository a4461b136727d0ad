"""The page of a report: its text to the letter with marks over it, hostile texts, and why a claim is there."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from made import KAESONG, claim, coded, judge, judgement, keep

from crisisdesk.model.judgement import Verdict
from crisisdesk.record.store import Record
from crisisdesk.web.marking import LAYERS, Stretch, cut, shown

HTML = {"accept": "text/html"}
ONE = "1a" * 8
PART = 200_000
HOSTILE = 'He demolished <script>alert("x") a \u202etxet\u202c &amp; "tag" \x00\x1b[31m</div></pre><!-- {{ 7*7 }}.'


def _report(path, text: str, *claims, **more) -> str:
    """Keep a report and return its id."""
    made = coded(text, *claims, **more)
    with Record.open(path) as record:
        keep(record, made)
    return made.source.id


def _text(page: str) -> str:
    """Return the text that a browser shows as the report's, control characters made visible."""
    inside = re.search(r'<div class="text"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert inside is not None
    return unescape(re.sub(r"<[^>]*>", "", inside[1]).replace("&#13;", "\ue000")).replace("\ue000", "\r")


def _stretch(start: int, end: int, layer: str = "claim", href: str = "") -> Stretch:
    return Stretch(start=start, end=end, layer=layer, label=f"{layer} {start}-{end}", href=href)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], [("abcdefghij", ())]),
        ([(0, 10, "claim")], [("abcdefghij", ("claim",))]),
        ([(2, 4, "actor")], [("ab", ()), ("cd", ("actor",)), ("efghij", ())]),
        (
            [(0, 6, "actor"), (4, 8, "time")],
            [("abcd", ("actor",)), ("ef", ("actor", "time")), ("gh", ("time",)), ("ij", ())],
        ),
        (
            [(1, 9, "speaker"), (3, 5, "claim")],
            [("a", ()), ("bc", ("speaker",)), ("de", ("claim", "speaker")), ("fghi", ("speaker",)), ("j", ())],
        ),
        ([(3, 5, "place"), (3, 5, "actor")], [("abc", ()), ("de", ("actor", "place")), ("fghij", ())]),
        ([(5, 5, "claim"), (8, 3, "claim"), (50, 60, "claim")], [("abcdefghij", ())]),
        ([(-5, 2, "time"), (9, 90, "time")], [("ab", ("time",)), ("cdefghi", ()), ("j", ("time",))]),
    ],
)
def test_text_is_cut_at_all_boundaries(marks, expected):
    pieces = list(cut("abcdefghij", 0, [_stretch(*mark) for mark in marks]))
    assert [(piece.text, piece.layers) for piece in pieces] == expected


def test_pieces_of_a_later_part_keep_their_place_and_begin_once():
    pieces = list(cut("abcdef", 100, [_stretch(98, 104, "claim", "/e"), _stretch(102, 103, "time")], [101]))
    assert [(p.start, p.text, p.href, p.begins) for p in pieces] == [
        (100, "a", "/e", True),
        (101, "b", "/e", False),
        (102, "c", "/e", False),
        (103, "d", "/e", False),
        (104, "ef", "", False),
    ]


def test_marks_piled_on_one_place_are_cut_fast():
    began = time.perf_counter()
    pieces = list(cut("x" * 20_000, 0, [_stretch(n, 20_000, LAYERS[n % 5]) for n in range(6_000)]))
    assert time.perf_counter() - began < 5
    assert "".join(piece.text for piece in pieces) == "x" * 20_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a <b> & 'c'", "a &lt;b&gt; &amp; &#39;c&#39;"),
        ("a\tb\nc\r\nd", "a\tb\nc&#13;\nd"),
        ("\u202ea", '<span class="control">U+202E</span>a'),
        ("\x00\x00\x00", '<span class="control">U+0000 ×3</span>'),
        ("\U000e0041", '<span class="control">U+E0041</span>'),
        ("서울 — Süd 🇰🇷", "서울 — Süd 🇰🇷"),
    ],
)
def test_control_characters_are_shown(text, expected):
    assert str(shown(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "\n\n  Two   blanks,\ta tab.\n\n\nHe demolished it.\n ",
        "Returns\r\nand\rmore. He demolished it.\r\n",
        "He demolished it &lt;b&gt; &#65; ]]> {{ 7*7 }} {% raw %}.",
    ],
)
def test_text_stands_as_published(client, path, text):
    name = _report(path, text, publisher="W")
    assert _text(client.get(f"/report/{name}", headers=HTML).text) == text


def test_hostile_text_is_text(client, path):
    name = _report(path, HOSTILE, claim(ONE), title="<img src=x onerror=alert(1)>", url="javascript:alert(1)")
    answer = client.get(f"/report/{name}", headers=HTML)
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
    assert 'href="javascript' not in answer.text
    assert not {"\u202e", "\u202c", "\x00", "\x1b"} & set(answer.text)
    assert [code in answer.text for code in ("U+202E", "U+0000", "U+001B")] == [True] * 3
    told = client.get(f"/report/{name}.json").json()
    assert "".join(piece["text"] for passage in told["shown"]["passages"] for piece in passage["pieces"]) == HOSTILE
    assert (told["url"], told["link"]) == ("javascript:alert(1)", "")


def test_two_million_characters_in_a_line_come_in_parts_and_fast(client, path):
    text = "He demolished it. " + "word " * 400_000
    name = _report(path, text, claim(ONE), publisher="W")
    began = time.perf_counter()
    page = client.get(f"/report/{name}", headers=HTML).text
    assert time.perf_counter() - began < 10
    assert _text(page) == text[:PART]
    assert "Part 1 of 11" in page
    last = client.get(f"/report/{name}?part=11", headers=HTML).text
    assert _text(last) == text[10 * PART :]
    assert 'rel="next"' not in last
    assert client.get(f"/report/{name}.json?part=99").json()["shown"]["part"] == 11


def test_marks_over_the_limit_are_counted_and_claims_are_kept(client, path):
    from crisisdesk.web.claim_marks import PART as LONGEST
    from crisisdesk.web.report_text import MOST_MARKS, show_part

    marks = [_stretch(n, n + 1, "time") for n in range(MOST_MARKS + 10)] + [_stretch(9_000, 9_002)]
    view = show_part("x" * (LONGEST // 2), 1, (), marks)
    layers = [layer for passage in view.passages for piece in passage.pieces for layer in piece.layers]
    assert view.left_out == 11
    assert layers.count("claim") == 1


def test_long_titles_and_sentences_do_not_swell_other_pages(client, path):
    name = _report(
        path, "He " + "very " * 60_000 + "often demolished " + "it " * 60_000, claim(ONE), title="T" * 300_000
    )
    event = client.get(f"/event/{ONE}", headers=HTML).text
    assert len(event) < 40_000
    assert ">demolished</mark>" in event
    assert len(client.get(f"/report/{name}?part=9&layer=x", headers=HTML).text) < PART + 60_000


def test_marks_lead_to_the_event_and_are_reached_once_by_keyboard(client, path):
    name = _report(path, "It was said that North Korea demolished an office.", claim(ONE), publisher="W")
    page = client.get(f"/report/{name}", headers=HTML).text
    marks = re.findall(r'<a class="mark ([^"]*)" href="([^"]*)"', page)
    assert ("claim", f"/event/{ONE}") in marks
    assert 'id="s1"' in page
    assert client.get(f"/event/{ONE}", headers=HTML).status_code == 200


@pytest.mark.parametrize(
    ("query", "layers"),
    [("", list(LAYERS)), ("?layer=time", ["time"]), ("?layer=time&layer=claim", ["claim", "time"]), ("?layer=x", [])],
)
def test_layers_are_chosen_by_the_address(client, path, query, layers):
    name = _report(path, "North Korea demolished an office.", claim(ONE), publisher="W")
    page = client.get(f"/report/{name}{query}", headers=HTML).text
    assert re.findall(r'value="(\w+)" id="layer-\w+" checked', page) == layers
    assert ('class="mark claim"' in page) == ("claim" in layers)
    assert client.get(f"/report/{name}.json{query}").json()["layers"] == layers


@pytest.mark.parametrize(("name", "status"), [("zz", 404), ("%00", 404), ("", 404)])
def test_unknown_report_is_a_page_that_says_so(client, name, status):
    assert client.get(f"/report/{name}", headers=HTML).status_code == status


@pytest.mark.parametrize("query", ["part=0", "part=x", "sentence=0", f"claim={'a' * 65}"])
def test_wrong_address_is_told(client, path, query):
    name = _report(path, "North Korea demolished an office.", publisher="W")
    assert client.get(f"/report/{name}?{query}", headers=HTML).status_code == 422


def test_copies_and_rejections_are_named(client, path):
    words = " ".join(f"word{n}" for n in range(60))
    first = _report(path, f"North Korea demolished an office. {words}.", claim(ONE), publisher="First Wire")
    other = _report(path, f"North Korea demolished an office. {words}.", claim("2b" * 8), publisher="Copying Post")
    with Record.open(path) as record:
        judge(record, judgement("j" * 12, Verdict.REJECT, ONE, why="a film"))
    told = client.get(f"/report/{first}.json").json()
    assert [copy["report"] for copy in told["copies"]] == [other]
    assert [past["judgement"]["why"] for past in told["rejected"]] == ["a film"]
    assert told["claims"] == []
    page = client.get(f"/report/{first}", headers=HTML).text
    assert "Copying Post" in page
    assert 'value="undo"' in page


def test_json_has_what_the_page_has(client, path):
    name = _report(path, "North Korea demolished an office.", claim(ONE, place=KAESONG), publisher="W", title="T")
    told = client.get(f"/report/{name[:6]}.json").json()
    assert (told["id"], told["title"], told["publisher"], told["sentences"]) == (name, "T", "W", 1)
    assert [(row["claim"], row["line"]["what"]) for row in told["claims"]] == [(ONE, "ASSAULT")]
    assert told["behind"] is None


@pytest.fixture
def coded_report(path):
    """Return a report coded by the shipped coder, with one of its claims."""
    from crisisdesk.intake.text import source_of

    text = "Iran threatened on Monday to attack Israel. The weather in Haifa was fine."
    source = source_of(text, title="Threat", publisher="Own Wire")
    with Record.open(path) as record:
        record.add([source])
        found = [witness.claim.id for witness in record.claims(f"report:{source.id}")]
    return source.id, found


@pytest.mark.model
def test_why_shows_rule_file_and_chain(client, coded_report):
    name, claims = coded_report
    assert claims
    page = client.get(f"/report/{name}?claim={claims[0]}", headers=HTML).text
    assert 'id="why"' in page
    assert re.search(r"<code>\w+\.toml:\d+</code>", page)
    behind = client.get(f"/report/{name}.json?claim={claims[0][:6]}").json()["behind"]
    assert behind["claim"] == claims[0]
    assert behind["status"]
    assert behind["speakers"]


@pytest.mark.model
@pytest.mark.parametrize(("claim_id", "says"), [("f" * 16, "make no claim"), ("<b>", "make no claim &lt;b&gt;")])
def test_why_of_a_claim_that_is_not_there(client, coded_report, claim_id, says):
    name, _ = coded_report
    assert says in client.get(f"/report/{name}", params={"claim": claim_id}, headers=HTML).text


@pytest.mark.model
def test_why_not_tells_what_became_of_a_sentence(client, coded_report):
    name, _ = coded_report
    first, last, none = (
        client.get(f"/report/{name}.json?sentence={n}").json()["behind_not"]["lines"] for n in (1, 2, 99)
    )
    assert any("is coded" in line for line in first)
    assert not any("is coded" in line for line in last)
    assert none == ["there is no sentence with this number"]
    assert 'id="why-not"' in client.get(f"/report/{name}?sentence=2", headers=HTML).text
