"""Plain text reports: front matter, dates, paragraphs, kinds of blocks, pasted HTML, and each coded message once."""

from __future__ import annotations

import hashlib
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisdesk.diagnostics import load_messages
from crisisdesk.intake.decode import decode
from crisisdesk.intake.files import open_file
from crisisdesk.intake.text import front_matter, kind_of, paragraphs, parse_date, source_of, strip_tags

DAY = date(2020, 6, 17)
BODY = "The rebels left the town on Monday. The army said that it was now in control of the bridge."


def blocks_of(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def codes(source) -> list[str]:
    return [d.code for d in source.diagnostics]


FRONT = [
    (f"date 2020-06-17 {BODY}", {"published": "2020-06-17"}),
    (f"  date 2020-06-17\n\n{BODY}", {"published": "2020-06-17"}),
    (f"Published: 2020-06-17\n\n{BODY}", {"published": "2020-06-17"}),
    (f"Date: 17 June 2020\n{BODY}", {"published": "17 June 2020"}),
    (f"Title: Rebels leave\nPublisher: The Own Wire\n\n{BODY}", {"title": "Rebels leave", "publisher": "The Own Wire"}),
    (f'Headline: "Rebels leave"\nSource: Own Wire\n\n{BODY}', {"title": "Rebels leave", "publisher": "Own Wire"}),
    (
        f"Outlet: Own Wire\nURL: https://example.org/a?b=c:d\n\n{BODY}",
        {"publisher": "Own Wire", "url": "https://example.org/a?b=c:d"},
    ),
    (f"Link: https://example.org\n\n{BODY}", {"url": "https://example.org"}),
    (f"---\nTitle: Rebels leave\nDate: 2020-06-17\n---\n{BODY}", {"title": "Rebels leave", "published": "2020-06-17"}),
    (f"\n\nTitle:Rebels leave\r\nDate: 2020-06-17\r\n\r\n{BODY}", {"title": "Rebels leave", "published": "2020-06-17"}),
    (f"Title: Rebels: a retreat\n\n{BODY}", {"title": "Rebels: a retreat"}),
    (f"Title: First\nTitle: Second\n\n{BODY}", {"title": "First"}),
]


@pytest.mark.parametrize(("text", "fields"), FRONT)
def test_front_matter(text, fields):
    found, begin = front_matter(text)
    assert found == fields
    assert text[begin:].strip() == BODY


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"---\n{BODY}",
        f"The source: a general.\n{BODY}",
        f"{BODY}\nTitle: Rebels leave",
        f"date unknown {BODY}",
        "",
    ],
)
def test_a_text_without_front_matter_begins_at_once(text):
    assert front_matter(text) == ({}, 0)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-06-17", DAY),
        ("2020-06-17T09:30:00Z", DAY),
        ("17 June 2020", DAY),
        ("Wednesday, June 17, 2020", DAY),
        ("2020-06-31", None),
        ("2020-13-01", None),
        ("June 2020", None),
        ("soon", None),
        ("", None),
    ],
)
def test_parse_date(text, day):
    assert parse_date(text) == day


def test_a_source_has_what_its_front_matter_says():
    source = source_of(f"Title: Rebels leave\nSource: Own Wire\nURL: https://example.org/1\nDate: 2020-06-17\n\n{BODY}")
    assert (source.title, source.publisher, source.url) == ("Rebels leave", "Own Wire", "https://example.org/1")
    assert source.published == DAY
    assert [source.text[start:end] for start, end, _ in source.blocks] == [BODY]
    assert source.diagnostics == ()


def test_what_is_given_overrides_the_front_matter():
    text = f"Title: Rebels leave\nSource: Own Wire\nDate: never\n\n{BODY}"
    source = source_of(text, DAY, title="Retreat", publisher="Other Wire", url="https://example.org/2")
    assert (source.published, source.title, source.publisher) == (DAY, "Retreat", "Other Wire")
    assert source.url == "https://example.org/2"
    assert source.diagnostics == ()


