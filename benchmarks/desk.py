"""Times every page of the desk and its ``.json`` twin on a record of 100,000 claims.

usage: python benchmarks/desk.py [--claims 100000] [--seed 1] [--record FILE] [--limit 300]
       python benchmarks/desk.py --readers 200 [--seconds 60] [--reports 100]

The record is made by ``synthetic.py`` (some minutes), in FILE if one is named, which is used as it is when it is there.
Every page is asked for in a process of its own, in which the desk has answered nothing yet: first call, then five
more. The application is called as a server calls it, without the network. Exits with 1 if a page takes longer than the
limit in milliseconds, or does not answer 200.

With ``--readers``, a copy of the record is served by ``crisisdesk serve``, so many readers ask it over HTTP as fast as
it answers, and ``crisisdesk add`` brings reports into it meanwhile. Exits with 1 if a reader gets an error or the
command fails.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import httpx
from fastapi import FastAPI
from synthetic import write_record

from cli.reports_made import made_reports, write_reports
from crisisdesk.cli.serve import SHORT
from crisisdesk.record.store import Record
from crisisdesk.web.app import create_app
from crisisdesk.web.once import get
from crisisdesk.web.settings import Settings

COMMAND = (sys.executable, "-c", "from crisisdesk.cli.main import main; main()")
LATER = 5
FILTERS = (
    "",
    "type:ASSAULT",
    "actor:USA",
    "between:USA,CHN",
    "status:actual from:2020-01 to:2020-12",
    "sources:>=2 disputed:yes",
    'source:"Strait Observer"',
    "liaison",
    "place:Kaesong*",
)
ACTORS = ("USA", "PRK:GOV", "Kim Yo Jong", "Unification Ministry", "South Korea", "liaison office")
PLAIN = ("/sources", "/review", "/review?skip=40", "/judgements", "/help", "/add")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A page: what it answered, the milliseconds of its first call and of later ones, and whether a part waits.

    ``work`` is the processor time of the first call: on a busy machine it tells more than the time that went by.
    """

    address: str
    status: int
    first: float
    later: float
    work: float
    waits: bool


def pages(record: Path) -> Iterator[str]:
    """Yield the addresses of all kinds of pages, each with its JSON twin, on things that much is told of."""
    with Record.open(record, new=False) as opened:
        ask = opened.connection.execute
        event = ask("SELECT id FROM event ORDER BY claims DESC, id LIMIT 1").fetchone()[0]
        report = ask("SELECT report FROM witness GROUP BY report ORDER BY count(*) DESC, report LIMIT 1").fetchone()[0]
    yield from ("/", "/desk.json")
    for path in ("/events", "/map", "/explain", "/dyad"):
        for where in FILTERS:
            yield from _both(path, f"?q={quote(where)}" if where else "")
    for more in ("?sort=oldest", "?sort=conflict&page=50", "?sort=reports&q=status:actual", "?page=900"):
        yield from _both("/events", more)
    for way in ("/dyad/USA/CHN", "/dyad/USA:GOV/RUS", "/dyad/PRK/KOR", "/dyad/Pyongyang/Seoul"):
        yield from _both(way, "")
    yield from _both("/dyad/USA/CHN", "?by=month&from=2019&to=2020&period=2020-06")
    for actor in ACTORS:
        yield from _both(f"/actor/{quote(actor)}", "")
    for path in (f"/event/{event}", f"/report/{report}", *(page.partition("?")[0] for page in PLAIN)):
        yield from _both(path, "")
    yield from _both("/explain", f"?event={event}")
    yield from _both("/review", "?skip=40")


def _both(path: str, query: str) -> tuple[str, str]:
    return f"{path}{query}", f"{path}.json{query}"


async def asked(app: FastAPI, address: str) -> Timed:
    """Ask for a page for the first time, and then more often."""
    spent, work, waits = [], 0.0, False
    for n in range(LATER + 1):
        begun, used = time.perf_counter(), time.process_time()
        answer = await get(app, address)
        spent.append(1000 * (time.perf_counter() - begun))
        work = work or 1000 * (time.process_time() - used)
        waits = waits or (n == 0 and b"aria-busy" in answer.body)
        await asyncio.sleep(0.3 if waits else 0)
    return Timed(address=address, status=answer.status, first=spent[0], later=median(spent[1:]), work=work, waits=waits)


def timed(app: FastAPI, address: str) -> Timed:
    """Time a page in a process of its own, split off from one in which the application has answered nothing."""
    context = multiprocessing.get_context("fork")
    told, tell = context.Pipe(duplex=False)
    child = context.Process(target=lambda: tell.send(asyncio.run(asked(app, address))))
    child.start()
    tell.close()
    try:
        found: Timed = told.recv()
    except EOFError as error:
        raise SystemExit(f"{address}: the process that asked for it failed") from error
    child.join()
    return found


