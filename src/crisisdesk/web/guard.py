"""What stands around the whole application: who may ask, how much may be sent, and the headers of every answer."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import MutableMapping
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crisisdesk.web.failures import failed
from crisisdesk.web.safety import ACCESS_COOKIE, FORM_COOKIE, host_of, is_loopback
from crisisdesk.web.settings import Settings

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
STATIC = "/static/"
COOKIE = "Path=/; HttpOnly; SameSite=Strict"
log = logging.getLogger(__name__)


class Guard:
    """Lets requests to the application that may ask, and puts the headers of safety on every answer."""

    def __init__(self, app: ASGIApp, settings: Settings, secret: str) -> None:
        self.app = app
        self.settings = settings
        self.access = _access(secret, settings.token) if settings.token else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(scope, send)
        try:
            app = self._refused(Request(scope)) or self.app
            await app(scope, _limited(receive, self.settings.upload_bytes), answer)
        except Exception:
            log.exception("a request failed")
            if answer.begun:
                raise
            await failed(Request(scope), 500)(scope, receive, answer)

    def _refused(self, request: Request) -> Response | None:
        if is_loopback(self.settings.host) and not is_loopback(host_of(request.headers)):
            return failed(request, 400, "This desk answers to names of its own machine only.", framed=False)
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.settings.upload_bytes:
            return failed(request, 413, _limit(self.settings.upload_bytes), framed=not self.access)
        return self._locked(request) if self.access else None

    def _locked(self, request: Request) -> Response | None:
        """Return what is answered to those who have not shown the token; who shows it gets a cookie."""
        if request.url.path.startswith(STATIC) or self._known(request):
            return None
        if request.method == "GET" and self._right(request.query_params.get("token", "")):
            answer = RedirectResponse(_without_token(request), 303)
            answer.headers["set-cookie"] = f"{ACCESS_COOKIE}={self.access}; {COOKIE}"
            return answer
        locked = failed(request, 401, framed=False)
        locked.headers["www-authenticate"] = "Bearer"
        return locked

    def _known(self, request: Request) -> bool:
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        return _same(request.cookies.get(ACCESS_COOKIE, ""), self.access) or self._right(bearer)

    def _right(self, token: str) -> bool:
        return _same(token, self.settings.token or "") and bool(token)


class _Answer:
    """A sender that puts headers on what is sent, and knows whether an answer has begun."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope = scope
        self.send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            _add_headers(self.scope, message)
        await self.send(message)


def _add_headers(scope: Scope, message: MutableMapping[str, Any]) -> None:
    headers = MutableHeaders(scope=message)
    kept = "no-cache" if scope["path"].startswith(STATIC) else "no-store"
    for name, value in (HEADERS | {"cache-control": kept}).items():
        headers.setdefault(name, value)
    cookie = scope.get("state", {}).get(FORM_COOKIE)
    if cookie and cookie != Request(scope).cookies.get(FORM_COOKIE):
        headers.append("set-cookie", f"{FORM_COOKIE}={cookie}; {COOKIE}")


def _limited(receive: Receive, limit: int) -> Receive:
    """Return a receiver that stops after so many bytes, whatever length was announced."""
    left = limit

    async def received() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(413, _limit(limit))
        return message

    return received


def _without_token(request: Request) -> str:
    """Return where a request goes on: here, without the token; never to another host."""
    asked = request.url.remove_query_params("token")
    return f"/{asked.path.lstrip('/')}" + (f"?{asked.query}" if asked.query else "")


def _limit(n: int) -> str:
    return f"At most {n / 1e6:g} million bytes can be sent at once."


def _access(secret: str, token: str) -> str:
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