def test_a_source_keeps_the_text_and_names_its_bytes():
    text = f"Date: 2020-06-17\r\n\r\n  {BODY}  \n\n\n“Kaesŏng”\t\n"
    source = source_of(text)
    made = hashlib.sha256(text.encode()).hexdigest()
    assert source.text == text
    assert source.digest == f"sha256:{made}"
    assert source_of(text + " ").digest != source.digest


def test_the_same_text_of_another_day_or_publisher_is_another_report():
    given = [{}, {"published": DAY}, {"publisher": "Own Wire"}, {"url": "https://own.example/1"}]
    made = [source_of(BODY, **one) for one in given]
    assert len({source.id for source in made}) == len(given)
    assert len({source.digest for source in made}) == 1
    assert source_of(BODY).id == made[0].id


def test_without_a_title_the_first_heading_is_it():
    assert source_of(f"Rebels leave the town\n\n{BODY}", DAY).title == "Rebels leave the town"
    assert source_of(f"{BODY}\n\nRebels leave the town", DAY).title == ""


PARAGRAPHS = [
    ("One came.\n\nTwo left.", ["One came.", "Two left."]),
    ("\n\n  One came.  \n \t\n\n\nTwo left.\n", ["One came.", "Two left."]),
    ("One came.\r\n\r\nTwo left.\r\n", ["One came.", "Two left."]),
    ("One came.\nTwo left.\nThree stayed.", ["One came.", "Two left.", "Three stayed."]),
    (
        "The rebels left the town on\nMonday, and the army said it\nwas now in control of it all.\n\nThe end came.",
        ["The rebels left the town on\nMonday, and the army said it\nwas now in control of it all.", "The end came."],
    ),
    (
        "Rebels leave\nThe rebels left the town on Monday with all their guns, the army said.",
        ["Rebels leave", "The rebels left the town on Monday with all their guns, the army said."],
    ),
    ("", []),
    (" \n\t\n ", []),
]


@pytest.mark.parametrize(("text", "found"), PARAGRAPHS)
def test_paragraphs(text, found):
    assert blocks_of(text) == found


def test_paragraphs_begin_where_they_are_told():
    text = "Title: Retreat\n\nOne came.\n\nTwo left."
    assert [text[start:end] for start, end in paragraphs(text, len("Title: Retreat\n"))] == ["One came.", "Two left."]


@given(st.text(alphabet="ab .\n\r\t“”é\u2028", max_size=120))
def test_paragraphs_are_in_order_and_hold_every_letter(text):
    found = list(paragraphs(text))
    assert all(start < end for start, end in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())
    assert all(text[start:end] == text[start:end].rstrip() for start, end in found)


def test_an_indented_line_begins_at_its_first_word():
    assert blocks_of("One came.\n    Two left.") == ["One came.", "Two left."]


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        (BODY, "body"),
        ("The rebels left.", "body"),
        ("“We will not leave this town,” he said.", "body"),
        ("Rebels leave the town", "heading"),
        ("Will the truce hold?", "heading"),
        ("Why did the rebels leave the town that they had held for so long?", "body"),
        ("The army named three reasons:", "body"),
        ("(Photo: Ana Diaz)", "credit"),
        ("(Ministry of Defence via Reuters)", "credit"),
        ("By Ana Diaz", "credit"),
        ("By Monday the rebels had left.", "body"),
        ("FILE PHOTO: Soldiers stand at the bridge.", "caption"),
        ("Soldiers stand at the bridge on Monday. (Photo: Ana Diaz)", "caption"),
        ("In this handout photo, soldiers stand at the bridge.", "caption"),
        ("Image: the bridge at dawn.", "caption"),
        ("17 June 2020", "dateline"),
        ("Wednesday, 17 June 2020", "dateline"),
        ("June 17, 2020.", "dateline"),
    ],
)
def test_kind_of(block, kind):
    assert kind_of(block) == kind


def test_the_blocks_of_a_source_have_ranges_and_kinds():
    text = f"Date: 2020-06-17\n\nRebels leave the town\n\nBy Ana Diaz\n\n{BODY}\n\nFILE: Soldiers at the bridge.\n"
    source = source_of(text)
    assert [(text[start:end], kind) for start, end, kind in source.blocks] == [
        ("Rebels leave the town", "heading"),
        ("By Ana Diaz", "credit"),
        (BODY, "body"),
        ("FILE: Soldiers at the bridge.", "caption"),
    ]


