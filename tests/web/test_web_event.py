"""The page of an event: what it shows, and judgements from its forms with their way back."""

from __future__ import annotations

import re
from html import unescape

import pytest
from made import GAO, claim, coded, keep, on

from crisisdesk.record.derived import write_asked
from crisisdesk.record.store import Record

ONE, TWO, THREE, FOUR = "1a" * 8, "2b" * 8, "3c" * 8, "4d" * 8
HTML = {"accept": "text/html"}
BLAST = "North Korea demolished the liaison office in Kaesong on Tuesday."


@pytest.fixture
def path(tmp_path):
    """Return a record in which two reports tell of one blast, one of another day, and one of a raid."""
    with Record.open(tmp_path / "crisis.db") as record:
        keep(
            record,
            coded(BLAST, claim(ONE), publisher="Own Wire"),
            coded(f"Officials: {BLAST}", claim(TWO, said_by="KOR:GOV ministry"), publisher="Second Wire"),
            coded("Rebels raided \u202e<b>Gao</b>.", _raid(THREE, 10), publisher="<i>Bad</i> Press"),
            coded("Rebels of the desert raided a town.", _raid(FOUR, 25), publisher="Fourth Wire"),
        )
    return tmp_path / "crisis.db"


def _raid(name: str, day: int):
    return claim(
        name, word="raided", kind="ASSAULT", actors="---:REB Rebels", recipients="MLI:CVL", place=GAO, when=on(day)
    )


def _judge(client, event: str, follow: bool = True, **fields):
    token = re.search(r'name="token" value="([^"]+)"', client.get(f"/event/{event}", headers=HTML).text)
    told = {"token": token[1] if token else "", **fields}
    return client.post(f"/event/{event}/judge", data=told, headers=HTML, follow_redirects=follow)


def test_event_is_found_by_any_claim_and_by_the_beginning_of_an_id(client):
    pages = [client.get(f"/event/{name}", headers=HTML) for name in (ONE, TWO, ONE[:5])]
    assert [page.status_code for page in pages] == [200] * 3
    assert all(f'id="c-{TWO}"' in page.text for page in pages)


@pytest.mark.parametrize("name", ["ffff", "%00", "<script>", "a" * 5000, "..%2fx"])
def test_unknown_event_is_a_page_that_says_so(client, name):
    page = client.get(f"/event/{name}", headers=HTML)
    assert page.status_code == 404
    assert "<script>alert" not in page.text
    assert client.get(f"/event/{name}.json").status_code == 404


def test_ambiguous_id_names_the_events(path, client):
    with Record.open(path) as record:
        keep(record, coded("Troops raided a base.", _raid("1abc" * 4, 28), publisher="Own Wire"))
    page = client.get("/event/1a", headers=HTML)
    assert page.status_code == 404
    assert "1abc" * 4 in page.text


def test_page_shows_parts_numbers_and_marked_words(client):
    text = client.get(f"/event/{ONE}", headers=HTML).text
    assert "2 reports" in text
    assert re.search(r'<mark class="claim[^"]*" title="act: ASSAULT[^"]*">demolished</mark>', text)
    assert re.search(r'<a href="/report/\w+#s1">', text)
    assert "same trigger" in text  # why the two are one


def test_hostile_words_are_words(client):
    text = client.get(f"/event/{THREE}", headers=HTML).text
    assert "<b>Gao" not in text
    assert "&lt;b&gt;Gao" in text
    assert "<i>Bad" not in text
    assert "\u202e" not in text
    assert "U+202E" in text


def test_json_has_the_event_its_claims_and_judgements(client):
    told = client.get(f"/event/{TWO}.json").json()
    assert told["event"]["id"] in (ONE, TWO)
    assert {row["claim"] for row in told["tellings"]} == {ONE, TWO}
    assert "".join(piece["text"] for piece in told["tellings"][0]["pieces"]).endswith("on Tuesday.")
    assert sum(family["claims"] for family in told["families"]) == 2
    assert told["history"] == []


@pytest.mark.parametrize(
    ("fields", "after"),
    [
        ({"action": "reject", "target": TWO}, [[], [ONE], [THREE], [FOUR]]),
        ({"action": "split", "target": TWO}, [[ONE], [TWO], [THREE], [FOUR]]),
        ({"action": "merge", "target": THREE}, [[ONE, TWO, THREE], [FOUR]]),
        ({"action": "merge", "target": THREE[:6]}, [[ONE, TWO, THREE], [FOUR]]),
    ],
)
def test_judgement_moves_claims_and_undoing_it_brings_them_back(client, path, fields, after):
    before = _grouped(path)
    answer = _judge(client, ONE, why="seen by me", who="Ada", **fields)
    assert answer.status_code == 200
    assert _grouped(path) == sorted(filter(None, after))
    assert "seen by me" in answer.text
    assert "Ada" in answer.text
    with Record.open(path) as record:
        judged = record.connection.execute("SELECT id FROM judgement").fetchone()[0]
    undone = _judge(client, ONE, action="undo", target=judged, why="I erred")
    assert undone.status_code == 200
    assert _grouped(path) == before
    assert "undone by" in undone.text or fields["action"] in ("reject", "merge", "split")


def _grouped(path) -> list[list[str]]:
    with Record.open(path) as record:
        return sorted(sorted(event.claims) for event in record.events())


