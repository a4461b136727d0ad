"""Kills ``crisisdesk add`` at random moments and starts it again; the record must be the one of an undisturbed run.

usage: python benchmarks/kills.py [--reports 2000] [--kills 30] [--seed 1] [--workers 1 2]

A part of the kills comes while events are made anew. What is compared is ``export --format record`` and
``events --format jsonl``, byte for byte; SQLite checks the file. Exits with 1 if anything differs.
"""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from cli.reports_made import made_reports, write_reports

COMMAND = (sys.executable, "-c", "from crisisdesk.cli.main import main; main()")
REBUILDING = b"rebuilding:"
SHARE_AT_START, SHARE_IN_REBUILD = 0.2, 0.2
POLL = 0.01
os.environ.setdefault("OMP_NUM_THREADS", "1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds of an undisturbed run: until coding begins, of coding, of making the events."""

    start: float
    coding: float
    rebuild: float

    def moment(self, chance: Random, kills: int) -> float:
        """Return when to kill: now and then before coding begins, else so that most kills come while there is work."""
        if chance.random() < SHARE_AT_START:
            return chance.uniform(0.05, self.start)
        return self.start + chance.uniform(0.0, 2 * self.coding / max(1, kills))


def ran(*words: object) -> bytes:
    """Run a command to its end and return what it printed."""
    done = subprocess.run([*COMMAND, *map(str, words)], capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{words}: exit {done.returncode}\n{done.stderr.decode()}")
    return done.stdout


class Running:
    """A command in a process group of its own, with what it says in a file."""

    def __init__(self, folder: Path, *words: object) -> None:
        self.said = folder / "said.txt"
        with self.said.open("wb") as stream:
            self.process = subprocess.Popen(
                [*COMMAND, *map(str, words)], stdout=subprocess.DEVNULL, stderr=stream, start_new_session=True
            )
        self.begun = time.monotonic()

    def until(self, word: bytes, seconds: float = 3600.0) -> float | None:
        """Wait until it says a word; return the seconds since it began, None if it ended first or time is up."""
        while True:
            if word in self.said.read_bytes():
                return time.monotonic() - self.begun
            if self.process.poll() is not None or time.monotonic() - self.begun > seconds:
                return None
            time.sleep(POLL)

    def ended_within(self, seconds: float) -> bool:
        """Return whether it has ended by itself after so many seconds; it must have ended well."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        if code:
            raise SystemExit(f"exit {code}\n{self.said.read_text()}")
        return True

    def kill(self) -> None:
        """Kill the process and all that it has started."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def undisturbed(folder: Path, reports: Path, record: Path) -> Timing:
    """Add the reports once, without a kill."""
    running = Running(folder, "add", reports, "--record", record)
    first = running.until(b" coded, ") or 0.0
    coded = running.until(REBUILDING) or first
    running.ended_within(3600)
    whole = time.monotonic() - running.begun
    return Timing(start=first, coding=coded - first, rebuild=whole - coded)


def disturbed(
    folder: Path, reports: Path, record: Path, *, workers: int, kills: int, timing: Timing, chance: Random
) -> Counter[str]:
    """Add the reports with so many kills, and at last without one; return how many hit what."""
    hits: Counter[str] = Counter()
    timed = round(kills * (1 - SHARE_IN_REBUILD))
    add = ("add", reports, "--record", record, "--workers", workers)
    while hits.total() < timed:
        running = Running(folder, *add)
        if running.ended_within(timing.moment(chance, timed)):
            break
        running.kill()
        hits["adding"] += 1
        if chance.random() < 0.5:
            check(record)
    while hits.total() < kills:
        done = record.exists() and not stale(record)
        running = Running(folder, *(("rebuild", "--record", record) if done else add))
        word = b"claims" if done else REBUILDING
        if running.until(word) is not None and not running.ended_within(chance.uniform(0.0, timing.rebuild * 0.9)):
            running.kill()
            hits["rebuilding"] += 1
    ran(*add)
    ran("rebuild", "--record", record)
    return hits


def stale(record: Path) -> bool:
    """Return whether the events of a record are older than what is kept, or it is not whole yet."""
    with closing(sqlite3.connect(record)) as file:
        state = file.execute("SELECT 1 FROM sqlite_master WHERE name = 'state'").fetchone()
        return state is None or file.execute("SELECT 1 FROM state WHERE key = 'stale'").fetchone() is not None


def check(record: Path) -> None:
    """Let SQLite check the file."""
    if record.exists():
        with closing(sqlite3.connect(record)) as file:
            found = file.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise SystemExit(f"{record}: {found}")


def contents(record: Path) -> tuple[bytes, bytes]:
    """Return a record as it is exported, and its events."""
    check(record)
    whole = ran("export", "--format", "record", "--record", record)
    return whole, ran("events", "--format", "jsonl", "--record", record)


def main() -> None:
    """Run, compare, and print one line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("--reports", 2000), ("--kills", 30), ("--seed", 1)):
        parser.add_argument(name, type=int, default=default)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    chosen = parser.parse_args()
    began, told, same = time.monotonic(), [], True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = write_reports(folder / "reports.jsonl", made_reports(chosen.reports, chosen.seed))
        timing = undisturbed(folder, reports, folder / "whole.db")
        whole, events = contents(folder / "whole.db")
        for workers in chosen.workers:
            record, chance = folder / f"killed{workers}.db", Random(chosen.seed + workers)
            hits = disturbed(folder, reports, record, workers=workers, kills=chosen.kills, timing=timing, chance=chance)
            equal = contents(record) == (whole, events)
            same = same and equal
            parts = ", ".join(f"{n} while {what}" for what, n in sorted(hits.items()))
            told.append(f"workers {workers}: {hits.total()} kills ({parts}), {'equal' if equal else 'NOT EQUAL'}")
    print(
        f"{chosen.reports} reports, {len(whole)} bytes exported, {len(events.splitlines())} events; "
        f"undisturbed {timing.start:.0f} + {timing.coding:.0f} + {timing.rebuild:.0f} s; "
        f"{'; '.join(told)}; integrity ok; {time.monotonic() - began:.0f} s in all"
    )
    raise SystemExit(0 if same else 1)


if __name__ == "__main__":
    main()
