"""Jobs as steps: each yields a task, gets what came of it, and goes on; many are under way on one engine.

What a worker dies of is narrowed down by halves. A worker that was killed from outside costs only time: nothing is
given up before it has ended ``TRIES`` workers while nothing else was asked of them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import TypeVar, cast

from crisisdesk.engine.seam import Engine, Task, TaskFailed, WorkerDied
from crisisdesk.errors import EngineError

TRIES = 3
Unit = TypeVar("Unit")
Result = TypeVar("Result")
Steps = Generator[Task, object, Result]


def carry_out(engine: Engine, jobs: Iterable[Steps[Result]], *, ordered: bool = False) -> Iterator[Result]:
    """Yield what comes of each job, as they end or in their order; few are begun before they are needed.

    Raises:
        EngineError: a task raised an exception, or the engine can do nothing more.

    """
    coming = enumerate(jobs)
    running: dict[int, Steps[Result]] = {}
    ended: dict[int, Result] = {}
    following = 0
    while True:
        while len(running) + len(ended) < engine.room and (begun := next(coming, None)):
            running[begun[0]] = begun[1]
            _advance(engine, begun[0], None, running, ended)
        if not running and not ended:
            return
        for number in sorted(ended):
            if not ordered or number == following:
                following += 1
                yield ended.pop(number)
        if running:
            number, outcome = engine.next_done()
            _advance(engine, number, outcome, running, ended)


def _advance(
    engine: Engine, number: int, outcome: object, running: dict[int, Steps[Result]], ended: dict[int, Result]
) -> None:
    """Tell a job what came of its task; it asks for another one, or has ended."""
    if isinstance(outcome, TaskFailed):
        raise EngineError(reason=outcome.reason)
    try:
        engine.submit(number, running[number].send(outcome))
    except StopIteration as stop:
        del running[number]
        ended[number] = stop.value


def tried(task: Task, times: int) -> Steps[object]:
    """Return what comes of a task, ``WorkerDied`` only where it ended so many workers."""
    outcome: object = WorkerDied()
    for _ in range(times):
        outcome = yield task
        if not isinstance(outcome, WorkerDied):
            break
    return outcome


def divided(
    task_of: Callable[[tuple[Unit, ...]], Task], units: Sequence[Unit], deadly: Callable[[Unit], Result]
) -> Steps[tuple[Result, ...]]:
    """Return what comes of units: those of a task whose worker died are done by halves.

    Args:
        task_of: makes of some units the task whose result is a tuple, one for each.
        units: what is to be done, in order.
        deadly: gives the result of a unit that alone ended ``TRIES`` workers.

    """
    if not units:
        return ()
    outcome = yield from tried(task_of(tuple(units)), TRIES if len(units) == 1 else 1)
    if not isinstance(outcome, WorkerDied):
        return cast("tuple[Result, ...]", outcome)
    if len(units) == 1:
        return (deadly(units[0]),)
    half = len(units) // 2
    first = yield from divided(task_of, units[:half], deadly)
    return first + (yield from divided(task_of, units[half:], deadly))
