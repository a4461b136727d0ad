"""Worker processes: a death belongs to one task, another worker takes over, nobody is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crisisdesk.engine import local
from crisisdesk.engine.local import LocalEngine
from crisisdesk.engine.seam import Task, TaskFailed, WorkerDied
from crisisdesk.errors import EngineError
from engine.deadly import COLD, die, double, fail

TESTS = Path(__file__).parents[1]
LATEST = 30.0


def task(call, *given) -> Task:
    return Task(call=call, given=given)


def test_tasks_are_done_and_a_death_costs_its_own_alone():
    tasks = [task(double, n) for n in range(6)] + [task(die), task(fail, "own"), task(os._exit, 0)]
    with LocalEngine(2, COLD) as engine:
        for number, one in enumerate(tasks):
            engine.submit(number, one)
        done = dict(engine.next_done() for _ in tasks)
    assert [done[n] for n in range(6)] == [0, 2, 4, 6, 8, 10]
    assert (done[6], done[8]) == (WorkerDied(), WorkerDied())
    assert done[7] == TaskFailed(reason="ValueError: own")


def test_a_worker_that_is_killed_while_it_waits_costs_nothing():
    with LocalEngine(1, COLD) as engine:
        engine.submit(0, task(double, 1))
        assert engine.next_done() == (0, 2)
        engine.workers[0].process.kill()
        engine.workers[0].process.join()
        engine.submit(1, task(double, 2))
        assert engine.next_done() == (1, 4)


def test_a_worker_that_is_killed_while_it_works_is_replaced():
    with LocalEngine(1, COLD) as engine:
        engine.submit(0, task(double, 1))
        engine.next_done()
        engine.submit(1, task(time.sleep, LATEST))
        os.kill(engine.workers[0].process.pid, signal.SIGKILL)
        assert engine.next_done() == (1, WorkerDied())
        engine.submit(2, task(double, 2))
        assert engine.next_done() == (2, 4)


@pytest.mark.parametrize(
    ("warm", "told"), [(task(die), "end while they start"), (task(fail, "no model"), "ValueError: no model")]
)
def test_workers_that_cannot_start_end_the_run(warm, told, monkeypatch):
    monkeypatch.setattr(local, "FAILED_STARTS", 1)
    with LocalEngine(1, warm) as engine, pytest.raises(EngineError, match=told):
        engine.submit(0, task(double, 1))
        engine.next_done()


def test_workers_end_with_the_engine():
    with LocalEngine(2, COLD) as engine:
        engine.submit(0, task(time.sleep, LATEST))
        processes = [worker.process for worker in engine.workers]
        scratch = Path(engine.scratch.name)
    assert [process.is_alive() for process in processes] == [False, False]
    assert not scratch.exists()


def test_workers_end_with_their_parent(tmp_path):
    code = f"""
import sys, time
sys.path.insert(0, {str(TESTS)!r})
from engine.deadly import COLD
from crisisdesk.engine.local import LocalEngine
from crisisdesk.engine.seam import Task
if __name__ == "__main__":
    with LocalEngine(1, COLD) as engine:
        engine.submit(0, Task(call=len, given=("",)))
        engine.next_done()
        engine.submit(1, Task(call=time.sleep, given=({LATEST},)))
        print(engine.workers[0].process.pid, flush=True)
        time.sleep({LATEST})
"""
    script = tmp_path / "parent.py"
    script.write_text(code, encoding="utf8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
        worker = int(parent.stdout.readline())
        parent.kill()
    end = time.monotonic() + LATEST
    while Path(f"/proc/{worker}").exists() and "\nState:\tZ" not in status_of(worker):
        assert time.monotonic() < end
        time.sleep(0.1)


def status_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/status").read_text(encoding="utf8")
    except OSError:
        return "\nState:\tZ"
