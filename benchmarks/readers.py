"""Reads a record from several processes while ``crisisdesk add`` writes it in another, and checks each state seen.

usage: python benchmarks/readers.py [--reports 400] [--readers 3] [--parts 4] [--seed 1]

The reports come in parts, each of which ends in a rebuild of all events. A reader lists events and claims under
filters, page after page, and in one transaction all of them: every claim's event must be there, and every event's
claims.
Exits with 1 if a state does not hold together, a reader fails, or the record is locked to it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from queue import Empty

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from cli.reports_made import made_reports, write_reports
from crisisdesk.record.store import Record

COMMAND = (sys.executable, "-c", "from crisisdesk.cli.main import main; main()")
FILTERS = ("", "type:ASSAULT,AGREE", "actor:RUS", "from:2021-04", "-status:hypothetical score:<0", "harbour or border")
PAGE, PAGES = 20, 5
Seen = tuple[int, int, float, str]


def read_on(path: str, stop: str, answers: multiprocessing.Queue[Seen]) -> None:
    """Read until the file ``stop`` is there; answer with reads, different states, slowest read in seconds, error."""
    reads, states, slowest, error = 0, set(), 0.0, ""
    try:
        for where in cycle(FILTERS):
            begun = time.monotonic()
            with Record.open(path, new=False) as record:
                turn_pages(record, where)
                states.add(whole_state(record))
            reads, slowest = reads + 1, max(slowest, time.monotonic() - begun)
            if Path(stop).exists():
                break
    except Exception as failure:
        error = f"{type(failure).__name__}: {failure}"
    answers.put((reads, len(states), slowest, error))


def turn_pages(record: Record, where: str) -> None:
    """Take events with their claims, and claims, page after page of one listing."""
    accounts, claims = record.accounts(where), record.claims(where)
    for _ in range(PAGES):
        for account in islice(accounts, PAGE):
            told = tuple(witness.claim.id for witness in account.witnesses)
            if told != account.event.claims:
                raise AssertionError(f"event {account.event.id} names {account.event.claims}, there are {told}")
        for _ in islice(claims, PAGE):
            pass
    accounts.close()
    claims.close()


def whole_state(record: Record) -> tuple[int, int]:
    """Return the numbers of events and claims of one state, in which both agree."""
    record.connection.execute("BEGIN")
    events = list(record.events())
    found = {claim.claim.id for claim in record.claims()}
    rows = dict(record.connection.execute("SELECT id, event FROM witness"))
    totals = record.totals()
    record.connection.execute("COMMIT")
    named = {claim: event.id for event in events for claim in event.claims}
    if not named == rows or found != set(rows) or (totals.events, totals.claims) != (len(events), len(rows)):
        raise AssertionError(f"{len(events)} events name {len(named)} claims, there are {len(rows)}; {totals}")
    return len(events), len(rows)


def main() -> None:
    """Run and print one line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("--reports", 400), ("--readers", 3), ("--parts", 4), ("--seed", 1)):
        parser.add_argument(name, type=int, default=default)
    chosen = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    made = made_reports(chosen.reports, chosen.seed)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        record, stop = folder / "record.db", folder / "stop"
        Record.open(record).close()
        context = multiprocessing.get_context("spawn")
        answers: multiprocessing.Queue[Seen] = context.Queue()
        readers = [
            context.Process(target=read_on, args=(str(record), str(stop), answers)) for _ in range(chosen.readers)
        ]
        for reader in readers:
            reader.start()
        codes = []
        for n in range(chosen.parts):
            part = write_reports(folder / f"{n}.jsonl", made[n :: chosen.parts])
            command = [*COMMAND, "add", str(part), "--record", str(record)]
            codes.append(subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode)
        stop.touch()
        seen = [_answer(answers) for _ in readers]
        for reader in readers:
            reader.join()
    errors = [error for *_, error in seen if error]
    reads, states = sum(one[0] for one in seen), max(one[1] for one in seen)
    slowest = max(one[2] for one in seen)
    print(
        f"{chosen.reports} reports in {chosen.parts} parts, {chosen.readers} readers: {reads} reads, {states} states, "
        f"slowest {slowest:.2f} s, {len(errors)} errors, writers ended with {codes}; "
        f"{time.monotonic() - began:.0f} s in all"
    )
    for error in errors:
        print(error)
    raise SystemExit(1 if errors or any(codes) else 0)


def _answer(answers: multiprocessing.Queue[Seen]) -> Seen:
    try:
        return answers.get(timeout=120)
    except Empty:
        return 0, 0, 0.0, "a reader did not answer"


if __name__ == "__main__":
    main()