@pytest.mark.parametrize(
    ("part", "value", "key", "expected"),
    [
        ("status", "negated", "status", "negated"),
        ("when", "2020-06-12", "start", "2020-06-12"),
        ("when", "none", "start", None),
        ("type", "COERCE", "type", "COERCE"),
    ],
)
def test_correction_changes_the_part(client, part, value, key, expected):
    answer = _judge(client, THREE, action="correct", target=THREE, part=part, value=value, why="misread")
    assert answer.status_code == 200
    assert client.get(f"/event/{THREE}.json").json()["event"][key] == expected


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"action": "reject", "target": ONE}, "reason"),
        ({"action": "reject", "why": "x"}, "nothing is chosen"),
        ({"action": "burn", "target": ONE, "why": "x"}, "what can be done"),
        ({"action": "split", "target": "ffffffff", "why": "x"}, "there is no event or claim"),
        ({"action": "merge", "target": TWO, "why": "x"}, "these are one already"),
        ({"action": "correct", "target": ONE, "part": "mood", "value": "glad", "why": "x"}, "what can be corrected"),
        ({"action": "correct", "target": ONE, "part": "when", "value": "<b>soon", "why": "x"}, "is no day"),
        ({"action": "reject", "target": ONE, "why": "x" * 2001}, "too long"),
        ({"action": "undo", "target": "f" * 12, "why": "x"}, "no judgement that holds"),
    ],
)
def test_wrong_judgement_is_told_in_the_page_and_kept_nowhere(client, path, fields, says):
    answer = _judge(client, ONE, **fields)
    assert answer.status_code == 422
    shown = re.search(r'role="alert"[^>]*>(.*?)</p>', answer.text, re.DOTALL)
    assert shown is not None
    assert says in unescape(shown[1])
    assert "<b>soon" not in answer.text
    with Record.open(path) as record:
        assert record.totals().judgements == 0


def test_wrong_judgement_keeps_what_was_typed(client):
    answer = _judge(client, ONE, action="correct", target=TWO, part="where", value="Nowhereville", why="my reason")
    assert 'value="Nowhereville"' in answer.text
    assert 'value="my reason"' in answer.text
    assert f'value="{TWO}" selected' in answer.text


def test_event_whose_only_claim_is_rejected_says_so_and_can_be_brought_back(client, path):
    answer = _judge(client, THREE, action="reject", target=THREE, why="a film")
    assert answer.status_code == 404
    assert "a film" in answer.text
    with Record.open(path) as record:
        judged = record.connection.execute("SELECT id FROM judgement").fetchone()[0]
    assert _judge(client, THREE, action="undo", target=judged, why="no film").status_code == 200
    history = client.get(f"/event/{THREE}.json").json()["history"]
    assert [(one["judgement"]["verdict"], one["holds"]) for one in history] == [("reject", False), ("undo", None)]


def test_form_without_token_and_read_only_desk_change_nothing(desk, path):
    given = {"action": "reject", "target": ONE, "why": "x"}
    assert desk().post(f"/event/{ONE}/judge", data=given).status_code == 403
    shut = desk(read_only=True)
    page = shut.get(f"/event/{ONE}", headers=HTML)
    assert "<form" not in page.text
    assert shut.post(f"/event/{ONE}/judge", data=given).status_code == 403
    with Record.open(path) as record:
        assert record.totals().judgements == 0


def _answer(client, **fields):
    page = client.get("/review", headers=HTML).text
    token = re.search(r'name="token" value="([^"]+)"', page)
    return client.post("/review", data={"token": token[1] if token else "", **fields}, headers=HTML)


@pytest.fixture
def doubted(path):
    """Return the record with a doubt, whether the two raids are one."""
    with Record.open(path) as record:
        record.connection.execute("INSERT INTO doubt VALUES (?, ?, 2.0, 'like <words>')", (THREE, FOUR))
        write_asked(record.connection)
    return path


def test_review_asks_about_two_events_side_by_side(doubted, client):
    page = client.get("/review", headers=HTML).text
    assert "Do these tell of one act?" in page
    assert "like &lt;words&gt;" in page
    assert str(doubted) not in page
    told = client.get("/review.json").json()
    assert [question["events"] for question in told["questions"] if question["events"]] == [[THREE, FOUR]]


@pytest.mark.parametrize(
    ("answer", "verdict", "groups"), [("yes", "merge", [[THREE, FOUR]]), ("no", "split", [[THREE], [FOUR]])]
)
def test_answer_is_a_judgement_with_a_reason(doubted, client, answer, verdict, groups):
    answered = _answer(client, answer=answer, target=[THREE, FOUR], skip="3")
    assert (answered.status_code, answered.headers["location"]) == (303, "/review?skip=3")
    assert [group for group in _grouped(doubted) if THREE in group or FOUR in group] == groups
    with Record.open(doubted) as record:
        body = record.connection.execute("SELECT body FROM judgement").fetchone()[0]
    assert f'"{verdict}"' in body
    assert "reviewed" in body


@pytest.mark.parametrize("fields", [{}, {"answer": "maybe", "target": [THREE, FOUR]}, {"answer": "yes", "target": "x"}])
def test_wrong_answer_is_told(doubted, client, fields):
    answered = _answer(client, **fields)
    assert answered.status_code == 422
    assert 'role="alert"' in answered.text


def test_review_is_read_by_all_and_answered_by_none_where_the_desk_is_read_only(doubted, desk):
    shut = desk(read_only=True)
    assert "<form" not in shut.get("/review", headers=HTML).text
    assert shut.post("/review", data={"answer": "yes", "target": [THREE, FOUR]}).status_code == 403
    assert "no more questions" in shut.get("/review?skip=900", headers=HTML).text
