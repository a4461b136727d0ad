"""One small record for all tests of filters."""

from __future__ import annotations

import pytest
from filter_rows import small_record


@pytest.fixture(scope="session")
def record():
    return small_record()
