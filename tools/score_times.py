"""Score find_times against WikiWars (TIMEX2) and MEANTIME (TIMEX3) by the rules of TempEval-3.

    python tools/score_times.py --wikiwars DIR --meantime DIR [--misses]

Spans count strictly (the same characters) and relaxed (an overlap), one prediction to one gold expression, exact pairs
first; value F1 counts the relaxed pairs whose values are equal. WikiWars sets are mapped to TIMEX3 periods
(``XXXX-XX-XX`` with ``set="YES"`` is ``P1D``); its expressions without a value count as ones whose value no system can
get. In MEANTIME the sentences that have time markables anywhere in the corpus are scored (title, date line and first
four), and not the date line's own date, which is given.
"""

from __future__ import annotations

import argparse
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

from crisisdesk.stages.times import find_times

SET_VALUES = {"XXXX-XX-XX": "P1D", "XXXX-WXX": "P1W", "XXXX-XX": "P1M", "XXXX": "P1Y"}
TAG = re.compile(r"<TIMEX2(?P<attributes>[^>]*)>|(?P<close></TIMEX2>)|<[^>]*>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?)\]%]|'s|n't|'')$")
NO_SPACE_AFTER = frozenset({"(", "[", "$", "``", "#"})
ANNOTATED_SENTENCES = 6
EMPTY = frozenset({"", "None"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One time expression, gold or found."""

    start: int
    end: int
    value: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with its date line and gold; ``scored`` is where the annotation ends, ``ignored`` does not count."""

    name: str
    text: str
    published: date | None
    gold: tuple[Mention, ...]
    scored: int
    ignored: tuple[Mention, ...] = ()


def timex2_value(attributes: dict[str, str]) -> str:
    """Return the TIMEX3 value of a TIMEX2 annotation."""
    value = attributes.get("val", "")
    return SET_VALUES.get(value, value) if attributes.get("set") == "YES" else value


def untag(marked: str) -> tuple[str, list[Mention]]:
    """Return the text of inline TIMEX2 markup and its expressions."""
    text, last = "", 0
    open_at: list[tuple[int, str]] = []
    found: list[Mention] = []
    for tag in TAG.finditer(marked):
        text += unescape(marked[last : tag.start()])
        last = tag.end()
        if tag["close"]:
            start, value = open_at.pop()
            found.append(Mention(start=start, end=len(text), value=value, text=text[start:]))
        elif tag["attributes"] is not None:
            open_at.append((len(text), timex2_value(dict(ATTRIBUTE.findall(tag["attributes"].lower())))))
    return text + unescape(marked[last:]), found


def wikiwars(folder: Path) -> Iterator[Document]:
    """Yield the documents of WikiWars."""
    for path in sorted((folder / "keyinline").iterdir()):
        marked = path.read_text(encoding="utf-8", errors="replace")
        published = re.search(r"<DATETIME>.*?(\d{4}-\d\d-\d\d)", marked, re.DOTALL)
        text, gold = untag(marked.partition("<TEXT>")[2])
        gold = [Mention(start=m.start, end=m.end, value=m.value.upper(), text=m.text) for m in gold]
        day = date.fromisoformat(published[1]) if published else None
        yield Document(name=path.name, text=text, published=day, gold=tuple(gold), scored=len(text))


def join(tokens: list[ElementTree.Element]) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the text of tokens, a line a sentence, and the offsets of each."""
    text, offsets, sentence, before = "", {}, "0", ""
    for token in tokens:
        word = token.text or ""
        if token.get("sentence") != sentence:
            text, sentence = text + "\n\n", str(token.get("sentence"))
        elif text and not NO_SPACE_BEFORE.match(word) and before not in NO_SPACE_AFTER:
            text += " "
        offsets[str(token.get("t_id"))] = (len(text), len(text) + len(word))
        text, before = text + word, word
    return text, offsets


def mention(markable: ElementTree.Element, text: str, offsets: dict[str, tuple[int, int]]) -> Mention | None:
    """Return a TIMEX3 markable that stands on tokens."""
    spans = [offsets[str(anchor.get("t_id"))] for anchor in markable.iter("token_anchor")]
    if not spans:
        return None
    start, end = min(spans)[0], max(spans)[1]
    return Mention(start=start, end=end, value=str(markable.get("value")), text=text[start:end])


def date_line(root: ElementTree.Element, created: list[ElementTree.Element]) -> date | None:
    """Return the document's creation time; where it is missing or ill-formed, the date its second line names."""
    value = str(created[0].get("value"))[:10] if created else ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value)
    line = " ".join(token.text or "" for token in root.iter("token") if token.get("sentence") == "1")
    return next((time.start for time in find_times(line, None)), None)


def meantime(folder: Path) -> Iterator[Document]:
    """Yield the documents of MEANTIME."""
    for path in sorted(folder.glob("*/*.xml")):
        root = ElementTree.parse(path).getroot()
        text, offsets = join(list(root.iter("token")))
        marks = [(m, mention(m, text, offsets)) for m in root.iter("TIMEX3")]
        created = [m for m, _ in marks if m.get("functionInDocument") == "CREATION_TIME"]
        annotated = {t.get("t_id") for t in root.iter("token") if int(t.get("sentence") or 0) < ANNOTATED_SENTENCES}
        yield Document(
            name=path.name,
            text=text,
            published=date_line(root, created),
            gold=tuple(found for m, found in marks if found and m not in created),
            scored=max(end for token, (_, end) in offsets.items() if token in annotated),
            ignored=tuple(found for m, found in marks if found and m in created),
        )


def overlap(one: Mention, other: Mention) -> int:
    """Return how many characters two expressions share."""
    return min(one.end, other.end) - max(one.start, other.start)


def find(document: Document) -> list[Mention]:
    """Return what find_times finds in the scored part of a document."""
    times = find_times(document.text, document.published)
    found = [Mention(start=t.span.start, end=t.span.end, value=t.value, text=t.span.text) for t in times]
    return [m for m in found if m.end <= document.scored and not any(overlap(m, i) > 0 for i in document.ignored)]


def pair(gold: tuple[Mention, ...], found: list[Mention]) -> list[tuple[Mention, Mention]]:
    """Return pairs of gold and found that overlap, one to one: the same span first, then the largest overlap."""
    rivals = [
        (g.start == f.start and g.end == f.end, overlap(g, f), g, f) for g in gold for f in found if overlap(g, f) > 0
    ]
    pairs: list[tuple[Mention, Mention]] = []
    taken: set[int] = set()
    for _, _, one, other in sorted(rivals, key=lambda rival: rival[:2], reverse=True):
        if id(one) not in taken and id(other) not in taken:
            taken |= {id(one), id(other)}
            pairs.append((one, other))
    return pairs


def ratios(hits: int, found: int, gold: int) -> str:
    """Return precision, recall and F1 as percentages."""
    precision, recall = hits / found if found else 0.0, hits / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}"


