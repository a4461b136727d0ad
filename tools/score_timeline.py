"""Score the order of events on timelines against the dates that MEANTIME annotates.

    python tools/score_timeline.py DIR [--entities N] [--misses] [--show]

DIR is MEANTIME's folder intra_cross-doc_annotation. Its annotated sentences (title, date line and first four) make one
record. The entities with most claims are those whose annotated mentions stand in most claims' sentences; the timeline
of one is made of the events that the filter ``"NAME" or party:"NAME"`` lets
through, for its two commonest names; so much of ``party`` as means that name alone.

What an annotated event mention is dated by, the first that fits: a TLINK that puts it into a TIMEX3 (IS_INCLUDED,
SIMULTANEOUS, IDENTITY, or INCLUDES the other way), the shortest of several; else the TIMEX3 of the words that the
claim's own date rests on. Two dated events of a timeline count where one annotated interval ends before the other
begins: "right" if the timeline has them in that order. Beside it the order in which they were reported, where two that
were reported on one day are in no order; "linked" are pairs of which both are dated by a TLINK, so that the claim's own
words have no part in it. "placed" is how many of the events that the annotation dates have a day.
"""

from __future__ import annotations

import argparse
import re
import sys
import xml.etree.ElementTree as ElementTree
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from score_status import Document, Span, read_document

from crisisdesk.coder import load_coder
from crisisdesk.engine.packing import pack_report
from crisisdesk.filters import Filter, FilterError
from crisisdesk.intake.text import source_of
from crisisdesk.model.event import Witness
from crisisdesk.model.report import Report
from crisisdesk.record.store import Record
from crisisdesk.views.timeline import Entry, timeline
from crisisdesk.views.timeline_text import text_lines

