"""The engine of one machine: processes of our own, each on one task, so that a death belongs to one task alone."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Self

from crisisdesk.engine.packing import WARM
from crisisdesk.engine.seam import Task, TaskFailed, WorkerDied, outcome_of
from crisisdesk.errors import EngineError

LOOK_SECONDS = 1.0
# So many workers may end in a row while they start, beside one each: somebody may be killing them.
FAILED_STARTS = 20
# What the libraries under numpy ask for the number of their threads.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def usable_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Worker:
    """A process with our end of its pipe; ``task`` is the number of what it works on, None while it starts or waits."""

    def __init__(self, warm: Task, scratch: str) -> None:
        context = get_context("spawn")
        self.pipe, its_end = context.Pipe()
        given = (its_end, warm, os.getpid(), scratch)
        self.process: SpawnProcess = context.Process(target=serve, args=given, daemon=True)
        with interrupts_blocked(), one_thread():
            self.process.start()
        # Its end must be open in the worker alone, or its death would not end our reading.
        its_end.close()
        self.ready = False
        self.task: int | None = None

    def give(self, number: int, task: Task) -> bool:
        """Give it a task; False where it is gone."""
        try:
            self.pipe.send(task)
        except OSError:
            return False
        self.task = number
        return True

    def take(self) -> object:
        """Return what it sends, ``WorkerDied`` where it is gone."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            return WorkerDied()

    def end(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class LocalEngine:
    """So many worker processes; each loads the coder once (``warm``), and gets its first task only then."""

    def __init__(self, workers: int, warm: Task = WARM) -> None:
        self.wanted, self.warm, self.failed_starts = workers, warm, 0
        self.workers: list[Worker] = []
        self.waiting: deque[tuple[int, Task]] = deque()
        self.scratch = TemporaryDirectory(prefix="crisisdesk-", ignore_cleanup_errors=True)

    @property
    def room(self) -> int:
        """Return how many tasks may be under way: one a worker, and one that waits for it."""
        return 2 * self.wanted

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.end()
        self.workers.clear()
        self.scratch.cleanup()

    def submit(self, number: int, task: Task) -> None:
        """Take a task; it is given to a worker at once where one waits."""
        self.waiting.append((number, task))
        self._give_out()

    def next_done(self) -> tuple[int, object]:
        """Wait for a task to end; a worker that died is replaced."""
        while True:
            self._give_out()
            said = wait([worker.pipe for worker in self.workers])
            for worker in [worker for worker in self.workers if worker.pipe in said]:
                if done := self._hear(worker):
                    self._give_out()
                    return done

    def _hear(self, worker: Worker) -> tuple[int, object] | None:
        """Return the number of a worker's task and what came of it, None where it had none."""
        outcome, number = worker.take(), worker.task
        worker.task = None
        if isinstance(outcome, WorkerDied):
            self._count_out(worker)
        elif not worker.ready:
            if isinstance(outcome, TaskFailed):
                raise EngineError(reason=f"a worker could not load the coder ({outcome.reason})")
            worker.ready, self.failed_starts = True, 0
        return None if number is None else (number, outcome)

    def _count_out(self, worker: Worker) -> None:
        self.workers.remove(worker)
        worker.end()
        self.failed_starts += not worker.ready
        if self.failed_starts > FAILED_STARTS + self.wanted:
            raise EngineError(reason=f"the workers end while they start (exit {worker.process.exitcode})")

    def _give_out(self) -> None:
        """Give waiting tasks to workers without one, and start workers that are missing."""
        while len(self.workers) < self.wanted:
            self.workers.append(Worker(self.warm, self.scratch.name))
        for worker in self.workers:
            if self.waiting and worker.ready and worker.task is None and worker.give(*self.waiting[0]):
                self.waiting.popleft()


def serve(pipe: Connection, warm: Task, parent: int, scratch: str) -> None:
    """Warm up, say so, then do task after task: the life of a worker, which ends with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    tempfile.tempdir = scratch
    with suppress(EOFError, OSError):
        pipe.send(outcome_of(warm))
        while True:
            pipe.send(outcome_of(pipe.recv()))


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(1)


@contextmanager
def one_thread() -> Iterator[None]:
    """Let a process that is started here use one thread for its matrices: its neighbours have the other cores."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def interrupts_blocked() -> Iterator[None]:
    """Let a process that is started here never see Ctrl-C, not even while it starts: its parent answers it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Starting it later would let signals through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
