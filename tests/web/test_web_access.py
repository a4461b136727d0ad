"""Every page is fit for readers who do not see it, or not well: axe-core finds nothing serious, in light and in dark.

Skipped where Chromium, Playwright or axe-core is missing; none is needed to use the desk.
"""

from __future__ import annotations

import pytest
from journeys import desk_over

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
pytestmark = pytest.mark.model

ALL = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LIGHT = {"type": "tag", "values": list(ALL)}
DARK = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
NARROW = {"type": "rule", "values": ["scrollable-region-focusable", "target-size", "color-contrast"]}
WAYS = {"light": (1200, LIGHT), "dark": (1200, DARK), "narrow": (390, NARROW)}
GRAVE = ("serious", "critical")
PLACES = {
    "desk": "/",
    "events": "/events",
    "filter not understood": "/events?q=type:NONE",
    "event": "/event/{claim}",
    "report": "/report/{report}?claim={claim}",
    "sentence of a report": "/report/{report}?sentence=2",
    "dyads": "/dyad",
    "dyad": "/dyad/PRK/KOR?by=day&period=2020-06-16",
    "map": "/map",
    "actors": "/actor",
    "actor": "/actor/Kim%20Yo%20Jong",
    "sources": "/sources",
    "add": "/add",
    "review": "/review",
    "judgements": "/judgements",
    "explain": "/explain",
    "help": "/help",
    "error": "/nowhere",
}
OPENED = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


@pytest.fixture(scope="module")
def home(coded_examples):
    with desk_over(coded_examples) as address:
        yield address


@pytest.fixture(scope="module", params=WAYS)
def way(request):
    """Return how a page is looked at; in the dark and on a phone by those rules alone for which that matters."""
    return request.param


@pytest.fixture(scope="module")
def page(way, browser, home):
    shown = {"width": WAYS[way][0], "height": 900}
    context = browser.new_context(base_url=home, color_scheme="dark" if way == "dark" else "light", viewport=shown)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def names(browser, home):
    """Return a claim that several reports tell, and its report."""
    context = browser.new_context(base_url=home)
    event = context.request.get("/events.json?q=type:ASSAULT").json()["events"][0]
    first = context.request.get(f"/event/{event['id']}.json").json()["tellings"][0]
    context.close()
    return {"claim": first["claim"], "report": first["report"]}


@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing_serious_and_no_page_is_wider_than_its_window(page, way, names, place):
    page.goto(PLACES[place].format(**names))
    page.wait_for_function("!document.querySelector('[aria-busy=true]')")
    page.evaluate(OPENED)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    options = {"runOnly": WAYS[way][1], "resultTypes": ["violations"]}
    found = axe.Axe().run(page, options=options).response["violations"]
    assert [_told(one) for one in found if one["impact"] in GRAVE] == []


def _told(violation) -> str:
    return f"{violation['id']}: {violation['help']}: {[node['html'][:120] for node in violation['nodes'][:3]]}"
