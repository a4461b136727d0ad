"""What the words around a name say about one of its meanings: each cue is a yes or no; weights are in the lexicon."""

from __future__ import annotations

import re
from collections.abc import Callable

from crisisdesk.lexicon.places import Entry
from crisisdesk.stages.place_names import Candidate
from crisisdesk.stages.place_scene import Scene

DATELINE = re.compile(r"[^.!?\n]{0,60}?(?:[—–]| --? |--|\((?:[A-Z][\w ]{1,20})\))")
DASHES = frozenset({"-", "‐", "‑"})
RANKED = frozenset({"country", "own", "capital"})
WHOLE_REPORT = 1_000_000
LARGE = 300_000


def preceded(kind: str, scene: Scene, name: Candidate) -> bool:
    """Return whether the one or two words before the name are of the class ``kind``; an article may part them."""
    at = name.first
    if scene.gap(at).strip() not in {"", "“", "‘"}:
        return False
    at -= 1 if scene.among("articles", scene.word(at - 1)) else 0
    return scene.among(kind, scene.word(at - 1), f"{scene.word(at - 2)} {scene.word(at - 1)}")


def followed(kind: str, scene: Scene, name: Candidate) -> bool:
    """Return whether the word right after the name is of the class ``kind``."""
    return scene.adjoins(name.last) and scene.among(kind, scene.word(name.last))


