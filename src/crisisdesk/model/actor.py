"""Who: an actor by country, sector and name, and the words that name it."""

from __future__ import annotations

from dataclasses import dataclass

from crisisdesk.model.span import Span

NO_COUNTRY = "---"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A public actor as of a date.

    ``country`` is an ISO 3166 alpha-3 code, ``IGO``, ``NGO`` or ``---`` for none; ``sector`` is a PLOVER sector
    (``GOV MIL COP JUD LEG SPY PRM PTY OPP REB UAF CRM CVL BUS JRN MED NGO SOC LAB AGR EDU REL ELI REF UNK``), for an
    intergovernmental organisation its letters (``UNO``, ``NAT``, ``EUR``), or None where none is clear.
    """

    country: str
    sector: str | None = None
    name: str = ""

    @property
    def code(self) -> str:
        """The code as in gold files: ``PRK:GOV``, ``USA``, ``---:REB``."""
        return f"{self.country}:{self.sector}" if self.sector else self.country


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """An actor and the words of the report that name it; ``via`` says how the words were resolved."""

    actor: Actor
    span: Span
    via: str = ""

    def to_dict(self) -> dict[str, object]:
        """Return country, sector, name and span as plain values."""
        actor = self.actor
        return {"country": actor.country, "sector": actor.sector, "name": actor.name, **self.span.to_dict()}


def party_key(actor: Actor) -> str:
    """Return what tells parties of an act apart: the country, or ``REB`` for an armed group."""
    return "REB" if actor.sector == "REB" else actor.country
