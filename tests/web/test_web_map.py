"""The map: its projection, its outline, circles and lists of places, days, what has no place."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest
from starlette.testclient import TestClient

from crisisdesk.record.store import Record
from crisisdesk.web.app import create_app
from crisisdesk.web.pages import map as map_page
from crisisdesk.web.pages.map import map_view
from crisisdesk.web.pages.map_projection import WIDTH, load_outline, projected, world
from crisisdesk.web.pages.map_svg import Dot, box_around, map_of
from crisisdesk.web.settings import Settings

SVG = "{http://www.w3.org/2000/svg}"


def dot(name="Kaesong", lat=37.97, lon=126.55, **more) -> Dot:
    return Dot(
        **({"name": name, "country": "PRK", "lat": lat, "lon": lon, "events": 3, "exact": True, "href": "/e"} | more)
    )


def test_the_projection_keeps_its_bounds_and_symmetry():
    assert projected(0, -180) == pytest.approx((0, 0))
    assert projected(0, 180) == pytest.approx((WIDTH, 0))
    assert projected(45, 0)[1] == pytest.approx(-projected(-45, 0)[1])
    assert projected(90, 0)[1] == pytest.approx(-1.317363 * WIDTH / (2 * 2.706630), rel=1e-4)


def test_the_outline_is_path_data_and_nothing_else():
    outline = load_outline()
    for path in (outline.land, outline.borders):
        assert re.fullmatch(r"[Mlz\d \-]+", path)
    assert outline.land.count("M") == outline.land.count("z") > 50


def test_no_land_reaches_across_the_map():
    for part in load_outline().land.split("M")[1:]:
        start, _, steps = part.partition("l")
        numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
        assert max(map(abs, numbers[::2]), default=0) < WIDTH / 4, start


def test_a_map_is_well_formed_with_text_as_text():
    tree = ElementTree.fromstring(map_of((dot(name="<script>x</script>"), dot(exact=False, lat=39)), world()))
    assert not {part.tag for part in tree.iter()} & {f"{SVG}script", f"{SVG}style"}
    assert not [part for part in tree.iter() if "style" in part.attrib]
    assert len(list(tree.iter(f"{SVG}circle"))) == 2


def test_a_box_holds_its_places_and_has_the_shape_of_the_world():
    box = box_around((dot(), dot(lat=35, lon=129)))
    for lat, lon in ((37.97, 126.55), (35, 129)):
        x, y = projected(lat, lon)
        assert box.x < x < box.x + box.width
        assert box.y < y < box.y + box.height
    assert box.width / box.height == pytest.approx(world().width / world().height)
    assert box_around(()) == world()
    assert box_around((dot(lat=0, lon=170), dot(lat=0, lon=-170))) == world()


def test_places_are_counted_and_listed_each_with_its_events(client):
    found = client.get("/map.json").json()
    assert (found["total"], found["located"], found["unplaced"]) == (2, 2, 0)
    assert [(row["name"], row["events"]) for row in found["places"]] == [("Gao", 1), ("Kaesong", 1)]
    page = client.get("/map").text
    assert "2 events: 2 in 2 places, 0 of which no place is told." in page
    for row in found["places"]:
        assert page.count(row["href"].replace("&", "&amp;")) == 2
        assert client.get(row["href"]).status_code == 200


def test_days_narrow_the_map(client):
    assert [row["name"] for row in client.get("/map.json?from=2020-06-14").json()["places"]] == ["Kaesong"]
    assert [row["name"] for row in client.get("/map.json?to=2020-06-14").json()["places"]] == ["Gao"]
    found = client.get("/map.json?to=2020-06-14").json()
    assert found["first"] <= "2020-06-10" < found["last"]


def test_a_place_close_up_can_be_left_for_the_whole_world(client):
    assert "zoom=world" in client.get("/map?q=place:Gao").text
    assert "zoom=places" in client.get("/map?q=place:Gao&zoom=world").text


@pytest.mark.parametrize("query", ["q=nokey:1", "from=yesterday", 'q="'])
def test_what_is_no_filter_is_told(client, query):
    assert client.get(f"/map?{query}").status_code == 422
    assert client.get(f"/map.json?{query}").status_code == 422


def test_an_empty_record_has_a_map_without_places(tmp_path):
    Record.open(tmp_path / "empty.db").close()
    client = TestClient(create_app(Settings(record=tmp_path / "empty.db")), base_url="http://127.0.0.1:8765")
    answer = client.get("/map")
    assert answer.status_code == 200
    assert "No event with a place is found." in answer.text


def test_of_too_many_places_those_with_most_events_are_shown(path, monkeypatch):
    monkeypatch.setattr(map_page, "MOST_PLACES", 1)
    with Record.open(path) as record:
        view = map_view(record, "", "", "")
    assert (len(view.places), view.kinds, view.located) == (1, 2, 2)
    assert "of 2: 1 of 2 events" in view.notes[0]
