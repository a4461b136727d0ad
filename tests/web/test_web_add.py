"""Adding in the browser: files and texts, what cannot be read, limits, and that no path of this machine shows."""

from __future__ import annotations

import gzip
import re
import tempfile

import pytest

from crisisdesk.record.store import Record

HTML = {"accept": "text/html"}
TEXT = "North Korea blew up the liaison office in Kaesong on Tuesday, South Korea's Unification Ministry said."
CSV = "text,published,publisher\n" + f'"{TEXT}",2020-06-16,Own Wire\n' + '"Iran threatened to attack Israel.",soon,B\n'


def _send(client, files=(), place: str = "/add", **fields):
    page = client.get("/add", headers=HTML).text
    token = re.search(r'name="token" value="([^"]+)"', page)
    parts = [("files", (name, content, "application/octet-stream")) for name, content in files]
    told = {"token": token[1] if token else "", **fields}
    return client.post(place, data=told, files=parts or [("files", ("", b""))], headers=HTML)


def _reports(path) -> int:
    with Record.open(path) as record:
        return record.totals().reports


@pytest.mark.model
def test_pasted_text_is_a_report_with_its_date_title_and_publisher(client, path):
    answer = _send(client, text=f"{TEXT}\r\n\r\nMore.", title="Blast", published="2020-06-17", publisher=" My  Paper ")
    assert answer.status_code == 200
    assert "1 new report" in answer.text
    name = re.search(r'href="/report/(\w+)"', answer.text)[1]
    told = client.get(f"/report/{name}.json").json()
    assert (told["title"], told["published"], told["publisher"]) == ("Blast", "2020-06-17", "My Paper")
    assert told["characters"] == len(f"{TEXT}\n\nMore.")
    assert told["claims"][0]["line"]["when"] == "2020-06-16"
    assert client.get(f"/event/{told['claims'][0]['claim']}", headers=HTML).status_code == 200


@pytest.mark.model
def test_the_same_text_again_changes_nothing(client, path):
    before = _reports(path)
    first, second = (_send(client, text=TEXT, publisher="P") for _ in range(2))
    assert "1 new report" in first.text
    assert "0 new reports" in second.text
    assert "was there already" in second.text
    assert _reports(path) == before + 1


@pytest.mark.model
def test_files_of_many_kinds_are_read_by_content_and_ending(client, path):
    files = [
        ("../../etc/news.txt", TEXT.encode()),
        ("table.csv", CSV.encode()),
        ("page.html.gz", gzip.compress(f"<html><body><p>{TEXT} And more.</p></body></html>".encode())),
        ("C:\\Users\\me\\신문.txt", f"{TEXT} Wieder.".encode()),
        ("-", f"{TEXT} Dash.".encode()),
        ("*", f"{TEXT} Star.".encode()),
    ]
    told = _send(client, files, place="/add.json").json()
    assert (told["new"], told["read"], told["refused"]) == (7, 7, 0)
    assert [one["place"].partition(":")[0] for one in told["tried"]][:2] == ["news.txt", "table.csv"]
    assert {"page.html.gz", "신문.txt", "-", "*"} <= {one["place"] for one in told["tried"]}


@pytest.mark.model
def test_what_cannot_be_read_is_told_and_the_rest_is_added(client, path):
    files = [
        ("empty.txt", b""),
        ("paper.pdf", b"%PDF-1.7 ..."),
        ("noise.txt", bytes(range(256)) * 40),
        ("broken.gz", b"\x1f\x8b\x08\x00broken"),
        ("<b>odd\u202e.json", b'{"text": '),
        ("fake.parquet", b"PAR1 nothing"),
        ("good.txt", TEXT.encode()),
    ]
    answer = _send(client, files)
    assert answer.status_code == 200
    assert "1 new report" in answer.text
    assert "paper.pdf" in answer.text
    assert "<b>odd" not in answer.text
    assert "\u202e" not in answer.text
    with Record.open(path) as record:
        places = {place for (place,) in record.connection.execute("SELECT locator FROM refused")}
    assert {"empty.txt", "paper.pdf", "noise.txt", "broken.gz", "fake.parquet"} <= places


@pytest.mark.model
def test_no_path_of_this_machine_is_told_or_kept(client, path):
    files = [(f"x.{ending}", b"PAR1\x00\x1f\x8b") for ending in ("parquet", "warc", "json", "html", "gz", "txt")]
    answers = [_send(client, files, place=place).text for place in ("/add", "/add.json")]
    with Record.open(path) as record:
        kept = str(record.connection.execute("SELECT locator, message FROM refused").fetchall())
    assert "x.parquet" in kept
    assert not any(hidden in text for text in (*answers, kept) for hidden in (tempfile.gettempdir(), "crisisdesk-"))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Nothing was sent"),
        ({"text": " \r\n "}, "Nothing was sent"),
        ({"text": TEXT, "published": "next week"}, "The date is none"),
    ],
)
def test_wrong_form_is_told_and_keeps_what_was_typed(client, path, fields, says):
    before = _reports(path)
    answer = _send(client, publisher='My "Paper"', **fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert "My &#34;Paper&#34;" in answer.text
    assert _send(client, place="/add.json", **fields).status_code == 422
    assert _reports(path) == before


@pytest.mark.parametrize("place", ["/add", "/add.json"])
def test_too_much_is_refused(desk, path, place):
    small = desk(upload_bytes=3000)
    assert _send(small, [("a.txt", b"x" * 4000)], place=place).status_code == 413
    assert _send(small, place=place, text="x" * 4000).status_code == 413


def test_pieces_without_a_length_are_counted(desk, path):
    small = desk(upload_bytes=3000)
    head = b'--B\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    chunks = (head if n == 0 else b"x" * 500 for n in range(20))
    answer = small.post("/add", content=chunks, headers={"content-type": "multipart/form-data; boundary=B", **HTML})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body",
    [b"", b"garbage", b"--B\r\n\r\n", b'--B\r\nContent-Disposition: form-data; name="files"\r\n'],
)
def test_broken_forms_are_refused(client, path, body):
    answer = client.post("/add", content=body, headers={"content-type": "multipart/form-data; boundary=B"})
    assert 400 <= answer.status_code < 500


def test_read_only_desk_takes_nothing(desk, path):
    shut = desk(read_only=True)
    page = shut.get("/add", headers=HTML)
    assert "<form" not in page.text
    assert [shut.post(place, data={"text": TEXT}).status_code for place in ("/add", "/add.json")] == [403, 403]


def test_form_without_token_is_refused(client, path):
    before = _reports(path)
    assert client.post("/add", data={"text": TEXT}).status_code == 403
    assert _reports(path) == before


def test_json_tells_formats_and_limits(client):
    told = client.get("/add.json").json()
    assert told["upload_bytes"] == 20_000_000
    assert {".txt", ".warc", ".gz"} <= set(told["endings"])
    assert told["totals"]["reports"] == 3
