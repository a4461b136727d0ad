"""Jobs on an engine that dies: what is deadly is found, what was killed from outside costs nothing."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisdesk.engine.here import HereEngine
from crisisdesk.engine.seam import Task, WorkerDied
from crisisdesk.engine.steps import TRIES, carry_out, divided, tried
from crisisdesk.errors import EngineError
from engine.deadly import double, fail

DEAD = "dead"


class Doomed(HereEngine):
    """Does tasks here, some at a time and the last first; a worker dies of some units, and of kills from outside."""

    def __init__(self, deadly=(), kills=(), room=1):
        super().__init__()
        self.deadly, self.kills, self.room = frozenset(deadly), list(kills), room
        self.alone: Counter[int] = Counter()

    def next_done(self):
        self.waiting.rotate(1)
        units = self.waiting[0][1].given[0]
        killed = self.kills.pop(0) if self.kills else False
        if killed or self.deadly.intersection(units):
            self.alone.update(units if len(units) == 1 else ())
            return self.waiting.popleft()[0], WorkerDied()
        return super().next_done()


def doubled(units):
    return tuple(map(double, units))


def job(units):
    return divided(lambda some: Task(call=doubled, given=(some,)), units, lambda unit: DEAD)


def wanted(units, deadly):
    return tuple(DEAD if unit in deadly else 2 * unit for unit in units)


@given(st.integers(0, 40), st.sets(st.integers(0, 39), max_size=5))
def test_deadly_units_are_found_and_the_rest_is_done(number, deadly):
    engine = Doomed(deadly)
    assert list(carry_out(engine, [job(range(number))])) == [wanted(range(number), deadly)]
    assert all(engine.alone[unit] == TRIES for unit in deadly if unit < number)


@given(st.lists(st.booleans(), max_size=30))
def test_kills_from_outside_cost_nothing(kills):
    """Whatever is killed, there are too few kills in a row for one unit alone."""
    spared = [killed and n % TRIES > 0 for n, killed in enumerate(kills)]
    jobs = [range(first, first + 5) for first in range(0, 20, 5)]
    done = list(carry_out(Doomed(kills=spared), map(job, jobs), ordered=True))
    assert done == [wanted(units, ()) for units in jobs]


@pytest.mark.parametrize("room", [1, 2, 7, 30])
def test_jobs_come_in_their_order_or_as_they_end(room):
    jobs = [range(n, n + 3) for n in range(0, 30, 3)]
    results = [wanted(units, {4}) for units in jobs]
    assert list(carry_out(Doomed({4}, room=room), map(job, jobs), ordered=True)) == results
    assert sorted(carry_out(Doomed({4}, room=room), map(job, jobs)), key=str) == sorted(results, key=str)


def test_few_jobs_are_begun_before_they_are_needed():
    begun = []
    jobs = (begun.append(n) or job([n]) for n in range(100))
    results = carry_out(Doomed(room=4), jobs, ordered=True)
    assert next(results) == (0,)
    assert len(begun) <= 4


def test_a_job_that_asks_for_nothing_has_ended():
    assert list(carry_out(HereEngine(), [job([]), job([1]), job([])])) == [(), (2,), ()]


def test_an_exception_ends_the_run():
    with pytest.raises(EngineError, match="ValueError: no disk"):
        list(carry_out(HereEngine(), [tried(Task(call=fail, given=("no disk",)), 1)]))
