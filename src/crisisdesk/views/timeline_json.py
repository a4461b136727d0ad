"""A timeline as plain values for JSON."""

from __future__ import annotations

from datetime import date

from crisisdesk.views.timeline import Entry, Gap, Timeline
from crisisdesk.views.timeline_words import days_of, gap_in_words, name_of


def timeline_object(timeline: Timeline, title: str = "Timeline") -> dict[str, object]:
    """Return a timeline as plain values.

    ``title``; ``reports``, ``sources`` and ``events`` as numbers; ``dated``, ``undated`` and ``gaps`` as lists. Days
    are in ISO form, null where not known. An entry has

    - ``id``, ``headline``, ``type``, ``mode``, ``actors`` and ``recipients`` (codes), ``place``
    - ``kind``: ``act``, ``plan`` or ``not done``; ``status``; ``historical``
    - ``start``, ``end``, ``precision``, ``rough``, ``days`` (in words), ``reported`` (days of the reports)
    - ``reports``, ``families``, ``sources``, ``claims`` as numbers; ``salience``, ``key``
    - ``told``: ``sentence``, ``claim``, ``publisher``, ``published``, ``url``
    - ``disputed``: a list of ``part`` and ``variants``, each of ``value``, ``sources`` (a number) and ``claims`` (ids)
    - ``carried_out``: null, or ``id``, ``headline``, ``start``, ``end`` of the act

    A gap has ``start``, ``end``, ``days`` (a number), ``rough`` (how many events told roughly may fall into it),
    ``before`` (the id of the event that ends it) and ``words``.
    """
    return {
        "title": title,
        "reports": timeline.reports,
        "sources": timeline.voices,
        "events": len(timeline.entries),
        "dated": [_entry(entry) for entry in timeline.dated],
        "gaps": [_gap(gap) for gap in timeline.gaps],
        "undated": [_entry(entry) for entry in timeline.undated],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _gap(gap: Gap) -> dict[str, object]:
    days = {"start": _iso(gap.start), "end": _iso(gap.end), "days": gap.days}
    return {**days, "rough": gap.rough, "before": gap.before, "words": gap_in_words(gap)}


def _entry(entry: Entry) -> dict[str, object]:
    return {**_what(entry), **_when(entry), **_support(entry), "carried_out": _act(entry)}


def _what(entry: Entry) -> dict[str, object]:
    event = entry.event
    return {
        "id": event.id,
        "headline": name_of(event),
        "type": event.type,
        "mode": event.mode,
        "actors": [actor.code for actor in event.actors],
        "recipients": [actor.code for actor in event.recipients],
        "place": event.place.name if event.place else None,
        "kind": entry.kind.value,
        "status": event.status.value,
        "historical": event.historical,
    }


def _when(entry: Entry) -> dict[str, object]:
    return {
        "start": _iso(entry.start),
        "end": _iso(entry.end),
        "precision": entry.event.precision,
        "rough": entry.rough,
        "days": days_of(entry),
        "reported": [_iso(day) for day in entry.reported],
    }


def _support(entry: Entry) -> dict[str, object]:
    event = entry.event
    return {
        "reports": event.reports,
        "families": event.families,
        "sources": event.voices,
        "claims": len(event.claims),
        "salience": entry.salience,
        "key": entry.key,
        "told": _told(entry),
        "disputed": [
            {
                "part": found.part,
                "variants": [
                    {"value": v.value, "sources": len(v.voices), "claims": list(v.claims)} for v in found.variants
                ],
            }
            for found in event.disagreements
        ],
    }


def _told(entry: Entry) -> dict[str, object]:
    witness = entry.witness
    report = witness.report
    told = {"sentence": witness.sentence, "claim": witness.claim.id, "publisher": report.publisher}
    return {**told, "published": _iso(report.published), "url": report.url}


def _act(entry: Entry) -> dict[str, object] | None:
    act = entry.act
    if act is None:
        return None
    return {"id": act.id, "headline": name_of(act), "start": _iso(act.start), "end": _iso(act.end)}
