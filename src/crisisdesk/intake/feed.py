"""RSS and Atom files: one report an entry that has a text."""

from __future__ import annotations

import io
import xml.sax
from collections.abc import Iterator

import feedparser

from crisisdesk.diagnostics import note
from crisisdesk.intake.fields import day_of
from crisisdesk.intake.item import Given, Item
from crisisdesk.intake.streams import whole
from crisisdesk.intake.text import strip_tags


def read(given: Given) -> Iterator[Item]:
    """Yield the entries of a feed. Entities are not expanded, and nothing is fetched."""
    # Without entities that a feed declares itself: expat expands them up to a hundredfold before it stops.
    content = whole(given.stream, given.options.max_bytes).replace(b"<!ENTITY", b"<!-ENTITY")
    try:
        # A stream, not bytes: feedparser takes bytes for the name of a file first.
        feed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # the parsers raise whatever they meet
        yield Item(path=given.name, found=(note("D027", reason=type(error).__name__),))
        return
    reason = feed.get("bozo_exception")
    if isinstance(reason, xml.sax.SAXException):
        yield Item(path=given.name, found=(note("D027", reason=_reason(reason)),))
    publisher = _plain(feed.feed.get("title", ""))
    for number, entry in enumerate(feed.entries, start=1):
        yield _item(f"{given.name}#{number}", entry, publisher)


def _reason(error: xml.sax.SAXException) -> str:
    line = error.getLineNumber() if isinstance(error, xml.sax.SAXParseException) else None
    return f"{error.getMessage()}, line {line}" if line else error.getMessage()


def _item(path: str, entry: feedparser.FeedParserDict, publisher: str) -> Item:
    texts = [_plain(part.get("value", ""), part.get("type", "")) for part in entry.get("content", ())]
    text = max((*texts, _plain(entry.get("summary", ""))), key=len)
    title = _plain(entry.get("title", ""))
    if not text:
        return Item(path=path, found=(note("D026", title=title[:60]),))
    return Item(
        path=path,
        text=text,
        title=title,
        published=_published(entry),
        publisher=publisher,
        url=str(entry.get("link", "")),
    )


def _plain(value: object, kind: str = "text/html") -> str:
    text = value if isinstance(value, str) else ""
    return strip_tags(text) if kind != "text/plain" and ("<" in text or "&" in text) else text.strip()


def _published(entry: feedparser.FeedParserDict) -> object:
    """Return the day where the publisher is, else the day in UTC, else the words that stand there."""
    for key in ("published", "updated"):
        if words := dict.get(entry, key):
            moment = dict.get(entry, f"{key}_parsed")
            return day_of(words) or (day_of(f"{moment[0]:04}{moment[1]:02}{moment[2]:02}") if moment else None) or words
    return None
