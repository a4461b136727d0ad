"""What every printed code means."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from crisisdesk.diagnostics import load_messages
from crisisdesk.lexicon.plover import EventType, load_plover


def explain(code: str) -> str | None:
    """Return the meaning of an event type, sector, status or diagnostic code; None for a code that is none."""
    upper = code.upper()
    types = load_plover().types
    if upper in types:
        return _type(types[upper])
    rows = tomllib.loads((files("crisisdesk.lexicon") / "sectors.toml").read_text(encoding="utf8"))
    named = rows["sectors"] | rows["organisations"]
    if upper in named:
        return f"{upper}: {named[upper]}"
    if code.lower() in rows["statuses"]:
        return f"{code.lower()}: {rows['statuses'][code.lower()]}"
    message = load_messages().get(upper)
    return f"{upper} ({message.severity}): {message.says} {message.next}" if message else _mode(code.lower())


def _type(found: EventType) -> str:
    rows = tomllib.loads((files("crisisdesk.lexicon") / "sectors.toml").read_text(encoding="utf8"))
    modes = "; ".join(f"{mode} {score:g}" for mode, score in found.modes.items())
    quad = rows["quads"][str(found.quad)]
    listed = f"\n  modes: {modes}" if modes else ""
    return f"{found.name}: {found.caption}\n  quad {found.quad} ({quad}), score {found.score:g}{listed}"


def _mode(code: str) -> str | None:
    holders = [found for found in load_plover().types.values() if code in found.modes]
    lines = [f"{code}: mode of {found.name}, score {found.modes[code]:g}" for found in holders]
    return "\n".join(lines) or None