def table(record: Path, limit: float, only: str) -> int:
    """Print the times of all pages; return how many are too slow or do not answer."""
    print("page | first call ms | of it processor ms | later ms |\n---|--:|--:|--:|---")
    app, bad = create_app(Settings(record=record)), 0
    gc.freeze()  # else the processes split off copy what they inherit when they first collect garbage
    for address in dict.fromkeys(pages(record)):
        if not address.startswith(only):
            continue
        row = timed(app, address)
        slow = max(row.first, row.later) > limit
        notes = {"a part comes later": row.waits, "TOO SLOW": slow, str(row.status): row.status != 200}
        said = ", ".join(note for note, holds in notes.items() if holds)
        print(f"`{row.address}` | {row.first:.0f} | {row.work:.0f} | {row.later:.0f} | {said}", flush=True)
        bad += slow or row.status != 200
    return bad


async def read_on(port: int, addresses: list[str], readers: int, seconds: float) -> tuple[list[float], Counter[str]]:
    """Ask for pages with so many readers at once; return the milliseconds of each answer, and what went wrong."""
    spent: list[float] = []
    wrong: Counter[str] = Counter()
    limits = httpx.Limits(max_connections=readers, max_keepalive_connections=0)
    end = time.monotonic() + seconds

    async def reader(client: httpx.AsyncClient, n: int) -> None:
        for address in islice(cycle(addresses), n, None):
            if time.monotonic() > end:
                return
            begun = time.perf_counter()
            try:
                answer = await client.get(address)
                wrong.update([] if answer.status_code == 200 else [f"{answer.status_code} {address}"])
            except httpx.HTTPError as error:
                wrong.update([type(error).__name__])
            spent.append(1000 * (time.perf_counter() - begun))

    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", limits=limits, timeout=60) as client:
        await asyncio.gather(*(reader(client, n) for n in range(readers)))
    return spent, wrong


def load(record: Path, chosen: argparse.Namespace) -> int:
    """Serve a copy of the record to many readers while a writer adds; print a line, return how much went wrong."""
    with tempfile.TemporaryDirectory() as name:
        served = Path(name) / "served.db"
        shutil.copy(record, served)
        reports = write_reports(Path(name) / "more.jsonl", made_reports(chosen.reports, chosen.seed))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        desk = subprocess.Popen([*COMMAND, "serve", str(served), "--port", str(port)], stderr=subprocess.DEVNULL)
        writer = None
        try:
            _wait_for(port)
            addresses = [page for page in dict.fromkeys(pages(served)) if not page.startswith("/add")]
            writer = subprocess.Popen([*COMMAND, "add", str(reports), "--record", str(served)],
                                      stderr=subprocess.DEVNULL)  # fmt: skip
            spent, wrong = asyncio.run(read_on(port, addresses, chosen.readers, chosen.seconds))
            code = writer.wait(chosen.patience)
        finally:
            for running in (desk, *([writer] if writer else [])):
                running.terminate()
                running.wait()
    spent.sort()
    print(
        f"{chosen.readers} readers for {chosen.seconds:g} s while {chosen.reports} reports were added: "
        f"{len(spent)} requests, {wrong.total()} errors, median {median(spent):.0f} ms, "
        f"p99 {spent[int(0.99 * len(spent))]:.0f} ms; add ended with {code}"
    )
    for said, n in wrong.most_common(10):
        print(n, said)
    return wrong.total() + code


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            httpx.get(f"http://127.0.0.1:{port}/help.json", timeout=5)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the desk does not answer")


def main() -> None:
    """Make the record if it is not there; time the pages, or let readers at them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path)
    whole: tuple[tuple[str, int], ...] = (("claims", 100_000), ("seed", 1), ("readers", 0), ("reports", 100))
    for name, default in (*whole, ("patience", 1200)):
        parser.add_argument(f"--{name}", type=int, default=default)
    for name, share in (("limit", 300.0), ("seconds", 60.0)):
        parser.add_argument(f"--{name}", type=float, default=share)
    parser.add_argument("--only", default="", metavar="PATH", help="pages whose address begins so")
    chosen = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.setswitchinterval(SHORT)
    with tempfile.TemporaryDirectory() as folder:
        record: Any = chosen.record or Path(folder) / "record.db"
        if not record.exists():
            write_record(record, chosen.claims, chosen.seed)
        with Record.open(record, new=False) as opened:
            print(opened.totals().told())
        bad = load(record, chosen) if chosen.readers else table(record, chosen.limit, chosen.only)
    raise SystemExit(1 if bad else 0)


if __name__ == "__main__":
    main()
