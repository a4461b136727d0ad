"""Kills workers of ``crisisdesk code`` while they work; the output must be that of an undisturbed run, byte for byte.

usage: python benchmarks/code_kills.py [--reports 5000] [--workers 2] [--every 10] [--engine local dask] [--seed 1]

Every so many seconds one worker that codes is ended by SIGKILL, chosen by chance. Exits with 1 if anything differs, or
if a report was set aside.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from cli.reports_made import made_reports, write_reports

COMMAND = (sys.executable, "-c", "from crisisdesk.cli.main import main; main()", "code")
POLL = 0.05
# What stands in the command line of a process that multiprocessing has spawned.
SPAWNED = b"spawn_main"
os.environ.setdefault("OMP_NUM_THREADS", "1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run took, and how many of its workers were killed."""

    seconds: float
    kills: int


def workers_of(parent: int) -> list[int]:
    """Return the spawned processes below a process."""
    found, children = [], [parent]
    while children:
        process = children.pop()
        for task in Path(f"/proc/{process}/task").glob("*"):
            try:
                below = [int(child) for child in (task / "children").read_text().split()]
                children += below
                found += [one for one in below if SPAWNED in Path(f"/proc/{one}/cmdline").read_bytes()]
            except OSError:
                continue
    return sorted(found)


def coded(reports: Path, out: Path, *options: object, every: float = 0.0, chance: Random | None = None) -> Run:
    """Code the reports to the end; kill a worker every so many seconds, if any."""
    begun, kills, following = time.monotonic(), 0, every
    command = [*COMMAND, str(reports), "--out", str(out), *map(str, options)]
    with (out.parent / f"{out.name}.txt").open("wb") as said:
        process = subprocess.Popen(command, stderr=said, cwd=out.parent)
        while process.poll() is None:
            time.sleep(POLL)
            if chance and time.monotonic() - begun > following:
                following += every
                if workers := workers_of(process.pid):
                    os.kill(chance.choice(workers), signal.SIGKILL)
                    kills += 1
    if process.returncode:
        raise SystemExit(f"exit {process.returncode}\n{(out.parent / f'{out.name}.txt').read_text()}")
    return Run(seconds=time.monotonic() - begun, kills=kills)


def contents(out: Path) -> dict[str, bytes]:
    """Return all files of an output."""
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def main() -> None:
    """Run, compare, and print one line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("--reports", 5000), ("--workers", 2), ("--seed", 1), ("--shard-reports", 128)):
        parser.add_argument(name, type=int, default=default)
    parser.add_argument("--every", type=float, default=10.0)
    parser.add_argument("--engine", nargs="+", default=["local", "dask"])
    chosen = parser.parse_args()
    told, same = [], True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = write_reports(folder / "reports.jsonl", made_reports(chosen.reports, chosen.seed))
        options = ("--workers", chosen.workers, "--shard-reports", chosen.shard_reports)
        calm = coded(reports, folder / "calm", *options)
        wanted = contents(folder / "calm")
        for engine in chosen.engine:
            chance, out = Random(chosen.seed), folder / engine
            run = coded(reports, out, *options, "--engine", engine, every=chosen.every, chance=chance)
            equal = contents(out) == wanted
            same = same and equal
            told.append(f"{engine} {run.kills} kills, {run.seconds:.0f} s, {'equal' if equal else 'NOT EQUAL'}")
    size = f"{sum(map(len, wanted.values()))} bytes in {len(wanted)} files"
    told = [f"undisturbed {calm.seconds:.0f} s", *told]
    print(f"{chosen.reports} reports, {size}, {chosen.workers} workers; {'; '.join(told)}")
    raise SystemExit(0 if same else 1)


if __name__ == "__main__":
    main()
