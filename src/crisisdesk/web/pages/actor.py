"""Who is who: what a record knows of one actor; of a big record, from its newest claims on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from crisisdesk.export.wording import visible
from crisisdesk.filters.conditions import either, like, party
from crisisdesk.filters.errors import BadValueError
from crisisdesk.filters.nodes import quoted
from crisisdesk.filters.parties import check_party
from crisisdesk.lexicon.codes import country_names
from crisisdesk.model.actor import NO_COUNTRY, Actor
from crisisdesk.model.event import Masthead, Witness
from crisisdesk.model.when import as_day
from crisisdesk.record.codec import CLAIM
from crisisdesk.record.queries import WITNESS
from crisisdesk.record.store import Record
from crisisdesk.views.actor_page import ActorPage, Deeds, Role, actor_page, wanted_by
from crisisdesk.views.lines import line_of
from crisisdesk.web.pages.brief import events_href, narrowed, one, term
from crisisdesk.web.render import Opened, page

router = APIRouter()
MOST_CLAIMS, MOST_NAMES = 500, 40
NEWEST = "SELECT w.n FROM witness w WHERE +w.n IN named ORDER BY coalesce(w.start, w.published) DESC, w.id LIMIT ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimBrief:
    """A claim in words, with its sentence."""

    id: str
    day: str
    who: str
    what: str
    whom: str
    status: str
    words: str
    report: str
    sentence: int
    publisher: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """A code and name under which an actor stands, with the first and last day of the reports that name it so."""

    code: str
    name: str
    first: str
    last: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedsRow:
    """Acts of one type: how many claims tell them, and the last few."""

    type: str
    claims: int
    last: tuple[ClaimBrief, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """Who stands on the other side, in how many claims; ``href`` leads to the dyad, empty where there is none."""

    code: str
    name: str
    claims: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A spelling in reports, and how often it is there."""

    words: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """What a record knows of an actor; ``total`` counts the claims that may name it, ``loaded`` those looked at."""

    name: str
    codes: tuple[str, ...]
    known: bool
    party: str
    aliases: tuple[Spelling, ...]
    roles: tuple[RoleRow, ...]
    done: tuple[DeedsRow, ...]
    received: tuple[DeedsRow, ...]
    statements: int
    last_statements: tuple[ClaimBrief, ...]
    counterparts: tuple[Counterpart, ...]
    total: int
    loaded: int
    notes: tuple[str, ...]


def actor_view(record: Record, name: str) -> ActorView:
    """Return what a record knows of an actor, given by name or by a code as in ``PRK:GOV``."""
    wanted = wanted_by(name)
    total = _find(record.connection, name, wanted)
    rows = [n for (n,) in record.connection.execute(NEWEST, (MOST_CLAIMS,))]
    witnesses = tuple(_witnesses(record, rows))
    return _view(actor_page(witnesses, name, wanted), _party(name), total, len(witnesses))


