"""One question to the desk without a server: the application is called as a server would call it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the desk answered."""

    status: int
    headers: dict[str, str]
    body: bytes


async def get(app: ASGIApp, address: str, token: str | None = None) -> Answer:
    """Return the answer to a GET of an address such as ``/events.json?q=type:ASSAULT``."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope_of(address, token), receive, send)
    headers = {name.decode("latin1"): value.decode("latin1") for name, value in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(status=sent[0]["status"], headers=headers, body=body)


def scope_of(address: str, token: str | None = None) -> dict[str, Any]:
    """Return a GET of an address as a server tells it to the application."""
    asked = urlsplit(address)
    shown = [(b"authorization", f"Bearer {token}".encode())] if token else []
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": f"/{unquote(asked.path).lstrip('/')}",
        "raw_path": asked.path.encode(),
        "query_string": asked.query.encode(),
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1"), *shown],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 80),
    }
