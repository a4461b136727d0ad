"""An empty record, whose events are made with weights of our own."""

from __future__ import annotations

import pytest
from made import WEIGHTS

from crisisdesk.record import rebuild
from crisisdesk.record.store import Record


@pytest.fixture
def own_weights(monkeypatch):
    monkeypatch.setattr(rebuild, "load_weights", lambda: WEIGHTS)


@pytest.fixture
def record(tmp_path, own_weights):
    with Record.open(tmp_path / "crisis.db") as opened:
        yield opened
