"""Charts: well-formed SVG that holds nothing but shapes and text, bars of the right height, bars in text."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisdesk.views.plots import DOWN, UP, Chart, bar, scale_of, shown_labels, svg_of, ticks

CHART = Chart(
    title="PRK and KOR",
    up_name="cooperation",
    down_name="conflict",
    line_name="stock",
    labels=("2020-W25", "2020-W26", "2020-W27"),
    up=(0.0, 0.0, 2.5),
    down=(11.5, 0.0, 0.0),
    line=(-11.5, -5.75, -0.375),
    notes=("2 events", "0 events", "1 event"),
)
HOSTILE = '</text><script>alert(1)</script> " onload="x" \x00\x1b & url(https://example.org)'
SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "g", "title", "rect", "line", "text", "tspan", "polyline"}


def parsed(*charts):
    return ElementTree.fromstring(svg_of(charts))


@pytest.mark.parametrize("title", ["plain", HOSTILE])
def test_svg_is_well_formed_and_has_only_shapes_and_text(title):
    chart = replace(CHART, title=title, up_name=title, labels=(title,) * 3, notes=(title,) * 3)
    root = parsed(chart, CHART)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ALLOWED
    assert not any(name.startswith("on") or "href" in name for e in root.iter() for name in e.attrib)
    assert not any("url(" in value for e in root.iter() for name, value in e.attrib.items() if name != "aria-label")
    assert "alert(1)" in "".join(root.itertext()) or title == "plain"


def test_bars_have_the_height_of_their_values():
    bars = {e.get("fill"): e for e in parsed(CHART).iter(f"{SVG}rect") if e.get("fill") in (UP, DOWN)}
    unit = scale_of(CHART).height / (11.5 + 2.5)
    assert float(bars[DOWN].get("height")) == pytest.approx(11.5 * unit, abs=0.01)
    assert float(bars[UP].get("height")) == pytest.approx(2.5 * unit, abs=0.01)
    assert float(bars[UP].get("y")) + float(bars[UP].get("height")) == pytest.approx(
        float(bars[DOWN].get("y")), abs=0.01
    )
    assert [e.find(f"{SVG}title").text for e in bars.values()] == ["2020-W25: 2 events", "2020-W27: 1 event"]


def test_panels_stand_under_one_another():
    assert [g.get("transform") for g in parsed(CHART, CHART).iter(f"{SVG}g")] == ["translate(0 0)", "translate(0 260)"]


def test_the_same_chart_is_the_same_bytes():
    assert svg_of([CHART]).encode() == svg_of([replace(CHART)]).encode()
    assert not re.search(r"nan|inf", svg_of([CHART]))


VALUES = st.floats(0, 1e7, allow_nan=False)


@given(st.lists(st.tuples(VALUES, VALUES, st.floats(-1e7, 1e7)), max_size=40))
def test_everything_lies_inside_the_picture(rows):
    up, down, line = zip(*rows, strict=True) if rows else ((), (), ())
    labels = tuple(map(str, range(len(rows))))
    root = parsed(replace(CHART, labels=labels, notes=labels, up=up, down=down, line=line))
    for rect in root.iter(f"{SVG}rect"):
        top, height = float(rect.get("y", "0")), float(rect.get("height"))
        assert top >= 0 and top + height <= 260.01
    assert len(root.find(f".//{SVG}polyline").get("points", "").split()) == len(rows)


@given(st.floats(-1e6, 0), st.floats(0, 1e6))
def test_ticks_are_round_few_and_have_nought(low, high):
    found = ticks(low, high)
    assert 0 in found
    assert len(found) <= 7
    assert all(low <= value <= high for value in found)


def test_few_labels():
    assert [n for n, _ in shown_labels(["x"] * 20)] == [0, 3, 6, 9, 12, 15, 18]
    assert [n for n, _ in shown_labels(["x"] * 3)] == [0, 1, 2]
    assert list(shown_labels([])) == []


@pytest.mark.parametrize(
    ("down", "up", "expected"),
    [
        (0, 0, "    │"),
        (8, 0, "████│"),
        (0, 8, "    │████"),
        (3, 1, "  ▐█│▌"),
        (0.001, 0.001, "   ▐│▌"),
    ],
)
def test_a_bar_in_text(down, up, expected):
    assert bar(down, up, 8, width=4) == expected
