"""What tests share: the coder with the shipped model, loaded once for all tests that are marked ``model``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from crisisdesk.coder import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """Return the shipped coder; the commands use the same one."""
    from crisisdesk.coder import load_coder

    return load_coder()
