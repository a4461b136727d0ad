"""The seam between what is to be done and the processes that do it: one task a worker, and a worker may die."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A call that a worker can make: a function of a module, and what it is given."""

    call: Callable[..., object]
    given: tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerDied:
    """What comes of a task whose worker ended while it worked on it, and on nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFailed:
    """What comes of a task that raised an exception, in words."""

    reason: str


class Engine(Protocol):
    """Does tasks somewhere; a context manager, which ends all work when it is left.

    ``room`` is how many tasks may be under way so that no worker waits. A task that a worker dies of is not tried
    again by the engine: its outcome is ``WorkerDied``, and another worker takes the dead one's place.
    """

    @property
    def room(self) -> int:
        """Return how many tasks may be under way."""

    def submit(self, number: int, task: Task) -> None:
        """Take a task under a number that no other task under way has."""

    def next_done(self) -> tuple[int, object]:
        """Wait for a task to end; return its number and result, ``WorkerDied`` or ``TaskFailed``."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


def outcome_of(task: Task) -> object:
    """Do a task; return its result, or ``TaskFailed`` with what it raised."""
    try:
        return task.call(*task.given)
    except Exception as error:
        return TaskFailed(reason=f"{type(error).__name__}: {error}")