def person_before(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that a title, a given name or an initial stands right before: ``President Jackson``, ``Michael Jordan``."""
    before, gap = name.first - 1, scene.gap(name.first)
    if before < 0 or not scene.words[before].capital or gap not in {" ", ". ", "\u00a0"}:
        return False
    word = scene.word(before)
    initial = len(word) == 1 and not scene.among("one_letter", word)
    return initial or scene.among("titles", word) or (gap != ". " and scene.among("given", word))


def person_name(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that the name is also a given name, and a family name follows: ``Paris Hilton``."""
    if name.last - name.first > 1 or not scene.among("given", scene.word(name.first)) or not scene.adjoins(name.last):
        return False
    return scene.words[name.last].capital and not scene.heading(name.first) and not place_follows(scene, name)


def surname(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that the one word is a usual family name, or a given name and the place no large one."""
    small = entry.kind not in RANKED and entry.place.population < LARGE
    return (
        small
        and not container_after(entry, name, scene)
        and any(scene.among(kind, scene.key(name)) for kind in ("surname", "given"))
    )


def known_person(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that the word is part of a person's name elsewhere in the report, and that nothing here makes it a place."""
    if scene.key(name) not in scene.persons or entry.kind in RANKED or followed("kind_after", scene, name):
        return False
    located = any(preceded(kind, scene, name) for kind in ("strong_before", "kind_before"))
    return not located and not container_after(entry, name, scene) and not dateline(entry, name, scene)


def place_follows(scene: Scene, name: Candidate) -> bool:
    """Return whether the word after the name is one that goes with places: a kind of place, an office."""
    return scene.among("kind_after", scene.word(name.last)) or scene.among("titles", scene.word(name.last))


def affix(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that the name is part of a compound adjective: ``anti-China``, ``US-led``."""
    before = scene.gap(name.first) in DASHES and scene.among("hyphen_before", scene.word(name.first - 1))
    return before or (scene.gap(name.last) in DASHES and scene.among("hyphen_after", scene.word(name.last)))


def container_after(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that its country or region follows: ``Paris, Texas``, ``Tripoli in northern Lebanon``."""
    inside = scene.adjoins(name.last) and scene.word(name.last) == "in"
    if not (inside or scene.gap(name.last) == ", ") or entry.place.precision == "country":
        return False
    at = name.last + inside
    while at < name.last + 3 and scene.among("modifiers", scene.word(at)) and at not in scene.opening:
        at += 1
    holder = scene.opening.get(at)
    return postal(entry, name, scene) or (holder is not None and any(holds(one, entry) for one in holder.entries))


def postal(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Return whether the word after the name is the code of the American state of the place: ``Paris, TX``."""
    return entry.region == f"USA.{scene.words[name.last].text.replace('.', '')}"


def holds(holder: Entry, entry: Entry) -> bool:
    """Return whether ``holder`` is the country or the first-order region of ``entry``."""
    if holder.match == "demonym" or holder.place.gazetteer == entry.place.gazetteer:
        return False
    if holder.kind == "country":
        return holder.place.country == entry.place.country
    return holder.kind == "admin1" and holder.region == entry.region and entry.kind != "admin1"


def country_near(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that the country of the place is named, or meant by another name, within sixty words."""
    return entry.place.country != "" and scene.anchored(entry.place.country, name)


def country_in_report(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that the country of the place is named, but further away."""
    return not country_near(entry, name, scene) and scene.anchored(entry.place.country, name, WHOLE_REPORT)


def holds_named_place(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that a place of this region is named: Atlanta, for the state of Georgia."""
    named = scene.anchors.get(entry.place.country, ()) if entry.kind == "admin1" else ()
    return any(one.region == entry.region and one.key != scene.key(name) for one in named)


def dateline(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that the name opens a line that a dash or an agency parts from the report: ``SEOUL, June 17 (Wire) —``."""
    start, end = scene.words[name.first].start, scene.words[name.last - 1].end
    opens = start == 0 or scene.text[max(0, start - 9) : start].rstrip(" \t*").endswith("\n")
    return opens and DATELINE.match(scene.text, end) is not None


def capital_before(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that a capitalised word that nothing explains stands right before: a longer name of something else."""
    joined = scene.adjoins(name.first) or scene.gap(name.first) in DASHES
    return name.first > 0 and joined and scene.stranger(name.first - 1)


def capital_after(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that a capitalised word that nothing explains follows."""
    return scene.gap(name.last) == " " and not place_follows(scene, name) and scene.stranger(name.last)


def ordinary(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that the one word of the name is an ordinary word too."""
    return entry.kind not in {"country", "own"} and scene.among("ordinary", scene.key(name))


def ordinary_first(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that an ordinary word that opens a sentence, or stands in a heading, has its capital from there."""
    return ordinary(entry, name, scene) and (scene.starts_sentence(name.first) or scene.heading(name.first))


def not_after(entry: Entry, name: Candidate, scene: Scene) -> bool:
    """Say that the name is part of that of a paper, an agreement or a club, or of a bank or a university "of" it."""
    if followed("not_after", scene, name) and (scene.words[name.last].capital or scene.word(name.last).endswith("s")):
        return True
    head = name.first - 2
    named = head >= 0 and scene.word(head + 1) == "of" and scene.words[head].capital
    return named and scene.among("lead_of", scene.word(head))


CUES: dict[str, Callable[[Entry, Candidate, Scene], bool]] = {
    "alias": lambda entry, name, scene: entry.match == "alias",
    "capital": lambda entry, name, scene: entry.kind == "capital" and entry.match == "name",
    "many_words": lambda entry, name, scene: name.last - name.first > 1,
    "strong_before": lambda entry, name, scene: preceded("strong_before", scene, name),
    "weak_before": lambda entry, name, scene: preceded("weak_before", scene, name),
    "kind_before": lambda entry, name, scene: preceded("kind_before", scene, name),
    "kind_after": lambda entry, name, scene: followed("kind_after", scene, name),
    "region_word": lambda entry, name, scene: entry.kind == "admin1" and followed("region_word", scene, name),
    "speech_after": lambda entry, name, scene: entry.kind not in RANKED and followed("speech", scene, name),
    "person_follows": lambda entry, name, scene: followed("person_follows", scene, name),
    "surname": surname,
    "person_before": person_before,
    "person_name": person_name,
    "known_person": known_person,
    "container_after": container_after,
    "country_near": country_near,
    "country_in_report": country_in_report,
    "holds_named_place": holds_named_place,
    "dateline": dateline,
    "capital_before": capital_before,
    "capital_after": capital_after,
    "ordinary": ordinary,
    "ordinary_first": ordinary_first,
    "not_after": not_after,
    "affix": affix,
}
