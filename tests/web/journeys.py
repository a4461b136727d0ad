"""What journeys in a browser need: a desk that listens on a free port, and a page that is watched."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import uvicorn

from crisisdesk.web.app import create_app
from crisisdesk.web.settings import Settings

ENDS_WITHIN = 10.0


@contextmanager
def desk_over(record: Path):
    """Yield the address of a desk over a record; it listens before it is started, so that nobody has to wait for it."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        config = uvicorn.Config(create_app(Settings(record=record)), log_level="warning", timeout_graceful_shutdown=2)
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(ENDS_WITHIN)
            assert not thread.is_alive(), "the desk did not end"


@dataclass
class Watch:
    """What went wrong in the pages of a browser's context, which asks nobody but the desk at ``home``."""

    home: str
    found: list[str] = field(default_factory=list)

    def over(self, context) -> None:
        """Watch all pages of a context."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.found.append(f"page error: {error.error}"))
        context.on("request", self._request)

    def _console(self, message) -> None:
        if message.type == "error":
            self.found.append(f"console: {message.text}")

    def _request(self, request) -> None:
        if not request.url.startswith(f"{self.home}/"):
            self.found.append(f"request: {request.url}")
