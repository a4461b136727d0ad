"""Words for people: an event in one line, its three numbers, and text of reports made safe to print."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from crisisdesk.export.profile import name_of
from crisisdesk.model.actor import Actor
from crisisdesk.model.claim import Status
from crisisdesk.model.event import Event

HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def headline(event: Event) -> str:
    """Return who did what to whom and where; what is not known is left out, a status other than actual is told."""
    who = _named(event.actors) or "Somebody unnamed"
    act = f"{event.type} {event.mode}" if event.mode else event.type
    whom = f" → {_named(event.recipients)}" if event.recipients else ""
    where = f", {event.place.name}" if event.place else ""
    status = "" if event.status is Status.ACTUAL else f"[{event.status.value}] "
    return visible(f"{status}{who}: {act}{whom}{where}")


def three_numbers(reports: int, voices: int, events: int) -> str:
    """Return the three numbers that are never one: reports, independent sources, events."""
    counted = ((reports, "report"), (voices, "independent source"), (events, "event"))
    return ", ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in counted)


def visible(text: str) -> str:
    """Return text on one line, with signs that hide or turn text (control, bidirectional) written as ``[U+202E]``."""
    return HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", " ".join(text.split()))


def link(url: str) -> str | None:
    """Return a web address that may stand in a document, other signs in percent form; None for what is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(url, safe="/:?#[]@!$&*+,;=%~-._")


def _named(actors: tuple[Actor, ...]) -> str:
    return ", ".join(name_of(actor) or actor.code for actor in actors)
