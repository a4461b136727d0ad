"""The coded messages: what each means and what to do next."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crisisdesk.model.diagnostic import Diagnostic
from crisisdesk.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A coded message: its severity, the sentence with its fields in braces, and the next step."""

    severity: str
    says: str
    next: str


@cache
def load_messages() -> dict[str, Message]:
    """Return all coded messages, read once."""
    rows = tomllib.loads((files("crisisdesk") / "diagnostics.toml").read_text(encoding="utf8"))
    return {code: Message(**row) for code, row in rows.items()}


def note(code: str, span: Span | None = None, **fields: object) -> Diagnostic:
    """Return the diagnostic with this code, its fields filled in."""
    message = load_messages()[code]
    text = f"{message.says.format(**fields)} {message.next.format(**fields)}".strip()
    return Diagnostic(code=code, severity=message.severity, message=text, span=span)