PAGE = """<!DOCTYPE html><html><head><title>Own Wire</title><style>p { color: red }</style>
<script>var a = "<p>no</p>";</script></head><body><nav><a href="/">Home</a></nav>
<h1>Rebels leave</h1><div><p>The rebels   left
the <b>town</b> &amp; the bridge.</p><p>“Fermé”, Ana&nbsp;said.<br/>No one stayed.</p></div></body></html>"""


def test_strip_tags_keeps_the_text_in_blocks():
    assert strip_tags(PAGE).split("\n\n") == [
        "Rebels leave",
        "The rebels left the town & the bridge.",
        "“Fermé”, Ana said.",
        "No one stayed.",
    ]


def test_a_pasted_page_is_a_source_of_its_text():
    source = source_of(PAGE, DAY)
    assert codes(source) == ["D007"]
    assert source.text == strip_tags(PAGE)
    assert source.title == "Rebels leave"
    assert [source.text[start:end] for start, end, _ in source.blocks] == source.text.split("\n\n")


@pytest.mark.parametrize("text", ["The toll is < 5 and > 3, not <b>8</b>.", "Write to <ana@example.org> or <p>."])
def test_angle_brackets_alone_are_no_html(text):
    source = source_of(text, DAY)
    assert source.text == text
    assert "D007" not in codes(source)


GERMAN = "Die Rebellen haben am Montag nach langen Kämpfen ihre letzte Stadt verlassen, sagte ein Sprecher der Armee."
PROVOKED = {
    "D006": lambda: source_of(GERMAN, DAY),
    "D007": lambda: source_of(f"<p>{BODY}</p><br>", DAY),
    "D008": lambda: source_of(f"{BODY} “We are leaving, a rebel said.", DAY),
    "D009": lambda: source_of(f"{BODY} " * 1_200, DAY),
    "D012": lambda: source_of(BODY),
    "D013": lambda: source_of(BODY, DAY, today=date(2020, 6, 16)),
    "D014": lambda: source_of(f"Date: one of these days\n\n{BODY}"),
}


@pytest.mark.parametrize("code", sorted(PROVOKED))
def test_a_diagnostic_is_given_by_its_case(code):
    found = {d.code: d for d in PROVOKED[code]().diagnostics}
    assert found.keys() - {"D012"} == {code} - {"D012"}
    assert code in found
    assert "{" not in found[code].message


def test_each_message_is_provoked_somewhere(tmp_path):
    """D005, the length limit, is the coder's: tests/cli/test_cli.py; those from D015 on: test_formats.py."""
    read = {decode(content)[1][0].code for content in (b"", b"\x00" * 9, b"caf\xe9 closed")}
    missing = {d.code for d in open_file(str(tmp_path / "none.txt")).diagnostics}
    early = {code for code in load_messages() if code < "D015"}
    assert early == PROVOKED.keys() | read | missing | {"D005"}


def test_the_value_of_a_bad_date_is_named():
    source = source_of(f"Date: one of these days\n\n{BODY}")
    assert "“one of these days”" in source.diagnostics[0].message
    assert codes(source) == ["D014", "D012"]


@pytest.mark.parametrize("text", [f"{BODY} “We leave,” he said.", f'{BODY} "We leave," he said.', f"{BODY} It’s ours."])
def test_closed_quotations_are_not_noted(text):
    assert codes(source_of(text, DAY)) == []


def test_a_date_of_today_is_not_in_the_future():
    assert codes(source_of(BODY, DAY, today=DAY)) == []


def test_a_short_text_is_not_judged_for_its_language():
    assert codes(source_of("Krim: Kampf um Sewastopol", DAY)) == []


@pytest.mark.parametrize("mark", ["“", '"'])
def test_a_quotation_that_is_never_closed_is_noted(mark):
    assert codes(source_of(f"{BODY} {mark}We leave, he said.", DAY)) == ["D008"]
