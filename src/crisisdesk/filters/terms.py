"""The keys of the filter language, as a table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from crisisdesk.filters.parties import check_country, check_party
from crisisdesk.filters.values import (
    Check,
    Choice,
    Choices,
    check_cameo,
    check_count,
    check_id,
    check_pattern,
    check_period,
    check_score,
    one_of,
)
from crisisdesk.lexicon.plover import load_plover
from crisisdesk.model.claim import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key: what it asks, how its values are checked, an example, and its values where they are a closed set."""

    name: str
    caption: str
    check: Check
    example: str
    choices: Choices | None = None
    pair: bool = False


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("crisisdesk.lexicon") / "sectors.toml").read_text(encoding="utf8"))


@cache
def type_choices() -> tuple[Choice, ...]:
    """Return PLOVER's event types."""
    return tuple(Choice(value=name, caption=found.caption) for name, found in load_plover().types.items())


@cache
def mode_choices() -> tuple[Choice, ...]:
    """Return PLOVER's modes, each with the types that have it."""
    types = load_plover().types.values()
    names = dict.fromkeys(mode for found in types for mode in found.modes)
    return tuple(
        Choice(value=name, caption="mode of " + ", ".join(t.name for t in types if name in t.modes)) for name in names
    )


@cache
def quad_choices() -> tuple[Choice, ...]:
    """Return PLOVER's quad classes in words; each may be given as its number."""
    quads = _words()["quads"].items()
    return tuple(Choice(value=says.replace(" ", "-"), caption=f"quad {n}", also=n) for n, says in quads)


@cache
def status_choices() -> tuple[Choice, ...]:
    """Return the statuses."""
    return tuple(Choice(value=status.value, caption=_words()["statuses"][status.value]) for status in Status)


def yes_no() -> tuple[Choice, ...]:
    """Return yes and no."""
    return Choice(value="yes", also="true"), Choice(value="no", also="false")


_CLOSED: dict[str, tuple[str, Choices]] = {
    "type": ("event type", type_choices),
    "mode": ("mode", mode_choices),
    "quad": ("quad class", quad_choices),
    "status": ("status", status_choices),
    "historical": ("answer", yes_no),
    "disputed": ("answer", yes_no),
}
_ROWS: tuple[tuple[str, str, Check | None, str], ...] = (
    ("actor", "who acts: a country (PRK), country and sector (PRK:GOV), a sector (:MIL) or a name", check_party,
     "actor:PRK:GOV"),
    ("recipient", "who is acted on, given as for actor", check_party, 'recipient:"South Korea"'),
    ("party", "who acts or is acted on", check_party, "party::MIL"),
    ("between", "two parties, one acts on the other, either way", check_party, "between:PRK,KOR"),
    ("speaker", "who is cited as saying so", check_party, 'speaker:"Kim Yo Jong"'),
    ("type", "PLOVER event type", None, "type:ASSAULT,COERCE"),
    ("mode", "PLOVER mode of the type", None, "mode:explosives"),
    ("quad", "quad class, as number or in words", None, "quad:verbal-conflict"),
    ("cameo", "CAMEO code or its beginning", check_cameo, "cameo:19"),
    ("score", "conflict-cooperation score, -10 to 10", check_score, "score:<-5"),
    ("status", "whether it took place", None, "status:actual"),
    ("historical", "told as past, no news", None, "historical:no"),
    ("from", "ends on or after the first day of a year, month or day", check_period, "from:2020-06"),
    ("to", "begins on or before the last day of a year, month or day", check_period, "to:2020-07"),
    ("on", "its days overlap a year, month or day", check_period, "on:2020-06-16"),
    ("place", "where: name of the place, * for any letters", check_pattern, "place:Kaesong"),
    ("country", "where: country of the place, as code or name", check_country, "country:PRK"),
    ("source", "publisher of a report that tells it, * for any letters", check_pattern, "source:*news*"),
    ("report", "report that tells it: id or its beginning", check_id, "report:1f3a"),
    ("published", "told in a report of a year, month or day", check_period, "published:2020-06"),
    ("published-from", "told in a report published then or later", check_period, "published-from:2020-06-17"),
    ("published-to", "told in a report published then or before", check_period, "published-to:2020"),
    ("voice", "independent source that tells it, as the record names it, * for any letters", check_pattern,
     "voice:speaker*"),
    ("sources", "how many independent sources tell it", check_count, "sources:>=2"),
    ("families", "how many reports tell it that are no copies of each other", check_count, "families:>=2"),
    ("reports", "how many reports tell it", check_count, "reports:>=3"),
    ("claims", "how many claims tell it", check_count, "claims:>=3"),
    ("disputed", "its claims give parts that cannot all be true", None, "disputed:yes"),
    ("id", "event or claim: id or its beginning", check_id, "id:9c41"),
)  # fmt: skip


def _key(name: str, caption: str, check: Check | None, example: str) -> Key:
    noun, choices = _CLOSED.get(name, ("", None))
    checked = one_of(noun, choices) if choices else check or str
    return Key(
        name=name, caption=caption, check=checked, example=example, choices=choices, pair=name == "between"
    )  # fmt: skip


KEYS: Mapping[str, Key] = MappingProxyType({row[0]: _key(*row) for row in _ROWS})
