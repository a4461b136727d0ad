"""The engine without workers: tasks are done in this process, one at a time; what ends it ends everything."""

from __future__ import annotations

from collections import deque
from typing import Self

from crisisdesk.engine.seam import Task, outcome_of


class HereEngine:
    """Does each task when it is asked for what is done."""

    room = 1

    def __init__(self) -> None:
        self.waiting: deque[tuple[int, Task]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.waiting.clear()

    def submit(self, number: int, task: Task) -> None:
        """Take a task."""
        self.waiting.append((number, task))

    def next_done(self) -> tuple[int, object]:
        """Do the next task; return its number and what came of it."""
        number, task = self.waiting.popleft()
        return number, outcome_of(task)
