"""What reports say never becomes part of a page: in a browser nothing of it runs, loads or turns the text around."""

from __future__ import annotations

from html import escape

import pytest
from desk_reports import reports
from journeys import Watch, desk_over
from made import claim, coded, keep

from crisisdesk.record.store import Record

TAGS = "</div></script><script>alert(1)</script><img src=x onerror=alert(2)>"
EVIL = f'{escape(TAGS)} {TAGS} \u202e\u2067 "{{{{ 7*7 }}}}" '
LINE = "He demolished it. " + EVIL * 12_000
"""A page with tags, which are taken out of it, and with tags in words, which are not."""
PLACES = (
    "/",
    "/events",
    "/dyad",
    "/map",
    "/actor",
    "/sources",
    "/add",
    "/review",
    "/judgements",
    "/explain",
    "/help",
    "/events?q=%3Cb%3E",
)


@pytest.fixture
def record(tmp_path):
    """Return a record of hostile reports, and the id of one that is a line of two million characters."""
    long = coded(LINE, claim("d", actors=f"PRK {EVIL}", said_by=f"KOR:GOV {EVIL}"), title=EVIL, publisher=EVIL)
    with Record.open(tmp_path / "crisis.db") as opened:
        keep(opened, *reports(), long)
    return tmp_path / "crisis.db", long.source.id


@pytest.fixture
def page(browser, record):
    """Return a page that is watched: nothing outside is asked, nothing errs, nothing opens."""
    with desk_over(record[0]) as home:
        context = browser.new_context(base_url=home)
        watch = Watch(home)
        watch.over(context)
        opened = context.new_page()
        opened.on("dialog", lambda dialog: (watch.found.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        yield opened
        context.close()
    assert watch.found == []


def test_two_million_hostile_characters_in_a_line_are_text(page, record):
    assert len(LINE) > 2_000_000
    page.goto(f"/report/{record[1]}")
    text = page.locator(".text").inner_text()
    assert text.count(TAGS) > 1_000
    assert "\u202e" not in text and "U+202E" in text
    assert page.locator(".text script, .text img, .text b, h1 img").count() == 0


def test_hostile_words_run_on_no_page(page, record):
    for place in (*PLACES, "/event/d", "/event/c", f"/sources?page=1#{record[1]}"):
        page.goto(place)
        own = page.evaluate("[...document.scripts].every(one => one.src.startsWith(`${location.origin}/static/`))")
        assert own and page.locator("main img, main iframe, main script").count() == 0, place
        assert not {"\u202e", "\u2067"} & set(page.locator("body").inner_text()), place