Days = tuple[date, date]
DATED_BY = frozenset(("IS_INCLUDED", "SIMULTANEOUS", "IDENTITY"))
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
NAMES = 2
ARTICLE = re.compile(r"^the ", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An annotated event or time, with its characters and the days that date it."""

    start: int
    end: int
    days: Days

    def shares(self, start: int, end: int) -> int:
        """Return how many characters it has in common with a span."""
        return min(self.end, end) - max(self.start, start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A coded document with its dated event mentions, its times, and its entities' names with their places."""

    report: Report
    events: tuple[Mention, ...]
    times: tuple[Mention, ...]
    names: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Figures of an entity: events, those the annotation dates, those of them with a day, pairs, and pairs in order.

    ``reported`` are the pairs that were reported in the right order, ``linked`` those with a TLINK on both sides.
    """

    events: int
    anchored: int
    placed: int
    pairs: int
    right: int
    reported: int
    linked: int

    def line(self, name: str) -> str:
        """Return a row of the table."""
        share = f"{100 * self.right / self.pairs:6.1f} %" if self.pairs else "       -"
        counts = (self.events, self.anchored, self.placed, self.pairs, self.right)
        return f"{name[:30]:30}" + "".join(f"{n:9}" for n in counts) + f"{share}{self.reported:9}{self.linked:9}"


def days_of(value: str) -> Days | None:
    """Return the first and last day of a TIMEX3 value; nothing for what names no calendar days."""
    value = value.partition("T")[0]
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value), date.fromisoformat(value)
        if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return monday + timedelta(days=5 if found[3] else 0), monday + timedelta(days=6)
        if found := re.fullmatch(r"(\d{4})(?:-(\d\d|SP|SU|FA|Q[1-4]))?", value):
            return _months(int(found[1]), found[2])
    except ValueError:
        return None
    return None


def _months(year: int, part: str | None) -> Days:
    first, last = SEASONS.get(part or "", (int(part), int(part)) if part and part.isdigit() else (1, 12))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def read(path: Path) -> Dated:
    """Read and code the annotated sentences of a document."""
    document, root = read_document(path), ElementTree.parse(path).getroot()
    times = {str(t.get("m_id")): days for t in root.iter("TIMEX3") if (days := days_of(t.get("value") or ""))}
    report = load_coder().code(source_of(document.text, document.published, url=path.stem), document.sentences)
    return Dated(
        report=report,
        events=tuple(_mentions(root, "EVENT_MENTION", dict(_dates(root, times)), document)),
        times=tuple(_mentions(root, "TIMEX3", times, document)),
        names=tuple(_names(root, document)),
    )


def _span(markable: ElementTree.Element, document: Document) -> Span | None:
    words = [document.offsets.get(str(anchor.get("t_id"))) for anchor in markable.iter("token_anchor")]
    spans = [word for word in words if word is not None]
    return (min(spans)[0], max(spans)[1]) if spans and len(spans) == len(words) else None


def _dates(root: ElementTree.Element, times: dict[str, Days]) -> Iterator[tuple[str, Days]]:
    """Yield event mentions with the days that a link puts them into, the shortest interval last."""
    found: list[tuple[str, Days]] = []
    for link in root.iter("TLINK"):
        source = next((str(one.get("m_id")) for one in link.iter("source")), "")
        target = next((str(one.get("m_id")) for one in link.iter("target")), "")
        relation = link.get("reltype")
        if relation in DATED_BY and target in times:
            found.append((source, times[target]))
        if relation in ("INCLUDES", "SIMULTANEOUS", "IDENTITY") and source in times:
            found.append((target, times[source]))
    yield from sorted(found, key=lambda row: row[1][0] - row[1][1])


def _mentions(root: ElementTree.Element, tag: str, days: dict[str, Days], document: Document) -> Iterator[Mention]:
    for markable in root.iter(tag):
        span, own = _span(markable, document), days.get(str(markable.get("m_id")))
        if span and own:
            yield Mention(start=span[0], end=span[1], days=own)


def _names(root: ElementTree.Element, document: Document) -> Iterator[tuple[str, int, str]]:
    """Yield the entity, place and words of every mention by name."""
    entities = {str(e.get("m_id")): e.get("external_ref") or e.get("instance_id") or "" for e in root.iter("ENTITY")}
    marks = {str(m.get("m_id")): m for m in root.iter("ENTITY_MENTION") if m.get("syntactic_type") == "NAM"}
    for link in root.iter("REFERS_TO"):
        entity = next((entities.get(str(one.get("m_id")), "") for one in link.iter("target")), "")
        for source in link.iter("source"):
            mark = marks.get(str(source.get("m_id")))
            span = _span(mark, document) if mark is not None else None
            if entity and span:
                yield entity.rpartition("/")[2], span[0], document.text[slice(*span)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The days by which the annotation dates a claim; ``linked`` where a TLINK tells them."""

    days: Days
    linked: bool


def gold_of(witness: Witness, document: Dated) -> Gold | None:
    """Return the days by which the annotation dates a claim."""
    at, words = witness.claim.trigger, witness.claim.when.span
    best = max(document.events, key=lambda m: m.shares(at.start, at.end), default=None)
    if best is not None and best.shares(at.start, at.end) > 0:
        return Gold(days=best.days, linked=True)
    if words is None:
        return None
    found = (Gold(days=m.days, linked=False) for m in document.times if m.shares(words.start, words.end) > 0)
    return next(found, None)


def entities_of(documents: Iterable[Dated], most: int) -> list[tuple[str, list[str]]]:
    """Return the entities that stand in most claims' sentences, with their commonest names."""
    claims: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {}
    for document in documents:
        spans = [document.report.sentences[claim.sentence - 1].span for claim in document.report.claims]
        for entity, _, words in document.names:
            names.setdefault(entity, Counter())[words] += 1
        for span in spans:
            claims.update({entity for entity, at, _ in document.names if span.start <= at < span.end})
    chosen = sorted(claims, key=lambda entity: (-claims[entity], entity))[:most]
    return [(entity, [name for name, _ in names[entity].most_common(NAMES)]) for entity in chosen]


def filter_of(names: Iterable[str]) -> str:
    """Return the filter for events that involve somebody of these names.

    A name that the filter language takes for all of a government or an army is looked for among the words only.
    """
    quoted = ['"' + ARTICLE.sub("", name).replace('"', '""') + '"' for name in names]
    return " or ".join(part for name in quoted for part in (name, f"party:{name}") if _means_one(part))


def _means_one(text: str) -> bool:
    try:
        return Filter.parse(text).canonical.count(":") < len("::")
    except FilterError:
        return False


def score(entries: tuple[Entry, ...], dated: int, gold: dict[str, Gold], *, misses: bool) -> Score:
    """Count the pairs of dated entries that stand in the order of their annotated days."""
    placed = [entry for entry in entries[:dated] if entry.event.id in gold]
    counts: Counter[str] = Counter()
    for one, other in combinations(placed, 2):
        first, second = gold[one.event.id], gold[other.event.id]
        forward, backward = first.days[1] < second.days[0], second.days[1] < first.days[0]
        if forward or backward:
            earlier, later = (one, other) if forward else (other, one)
            counts["pairs"] += 1
            counts["right"] += forward
            counts["reported"] += earlier.reported[:1] < later.reported[:1]
            counts["linked"] += first.linked and second.linked
        if misses and backward:
            show(one, first.days)
            show(other, second.days)
    anchored = sum(entry.event.id in gold for entry in entries)
    kinds = {kind: counts[kind] for kind in ("pairs", "right", "reported", "linked")}
    return Score(events=len(entries), anchored=anchored, placed=len(placed), **kinds)


def show(entry: Entry, days: Days) -> None:
    """Print an entry that stands in the wrong order."""
    print(f"WRONG {entry.start} gold {days[0]}..{days[1]} | {entry.event.type} | {entry.witness.sentence}")


def run(folder: Path, *, most: int, misses: bool, told: bool) -> Iterator[str]:
    """Yield the lines of the table."""
    documents = {document.report.source.id: document for document in map(read, sorted(folder.glob("*/*.xml")))}
    yield f"{'entity':30}   events anchored   placed    pairs    right   share reported   linked"
    scores: list[Score] = []
    with TemporaryDirectory() as place, Record.open(Path(place) / "record.db") as record:
        record.keep([pack_report(document.report) for document in documents.values()], ("gold", "gold"))
        record.rebuild()
        for entity, names in [*entities_of(documents.values(), most), ("(the whole record)", [])]:
            found = timeline(record.accounts(filter_of(names)))
            if told and names:
                yield from text_lines(found, filter_of(names))
            rows = [
                (e.event.id, gold_of(w, documents[w.report.id])) for e in found.entries for w in e.account.witnesses
            ]
            gold = {event: days for event, days in reversed(rows) if days is not None}
            scored = score(found.entries, len(found.dated), gold, misses=misses)
            scores += [scored] if names else []
            yield scored.line(entity)
    pairs, right = sum(one.pairs for one in scores), sum(one.right for one in scores)
    yield f"{len(scores)} entities: {right} of {pairs} pairs in order" + (
        f", {100 * right / pairs:.1f} %" if pairs else ""
    )


def main(arguments: list[str]) -> int:
    """Score what the command line names."""
    parser = argparse.ArgumentParser(description="Score the order of events on timelines against MEANTIME.")
    parser.add_argument("folder", type=Path, help="the folder intra_cross-doc_annotation")
    parser.add_argument("--entities", type=int, default=10, metavar="N", help="how many entities (10)")
    parser.add_argument("--misses", action="store_true", help="print the pairs in the wrong order")
    parser.add_argument("--show", action="store_true", help="print the timelines")
    chosen = parser.parse_args(arguments)
    for line in run(chosen.folder, most=chosen.entities, misses=chosen.misses, told=chosen.show):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
