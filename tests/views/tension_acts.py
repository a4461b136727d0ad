"""Events made by hand for the tension views: who acts on whom, when, with which score."""

from __future__ import annotations

from datetime import date

from crisisdesk.model.actor import Actor
from crisisdesk.model.claim import Status
from crisisdesk.model.event import Event


def actors(codes: str) -> tuple[Actor, ...]:
    """Return actors for ``PRK:GOV KOR``."""
    split = (code.partition(":") for code in codes.split())
    return tuple(
        Actor(country=country, sector=sector or None, name=f"name of {country}") for country, _, sector in split
    )


def act(
    name: str,
    when: str = "",
    score: float = -9.0,
    who: str = "PRK",
    whom: str = "KOR",
    kind: str = "ASSAULT",
    precision: str = "day",
    **more,
) -> Event:
    """Return an event; ``when`` is a day, or two with a slash between them, or empty if unknown."""
    start, _, end = when.partition("/")
    first = date.fromisoformat(start) if start else None
    fields = {
        "id": name,
        "type": kind,
        "mode": None,
        "cameo": "190",
        "quad": 4 if score < 0 else 1,
        "score": score,
        "actors": actors(who),
        "recipients": actors(whom),
        "status": Status.ACTUAL,
        "historical": False,
        "start": first,
        "end": date.fromisoformat(end) if end else first,
        "earliest": first,
        "latest": first,
        "precision": precision if start else "unknown",
        "place": None,
        "figures": (),
        "claims": (name,),
        "reports": 1,
        "families": 1,
        "voices": 1,
        "disagreements": (),
        "links": (),
        "judgements": (),
    }
    return Event(**(fields | more))


def talks(name: str, when: str, who: str = "PRK KOR", score: float = 2.5, **more) -> Event:
    """Return a joint act: all are actors, nobody is acted on."""
    return act(name, when, score, who, "", "CONSULT", **more)
