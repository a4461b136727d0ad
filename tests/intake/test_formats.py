"""What each format gives: text, title, date, publisher, url and place of each report; and each coded message once."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from types import SimpleNamespace

import pytest
from mutants import ARRAY, ATOM, BODY, FEED, LINES, LONG, PACKED_WARC, PAGE, TABLE, TEXT, WARC, parquet, record

from crisisdesk.diagnostics import load_messages
from crisisdesk.intake.fields import day_of
from crisisdesk.intake.files import open_file
from crisisdesk.intake.options import IntakeOptions, columns_of
from crisisdesk.intake.sources import open_sources

DAY = date(2020, 6, 17)
OTHER = "The talks in the capital went on until the end of the week."
FEED_DAYS = ["2020-06-17", None]
ROWS = ["2020-06-17", "2020-06-18"]


def opened(tmp_path, name, content, **options):
    path = tmp_path / name
    path.write_bytes(content)
    return list(open_sources([str(path)], IntakeOptions(**options)))


def places(tmp_path, found):
    return [one.path.removeprefix(f"{tmp_path}/") for one in found]


def codes(found):
    return [d.code for one in found for d in one.diagnostics]


FORMATS = [
    ("a.txt", TEXT, ["a.txt"], ["2020-06-17"]),
    ("a.html", PAGE, ["a.html"], ["2020-06-17"]),
    ("a.xml", FEED, ["a.xml#1", "a.xml#2"], FEED_DAYS),
    ("a.atom", ATOM, ["a.atom#1"], ["2020-06-17"]),
    ("a.jsonl", LINES, ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"], ["2020-06-17", "2020-06-18", "2020-06-17"]),
    ("a.json", ARRAY, ["a.json:1", "a.json:2", "a.json:3"], ["2020-06-17", "2020-06-18", "2020-06-17"]),
    ("a.csv", TABLE, ["a.csv:2", "a.csv:5"], ROWS),
    ("a.tsv", b"date\ttext\n2020-06-17\t" + BODY.encode() + b"\n", ["a.tsv:2"], ["2020-06-17"]),
    ("a.parquet", parquet(), ["a.parquet:1", "a.parquet:2"], FEED_DAYS),
    ("a.warc", WARC, [f"a.warc@{n * len(WARC) // 3}" for n in range(3)], ["2020-06-15", "2020-06-16", "2020-06-17"]),
]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("hidden", [False, True], ids=["named", "by content"])
@pytest.mark.parametrize(("name", "content", "where", "days"), FORMATS)
def test_a_format_is_known_and_read(tmp_path, name, content, where, days, packed, hidden):
    shown = "a" if hidden else f"{name}.gz" if packed else name
    found = opened(tmp_path, shown, gzip.compress(content) if packed else content)
    assert [one.source and one.source.published and one.source.published.isoformat() for one in found] == days
    if name != "a.warc":
        assert places(tmp_path, found) == [place.replace(name, shown) for place in where]


@pytest.mark.parametrize(("name", "content", "where", "days"), FORMATS)
def test_standard_input_is_read_by_its_content(monkeypatch, name, content, where, days):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    found = list(open_sources(["-"]))
    assert [one.path for one in found][1:] == [place.replace(name, "-") for place in where][1:]
    assert len(found) == len(days)


def test_a_page_is_its_main_text_in_paragraphs(tmp_path):
    source = opened(tmp_path, "a.html", PAGE)[0].source
    paragraphs = source.text.split("\n\n")
    assert paragraphs[-3:] == [BODY, f"“{LONG}”", f"A café by the bridge was open, and {LONG}"]
    assert "Home" not in source.text
    assert (source.title, source.publisher, source.url) == ("Rebels leave", "Own Wire", "https://own.example/news/1")


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        (PAGE.replace(b"utf-8", b"iso-8859-1").decode().encode("cp1252"), None),
        (PAGE.replace(b'<meta charset="utf-8">', b"").decode().encode("cp1252"), None),
        (PAGE.decode().encode("utf-16"), None),
        (PAGE.replace(b"utf-8", b"koi8-r").decode().replace("é", "e").encode("koi8-r", "replace"), None),
    ],
)
def test_a_page_is_decoded_by_what_it_says(tmp_path, page, charset):
    source = opened(tmp_path, "a.html", page)[0].source
    assert "A café by" in source.text or "A cafe by" in source.text


def test_the_charset_of_http_counts(tmp_path):
    page = (
        PAGE.replace(b'<meta charset="utf-8">', b"").decode().replace("café", "кафе").replace("“", "").replace("”", "")
    )
    content = record(page.encode("windows-1251"), kind=b"text/html; charset=windows-1251")
    assert "кафе" in opened(tmp_path, "a.warc", content)[0].source.text


def test_an_entry_has_the_day_of_its_publisher(tmp_path):
    first, second = (one.source for one in opened(tmp_path, "a.xml", FEED))
    assert first.text == f"{BODY}\n\n{LONG}"
    assert (first.published, first.publisher, first.url) == (DAY, "Own Wire", "https://own.example/1")
    assert (second.text, second.title) == (LONG, "Talks go on")


def test_an_entry_gives_its_longest_text(tmp_path):
    assert opened(tmp_path, "a.atom", ATOM)[0].source.text == BODY


def test_a_bad_line_is_told_and_the_rest_is_read(tmp_path):
    lines = [
        json.dumps({"text": BODY}),
        "{bad",
        "[1]",
        "",
        '{"text": 5}',
        json.dumps({"headline": "x"}),
        json.dumps({"text": LONG}),
    ]
    found = opened(tmp_path, "a.jsonl", "\n".join(lines).encode(), published=DAY)
    assert places(tmp_path, found) == [f"a.jsonl:{n}" for n in (1, 2, 3, 5, 6, 7)]
    assert codes(found) == ["D022", "D022", "D024", "D023"]
    assert [one.source.text for one in found if one.source] == [BODY, LONG]  # fmt: skip


def test_a_bad_record_of_an_array_is_told_and_the_rest_is_read(tmp_path):
    content = ARRAY.replace(b'"date":', b"date:", 1)
    found = opened(tmp_path, "a.json", content, published=DAY)
    assert codes(found) == ["D022"]
    assert [one.source is not None for one in found] == [False, True, True]


def test_an_array_is_read_to_where_it_is_cut_off(tmp_path):
    found = opened(tmp_path, "a.json", ARRAY[:-30], published=DAY)
    assert [one.source is not None for one in found] == [True, True, False]


def test_a_long_array_is_read_in_parts(tmp_path):
    content = json.dumps([{"text": f"{n} " + f"{BODY} " * 60} for n in range(100)]).encode()
    assert len([one for one in opened(tmp_path, "a.json", content) if one.source]) == 100


def test_a_report_of_the_annotation_format_is_read_again(tmp_path):
    source = open_file(str(_written(tmp_path, "a.txt", TEXT))).source
    content = json.dumps({"report": source.to_dict(), "claims": [], "diagnostics": []}).encode()
    assert opened(tmp_path, "b.jsonl", content)[0].source == source


def _written(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    return tmp_path / name


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_table_is_read_with_its_delimiter(tmp_path, sign):
    content = f'title{sign}text{sign}date\nTalks{sign}"{LONG}{sign} ""Yes.""\n\nMore."{sign}2020-06-17\n'.encode()
    source = opened(tmp_path, "a.csv", content)[0].source
    assert (source.text, source.title, source.published) == (f'{LONG}{sign} "Yes."\n\nMore.', "Talks", DAY)


BAD_ROWS = [
    (f'1,"{BODY}\n2,{OTHER}\n3,{BODY}\n', [(2, None), (3, OTHER), (4, BODY)]),
    (f'1,"{BODY}\n\nAnd so on.\n2,{OTHER}\n', [(2, None), (5, OTHER)]),
    (f"1,{BODY},3\n2,{OTHER}\n", [(2, None), (3, OTHER)]),
    (f'1,{BODY}\n2,"{OTHER}', [(2, BODY), (3, None)]),
    (f"1\n2,{OTHER}\n", [(2, None), (3, OTHER)]),
]


@pytest.mark.parametrize(("rows", "expected"), BAD_ROWS)
def test_a_bad_row_is_told_and_the_rest_is_read(tmp_path, rows, expected):
    found = opened(tmp_path, "a.csv", f"title,text\n{rows}".encode(), published=DAY)
    assert places(tmp_path, found) == [f"a.csv:{line}" for line, _ in expected]
    assert [one.source and one.source.text for one in found] == [text for _, text in expected]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", f"when,what\n2020-06-17,{BODY}\n".encode()),
        ("a.jsonl", json.dumps({"when": "2020-06-17", "what": BODY}).encode()),
        ("a.parquet", parquet("what")),
    ],
)
def test_columns_may_be_named(tmp_path, name, content):
    untold = opened(tmp_path, name, content)
    assert codes(untold) == ["D023"]
    assert "what" in untold[0].diagnostics[0].message
    found = opened(tmp_path, name, content, columns=columns_of(("text=What", "published=when", "publisher=none")))
    assert found[0].source.text == BODY


@pytest.mark.parametrize("pair", ["text", "text=", "author=who", "=x"])
def test_a_mapping_names_our_fields(pair):
    with pytest.raises(ValueError, match="FIELD=COLUMN"):
        columns_of((pair,))


def test_a_value_in_the_record_has_a_publisher_in_words(tmp_path):
    assert opened(tmp_path, "a.jsonl", LINES)[0].source.publisher == "Own Wire"
    assert opened(tmp_path, "a.parquet", parquet())[0].source.publisher == "Own Wire"


def test_what_is_given_overrides_the_file(tmp_path):
    source = opened(tmp_path, "a.jsonl", LINES, published=date(2021, 1, 1), publisher="Other Wire")[0].source
    assert (source.published, source.publisher) == (date(2021, 1, 1), "Other Wire")


NO_LENGTH = record().replace(b"Content-Length", b"Content-Strength")
SINGLE = gzip.compress(WARC, mtime=0)
MIDDLE = PACKED_WARC.find(b"\x1f\x8b\x08", 10)
DAMAGED = [
    ("a.warc", WARC[:-200], ["15", "16", "D016"]),
    ("a.warc", WARC[: len(WARC) // 3] + NO_LENGTH + WARC[len(WARC) // 3 :], ["15", "D031", "D031", "16", "17"]),
    ("a.warc", b"junk\n" + WARC, ["D031", "15", "16", "17"]),
    ("a.warc.gz", PACKED_WARC[:-50], ["15", "16", "D016"]),
    ("a.warc.gz", PACKED_WARC[: MIDDLE + 90] + b"????" + PACKED_WARC[MIDDLE + 94 :], ["15", "D016", "17"]),
    ("a.warc.gz", b"\x1f\x8b\x08\x00" + b"\xff" * 60 + PACKED_WARC, ["D016", "15", "16", "17"]),
    ("a.warc.gz", SINGLE[:-4], ["15", "16", "17", "D016"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "expected"), DAMAGED)
def test_of_a_damaged_archive_the_rest_is_read(tmp_path, name, content, expected):
    found = opened(tmp_path, name, content)
    told = [f"{one.source.published:%d}" if one.source else one.diagnostics[0].code for one in found]
    assert told == expected


@pytest.mark.parametrize(
    "other",
    [
        record(type=b"request"),
        record(status=b"404 Not Found"),
        record(b"\x89PNG", kind=b"image/png"),
        record(b"", kind=b""),
    ],
)
def test_other_records_are_no_pages(tmp_path, other):
    found = opened(tmp_path, "a.warc", other + record())
    assert len(found) == 1
    assert (found[0].source.url, found[0].source.published) == ("https://own.example/page", DAY)


def test_a_page_dated_after_its_capture_has_no_date(tmp_path):
    found = opened(tmp_path, "a.warc", record(captured=b"2020-06-15"))
    assert found[0].source.published is None
    assert "D032" in codes(found)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2020-06-17T23:30:00-05:00", DAY),
        ("Wed, 17 Jun 2020 23:30:00 -0500", DAY),
        ("20200617", DAY),
        ("20200617T093000Z", DAY),
        ("2020/6/17", DAY),
        (20200617, DAY),
        (1592352000, DAY),
        (1592352000000, DAY),
        ("1592352000.5", DAY),
        (DAY, DAY),
        ("June 2020", None),
        ("yesterday", None),
        (99999999, None),
        (1e300, None),
        (float("nan"), None),
        (True, None),
        ([], None),
    ],
)
def test_day_of(value, day):
    assert day_of(value) == day


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path):
    for name in ("b/2.txt", "b/.hidden.txt", "a.txt", "c.txt.gz", ".git/x.txt", "b/pic.png", "b/notes", "d.TXT"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(gzip.compress(TEXT) if name.endswith("gz") else TEXT)
    (tmp_path / "b" / "round").symlink_to(tmp_path)
    found = list(open_sources([str(tmp_path)]))
    assert places(tmp_path, found)[:-1] == ["a.txt", "c.txt.gz", "d.TXT", "b/2.txt"]
    assert [(d.code, d.severity) for d in found[-1].diagnostics] == [("D034", "note")]
    assert "2 files" in found[-1].diagnostics[0].message


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["1.txt", "2[1].txt"]),
        ("**/*.txt", ["1.txt", "2[1].txt", "in/3.txt"]),
        ("2[1].txt", ["2[1].txt"]),
        ("i*", ["in/3.txt"]),
    ],
)
def test_patterns(tmp_path, pattern, names):
    (tmp_path / "in").mkdir()
    for name in ("1.txt", "2[1].txt", "in/3.txt"):
        (tmp_path / name).write_bytes(TEXT)
    assert places(tmp_path, list(open_sources([str(tmp_path / pattern)]))) == names


def test_a_name_that_is_no_utf8_can_be_printed(tmp_path):
    path = bytes(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(TEXT)
    found = list(open_sources([str(tmp_path)]))
    assert found[0].source is not None
    assert found[0].path.endswith("caf\ufffd.txt")


def test_one_file_of_many_reports_gives_the_first(tmp_path):
    one = open_file(str(_written(tmp_path, "a.jsonl", b"{}\n" + LINES)))
    assert one.source.text == BODY
    assert [d.code for d in one.diagnostics] == ["D040"]
    assert open_file(str(_written(tmp_path, "a.html", PAGE))).source.title == "Rebels leave"


def test_text_is_kept_as_it_is(tmp_path):
    text = "The \u202eleft\u202c \0 town\u200b was \x07 empty. " * 3
    assert opened(tmp_path, "a.jsonl", json.dumps({"text": text}).encode())[0].source.text == text


WIDE = {"max_bytes": 2000, "max_ratio": 50}
PROVOKED = {
    "D015": ("a.txt", BODY.encode() * 30, WIDE),
    "D016": ("a.txt.gz", gzip.compress(TEXT)[:-9], {}),
    "D017": ("a.jsonl.gz", gzip.compress(LINES + b" " * 3_000_000), WIDE),
    "D018": ("a.pdf", b"%PDF-1.7 " + TEXT, {}),
    "D019": ("a.jsonl", b'{"text": "half \\ud800 of it"}', {}),
    "D020": ("a.html", b"<p>They left the town.</p>", {}),
    "D021": ("a.html", b"<html><body><script>go()</script></body></html>", {}),
    "D022": ("a.jsonl", b'{"text": ' + b"[" * 200 + b"]" * 200 + b"}", {}),
    "D023": ("a.csv", b"when,what\n1,2\n", {}),
    "D024": ("a.jsonl", b'{"text": 5}', {}),
    "D025": ("a.jsonl", b'{"text": "They left.", "title": [1]}', {}),
    "D026": ("a.rss", b"<rss version='2.0'><channel><item><title>Only</title></item></channel></rss>", {}),
    "D027": ("a.xml", FEED[:-30], {}),
    "D028": ("a.json", b"[]", {}),
    "D029": ("a.csv", b'title,text\n1,"never closed\n', {}),
    "D030": ("a.parquet", parquet()[:-20], {}),
    "D031": ("a.warc", record()[:50] + b"\r\n\r\n" + record(), {}),
    "D032": ("a.warc", record(captured=b"2020-06-15"), {}),
    "D036": ("a.jsonl", LINES, {"max_records": 2}),
    "D037": ("a.gz", gzip.compress(gzip.compress(gzip.compress(gzip.compress(TEXT)))), {}),
    "D038": ("a.warc", record(type=b"request"), {}),
    "D039": ("a.warc", record(b"\x1f\x8bno", head=b"Content-Encoding: gzip\r\n"), {}),
}


@pytest.mark.parametrize("code", sorted(PROVOKED))
def test_a_message_is_given_by_its_case(tmp_path, code):
    name, content, options = PROVOKED[code]
    assert code in codes(opened(tmp_path, name, content, **options))


def test_each_message_from_d015_on_is_provoked_somewhere(tmp_path):
    (tmp_path / "empty").mkdir()
    elsewhere = set(codes(open_sources([str(tmp_path / "*.zzz"), str(tmp_path / "empty")])))
    assert elsewhere == {"D033", "D035"}
    later = {code for code in load_messages() if "D015" <= code <= "D040"}
    assert later == PROVOKED.keys() | elsewhere | {"D034", "D040"}
