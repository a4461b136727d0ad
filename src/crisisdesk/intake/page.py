"""HTML pages: the main text, and what the page says of itself."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from datetime import date

from htmldate import find_date
from lxml.html import HtmlElement
from resiliparse.parse.encoding import bytes_to_str, detect_encoding, map_encoding_to_html5
from trafilatura import bare_extraction
from trafilatura.metadata import examine_meta, extract_meta_json, extract_sitename, extract_title, extract_url
from trafilatura.settings import Document
from trafilatura.utils import load_html

from crisisdesk.diagnostics import note
from crisisdesk.intake.item import Given, Item
from crisisdesk.intake.streams import whole
from crisisdesk.intake.text import strip_tags
from crisisdesk.model.diagnostic import Diagnostic

LATEST = date(2099, 12, 31)
# Extraction takes seconds a megabyte; articles are far shorter.
LONGEST = 2_000_000
HOST = re.compile(r"https?://(?:www\.)?([^/:?#@\s]+)", re.IGNORECASE)
for name in ("trafilatura", "htmldate"):
    logging.getLogger(name).setLevel(logging.CRITICAL + 1)
warnings.filterwarnings("ignore", module="dateutil")


def read(given: Given) -> Iterator[Item]:
    """Yield the one report of a page."""
    content = whole(given.stream, given.options.max_bytes)
    yield page_item(given.name, decode_page(content), given.today)


def decode_page(content: bytes, charset: str | None = None) -> str:
    """Return a page as text: UTF-8 where it is that, else by what HTTP said, what the page says, and its bytes."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        known = map_encoding_to_html5(charset or "", fallback_utf8=False)
    try:
        return bytes_to_str(
            content, known or detect_encoding(content, from_html_meta=True) or "cp1252", errors="replace"
        )
    except LookupError:  # an encoding that Python does not have
        return content.decode("cp1252", errors="replace")


def page_item(path: str, page: str, today: date | None, url: str = "") -> Item:
    """Return the item of a page; where no main text is found, all its text with a warning."""
    facts, text, reason = _extract(page, today, url)
    found: tuple[Diagnostic, ...] = ()
    if not text:
        text, found = strip_tags(page), (note("D020", reason=reason),)
    if not text.strip():
        return Item(path=path, found=(note("D021"),))
    return Item(
        path=path,
        text=text,
        title=facts.title or "",
        published=facts.date,
        publisher=facts.sitename or _host(facts.url or url),
        url=url or facts.url or "",
        found=found,
    )


def _extract(page: str, today: date | None, url: str) -> tuple[Document, str, str]:
    """Return what the page says of itself, its main text, and the reason where there is none."""
    facts = Document()
    if len(page) > LONGEST:
        return facts, "", "it is too long"
    try:
        tree = load_html(page)
        if tree is None:
            return facts, "", "it is hardly HTML"
        facts = _told(tree, today, url)
        document = bare_extraction(tree, url=url or facts.url, fast=True, include_comments=False)
    except Exception as error:  # the parsers raise whatever they meet
        return facts, "", type(error).__name__
    text = document.text if isinstance(document, Document) else None
    lines = (line for line in (text or "").split("\n") if line.strip())
    return facts, "\n\n".join(lines), "it has no article that could be told apart"


def _told(tree: HtmlElement, today: date | None, url: str) -> Document:
    """Return what a page says of itself, nothing where that breaks the parsers: its text may be read all the same."""
    try:
        return _facts(tree, today, url)
    except Exception:  # as above
        return Document()


def _host(url: str) -> str:
    found = HOST.match(url)
    return found.group(1).lower() if found else ""


def _facts(tree: HtmlElement, today: date | None, url: str) -> Document:
    """Return title, address, site and date of a page.

    ``trafilatura.metadata.extract_metadata`` without authors, tags and licences, which take most of its time.
    """
    facts = extract_meta_json(tree, examine_meta(tree))
    facts.title = facts.title or extract_title(tree)
    facts.url = facts.url or extract_url(tree, url or None)
    facts.sitename = (facts.sitename or extract_sitename(tree) or "").lstrip("@")
    latest = (today or LATEST).isoformat()
    facts.date = find_date(tree, extensive_search=False, original_date=True, url=facts.url, max_date=latest)
    facts.clean_and_trim()
    return facts
