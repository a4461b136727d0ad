"""The same on a Dask cluster: processes of this machine, and a scheduler with workers that were started before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from crisisdesk.engine import dask
from crisisdesk.engine.archive import code_shards
from crisisdesk.engine.dask import DaskEngine
from crisisdesk.engine.here import HereEngine
from crisisdesk.engine.seam import Task
from crisisdesk.errors import EngineError, MissingExtraError
from engine.archives import asked, coded, contents, plan_of, write_bulletins
from engine.deadly import COLD, DEADLY, SLOW, double, made_code

pytest.importorskip("distributed")
TESTS = Path(__file__).parents[1]
LATEST = 60.0
# When a worker that starts is known to its nanny, and not yet to the scheduler: Dask then gives it up.
STARTING = 0.5


def test_a_cluster_writes_the_same_bytes_though_a_worker_is_killed(tmp_path):
    path = write_bulletins(tmp_path / "slow.jsonl", [SLOW] * 9)
    here, cluster = tmp_path / "here", tmp_path / "cluster"
    with HereEngine() as engine:
        coded(engine, here, asked(path, out=here))
    with DaskEngine(2, warm=COLD) as engine:
        plan = plan_of(engine, cluster, asked(path, out=cluster))
        processes = engine.client.run(os.getpid)
        for state in code_shards(engine, plan, made_code):
            if state.number == 0:
                os.kill(processes.popitem()[1], 9)
    assert contents(cluster) == contents(here)


def test_a_worker_that_is_killed_while_it_starts_is_replaced():
    with DaskEngine(1, warm=COLD) as engine:
        engine.submit(0, Task(call=double, given=(1,)))
        assert engine.next_done() == (0, 2)
        (first,) = spawned()
        os.kill(first, signal.SIGKILL)
        end = time.monotonic() + LATEST
        while not (second := spawned() - {first}):
            assert time.monotonic() < end
        time.sleep(STARTING)
        os.kill(second.pop(), signal.SIGKILL)
        engine.submit(1, Task(call=double, given=(2,)))
        assert engine.next_done() == (1, 4)


def spawned() -> set[int]:
    """Return the processes that this one has spawned to work."""
    found = set()
    for task in Path("/proc/self/task").iterdir():
        # Threads and processes may end meanwhile.
        with suppress(OSError):
            for child in (task / "children").read_text().split():
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.add(int(child))
    return found


def test_a_deadly_report_is_set_aside_on_a_cluster_that_was_there_before(tmp_path, monkeypatch, hasty):
    """Its scheduler has Dask's own settings; its workers run in another folder."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(TESTS), *sys.path]))
    path, out = write_bulletins(tmp_path / "marked.jsonl", [DEADLY, ""]), tmp_path / "out"
    away = tmp_path / "away"
    away.mkdir()
    file = tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard", "--port", "0"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-dashboard"]
    quiet = {"cwd": away, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = [subprocess.Popen([*command, "--scheduler-file", str(file)], **quiet)]
    try:
        started.append(subprocess.Popen([*worker, "--scheduler-file", str(file)], **quiet))
        end = time.monotonic() + LATEST
        while not file.exists():
            assert time.monotonic() < end
            time.sleep(0.1)
        monkeypatch.chdir(tmp_path)
        with DaskEngine(scheduler=str(file), warm=COLD) as engine:
            (state,) = coded(engine, out, asked(Path(path.name), out=out))
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(LATEST)
    assert (state.reports, state.claims, state.set_aside) == (2, 1, (f"{path.name}:1",))


def test_a_scheduler_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr(dask, "CONNECT_SECONDS", 1)
    with pytest.raises(EngineError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        DaskEngine(scheduler="tcp://127.0.0.1:9")


def test_without_the_extra_its_name_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtraError, match=r"crisisdesk\[cluster\]"):
        DaskEngine(1)
