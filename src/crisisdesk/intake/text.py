"""Plain text reports: front matter, publication date, paragraphs and what kind of text each is."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from crisisdesk.diagnostics import note
from crisisdesk.intake.dateline import read_dateline
from crisisdesk.lexicon.codebook import FOLDER
from crisisdesk.model.diagnostic import Diagnostic
from crisisdesk.model.report import Source

if TYPE_CHECKING:
    from lxml import etree

MIN_ENGLISH, ENGLISH_SAMPLE, MIN_WORDS = 0.10, 3000, 12
LONG_LINE = 100_000
WORD, BLANK_LINE = re.compile(r"\S"), re.compile(r"\n\s*\n")
HEADING_WORDS = 16
ID_LENGTH = 16
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
    digest = digest_of(text)
    publisher, url = publisher or fields.get("publisher", ""), url or fields.get("url", "")
    blocks = tuple((start, end, kind_of(text[start:end])) for start, end in paragraphs(text, begin))
    line = read_dateline(text, blocks, load_layout().patterns)
    published, publisher = published or line.day, publisher or line.publisher
    found += _checks(text, begin, published, today, blocks)
    return Source(
        id=identity_of(digest, published, publisher, url),
        digest=digest,
        text=text,
        published=published,
        title=title or fields.get("title", "") or _first_heading(text, blocks),
        publisher=publisher,
        url=url,
        blocks=blocks,
        diagnostics=tuple(found),
    )


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text's bytes."""
    return f"sha256:{hashlib.sha256(text.encode('utf8', errors='surrogatepass')).hexdigest()}"


def identity_of(digest: str, published: date | None, publisher: str, url: str) -> str:
    """Return the id of a report: the same text, published elsewhere or on another day, is another report."""
    told = json.dumps([digest, published.isoformat() if published else None, publisher, url])
    return hashlib.sha256(told.encode()).hexdigest()[:ID_LENGTH]


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
    while first := WORD.search(text, begin):
        blank = BLANK_LINE.search(text, first.start())
        begin = blank.start() if blank else len(text)
        yield from _lines(text, first.start(), first.start() + len(text[first.start() : begin].rstrip()))


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


SKIPPED = frozenset(("script", "style", "head", "nav"))
BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li tr br blockquote figcaption section article".split()  # noqa: SIM905
)


def strip_tags(page: str) -> str:
    """Return the text of an HTML page, blocks parted by blank lines.

    By lxml: the parser of the standard library takes quadratic time on tags that are never closed.
    """
    from lxml import etree

    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    try:
        tree = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return ""
    parts = [] if tree is None else list(_texts(tree))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n\n"))
    return "\n\n".join(line for line in lines if line)


def _texts(tree: etree._Element) -> Iterator[str]:
    from lxml import etree

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in SKIPPED:
            walk.skip_subtree()
        if element.tag in BLOCKS:
            yield "\n\n"
        if event == "end":
            yield element.tail or ""
        elif element.tag not in SKIPPED:
            yield element.text or ""
