"""Which place a name means, if any: a prior for the place and a sum of weights of the cues that hold."""

from __future__ import annotations

import math
from collections.abc import Iterable

from crisisdesk.lexicon.place_cues import PlaceCues
from crisisdesk.lexicon.places import Entry
from crisisdesk.stages.place_cues import CUES
from crisisdesk.stages.place_names import Candidate
from crisisdesk.stages.place_scene import Scene

APART_DEGREES = 1.0
INSIDE = 1.2


def prior(entry: Entry, cues: PlaceCues) -> float:
    """Return what speaks for a place before any context: that it is a country or one of ours, else its people."""
    if entry.kind in {"own", "country"}:
        return cues.weights[entry.kind] + entry.place.population * 1e-10
    people = math.log10(max(entry.place.population, 1))
    if entry.place.precision == "region":
        return max(cues.weights["region_least"], people - 3.5)
    return max(cues.weights["place_least"], people - 3.0)


def score(entry: Entry, name: Candidate, scene: Scene) -> float:
    """Return the prior of ``entry`` and the weights of all cues that hold for it as the meaning of ``name``."""
    weights = scene.cues.weights
    found = (weights[cue] for cue, holds_here in CUES.items() if holds_here(entry, name, scene))
    return prior(entry, scene.cues) + sum(found)


def nested(one: Entry, other: Entry) -> bool:
    """Return whether two places are a town and the region around it, or all but in the same spot."""
    if one.region and one.region == other.region and one.kind != other.kind:
        return True
    if "own" in {one.kind, other.kind} and one.place.country == other.place.country:
        return True
    return abs(one.place.lat - other.place.lat) + abs(one.place.lon - other.place.lon) < APART_DEGREES


def best(scored: Iterable[tuple[float, Entry]], tie: float) -> tuple[float, Entry] | None:
    """Return the highest score with its place; None when another place elsewhere comes within ``tie`` of it.

    A town is taken before the region of the same name around it unless the region is well ahead.
    """
    ranked = sorted(scored, key=lambda one: (-one[0], one[1].place.gazetteer))
    if not ranked or any(ranked[0][0] - value < tie and not nested(ranked[0][1], entry) for value, entry in ranked[1:]):
        return None
    top, region = ranked[0]
    towns = (one for one in ranked[1:] if one[1].place.precision == "place" and top - one[0] < INSIDE)
    inside = (one for one in towns if nested(region, one[1]))
    return next(inside, ranked[0]) if region.kind == "admin1" else ranked[0]
