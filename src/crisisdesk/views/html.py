"""Markup that cannot be mixed up with text: what is no ``Html`` is escaped when it is put into an element."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape

VOID = frozenset(("meta",))


class Html(str):
    """Markup that is safe as it stands."""

    __slots__ = ()


def safe(child: str) -> Html:
    """Return markup as it is, and text escaped."""
    return child if isinstance(child, Html) else Html(escape(child))


def joined(children: Iterable[str]) -> Html:
    """Return children one after the other."""
    return Html("".join(safe(child) for child in children))


def tag(name: str, *children: str, **attributes: str) -> Html:
    """Return an element; ``class_`` stands for ``class``, ``http_equiv`` for ``http-equiv``; empty attributes go."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value}
    begin = "".join([name, *(f' {key}="{escape(value)}"' for key, value in named.items())])
    return Html(f"<{begin}>" if name in VOID else f"<{begin}>{joined(children)}</{name}>")


def page(title: str, css: str, *body: str) -> Html:
    """Return a page that needs nothing from elsewhere and may load and run nothing: only its own style is let in."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name_="referrer", content="no-referrer"),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Html(css)),
    )
    return Html(f"<!doctype html>\n{tag('html', head, tag('body', *body), lang='en')}\n")
