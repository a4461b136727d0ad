"""What tests of the engine share."""

from __future__ import annotations

import pytest

from crisisdesk.engine import narrowing, steps


@pytest.fixture
def hasty(monkeypatch):
    """Let one death be enough: how many it takes is tested where nothing really dies."""
    monkeypatch.setattr(steps, "TRIES", 1)
    monkeypatch.setattr(narrowing, "TRIES", 1)