def _find(connection: sqlite3.Connection, name: str, wanted: Iterable[Actor]) -> int:
    """Lay down for this connection the claims that may name an actor, by code, name or in the sentence; count them."""
    codes = (party(actor.code) for actor in wanted if actor.country != NO_COUNTRY and not _is_person(actor, name))
    asked, values = either((*codes, like("p.name", name)))
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS named (n INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM named")
    connection.execute(
        "INSERT INTO named SELECT w.n FROM witness w WHERE w.id IN "
        f"(SELECT p.claim FROM witness_party p WHERE {asked})",
        values,
    )
    connection.execute(
        "INSERT OR IGNORE INTO named SELECT f.rowid FROM witness_words f WHERE f.words MATCH ?",
        (quoted(name.replace("\0", " ")),),
    )
    return one(connection, "SELECT count(*) FROM named")


def _is_person(actor: Actor, name: str) -> bool:
    return actor.sector is not None and actor.name.casefold() == name.casefold()


def _witnesses(record: Record, rows: Sequence[int]) -> Iterator[Witness]:
    found = record.connection.execute(f"{WITNESS} WHERE w.n IN ({', '.join('?' * len(rows))})", rows)
    for body, words, family, voice, report, digest, published, title, publisher, url in found:
        day = as_day(published)
        head = Masthead(id=report, digest=digest, published=day, title=title, publisher=publisher, url=url)
        yield Witness(claim=CLAIM.validate_json(body), report=head, sentence=words, family=family, voice=voice)


def _party(name: str) -> str:
    try:
        return check_party(name)
    except BadValueError:
        return ""


def _view(found: ActorPage, own: str, total: int, loaded: int) -> ActorView:
    spellings = (Spelling(words=visible(words), times=times) for words, times in found.aliases[:MOST_NAMES])
    return ActorView(
        name=found.name,
        codes=tuple(dict.fromkeys(f"{actor.code} {actor.name}".strip() for actor in found.wanted)),
        known=bool(found.roles),
        party=own,
        aliases=tuple(spellings),
        roles=tuple(map(_role, found.roles[:MOST_NAMES])),
        done=tuple(map(_deeds, found.done)),
        received=tuple(map(_deeds, found.received)),
        statements=found.statements,
        last_statements=tuple(map(_brief, found.last_statements)),
        counterparts=tuple(_counterpart(own, code, n) for code, n in found.counterparts[:MOST_NAMES]),
        total=total,
        loaded=loaded,
        notes=tuple(_notes(found, total, loaded)),
    )


def _notes(found: ActorPage, total: int, loaded: int) -> Iterator[str]:
    if loaded < total:
        yield f"All numbers are of the newest {loaded:,} of {total:,} claims that may name this actor."
    for noun, rows in (("spellings", found.aliases), ("roles", found.roles), ("counterparts", found.counterparts)):
        if len(rows) > MOST_NAMES:
            yield f"{MOST_NAMES} of {len(rows):,} {noun} are shown."


def _role(role: Role) -> RoleRow:
    return RoleRow(
        code=role.actor.code,
        name=visible(role.actor.name),
        first=str(role.first or ""),
        last=str(role.last or ""),
        claims=role.claims,
    )


def _deeds(deeds: Deeds) -> DeedsRow:
    return DeedsRow(type=deeds.type, claims=deeds.claims, last=tuple(map(_brief, deeds.last)))


def _brief(witness: Witness) -> ClaimBrief:
    line, head = line_of(witness.claim), witness.report
    return ClaimBrief(
        id=witness.claim.id,
        day=line.when,
        who=line.who,
        what=line.what,
        whom=line.whom,
        status=line.status,
        words=visible(witness.sentence),
        report=head.id,
        sentence=witness.claim.sentence,
        publisher=f"{head.publisher or 'no publisher'}, {head.published or 'no date'}",
    )


def _counterpart(own: str, code: str, claims: int) -> Counterpart:
    country, colon, sector = code.partition(":")
    other = _party(code)
    href = f"/dyad/{quote(own, safe='')}/{quote(other, safe='')}" if own and other and own != other else ""
    return Counterpart(
        code=code, name=f"{country_names().get(country, country)}{colon}{sector}", claims=claims, href=href
    )


def links_of(view: ActorView) -> dict[str, str]:
    """Return the lists of the events in which an actor stands on each side, by the words of the link."""
    roles = {"acts": "actor", "is acted on": "recipient", "is cited": "speaker"} if view.party else {}
    return {words: events_href(narrowed("", term(key, view.party))) for words, key in roles.items()}


@router.get("/actor", include_in_schema=False)
def find_actor(request: Request, name: str = "") -> Response:
    """Go to the actor that the form names, or show the form."""
    if name.strip():
        return RedirectResponse(f"/actor/{quote(name.strip(), safe='')}", 303)
    return page(request, "actor.html", view=None, name="", links={})


@router.get("/actor/{name:path}.json")
def actor_json(record: Opened, name: str) -> ActorView:
    """Return an actor as JSON."""
    view = actor_view(record, name.strip())
    if not view.known:
        raise HTTPException(404, f"no claim names {name}")
    return view


@router.get("/actor/{name:path}", include_in_schema=False)
def show_actor(request: Request, record: Opened, name: str) -> Response:
    """Show an actor."""
    if not name.strip():
        return RedirectResponse("/actor", 303)
    view = actor_view(record, name.strip())
    return page(request, "actor.html", 200 if view.known else 404, view=view, name=name, links=links_of(view))
