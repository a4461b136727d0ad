"""The page of all judgements: order, pages, what each bears on, the way back."""

from __future__ import annotations

import re

import pytest
from made import judgement

from crisisdesk.model.judgement import Verdict
from crisisdesk.record.store import Record
from crisisdesk.web.pages import judgements

EVIL = '<script>alert("x")</script>\u202e'


@pytest.fixture
def judged(path):
    """Return a record with a rejection, a correction that is undone, and an undoing; and the claims' ids."""
    with Record.open(path) as record:
        one, other, third = sorted(w.claim.id for w in record.claims())
        record.judge(judgement("j1", Verdict.REJECT, one))
        record.judge(judgement("j2", Verdict.CORRECT, other, part="status", value="negated"))
        record.judge(judgement("j3", Verdict.UNDO, undone="j2"))
        record.judge(judgement("j4", Verdict.CORRECT, third, part="where", value=EVIL))
        record.rebuild()
    return one, other, third


def rows(client, query: str = "") -> list[dict]:
    return client.get(f"/judgements.json{query}").json()["rows"]


def test_all_judgements_are_listed_the_newest_first(judged, client):
    told = rows(client)
    assert [row["past"]["judgement"]["id"] for row in told] == ["j4", "j3", "j2", "j1"]
    assert [row["past"]["holds"] for row in told] == [True, None, False, True]
    assert told[2]["past"]["by"] == "j3"


def test_each_leads_to_what_it_bears_on(judged, client):
    one, other, third = judged
    newest, undoing, undone, rejection = rows(client)
    assert [row["touched"][0]["claim"] for row in (newest, undoing, undone, rejection)] == [third, other, other, one]
    assert rejection["touched"][0]["event"] == ""
    assert client.get(rejection["href"]).status_code == 404
    assert "Undo" in client.get(rejection["href"]).text
    assert client.get(newest["href"]).status_code == 200


def test_the_page_escapes_and_has_a_form_for_each_that_holds(judged, client, desk):
    page = client.get("/judgements").text
    assert page.count('value="undo"') == 2
    assert "<script>alert" not in page
    assert 'value="undo"' not in desk(read_only=True).get("/judgements").text
    assert 'href="/judgements"' in client.get("/review").text


def test_a_judgement_is_undone_from_the_page(judged, client):
    page = client.get("/judgements").text
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    place = re.search(rf'action="(/event/{judged[0]}/judge)"', page)[1]
    answer = client.post(place, data={"token": token, "action": "undo", "target": "j1", "why": "it is one"})
    assert answer.status_code == 303
    assert {row["past"]["judgement"]["id"]: row["past"]["holds"] for row in rows(client)}["j1"] is False


def test_they_come_page_by_page(judged, client, monkeypatch):
    monkeypatch.setattr(judgements, "PER_PAGE", 3)
    assert [len(rows(client, f"?page={n}")) for n in (1, 2, 3)] == [3, 1, 0]
    assert "Page 1 of 2" in client.get("/judgements").text
    assert client.get("/judgements?page=0").status_code == 422


def test_a_record_without_judgements_says_so(client):
    assert "Nobody has judged anything here." in client.get("/judgements").text
