"""The engine of many machines: a Dask cluster, or one of processes here; each worker on one task of ours at a time.

Dask only carries tasks to workers. Which worker has which task is kept here, so that a death belongs to one task alone:
a task is sent to one worker and no other, and has died when that worker is no more in the cluster.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from crisisdesk.engine.local import interrupts_blocked, usable_cores
from crisisdesk.engine.packing import WARM
from crisisdesk.engine.seam import Task, TaskFailed, WorkerDied, outcome_of
from crisisdesk.errors import EngineError, MissingExtraError

if TYPE_CHECKING:
    from distributed import Client, Future

HERE = "127.0.0.1"
LOOK_SECONDS, RESULT_SECONDS, CONNECT_SECONDS, CLOSE_SECONDS = 1.0, 30, 30, 10


class DaskEngine:
    """Workers of a Dask cluster: of the one whose scheduler is named, or of one started here for this run.

    A worker that joins while the run goes on gets tasks too. Each loads the coder first (``warm``).
    """

    def __init__(self, workers: int | None = None, scheduler: str | None = None, warm: Task = WARM) -> None:
        # How many workers we keep up ourselves: those of a cluster that was there are not ours.
        self.wanted = 0 if scheduler else workers or usable_cores()
        self.client = _connected(scheduler) if scheduler else _started(self.wanted)
        self.warm, self.warmed = warm, set[str]()
        self.waiting: deque[tuple[int, Task]] = deque()
        # What each worker is busy with: the number of a task, None while it warms up.
        self.busy: dict[str, tuple[int | None, Future]] = {}

    @property
    def room(self) -> int:
        """Return how many tasks may be under way: one a worker, and one that waits for it."""
        return 2 * max(1, len(self._present()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):
            self.client.cancel([future for _, future in self.busy.values()], force=True)
        cluster = self.client.cluster
        with suppress(Exception):
            self.client.close(CLOSE_SECONDS)
        if cluster is not None:
            with suppress(Exception):
                cluster.close(CLOSE_SECONDS)

    def submit(self, number: int, task: Task) -> None:
        """Take a task; it is sent to a worker at once where one waits."""
        self.waiting.append((number, task))
        self._give_out(self._present())

    def next_done(self) -> tuple[int, object]:
        """Wait for a task to end."""
        while True:
            present = self._present()
            if done := self._ended(present):
                return done
            self._give_out(present)
            if len(present) < self.wanted:
                self._refill()
            self._wait()

    def _present(self) -> frozenset[str]:
        """Return the addresses of all workers."""
        try:
            return frozenset(self.client.nthreads())
        except (OSError, RuntimeError) as error:
            raise EngineError(reason=f"the scheduler does not answer ({error})") from error

    def _give_out(self, present: frozenset[str]) -> None:
        """Send waiting tasks to workers without one, and new workers what warms them up."""
        for address in sorted(present - self.busy.keys()):
            if address not in self.warmed:
                self._send(address, None, self.warm)
            elif self.waiting:
                self._send(address, *self.waiting.popleft())

    def _send(self, address: str, number: int | None, task: Task) -> None:
        future = self.client.submit(outcome_of, task, workers=[address], allow_other_workers=False, pure=False)
        self.busy[address] = number, future

    def _refill(self) -> None:
        """Start workers for those that Dask has given up, as it does where one is killed while it starts."""
        from distributed.core import Status

        cluster = self.client.cluster

        def refill() -> None:
            for name, nanny in list(cluster.workers.items()):
                if nanny.status in (Status.closed, Status.failed):
                    del cluster.workers[name]
            cluster.scale(self.wanted)

        cluster.loop.add_callback(refill)

    def _wait(self) -> None:
        """Wait until a worker has ended its task, or it is time to look whether all are there."""
        from distributed import wait

        futures = [future for _, future in self.busy.values()]
        if not futures:
            time.sleep(LOOK_SECONDS)
            return
        with suppress(TimeoutError):
            wait(futures, timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED")

    def _ended(self, present: frozenset[str]) -> tuple[int, object] | None:
        """Return the number of a task that has ended, or whose worker has, and what came of it."""
        for address, (number, future) in list(self.busy.items()):
            if not future.done() and address in present:
                continue
            del self.busy[address]
            outcome = _outcome(future)
            if number is not None:
                return number, outcome
            if isinstance(outcome, TaskFailed):
                raise EngineError(reason=f"a worker could not load the coder ({outcome.reason})")
            self.warmed.add(address)
        return None


def _outcome(future: Future) -> object:
    """Return what came of a task, ``WorkerDied`` where its worker is gone."""
    from distributed import KilledWorker

    if future.status == "error" and not isinstance(failure := future.exception(), KilledWorker):
        return TaskFailed(reason=f"{type(failure).__name__}: {failure}")
    if future.status != "finished":
        future.cancel(force=True)
        return WorkerDied()
    try:
        # The worker may have gone before it could hand over what it had done.
        return future.result(RESULT_SECONDS)
    except Exception:
        return WorkerDied()


def _connected(scheduler: str) -> Client:
    """Return the client of a cluster, whose scheduler is named by its address or its file."""
    make = _client()
    where = {"scheduler_file": scheduler} if Path(scheduler).is_file() else {"address": scheduler}
    try:
        return make(**where, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise EngineError(reason=f"no Dask scheduler answers at {scheduler} ({error})") from error


def _started(workers: int) -> Client:
    """Start a cluster of processes on this machine; what its workers die of is for us to tell, not for its log."""
    make = _client()
    from distributed import LocalCluster

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with interrupts_blocked():
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host=HERE,
            dashboard_address=None,
            scheduler_kwargs={"dashboard": False, "dashboard_address": f"{HERE}:0"},
            silence_logs=logging.CRITICAL,
        )
        return make(cluster)


def _client() -> Callable[..., Client]:
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtraError(package="distributed", extra="cluster") from error
    make: Callable[..., Client] = Client
    return make
