"""The core of a phrase: its words up to the first preposition, without the modifiers that name no actor of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crisisdesk.lexicon.actor_roles import ActorWords
from crisisdesk.stages.actor_phrases import POSSESSIVE, Item

LED = "led"


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """A core without the modifiers that name no actor of it."""

    items: tuple[Item, ...]
    former: bool = False
    led: Item | None = None


def core_of(items: Sequence[Item], words: ActorWords) -> Core:
    """Leave out "US-backed", "anti-Assad", "former" and numbers; remember who leads and that it is over."""
    kept: list[Item] = []
    former, led, at = False, None, 0
    while at < len(items):
        item, after = items[at], items[at + 1] if at + 1 < len(items) else None
        linked = after is not None and after.joined and after.normal in words.participles
        if after is not None and linked:
            kept += [item] if after.normal in words.homes else []
            led = item if after.normal == LED else led
        elif item.normal in words.opposites and after is not None and after.joined:
            linked = True
        elif item.plain and item.normal in words.former and at + 1 < len(items):
            former = True
        elif not item.normal.isdigit():
            kept.append(item)
        at += 2 if linked else 1
    return Core(items=_without_trailing(kept, words), former=former, led=led)


def _without_trailing(items: list[Item], words: ActorWords) -> tuple[Item, ...]:
    while len(items) > 1 and items[-1].plain and (items[-1].normal in words.trailing or not items[-1].normal.isalnum()):
        items = items[:-1]
    return tuple(items)


def split_possessives(items: Sequence[Item]) -> list[list[Item]]:
    """Cut items at possessive endings: each part but the last owns the one after it."""
    parts: list[list[Item]] = [[]]
    for item in items:
        if item.normal == POSSESSIVE and item.plain:
            parts.append([])
        else:
            parts[-1].append(item)
    return parts if parts[-1] or len(parts) == 1 else parts[:-1]
