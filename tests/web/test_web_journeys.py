"""Ten journeys through the desk in Chromium, each over a record of its own: they are done, and no page errs.

Skipped where Chromium or Playwright is missing; neither is needed to use the desk.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from journeys import Watch, desk_over

from crisisdesk.record.store import Record

driver = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install playwright")
pytestmark = pytest.mark.model

expect = driver.expect
PASTED = "Iranian police arrested three journalists in Tehran on Monday.\n\nTheir editor said they did nothing wrong."
BLAST = "type:ASSAULT"
REASON = "the text says so"


@pytest.fixture
def home(coded_examples, tmp_path):
    """Return the address of a desk over a copy of the record."""
    path = tmp_path / "crisis.db"
    with Record.open(coded_examples) as record:
        record.connection.execute("VACUUM INTO ?", (str(path),))
    with desk_over(path) as address:
        yield address


@pytest.fixture
def newcomer(browser, home):
    """Return what opens the desk for somebody new; after the journey, nothing may have gone wrong for anybody."""
    watch, contexts = Watch(home), []

    def opened():
        context = browser.new_context(base_url=home, accept_downloads=True)
        context.set_default_timeout(10_000)
        watch.over(context)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert watch.found == []


@pytest.fixture
def page(newcomer):
    return newcomer()


def _nav(page, name: str) -> None:
    page.get_by_role("navigation", name="Pages", exact=True).get_by_role("link", name=name, exact=True).click()
    page.wait_for_url(f"**/{name.lower()}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def _rows(page) -> list[str]:
    table = page.locator("#found table.events")
    expect(table).to_be_visible()
    return table.locator("tbody tr").all_inner_texts()


def _blast(page) -> None:
    """Open the event on which all dispatches agree."""
    page.goto(f"/events?q={BLAST}")
    page.get_by_role("link", name="ASSAULT destroy").click()
    page.wait_for_url("**/event/*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ASSAULT destroy")


def _correct(page) -> str:
    """Correct the status of the first claim of the event that is open, and return the claim's id."""
    page.locator("summary", has_text="A part was read wrongly").click()
    form = page.locator("form", has=page.get_by_role("button", name="Correct the part"))
    claim = form.locator("select[name=target]").input_value()
    form.locator("select[name=part]").select_option("status")
    form.get_by_label("is", exact=True).fill("negated")
    form.get_by_label("Reason").fill(REASON)
    form.get_by_label("Your name").fill("A. Reader")
    form.get_by_role("button").click()
    page.wait_for_url(re.compile(r"\?judged="))
    return claim


def test_a_pasted_report_is_added_and_can_be_read(page):
    page.goto("/")
    _nav(page, "Add")
    page.get_by_label("Title").fill("Three arrested")
    page.get_by_label("Text, as published").fill(PASTED)
    page.get_by_label("Published", exact=True).fill("2020-06-23")
    page.get_by_label("Publisher").fill("Own Wire")
    page.get_by_role("button", name="Add").click()
    added = page.get_by_role("status")
    expect(added).to_contain_text("1 new report")
    added.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Three arrested")
    expect(page.locator(".text")).to_contain_text("arrested three journalists in Tehran")
    expect(page.locator("table.claims tbody tr")).not_to_have_count(0)


def test_events_are_filtered_by_what_is_completed(page):
    page.goto("/events")
    before = len(_rows(page))
    page.get_by_label("Filter", exact=True).press_sequentially("type:ASSA")
    page.get_by_role("option", name="ASSAULT").click()
    expect(page.get_by_label("Filter", exact=True)).to_have_value(BLAST)
    page.get_by_role("search").get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile(r"[?&]q=[^&]"))
    expect(page.locator("p.total")).to_have_text("1 event.")
    assert len(_rows(page)) == 1 < before


