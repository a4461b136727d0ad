"""The places a report names, each with the words that name it; a name that may be something else gives nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from crisisdesk.lexicon.names import name_key
from crisisdesk.lexicon.place_cues import PlaceCues
from crisisdesk.lexicon.places import Entry, Gazetteer
from crisisdesk.model.place import Place, PlaceMention
from crisisdesk.model.span import Span
from crisisdesk.stages.place_choice import best, prior, score
from crisisdesk.stages.place_cues import capital_before, person_before, person_name
from crisisdesk.stages.place_names import Candidate, find_candidates, split_words
from crisisdesk.stages.place_scene import Anchor, Scene


def find_places(text: str, lexicon: Gazetteer | None = None) -> tuple[PlaceMention, ...]:
    """Return the places that ``text`` names, in order; without ``lexicon``, those of the shipped gazetteer."""
    scene = set_scene(text, lexicon or Gazetteer.load())
    chosen = ((name, choose(name, scene)) for name in scene.candidates if name.entries and not name.demonym)
    return tuple(mention(name, entry, scene) for name, entry in chosen if entry is not None)


def choose_place(name: str, near: Collection[str] = (), lexicon: Gazetteer | None = None) -> Place | None:
    """Return the place that ``name`` means near talk of the countries ``near`` (ISO3); None when unknown or a tie."""
    gazetteer = lexicon or Gazetteer.load()
    entries = [entry for entry in gazetteer.entries(name_key(name)) if entry.match != "demonym"]
    found = best([(bare_score(entry, near, gazetteer.cues), entry) for entry in entries], gazetteer.cues.weights["tie"])
    return found[1].place if found else None


def bare_score(entry: Entry, near: Collection[str], cues: PlaceCues) -> float:
    """Return the prior of a place, with its rank, the doubt of an alias and the countries that are spoken of."""
    near_here = {"country_given": entry.place.country in near}
    flags = {"capital": entry.kind == "capital" and entry.match == "name", "alias": entry.match == "alias", **near_here}
    return prior(entry, cues) + sum(cues.weights[cue] for cue, holds_here in flags.items() if holds_here)


def choose(name: Candidate, scene: Scene) -> Entry | None:
    """Return the best place for a name when its score reaches the threshold."""
    weights = scene.cues.weights
    found = best([(score(entry, name, scene), entry) for entry in name.entries], weights["tie"])
    return found[1] if found and found[0] >= weights["threshold"] else None


def mention(name: Candidate, entry: Entry, scene: Scene) -> PlaceMention:
    """Return the chosen place with the words of the report that name it."""
    start, end = scene.words[name.first].start, scene.words[name.last - 1].end
    return PlaceMention(place=entry.place, span=Span(start, end, scene.text[start:end]))


def set_scene(text: str, gazetteer: Gazetteer) -> Scene:
    """Return the report with its names, the countries it speaks of and the persons among its names."""
    words = split_words(text)
    candidates = tuple(find_candidates(words, gazetteer))
    opening = {name.first: name for name in candidates if name.entries}
    covered = frozenset(at for name in opening.values() for at in range(name.first, name.last))
    bare = Scene(text, words, gazetteer.cues, candidates, opening, covered)
    peopled = replace(bare, persons=frozenset(find_persons(bare)))
    return replace(peopled, anchors=by_country(find_anchors(peopled)))


def find_persons(scene: Scene) -> Iterator[str]:
    """Yield names that stand after a title, a given name or an unknown capital, or that are given names themselves."""
    for name in scene.opening.values():
        entry = name.entries[0]
        if any(cue(entry, name, scene) for cue in (person_before, person_name, capital_before)):
            yield scene.key(name)


def by_country(anchors: Iterator[Anchor]) -> Mapping[str, tuple[Anchor, ...]]:
    """Return the anchors of each country in the order of the report."""
    found: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        found[anchor.country].append(anchor)
    return {country: tuple(ordered) for country, ordered in found.items()}


def find_anchors(scene: Scene) -> Iterator[Anchor]:
    """Yield the countries that names and demonyms stand for, and those of places that are certain by themselves."""
    weights = scene.cues.weights
    for name in scene.opening.values():
        key = scene.key(name)
        if name.demonym:
            yield from (Anchor(name.first, key, entry.place.country, "") for entry in name.entries)
            continue
        found = best([(score(entry, name, scene), entry) for entry in name.entries], weights["certain_lead"])
        if found and found[0] >= weights["certain"] and found[1].place.country:
            yield Anchor(name.first, key, found[1].place.country, found[1].region)
