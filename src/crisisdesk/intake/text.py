"""Plain text reports: front matter, publication date, paragraphs and what kind of text each is."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from html.parser import HTMLParser

from crisisdesk.diagnostics import note
from crisisdesk.lexicon.codebook import FOLDER
from crisisdesk.model.diagnostic import Diagnostic
from crisisdesk.model.report import Source

MIN_ENGLISH, ENGLISH_SAMPLE, MIN_WORDS = 0.10, 3000, 12
LONG_LINE = 100_000
HEADING_WORDS = 16
FIELDS = {"headline": "title", "source": "publisher", "outlet": "publisher", "date": "published", "link": "url"}
TAG = re.compile(r"</?(?:p|div|html|body|span|br|a|h[1-6]|script|head|meta|table|li|ul)\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """Compiled patterns of ``en/layout.toml`` and the commonest words."""

    patterns: dict[str, re.Pattern[str]]
    english: frozenset[str]


@cache
def load_layout() -> Layout:
    """Return the shipped layout patterns, read once."""
    rows = tomllib.loads((FOLDER / "layout.toml").read_text(encoding="utf8"))
    english = frozenset(rows.pop("english"))
    return Layout({name: re.compile(pattern, re.MULTILINE) for name, pattern in rows.items()}, english)


def source_of(
    text: str,
    published: date | None = None,
    title: str = "",
    publisher: str = "",
    url: str = "",
    today: date | None = None,
) -> Source:
    """Return the source of a text: front matter read, paragraphs found; nothing of the text is changed or cut.

    Args:
        text: the report as published; it may begin with ``date YYYY-MM-DD`` or lines such as ``Published: ...``.
        published: the publication date; it overrides the front matter, as the three fields after it do.
        title: the headline.
        publisher: who published it.
        url: where it was published.
        today: the day against which a date lies in the future; without it that is not checked.

    """
    found: list[Diagnostic] = []
    if len(TAG.findall(text[:50_000])) >= 3:
        text, found = strip_tags(text), [note("D007")]
    fields, begin = front_matter(text)
    if published is None and "published" in fields:
        published = parse_date(fields["published"])
        if published is None:
            found.append(note("D014", value=fields["published"]))
    digest = hashlib.sha256(text.encode("utf8", errors="surrogatepass")).hexdigest()
    blocks = tuple((start, end, kind_of(text[start:end])) for start, end in paragraphs(text, begin))
    found += _checks(text, begin, published, today, blocks)
    return Source(
        id=digest[:12],
        digest=f"sha256:{digest}",
        text=text,
        published=published,
        title=title or fields.get("title", "") or _first_heading(text, blocks),
        publisher=publisher or fields.get("publisher", ""),
        url=url or fields.get("url", ""),
        blocks=blocks,
        diagnostics=tuple(found),
    )


def _first_heading(text: str, blocks: tuple[tuple[int, int, str], ...]) -> str:
    return text[blocks[0][0] : blocks[0][1]] if blocks and blocks[0][2] == "heading" else ""


def _checks(
    text: str, begin: int, published: date | None, today: date | None, blocks: tuple[tuple[int, int, str], ...]
) -> Iterator[Diagnostic]:
    if published is None:
        yield note("D012")
    elif today is not None and published > today:
        yield note("D013", published=published)
    words = re.findall(r"[^\W\d_]+", text[begin : begin + ENGLISH_SAMPLE].lower())
    share = sum(word in load_layout().english for word in words) / max(1, len(words))
    if len(words) >= MIN_WORDS and share < MIN_ENGLISH:
        yield note("D006", share=share)
    if text.count("“") != text.count("”") or text.count('"') % 2:
        yield note("D008")
    longest = max((end - start for start, end, _ in blocks), default=0)
    if longest > LONG_LINE:
        yield note("D009", length=longest)


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """Return the fields of a report's first lines and where its body begins."""
    patterns = load_layout().patterns
    inline = patterns["inline_date"].match(text)
    if inline:
        return {"published": inline.group(1)}, inline.end()
    fields: dict[str, str] = {}
    begin = 0
    for line in text[:4000].splitlines(keepends=True):
        found = patterns["header_line"].match(line.strip())
        if line.strip() not in ("", "---") and not found:
            break
        if found:
            key = found.group(1).lower()
            fields.setdefault(FIELDS.get(key, key), found.group(2).strip().strip('"'))
        begin += len(line)
    return (fields, begin) if fields else ({}, 0)


def parse_date(text: str) -> date | None:
    """Return the day that a header names in ISO form, or in words ("17 June 2020"); None where it names none."""
    found = re.search(r"\d{4}-\d{2}-\d{2}", text)
    if found:
        try:
            return date.fromisoformat(found.group())
        except ValueError:
            return None
    from crisisdesk.stages.times import find_times

    exact = [t.start for t in find_times(text, None) if t.precision == "day" and t.start]
    return exact[0] if exact else None


def paragraphs(text: str, begin: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the ranges of paragraphs: parted by blank lines, or by line ends where lines are not wrapped."""
    for found in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text[begin:]):
        start, end = begin + found.start(), begin + found.end()
        yield from _lines(text, start, begin + len(text[begin:end].rstrip()))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text[start:end])]
    longest = max((last - first for first, last in lines), default=0)
    first_of_block = None
    for first, last in lines:
        first_of_block = first if first_of_block is None else first_of_block
        wrapped = last - first > 0.7 * longest and text[last - 1] not in '.!?:”"' and longest < 160
        if not wrapped or last == lines[-1][1]:
            yield first_of_block, last
            first_of_block = None


def kind_of(block: str) -> str:
    """Return what a paragraph is: ``body``, ``heading``, ``caption``, ``credit`` or ``dateline``."""
    patterns = load_layout().patterns
    credit = patterns["credit"].search(block)
    if credit and credit.start() == 0 and credit.end() >= len(block) - 1:
        return "credit"
    if patterns["byline"].match(block):
        return "credit"
    if (credit and credit.end() >= len(block) - 2) or patterns["caption"].match(block):
        return "caption"
    dateline = patterns["dateline"].match(block)
    if dateline and dateline.end() >= len(block) - 1:
        return "dateline"
    words = block.split()
    ends = block.rstrip("\"'”’)")[-1:]
    if len(words) <= HEADING_WORDS and (ends not in ".!:;," or (ends == "?" and len(words) <= 10)):
        return "heading" if ends != "?" or len(words) <= 10 else "body"
    return "body"


class _Text(HTMLParser):
    """Collects the text of an HTML page, a blank line for each block."""

    SKIPPED = frozenset(("script", "style", "head", "nav"))
    BLOCKS = frozenset(
        (
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "li",
            "tr",
            "br",
            "blockquote",
            "figcaption",
            "section",
            "article",
        )
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag in self.SKIPPED
        if tag in self.BLOCKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in self.SKIPPED and self.depth > 0
        if tag in self.BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.parts.append(data)


def strip_tags(page: str) -> str:
    """Return the text of an HTML page, blocks parted by blank lines."""
    reader = _Text()
    reader.feed(page)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n\n"))
    return "\n\n".join(line for line in lines if line)
