"""Builds short varied reports of our own: acts of several states in several towns, some told twice, some reprinted.

The same number and seed give the same reports, so that two records of them can be compared byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random

ACTORS = (
    *("Russia", "Ukraine", "Turkey", "Syria", "Israel", "Egypt", "Sudan", "Ethiopia", "India", "Pakistan"),
    *("the Colombian army", "Kenyan police", "the Iraqi government", "the Malian army", "Serbia", "Armenia"),
)
TOWNS = ("Kharkiv", "Aleppo", "Gaza", "Port Said", "Khartoum", "Mekelle", "Srinagar", "Lahore", "Gao", "Mosul")
ACTS = (
    "{one} shelled the harbour of {town} on {day}, killing {n} people",
    "{one} signed an agreement with {other} in {town} on {day}",
    "{one} accused {other} on {day} of sending arms to {town}",
    "{one} threatened to close the border with {other} near {town}",
    "{one} arrested {n} demonstrators in {town} on {day}",
    "{one} sent food and tents for {n} families in {town}",
    "{one} withdrew {n} soldiers from {town} on {day}",
    "{one} imposed sanctions on {other} after the talks in {town}",
    "{one} and {other} met in {town} on {day} to discuss a ceasefire",
    "{one} rejected the offer that {other} had made in {town}",
)
SPEAKERS = (
    *("A teacher in the old quarter", "Witnesses near the market", "An aid group", "The governor of the province"),
    *("Two drivers at the crossing", "A doctor who treats the poor", "The harbour office", "People from the hills"),
)
SAID = ("told reporters that", "said by telephone that", "wrote on Friday that", "saw that", "later confirmed that")
THINGS = (
    *("the schools by the river", "most shops in the centre", "the roads to the coast", "the two bakeries"),
    *("some lorries with flour", "the last ferry of the evening", "all lights along the wall", "the water pumps"),
)
STATES = (
    *("stood still until noon", "were late once more", "had been closed for a week", "worked again after dark"),
    *("remained as they were", "needed repair before winter", "could be heard from afar", "changed hands quietly"),
)
OUTLETS = ("Northern Wire", "Bay Herald", "Hill Post", "River Gazette", "Plain Observer")
FIRST_DAY = date(2021, 3, 1)
ONE_IN = 8


def made_reports(n: int, seed: int = 1) -> list[dict[str, str]]:
    """Return ``n`` reports of some 40 to 60 words; of every eight, one is a reprint and one tells an act again."""
    chance = Random(seed)
    made: list[dict[str, str]] = []
    acts: list[tuple[str, date]] = []
    for number in range(n):
        turn = number % ONE_IN if made else 0
        if turn == ONE_IN - 1:
            made.append(_reprint(chance, made))
            continue
        act, day = chance.choice(acts[-40:]) if turn == ONE_IN - 2 else _act(chance)
        acts.append((act, day))
        made.append(_report(chance, number, act, day))
    return made


def _act(chance: Random) -> tuple[str, date]:
    day = FIRST_DAY + timedelta(days=chance.randrange(60))
    one, other = chance.sample(ACTORS, 2)
    named = f"{day.day} {day:%B}"
    act = chance.choice(ACTS).format(
        one=one, other=other, town=chance.choice(TOWNS), day=named, n=chance.randrange(3, 90)
    )
    return act, day


def _report(chance: Random, number: int, act: str, day: date) -> dict[str, str]:
    told = " ".join(_saying(chance) for _ in range(3))
    text = f"{act[0].upper()}{act[1:]}, bulletin {number} reported. {told}"
    published = day + timedelta(days=chance.randrange(3))
    return {"text": text, "published": published.isoformat(), "publisher": chance.choice(OUTLETS)}


def _saying(chance: Random) -> str:
    return f"{' '.join(chance.choice(words) for words in (SPEAKERS, SAID, THINGS, STATES))}."


def _reprint(chance: Random, made: list[dict[str, str]]) -> dict[str, str]:
    """Return a report again: as it was, or without its last sentence, in another outlet a day later."""
    old = chance.choice(made[-60:])
    text = old["text"] if chance.random() < 0.5 else old["text"].rsplit(". ", 1)[0] + "."
    published = date.fromisoformat(old["published"]) + timedelta(days=1)
    return {"text": text, "published": published.isoformat(), "publisher": "Reprint Daily"}


def write_reports(path: Path, reports: Iterable[dict[str, str]]) -> Path:
    """Write reports as JSON lines, one a report."""
    path.write_text("".join(f"{json.dumps(report)}\n" for report in reports), encoding="utf8")
    return path
