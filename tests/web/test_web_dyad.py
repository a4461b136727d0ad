"""The pages on dyads: shapes, escaping, unknown parties, an empty record, the chart."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from made import claim, coded, keep, on
from starlette.testclient import TestClient

from crisisdesk.record.store import Record
from crisisdesk.views.tension_periods import By
from crisisdesk.web.app import create_app
from crisisdesk.web.pages import dyad_view as one_dyad
from crisisdesk.web.pages import dyads_view as all_dyads
from crisisdesk.web.pages.dyad_chart import Axis, Drawing, Mark, PointRow, axis_of, chart_of
from crisisdesk.web.pages.dyad_view import Asked, drawing_of, dyad_view, events_between
from crisisdesk.web.pages.dyads_view import dyads_view
from crisisdesk.web.settings import Settings

EVIL = '<script>alert("x")</script>\u202e'


@pytest.fixture
def empty(tmp_path):
    Record.open(tmp_path / "empty.db").close()
    return TestClient(create_app(Settings(record=tmp_path / "empty.db")), base_url="http://127.0.0.1:8765")


def drawn(page: str) -> ElementTree.Element:
    found = re.search(r"<svg class=.*?</svg>|<svg .*?</svg>", page, re.DOTALL)
    assert found
    return ElementTree.fromstring(found[0])


def names_of(tree: ElementTree.Element) -> set[str]:
    return {part.tag.rpartition("}")[2] for part in tree.iter()}


def point(day: int, **more) -> PointRow:
    fields = {
        "name": f"2020-06-{day:02}", "start": date(2020, 6, day), "end": date(2020, 6, day), "n": 1, "there": 1,
        "back": 0, "conflict": 9.0, "cooperation": 0.0, "net": -9.0, "stock": -9.0, "changes": ("", ""),
        "events": ("a",),
    }  # fmt: skip
    return PointRow(**(fields | more))


def mark(name: str = "a", **more) -> Mark:
    day = date(2020, 6, 16)
    fields = {"id": name, "lane": 0, "start": day, "end": day, "score": -9.0, "actual": True, "voices": 1, "words": "w"}
    return Mark(**(fields | more))


def drawing(points=(), marks=(), hrefs=None) -> Drawing:
    return Drawing(title=EVIL, lanes=("A", "B", "both"), points=points, marks=marks, hrefs=hrefs or {})


def test_a_dyad_has_a_point_with_its_event_a_mark_and_a_link_to_each(client):
    answer = client.get("/dyad/PRK/KOR?by=day")
    assert answer.status_code == 200
    tree = drawn(answer.text)
    links = [a.get("href") for a in tree.iter("{http://www.w3.org/2000/svg}a")]
    found = client.get("/dyad/PRK/KOR.json?by=day").json()
    assert [p["name"] for p in found["points"]] == ["2020-06-15"]
    assert found["points"][0]["events"] == [found["marks"][0]["id"]]
    assert f"/event/{found['marks'][0]['id']}" in links
    assert any("period=2020-06-15" in link for link in links)


def test_the_events_behind_a_point_are_told_with_a_sentence_and_where_it_stands(client):
    found = client.get("/dyad/PRK/KOR.json?by=day&period=2020-06-15").json()["behind"]
    assert [(row["who"], row["whom"], row["sentence"]) for row in found] == [("PRK", "KOR", 1)]
    page = client.get("/dyad/PRK/KOR?by=day&period=2020-06-15").text
    assert f'href="/report/{found[0]["report"]}#s1"' in page


def test_what_is_in_the_wrong_order_is_the_same_dyad_the_other_way(client):
    assert client.get("/dyad/KOR/PRK.json?by=day").json()["marks"][0]["lane"] == 1
    assert client.get("/dyad/PRK/KOR.json?by=day").json()["marks"][0]["lane"] == 0


def test_a_chart_is_well_formed_and_has_neither_script_nor_style(client):
    tree = drawn(client.get("/dyad/PRK/KOR").text)
    assert not {"script", "style", "foreignObject"} & names_of(tree)
    assert not [part for part in tree.iter() if "style" in part.attrib or any(k.startswith("on") for k in part.attrib)]


def test_words_of_reports_are_text_in_a_chart():
    made = chart_of(drawing((point(16),), (mark(words=EVIL),)))
    tree = ElementTree.fromstring(made)
    assert "script" not in names_of(tree)
    assert "\u202e" not in made


@pytest.mark.parametrize(("score", "kind"), [(-1.0, "hostile"), (0.0, "neutral"), (2.0, "friendly")])
def test_marks_tell_what_they_are_by_their_shape_too(score, kind):
    made = chart_of(drawing(marks=(mark(score=score),)))
    other = chart_of(drawing(marks=(mark(score=score, actual=False),)))
    assert f'class="mark {kind}"' in made
    assert f'class="mark {kind} open"' in other


def test_without_a_day_there_is_no_axis_and_no_chart():
    assert axis_of((), ()) is None
    assert chart_of(drawing()) == ""


def test_points_and_marks_share_one_axis():
    axis = axis_of((point(1), point(30)), (mark(),))
    assert isinstance(axis, Axis)
    assert axis.x(date(2020, 6, 1)) < axis.x(date(2020, 6, 16)) < axis.x(date(2020, 6, 30))
    assert axis.y(0) < axis.y(-9)


@pytest.mark.parametrize("address", ["/dyad/PRK/QQQ", "/dyad/PRK/North%20Korea", "/dyad/PRK/KOR?from=never"])
def test_what_cannot_be_asked_is_told(client, address):
    for one in (address, address.replace("QQQ", "QQQ.json")):
        answer = client.get(one)
        assert answer.status_code == 422
        assert "problem" in answer.text or "detail" in answer.text


def test_parties_that_the_record_does_not_know_have_no_events(client):
    answer = client.get("/dyad/FRA/DEU")
    assert answer.status_code == 200
    assert "No events between the two" in answer.text
    assert "<svg" not in answer.text


def test_a_name_in_the_path_is_text(client):
    answer = client.get("/dyad/PRK/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert "<script>alert" not in answer.text


def test_dyads_are_ranked_and_lead_to_each(client):
    found = client.get("/dyad.json").json()
    assert [(row["a"], row["b"], row["n"]) for row in found["dyads"]] == [("KOR", "PRK", 1)]
    assert 'href="/dyad/KOR/PRK?by=month"' in client.get("/dyad").text


def test_the_form_leads_to_the_dyad(client):
    assert client.get("/dyad?a=North+Korea&b=KOR").headers["location"] == "/dyad/North%20Korea/KOR"


def test_an_empty_record_has_no_dyads(empty):
    assert "can be placed in time" in empty.get("/dyad").text
    assert empty.get("/dyad/PRK/KOR.json").json()["points"] == []


def test_a_filter_that_is_none_is_told(client):
    assert client.get("/dyad?q=nokey:1").status_code == 422
    assert client.get("/dyad.json?q=nokey:1").status_code == 422


def test_of_too_many_events_the_newest_are_shown_and_that_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(one_dyad, "MOST_EVENTS", 2)
    monkeypatch.setattr(all_dyads, "MOST_RANKED", 2)
    with Record.open(tmp_path / "many.db") as record:
        keep(
            record,
            *(
                coded(f"Report {n}: North Korea demolished wall {n}.", claim(f"m{n}", when=on(n * 9 + 1), place=None))
                for n in range(3)
            ),
        )
        record.rebuild()
        view = dyad_view(record, "PRK", "KOR", Asked())
        assert (view.total, view.loaded) == (3, 2)
        assert view.marks[-1].start == date(2020, 6, 19)
        assert "newest 2 of 3" in view.notes[0]
        assert "newest 2 events between countries are counted, of 3" in dyads_view(record, "", By.MONTH, "").notes[0]
        assert drawing_of(view).hrefs


def test_events_between_are_those_that_the_filter_finds(path):
    with Record.open(path) as record:
        total, events = events_between(record, "PRK", "KOR", None)
        assert [event.id for event in events] == [event.id for event in record.events("between:PRK,KOR")]
        assert total == len(events) == 1
        assert events_between(record, "PRK", "KOR", date(2019, 1, 1)) == (0, ())
