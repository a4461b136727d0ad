"""Score events made of claims of many reports against gold events.

    python tools/score_events.py meantime DIR     MEANTIME's folder intra_cross-doc_annotation
    python tools/score_events.py stories DIR      gold/stories: annotated reports of our own

The claims whose trigger is an annotated mention are compared; the gold event is what the mention refers to. Three
clusterings are scored: the record's events, one event for all claims of a lemma ("same lemma"), and one for each claim
("alone"). Each corpus of MEANTIME, each story is a record of its own. With --misses, pairs wrongly joined or parted.
"""

from __future__ import annotations

import argparse
import csv
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from coreference_scores import lines_of
from score_status import read_document

from crisisdesk.coder import load_coder
from crisisdesk.engine.packing import pack_report
from crisisdesk.intake.files import open_file
from crisisdesk.intake.text import source_of
from crisisdesk.model.event import Witness
from crisisdesk.model.report import Report
from crisisdesk.record.store import Record

Mark = tuple[int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A coded report, with the characters and the event of each annotated mention."""

    report: Report
    marks: tuple[Mark, ...]

    def event_at(self, start: int, end: int) -> str | None:
        """Return the event of the mention that shares most characters with a span."""
        shared = [(min(end, last) - max(start, first), event) for first, last, event in self.marks]
        best = max(shared, default=(0, ""), key=lambda row: row[0])
        return best[1] if best[0] > 0 else None


def read_meantime(path: Path) -> Marked:
    """Read and code the annotated sentences of a MEANTIME file."""
    document = read_document(path)
    root = ElementTree.parse(path).getroot()
    mentions = {str(m.get("m_id")): m for m in root.iter("EVENT_MENTION")}
    named = {str(m.get("m_id")): m.get("instance_id") or f"{path.stem} {m.get('m_id')}" for m in root.iter("EVENT")}
    offsets = document.offsets
    marks: list[Mark] = []
    for link in root.iter("REFERS_TO"):
        target = next((str(t.get("m_id")) for t in link.iter("target")), "")
        for source in link.iter("source"):
            mention = mentions.get(str(source.get("m_id")))
            if target in named and mention is not None:
                words = [str(anchor.get("t_id")) for anchor in mention.iter("token_anchor")]
                marks += [(*offsets[word], named[target]) for word in words if word in offsets]
    report = load_coder().code(source_of(document.text, document.published, url=path.stem), document.sentences)
    return Marked(report=report, marks=tuple(marks))


def read_story(folder: Path) -> Iterator[Marked]:
    """Yield the reports of a story, coded, with the mentions that its table names."""
    with folder.with_suffix(".tsv").open(encoding="utf8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    for path in sorted(folder.glob("*.txt")):
        source = open_file(str(path)).source
        if source is None:
            raise SystemExit(f"{path} cannot be read")
        mine = [row for row in rows if row["report"] == path.name]
        yield Marked(report=load_coder().code(source), marks=tuple(_mark(source.text, row) for row in mine))


def _mark(text: str, row: dict[str, str]) -> Mark:
    sentence = text.index(row["sentence"])
    start = text.index(row["trigger"], sentence)
    return start, start + len(row["trigger"]), row["event"]


def score(name: str, marked: list[Marked], *, misses: bool) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return for every compared claim its gold event, its coded event and its lemma."""
    by_report = {one.report.source.id: one for one in marked}
    gold, coded, lemmas, told = {}, {}, {}, {}
    with TemporaryDirectory() as folder, Record.open(Path(folder) / "record.db") as record:
        record.keep([pack_report(one.report) for one in marked], ("gold", "gold"))
        record.rebuild()
        for account in record.accounts():
            for witness in account.witnesses:
                at = witness.claim.trigger
                event = by_report[witness.report.id].event_at(at.start, at.end)
                if event is not None:
                    key = f"{name} {witness.claim.id}"
                    gold[key], coded[key] = f"{name} {event}", f"{name} {account.event.id}"
                    lemmas[key], told[key] = f"{name} {witness.claim.lemma}", witness
    if misses:
        show(gold, coded, told)
    return gold, coded, lemmas


def show(gold: dict[str, str], coded: dict[str, str], told: dict[str, Witness]) -> None:
    """Print the pairs of claims that are wrongly joined or parted."""
    for one, other in combinations(sorted(gold), 2):
        if (gold[one] == gold[other]) != (coded[one] == coded[other]):
            print("PARTED" if gold[one] == gold[other] else "JOINED", gold[one], "|", gold[other])
            for key in (one, other):
                w = told[key]
                print(
                    "   ", w.claim.type, w.claim.trigger.text, w.claim.when.start, w.report.published, "|", w.sentence
                )


def main(arguments: list[str]) -> int:
    """Score what the command line names."""
    parser = argparse.ArgumentParser(description="Score events over reports.")
    parser.add_argument("kind", choices=("meantime", "stories"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="print every pair wrongly joined or parted")
    chosen = parser.parse_args(arguments)
    gold: dict[str, str] = {}
    coded: dict[str, str] = {}
    lemmas: dict[str, str] = {}
    for folder in sorted(path for path in chosen.folder.iterdir() if path.is_dir()):
        if chosen.kind == "meantime":
            marked = [read_meantime(path) for path in sorted(folder.glob("*.xml"))]
        else:
            marked = list(read_story(folder))
        found = score(folder.name, marked, misses=chosen.misses)
        for kept, new in zip((gold, coded, lemmas), found, strict=True):
            kept.update(new)
    print(f"{len(gold)} claims on annotated mentions of {len(set(gold.values()))} events")
    for name, labels in (("events", coded), ("same lemma", lemmas), ("alone", {key: key for key in gold})):
        print(*lines_of(name, gold, labels), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
