"""Stores for tests: an S3-compatible server on a free port of this machine, and one that breaks off."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

MISSING = 'the extra is missing: pip install "crisisdesk[cluster]", for the server "crisisdesk[dev]"'
SETTINGS = {
    "AWS_ACCESS_KEY_ID": "dummy",
    "AWS_SECRET_ACCESS_KEY": "dummy",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_CONFIG_FILE": "none",
    "AWS_SHARED_CREDENTIALS_FILE": "none",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_MAX_ATTEMPTS": "1",
    "NO_PROXY": "127.0.0.1",
    "no_proxy": "127.0.0.1",
}
CLIENTS: dict[str, dict[str, object]] = {}


@contextmanager
def pointed_at(endpoint: str) -> Iterator[None]:
    """Let s3:// mean a server, with dummy credentials, for as long as the block lasts."""
    s3fs = pytest.importorskip("s3fs", reason=MISSING)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**SETTINGS, "AWS_ENDPOINT_URL": endpoint}.items():
            patch.setenv(name, value)
        patch.delenv("AWS_PROFILE", raising=False)
        # fsspec keeps a client for all that is the same but the environment; making one takes half a second.
        patch.setattr(s3fs.S3FileSystem, "_cache", CLIENTS.setdefault(endpoint, {}))
        yield


@contextmanager
def s3_server() -> Iterator[str]:
    """Start an S3-compatible server; gives its endpoint."""
    server = pytest.importorskip("moto.server", reason=MISSING).ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        yield "http://{}:{}".format(*server.get_host_and_port())
    finally:
        server.stop()


@contextmanager
def breaking_server(content: bytes, whole: int) -> Iterator[str]:
    """Start a server whose one object breaks off beyond some bytes, whatever its name; gives its endpoint."""

    class Breaking(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self._answer(200, len(content))

        def do_GET(self) -> None:
            begin, _, end = self.headers["Range"].removeprefix("bytes=").partition("-")
            part = content[int(begin) : int(end) + 1]
            self._answer(206, len(part))
            self.wfile.write(part if int(begin) + len(part) <= whole else part[: len(part) // 2])
            self.close_connection = True

        def _answer(self, status: int, length: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(length))
            self.send_header("ETag", '"one"')
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Breaking)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
