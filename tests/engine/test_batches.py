"""Batches of ``add``: in order, coded or not, in this process or in workers, of which a report may end some."""

from __future__ import annotations

from functools import partial

import pytest

from crisisdesk.engine import batches
from crisisdesk.engine.batches import code_batches, set_aside
from crisisdesk.engine.local import LocalEngine
from crisisdesk.errors import EngineError
from crisisdesk.intake.text import source_of
from engine.deadly import COLD, DEADLY, made_code

SOURCES = tuple(source_of(f"Bulletin {n} of the harbour office.") for n in range(10))
POISON = source_of(f"Bulletin 11 {DEADLY}.")


@pytest.fixture
def cold(monkeypatch):
    monkeypatch.setattr(batches, "LocalEngine", partial(LocalEngine, warm=COLD))


def fails(sources):
    raise OSError("no disk")


@pytest.mark.parametrize("workers", [1, 2])
def test_batches_come_coded_and_in_order(cold, workers):
    given = [SOURCES[:4], (), SOURCES[4:5], SOURCES[5:]]
    assert list(code_batches(given, workers, made_code)) == [made_code(batch) for batch in given]


def test_what_is_coded_stays_as_it_is():
    other = set_aside(SOURCES[1])
    done = list(code_batches([(SOURCES[0], other, SOURCES[2]), (other,)], 1, made_code))
    assert done == [(*made_code(SOURCES[:1]), other, *made_code(SOURCES[2:3])), (other,)]


def test_a_report_that_ends_its_worker_is_set_aside(cold):
    given = [SOURCES[:2], (*SOURCES[2:4], POISON, SOURCES[4]), SOURCES[5:]]
    first, second, third = code_batches(given, 2, made_code)
    assert (first, third) == (made_code(SOURCES[:2]), made_code(SOURCES[5:]))
    assert second == (*made_code(SOURCES[2:4]), set_aside(POISON), *made_code(SOURCES[4:5]))
    assert not second[2].claims


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_ends_the_run(cold, workers):
    with pytest.raises(EngineError, match="OSError: no disk"):
        list(code_batches([SOURCES], workers, fails))
