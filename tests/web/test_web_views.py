"""Actors, sources and the explainer as pages: shapes, escaping, what is not known, an empty record, caps."""

from __future__ import annotations

import pytest
from made import claim, coded, keep, on
from starlette.testclient import TestClient

from crisisdesk.errors import UnknownEventError
from crisisdesk.record.store import Record
from crisisdesk.views.actor_page import load_actor_page
from crisisdesk.web.app import create_app
from crisisdesk.web.pages import actor as actor_module
from crisisdesk.web.pages import explain_story, sources
from crisisdesk.web.pages.actor import actor_view
from crisisdesk.web.pages.explain_story import story_of
from crisisdesk.web.pages.sources import sources_view
from crisisdesk.web.settings import Settings


@pytest.fixture
def empty(tmp_path):
    Record.open(tmp_path / "empty.db").close()
    return TestClient(create_app(Settings(record=tmp_path / "empty.db")), base_url="http://127.0.0.1:8765")


@pytest.mark.parametrize("name", ["PRK", "KOR", "KOR:GOV", "Rebels", "Unification Ministry", "North Korea"])
def test_an_actor_has_the_same_numbers_as_among_all_claims(path, name):
    with Record.open(path) as record:
        view, whole = actor_view(record, name), load_actor_page(record, name)
    assert view.known == bool(whole.roles)
    assert [(row.code, row.claims) for row in view.roles] == [(role.actor.code, role.claims) for role in whole.roles]
    assert [(row.type, row.claims) for row in view.done] == [(deeds.type, deeds.claims) for deeds in whole.done]
    assert view.statements == whole.statements
    assert [(c.code, c.claims) for c in view.counterparts] == list(whole.counterparts)


def test_an_actor_leads_to_its_events_its_dyads_and_its_sentences(client):
    page = client.get("/actor/PRK").text
    found = client.get("/actor/PRK.json").json()
    assert 'href="/events?q=actor%3APRK"' in page
    assert 'href="/dyad/PRK/KOR"' in page
    assert f'href="/report/{found["done"][0]["last"][0]["report"]}#s1"' in page


def test_an_actor_that_no_claim_names_is_not_found(client):
    for path in ("/actor/Nobody%20Here", "/actor/Nobody%20Here.json", "/actor/%3Cscript%3E%22"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert '<script>"' not in answer.text


def test_the_form_leads_to_the_actor(client):
    assert client.get("/actor?name=Kim+Yo+Jong").headers["location"] == "/actor/Kim%20Yo%20Jong"
    assert client.get("/actor").status_code == 200


def test_of_too_many_claims_the_newest_are_told_of_an_actor(path, monkeypatch):
    monkeypatch.setattr(actor_module, "MOST_CLAIMS", 1)
    with Record.open(path) as record:
        view = actor_view(record, "PRK")
    assert (view.total, view.loaded) == (2, 1)
    assert "newest 1 of 2" in view.notes[0]


def test_sources_count_publishers_and_who_they_quote(client):
    found = client.get("/sources.json").json()
    assert {(row["name"], row["reports"], row["claims"]) for row in found["publishers"]} == {
        ("Own Wire", 1, 1),
        ("Second Wire", 1, 1),
        ("<i>Bad</i> Press", 1, 1),
    }
    assert [(q["publisher"], q["code"], q["claims"]) for q in found["quotes"]] == [("Second Wire", "KOR:GOV", 1)]
    page = client.get("/sources").text
    assert "<i>Bad" not in page
    assert "&lt;i&gt;Bad" in page


def test_copies_stand_under_their_canonical_report_and_refusals_in_a_list(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "REFUSED", 1)
    words = "North Korea demolished the liaison office in Kaesong on Tuesday, and the South heard the blast from afar."
    with Record.open(tmp_path / "copies.db") as record:
        keep(record, *(coded(words, claim(f"k{n}"), publisher=f"Paper {n}") for n in range(2)))
        record.refuse("x.txt", "D001", "<b>no text</b>")
        record.refuse("y.txt", "D001", "no text")
        record.rebuild()
        view = sources_view(record)
        assert [(f.size, [m.kind == "canonical" for m in f.members]) for f in view.with_copies] == [(2, [True, False])]
        assert (view.copied, view.pages) == (1, 1)
        assert sources_view(record, 9).with_copies == ()
        assert [row.locator for row in view.refused] == ["x.txt"]
        assert any("1 of 2 refusals" in note for note in view.notes)


@pytest.mark.parametrize("address", ["/sources", "/sources.json", "/explain", "/explain.json", "/actor"])
def test_an_empty_record_has_its_pages(empty, address):
    assert empty.get(address).status_code == 200


def test_where_nothing_can_be_explained_that_is_said(empty, client):
    assert "Nothing can be explained here" in empty.get("/explain").text
    assert "Nothing can be explained here" in client.get("/explain?q=actor:FRA").text
    assert empty.get("/explain.md").status_code == 404


def test_the_explainer_has_footnotes_that_lead_to_sentences_and_files_to_keep(client):
    found = client.get("/explain.json").json()
    page = client.get("/explain").text
    assert found["lead"]
    for note in found["notes"]:
        assert f'id="note-{note["n"]}"' in page
        assert f'href="/report/{note["report"]}#s{note["sentence"]}"' in page
    for section in found["sections"]:
        assert all(line["notes"] for line in section["lines"])
    for form, kind in (("md", "text/markdown"), ("html", "text/html")):
        answer = client.get(f"/explain.{form}")
        assert answer.headers["content-type"].startswith(kind)
        assert "attachment" in answer.headers["content-disposition"]


def test_words_of_reports_are_text_in_the_explainer(client):
    page = client.get("/explain?q=actor:REB or country:MLI").text
    assert "<script>alert" not in page


@pytest.mark.parametrize("query", ["q=nokey:1", "event=ffffffffffffffff", "length=huge"])
def test_what_cannot_be_asked_is_told(client, query):
    for form in ("", ".json", ".md"):
        assert client.get(f"/explain{form}?{query}").status_code in (404, 422)


def test_of_a_big_record_the_part_around_the_lead_is_explained(tmp_path, monkeypatch):
    monkeypatch.setattr(explain_story, "MOST_EVENTS", 2)
    monkeypatch.setattr(explain_story, "NARROWED_EVENTS", 2)
    with Record.open(tmp_path / "big.db") as record:
        told = [
            coded(f"North Korea demolished wall {n}.", claim(f"m{n}", when=on(day), place=None))
            for n, day in enumerate((1, 10, 28))
        ]
        keep(record, *told)
        record.rebuild()
        story = story_of(record, "actor:PRK")
        assert story.told.lead
        assert story.told.reports in (1, 2)
        assert "3 events" in story.notes[-1]
        assert story_of(record, "actor:FRA").told.lead is None
        assert story_of(record, "", "m1").told.lead.id == "m1"
        with pytest.raises(UnknownEventError):
            story_of(record, "", "ffff")