def show(document: Document, kind: str, wanted: Mention | None, got: Mention | None) -> None:
    """Print one disagreement with the words around it."""
    at = wanted or got
    if at is None:
        return
    around = document.text[max(0, at.start - 60) : at.end + 40].replace("\n", " ")
    cells = [f"{m.text!r} {m.value}" if m else "-" for m in (wanted, got)]
    print(kind, document.name[:14], *cells, f"... {around}", sep=" | ")


def report(document: Document, found: list[Mention], pairs: list[tuple[Mention, Mention]]) -> None:
    """Print the disagreements of a document."""
    for one, other in pairs:
        if one.value != other.value:
            show(document, "VALUE", one, other)
    paired = {id(m) for both in pairs for m in both}
    for missed in (m for m in document.gold if id(m) not in paired):
        show(document, "MISS", missed, None)
    for spare in (m for m in found if id(m) not in paired):
        show(document, "SPARE", None, spare)


def score(name: str, documents: Iterator[Document], *, misses: bool) -> None:
    """Print the figures of a corpus."""
    counts: Counter[str] = Counter()
    for document in documents:
        found = find(document)
        pairs = pair(document.gold, found)
        counts["gold"] += len(document.gold)
        counts["found"] += len(found)
        counts["valued"] += sum(m.value not in EMPTY for m in document.gold)
        counts["relaxed"] += len(pairs)
        counts["strict"] += sum((a.start, a.end) == (b.start, b.end) for a, b in pairs)
        counts["value"] += sum(a.value == b.value for a, b in pairs)
        if misses:
            report(document, found, pairs)
    print(f"{name}: {counts['gold']} gold ({counts['valued']} with a value), {counts['found']} found")
    for kind in ("strict", "relaxed", "value"):
        print(f"  {kind:8}{ratios(counts[kind], counts['found'], counts['gold'])}")


def main(arguments: list[str]) -> int:
    """Score what the command line names."""
    parser = argparse.ArgumentParser(description="Score find_times against WikiWars and MEANTIME.")
    parser.add_argument("--wikiwars", type=Path, help="the folder with keyinline/")
    parser.add_argument("--meantime", type=Path, help="the folder intra_cross-doc_annotation")
    parser.add_argument("--misses", action="store_true", help="print every disagreement")
    chosen = parser.parse_args(arguments)
    if chosen.wikiwars:
        score("WikiWars", wikiwars(chosen.wikiwars), misses=chosen.misses)
    if chosen.meantime:
        score("MEANTIME", meantime(chosen.meantime), misses=chosen.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
