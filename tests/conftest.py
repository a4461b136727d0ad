"""What tests share: the coder with the shipped model, loaded once for all tests marked ``model``; stores of files."""

from __future__ import annotations

import socket
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from crisisdesk.coder import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """Return the shipped coder; the commands use the same one."""
    from crisisdesk.coder import load_coder

    return load_coder()


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """Start one S3-compatible server for all tests; s3:// means it only inside ``store``."""
    from stores import s3_server

    with s3_server() as endpoint:
        yield endpoint


@pytest.fixture(params=["memory", "s3"])
def store(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of an empty folder in a store, once in memory and once in the S3-compatible server."""
    from stores import MISSING, pointed_at

    fsspec = pytest.importorskip("fsspec", reason=MISSING)
    if request.param == "memory":
        memory = fsspec.filesystem("memory")
        memory.store.clear()
        yield "memory://news"
        memory.store.clear()
        return
    with pointed_at(request.getfixturevalue("s3")):
        bucket = f"news-{uuid.uuid4().hex[:8]}"
        fsspec.filesystem("s3").mkdir(bucket)
        yield f"s3://{bucket}/crisis"


@pytest.fixture
def closed_port() -> int:
    """Return a port of this machine at which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
    return port