def test_an_event_shows_its_claims_side_by_side(page):
    _blast(page)
    rows = page.locator("table.claims tbody tr")
    expect(page.locator("dl.facts")).to_contain_text(re.compile(rf"{rows.count()} claims: \d+ reports"))
    expect(rows.first.locator("mark.claim").first).to_be_visible()
    expect(page.get_by_role("heading", name="Where the claims differ")).to_be_visible()


def test_why_of_a_claim_is_told_on_its_report(page):
    _blast(page)
    row = page.locator("table.claims tbody tr").first
    claim = row.locator("th code").inner_text()
    row.get_by_role("link", name="why", exact=True).click()
    page.wait_for_url(f"**/report/*?claim={claim}#why")
    why = page.get_by_role("region", name="Why this claim")
    expect(why.get_by_role("link", name=claim)).to_be_visible()
    expect(why.locator("dt", has_text="Rule")).to_be_visible()


def test_a_part_is_corrected_with_a_reason(page):
    _blast(page)
    claim = _correct(page)
    kept = page.get_by_role("status")
    expect(kept).to_contain_text("status = negated")
    expect(kept).to_contain_text(f"{REASON} A. Reader")
    page.goto(f"/event/{claim}")
    expect(page.locator(f"#c-{claim}")).to_contain_text("negated")


def test_a_correction_is_undone(page):
    _blast(page)
    claim = _correct(page)
    kept = page.get_by_role("status")
    expect(kept).to_contain_text("status = negated")
    kept.get_by_label("Reason").fill("read again")
    kept.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("read again")
    page.goto(f"/event/{claim}")
    expect(page.get_by_text("undone by").first).to_be_visible()
    expect(page.locator(f"#c-{claim}")).not_to_contain_text("negated")


def test_a_footnote_of_the_explainer_leads_to_the_sentence_of_a_report(page):
    page.goto("/add")
    _nav(page, "Explain")
    page.get_by_role("link", name="Source 1", exact=True).first.click()
    page.wait_for_url("**/explain#note-1")
    note = page.locator("#note-1")
    words = note.locator("q").inner_text()
    note.get_by_role("link").click()
    page.wait_for_url(re.compile(r"/report/\w+#s\d+$"))
    expect(page.locator(f"#{page.url.partition('#')[2]}")).to_contain_text(words)


def test_the_csv_that_is_downloaded_is_the_one_at_its_address(page):
    page.goto("/events")
    link = page.locator(".downloads a[href^='/events/download/events-csv']")
    with page.expect_download() as waited:
        link.click()
    content = Path(waited.value.path()).read_bytes()
    assert waited.value.suggested_filename.endswith(".csv")
    assert content == page.request.get("/events/download/events-csv").body()
    assert content.count(b"\n") > 25


def test_an_address_shows_somebody_else_the_same_rows(page, newcomer):
    page.goto("/events")
    page.get_by_label("Filter", exact=True).fill("actor:PRK")
    orders = page.get_by_label("Order").locator("option")
    chosen = orders.last.get_attribute("value")
    page.get_by_label("Order").select_option(chosen)
    page.get_by_role("search").get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile(rf"[?&]sort={chosen}"))
    rows = _rows(page)
    other = newcomer()
    other.goto(page.url)
    assert _rows(other) == rows
    assert len(rows) > 1
    expect(other.get_by_label("Filter", exact=True)).to_have_value("actor:PRK")
    expect(other.get_by_label("Order")).to_have_value(chosen)


def test_a_question_of_the_review_is_answered(page):
    page.goto("/add")
    _nav(page, "Review")
    question = page.locator("section.question")
    asked = question.locator("h3 a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(asked) == 2
    question.get_by_label("Reason").fill(REASON)
    question.get_by_role("button", name="No, two acts").click()
    page.wait_for_url("**/review?skip=0")
    assert question.locator("h3 a").evaluate_all("links => links.map(link => link.getAttribute('href'))") != asked
    page.goto(asked[0])
    expect(page.locator("ol.judgements")).to_contain_text(REASON)
