"""Score the status of coded claims against the annotated events of MEANTIME.

    python tools/score_status.py DIR [--all-events] [--misses]

What a MEANTIME event mention implies, the first line that fits:

    negated       polarity NEG
    hypothetical  special_cases COND_IF_CLAUSE or COND_MAIN_CLAUSE, or certainty PROBABLE or POSSIBLE
    future        time FUTURE
    actual        anything else; UNDERSPECIFIED polarity or certainty and generic events (GEN) say nothing of their own

Mentions without ``time`` are marked for coreference only and do not count. The sentences annotated throughout (title,
date line and first four) are coded, their boundaries given. A claim is compared with the mention its trigger shares
most characters with, of several the last. With ``--all-events`` the status chain is run on every annotated word that
the parser takes for a verb or a noun, claim or not; a mention of several words stands for the one governing the rest.
"""

from __future__ import annotations

import argparse
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from score_times import ANNOTATED_SENTENCES, date_line, join

from crisisdesk.coder import Coder, load_coder
from crisisdesk.intake.text import source_of
from crisisdesk.language.parse import Parse, Token
from crisisdesk.model.claim import Status
from crisisdesk.model.report import Report
from crisisdesk.stages.clauses import Clauses
from crisisdesk.stages.status import StatusFinder

CONDITIONS = frozenset(("COND_IF_CLAUSE", "COND_MAIN_CLAUSE"))
DOUBTED = frozenset(("PROBABLE", "POSSIBLE"))
EVENT_WORDS = frozenset(("VERB", "NOUN", "PROPN"))
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An annotated event: the characters of its words, and its status."""

    spans: tuple[Span, ...]
    status: Status

    def shares(self, start: int, end: int) -> int:
        """Return how many characters of its words stand between two offsets."""
        return sum(max(0, min(end, last) - max(start, first)) for first, last in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The annotated beginning of a document: the characters of its tokens, its sentences and events in text order."""

    name: str
    text: str
    offsets: Mapping[str, Span]
    published: date | None
    sentences: tuple[Span, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A word's status as annotated and as coded, with the words that gave the latter."""

    word: str
    start: int
    gold: Status
    coded: Status
    reasons: tuple[str, ...]


def implied(mention: Mapping[str, str]) -> Status | None:
    """Return the status that the attributes of an event mention imply, nothing where it has none."""
    if not mention.get("time"):
        return None
    if mention.get("polarity") == "NEG":
        return Status.NEGATED
    if mention.get("special_cases") in CONDITIONS or mention.get("certainty") in DOUBTED:
        return Status.HYPOTHETICAL
    return Status.FUTURE if mention["time"] == "FUTURE" else Status.ACTUAL


def read_events(root: ElementTree.Element, offsets: dict[str, Span]) -> Iterator[Event]:
    """Yield the events whose words all have offsets."""
    for mention in root.iter("EVENT_MENTION"):
        status = implied(mention.attrib)
        words = [str(anchor.get("t_id")) for anchor in mention.iter("token_anchor")]
        if status and words and all(word in offsets for word in words):
            yield Event(spans=tuple(sorted({offsets[word] for word in words})), status=status)


def read_document(path: Path) -> Document:
    """Read the annotated sentences of a MEANTIME file."""
    root = ElementTree.parse(path).getroot()
    tokens = [token for token in root.iter("token") if int(token.get("sentence") or 0) < ANNOTATED_SENTENCES]
    text, offsets = join(tokens)
    starts: dict[str, Span] = {}
    for token in tokens:
        first, last = offsets[str(token.get("t_id"))]
        sentence = str(token.get("sentence"))
        starts[sentence] = (starts.get(sentence, (first, last))[0], last)
    created = [mark for mark in root.iter("TIMEX3") if mark.get("functionInDocument") == "CREATION_TIME"]
    return Document(
        name=path.name,
        text=text,
        offsets=offsets,
        published=date_line(root, created),
        sentences=tuple(starts.values()),
        events=tuple(sorted(read_events(root, offsets), key=lambda event: event.spans)),
    )


def closest(events: tuple[Event, ...], start: int, end: int) -> Event | None:
    """Return the event that shares most characters with a span, of several the last; nothing where none shares any."""
    found = max(reversed(events), key=lambda event: event.shares(start, end), default=None)
    return found if found is not None and found.shares(start, end) else None


def claim_verdicts(document: Document, report: Report) -> Iterator[Verdict]:
    """Compare the claims whose triggers are annotated events."""
    for claim in report.claims:
        at = claim.trigger
        event = closest(document.events, at.start, at.end)
        if event is not None:
            why = tuple(f"{reason.word.text} {reason.effect}" for reason in claim.reasons)
            yield Verdict(word=at.text, start=at.start, gold=event.status, coded=claim.status, reasons=why)


def event_word(parse: Parse, event: Event) -> Token | None:
    """Return the word of an event that governs its others."""
    words = [token for token in parse.tokens if event.shares(token.start, token.end)]
    inside = {token.i for token in words}
    return next((token for token in words if token.head == token.i or token.head not in inside), None)


def event_verdicts(document: Document, report: Report, coder: Coder) -> Iterator[Verdict]:
    """Compare what the status chain makes of every annotated verb and noun."""
    parse = Parse.from_doc(report.doc)
    clauses, statuses = Clauses(parse, coder.grammar), StatusFinder(parse, coder.grammar)
    for event in document.events:
        token = event_word(parse, event)
        if token is None or token.pos not in EVENT_WORDS:
            continue
        coded, reasons = statuses.find(clauses.frame(token))
        why = tuple(f"{reason.word.text} {reason.effect}" for reason in reasons)
        yield Verdict(word=token.text, start=token.start, gold=event.status, coded=coded, reasons=why)


def ratio(part: int, whole: int) -> str:
    """Return a percentage, a dash where there is nothing to share."""
    return f"{100 * part / whole:5.1f}" if whole else "    -"


def table(counts: Counter[tuple[Status, Status]]) -> list[str]:
    """Return the lines of a confusion table with precision and recall, and the accuracies."""
    gold = {status: sum(counts[status, other] for other in Status) for status in Status}
    coded = {status: sum(counts[other, status] for other in Status) for status in Status}
    total, right = sum(gold.values()), sum(counts[status, status] for status in Status)
    lines = [f"{'gold, then coded':16}" + "".join(f"{status:>13}" for status in Status) + f"{'P':>7}{'R':>7}"]
    for status in Status:
        cells = "".join(f"{counts[status, other]:13}" for other in Status)
        shares = f"  {ratio(counts[status, status], coded[status])}  {ratio(counts[status, status], gold[status])}"
        lines.append(f"{status:16}{cells}{shares}")
    return [
        *lines,
        f"accuracy {ratio(right, total)} ({right} of {total})",
        f"always actual {ratio(gold[Status.ACTUAL], total)}",
    ]


def show(document: Document, verdict: Verdict) -> None:
    """Print one disagreement with its sentence."""
    first, last = next(span for span in document.sentences if span[0] <= verdict.start < span[1])
    around = f"{document.text[first : verdict.start]}>>{document.text[verdict.start : last]}"
    print(f"{verdict.gold} | {verdict.coded} | {verdict.word} | {'; '.join(verdict.reasons) or '-'} | {around}")


def score(folder: Path, *, all_events: bool, misses: bool) -> list[str]:
    """Code the documents of a folder of folders and return the figures."""
    coder = load_coder()
    counts: Counter[tuple[Status, Status]] = Counter()
    for document in map(read_document, sorted(folder.glob("*/*.xml"))):
        report = coder.code(source_of(document.text, document.published), document.sentences)
        found = event_verdicts(document, report, coder) if all_events else claim_verdicts(document, report)
        for verdict in found:
            counts[verdict.gold, verdict.coded] += 1
            if misses and verdict.gold is not verdict.coded:
                show(document, verdict)
    return table(counts)


def main(arguments: list[str]) -> int:
    """Score what the command line names."""
    parser = argparse.ArgumentParser(description="Score the status of claims against MEANTIME.")
    parser.add_argument("meantime", type=Path, help="the folder intra_cross-doc_annotation")
    parser.add_argument("--all-events", action="store_true", help="score every annotated verb and noun")
    parser.add_argument("--misses", action="store_true", help="print every disagreement")
    chosen = parser.parse_args(arguments)
    print(*score(chosen.meantime, all_events=chosen.all_events, misses=chosen.misses), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
