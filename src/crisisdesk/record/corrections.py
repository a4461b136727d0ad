"""What a person may correct in a claim, and how the words given become its value."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from crisisdesk.errors import JudgementError
from crisisdesk.lexicon.codes import load_countries, load_sectors
from crisisdesk.lexicon.plover import load_plover
from crisisdesk.model.actor import Actor, ActorMention
from crisisdesk.model.claim import Claim, Status
from crisisdesk.model.figure import Figure
from crisisdesk.model.judgement import Judgement
from crisisdesk.model.place import PlaceMention
from crisisdesk.model.when import When

CODE = re.compile(r"([A-Z]{3}|---)(?::([A-Z]{3}))?")
DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
NOTHING = frozenset(("", "none", "unknown", "-", "—"))


def correct(claim: Claim, judgement: Judgement) -> Claim:
    """Return a claim as a judgement has it.

    Raises:
        JudgementError: there is no such part, or the value cannot be read.

    """
    part, value = judgement.part or "", (judgement.value or "").strip()
    if part not in PARTS:
        raise JudgementError(reason=f"{part or 'no part'}: what can be corrected is {', '.join(PARTS)}")
    return PARTS[part](claim, value)


def _type(claim: Claim, value: str) -> Claim:
    name, _, mode = value.partition(" ")
    plover = load_plover()
    kind = plover.types.get(name.upper())
    if kind is None:
        raise JudgementError(reason=f"{name} is no event type; there are {', '.join(plover.types)}")
    if mode and mode not in kind.modes:
        raise JudgementError(reason=f"{mode} is no mode of {name.upper()}; there are {', '.join(kind.modes) or 'none'}")
    quad, score = plover.rate(name.upper(), mode or None)
    return replace(claim, type=name.upper(), mode=mode or None, quad=quad, score=score, cameo="")


def _status(claim: Claim, value: str) -> Claim:
    if value not in {status.value for status in Status}:
        raise JudgementError(reason=f"{value} is no status; there are {', '.join(s.value for s in Status)}")
    return replace(claim, status=Status(value))


def _actors(claim: Claim, value: str) -> Claim:
    return replace(claim, actors=_mentions(claim, value))


def _recipients(claim: Claim, value: str) -> Claim:
    return replace(claim, recipients=_mentions(claim, value))


def _mentions(claim: Claim, value: str) -> tuple[ActorMention, ...]:
    """Return the actors that codes or names in words stand for; they stand at the trigger, as no word names them."""
    found: list[Actor] = []
    for words in () if value.lower() in NOTHING else value.replace(";", ",").split(","):
        found += _actors_of(words.strip(), claim.when.start)
    return tuple(ActorMention(actor=actor, span=claim.trigger, via="judgement") for actor in found)


def _actors_of(words: str, on: date | None) -> tuple[Actor, ...]:
    from crisisdesk.stages.actors import resolve_actor

    code = CODE.fullmatch(words)
    if code is None:
        found = resolve_actor(words, on)
    else:
        country, sector = code.groups()
        known = country in load_countries() and (sector is None or sector in load_sectors())
        found = (Actor(country=country, sector=sector),) if known else ()
    if not found:
        raise JudgementError(reason=f"“{words}” names no actor; give a code such as PRK:GOV, or a name")
    return found


def _when(claim: Claim, value: str) -> Claim:
    if value.lower() in NOTHING:
        return replace(claim, when=When(start=None, end=None, precision="vague", basis="unknown"))
    first, _, last = value.partition("/")
    (start, _, precision), (_, end, _) = _days(first), _days(last or first)
    if start > end:
        raise JudgementError(reason=f"“{value}” ends before it begins")
    kept = precision if not last else ("day" if start == end else "vague")
    return replace(claim, when=When(start=start, end=end, precision=kept, basis="expression"))


def _days(text: str) -> tuple[date, date, str]:
    """Return first and last day and precision of ``2020``, ``2020-06`` or ``2020-06-15``."""
    told = DAY.fullmatch(text.strip())
    try:
        year, month, day = (None if part is None else int(part) for part in told.groups()) if told else (0, 0, 0)
        start = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise JudgementError(reason=f"“{text}” is no day, month or year such as 2020-06-15, 2020-06 or 2020") from error
    if month is None:
        return start, start.replace(month=12, day=31), "year"
    if day is None:
        return start, start.replace(day=calendar.monthrange(start.year, month)[1]), "month"
    return start, start, "day"


def _where(claim: Claim, value: str) -> Claim:
    if value.lower() in NOTHING:
        return replace(claim, where=None)
    from crisisdesk.stages.places import find_places

    found = find_places(f"in {value}")
    whole = bool(found) and found[0].span.text.startswith(value.partition(",")[0].strip())
    if not whole or len({mention.place.country for mention in found}) > 1 or len(found) > 1 + value.count(","):
        raise JudgementError(reason=f"the gazetteer has no single place “{value}”; try “Town, Country”")
    return replace(claim, where=PlaceMention(place=found[0].place, span=claim.trigger))


def _figure(claim: Claim, value: str) -> Claim:
    """Set how many: "12 killed"; other figures of the claim stay."""
    if value.lower() in NOTHING:
        return replace(claim, figures=())
    number, _, of = value.partition(" ")
    if not number.isdigit() or not of.strip():
        raise JudgementError(reason=f"“{value}” is no figure such as 12 killed")
    n, what = int(number), of.strip().lower()
    kept = tuple(figure for figure in claim.figures if figure.of != what)
    return replace(claim, figures=(*kept, Figure(of=what, low=n, best=n, high=n, span=claim.trigger)))


def _historical(claim: Claim, value: str) -> Claim:
    if value.lower() not in ("yes", "no"):
        raise JudgementError(reason=f"“{value}”: historical is yes or no")
    return replace(claim, historical=value.lower() == "yes")


PARTS: dict[str, Callable[[Claim, str], Claim]] = {
    "type": _type,
    "status": _status,
    "actors": _actors,
    "recipients": _recipients,
    "when": _when,
    "where": _where,
    "figure": _figure,
    "historical": _historical,
}
