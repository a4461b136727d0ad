"""The page of an actor in lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from crisisdesk.model.event import Witness
from crisisdesk.views.actor_page import ActorPage, Deeds, Role
from crisisdesk.views.event_lines import many
from crisisdesk.views.lines import UNKNOWN, line_of

SHOWN = 10


def actor_lines(page: ActorPage) -> Iterator[str]:
    """Yield the lines that tell what a record knows of an actor."""
    codes = ", ".join(dict.fromkeys(actor.code for actor in page.wanted))
    yield f"{page.name}  ({codes})"
    aliases = ", ".join(f"{words} ({n})" for words, n in page.aliases[:SHOWN])
    yield f"  written  {aliases or UNKNOWN}{_more(len(page.aliases))}"
    for role in page.roles[:SHOWN]:
        yield f"  role     {_role(role)}"
    for label, deeds in (("did", page.done), ("received", page.received)):
        for one in deeds:
            yield from _deeds(label, one)
    yield f"  cited    for {many(page.statements, 'claim')}"
    for witness in page.last_statements:
        yield from _witness(witness)
    with_whom = ", ".join(f"{code} ({n})" for code, n in page.counterparts[:SHOWN])
    yield f"  with     {with_whom or UNKNOWN}{_more(len(page.counterparts))}"


def _more(n: int) -> str:
    return f", {n - SHOWN} more" if n > SHOWN else ""


def _role(role: Role) -> str:
    days = f"{role.first} to {role.last}" if role.first != role.last else f"{role.first or 'no date'}"
    return f"{days}  {role.actor.code} {role.actor.name}".rstrip() + f"  {many(role.claims, 'claim')}"


def _deeds(label: str, deeds: Deeds) -> Iterator[str]:
    yield f"  {label.ljust(8)} {deeds.type}: {many(deeds.claims, 'claim')}"
    for witness in deeds.last:
        yield from _witness(witness)


def _witness(witness: Witness) -> Iterator[str]:
    line, head = line_of(witness.claim), witness.report
    yield f"    {head.published or 'no date'}  {line.who} {line.what} {line.whom}, {line.status}  {witness.claim.id}"
    yield f"      “{witness.sentence}” {head.publisher or 'no publisher'}"
