"""What keeps the desk to those it is meant for: hosts, the token of access, tokens of forms, headers, sizes.

``guard.Guard`` stands around the whole application; ``checked_form`` stands before every page that changes something.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from starlette.datastructures import Headers
from starlette.types import Scope

FORM_COOKIE = "crisisdesk_form"
ACCESS_COOKIE = "crisisdesk_access"
FORM_FIELD = "token"
FORM_HEADER = "x-form-token"
LOOPBACK_NAMES = frozenset(("localhost",))


def form_token(request: Request) -> str:
    """Return the value of the hidden field ``token`` of a form; the answer then sets the cookie that belongs to it."""
    state = request.scope.setdefault("state", {})
    cookie = request.cookies.get(FORM_COOKIE) or state.get(FORM_COOKIE) or secrets.token_urlsafe(24)
    state[FORM_COOKIE] = cookie
    return _signed(_secret(request.scope), cookie)


async def checked_form(request: Request) -> None:
    """Let a form through that this desk gave to this browser: a dependency of every POST.

    The token comes in the field ``token`` or the header ``X-Form-Token``.

    Raises:
        HTTPException: 403, where the desk is read-only, the request comes from elsewhere, or the token is not ours.

    """
    if request.app.state.settings.read_only:
        raise HTTPException(403, "This desk is read-only: it takes no forms.")
    if not _same_site(request):
        raise HTTPException(403, "This form was sent from another site.")
    given = request.headers.get(FORM_HEADER) or await _field(request)
    cookie = request.cookies.get(FORM_COOKIE, "")
    if not cookie or not _same(given, _signed(_secret(request.scope), cookie)):
        raise HTTPException(403, "This form is out of date: go back, load the page again, and send it once more.")


async def _field(request: Request) -> str:
    if "form" not in request.headers.get("content-type", ""):
        return ""
    found = (await request.form()).get(FORM_FIELD)
    return found if isinstance(found, str) else ""


def _same_site(request: Request) -> bool:
    """Tell whether a request comes from our own page; without a referrer, browsers give the origin ``null``."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    if origin in (None, "null"):
        return origin is None or site == "same-origin"
    return urlsplit(origin).netloc == request.headers.get("host")


def _secret(scope: Scope) -> str:
    found: str = scope["app"].state.secret
    return found


def _signed(secret: str, words: str) -> str:
    return hmac.new(secret.encode(), words.encode(), hashlib.sha256).hexdigest()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") in LOOPBACK_NAMES


def host_of(headers: Headers) -> str:
    """Return the host that a request names, without its port."""
    try:
        return urlsplit(f"//{headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""
