"""Claims, witnesses and coded reports made by hand, without the language model, and weights of our own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from crisisdesk.engine.packing import Coded, CodedClaim
from crisisdesk.intake.text import source_of
from crisisdesk.model.actor import Actor, ActorMention
from crisisdesk.model.claim import Claim, Speaker, Status
from crisisdesk.model.event import Masthead, Witness
from crisisdesk.model.figure import Figure
from crisisdesk.model.judgement import Judgement, Verdict
from crisisdesk.model.place import Place, PlaceMention
from crisisdesk.model.report import Sentence
from crisisdesk.model.span import Span
from crisisdesk.model.when import When
from crisisdesk.record.codec import CLAIM, Layers, pack
from crisisdesk.record.likeness import Likeness, Traits, traits_of
from crisisdesk.record.store import Record
from crisisdesk.record.weights import Weights

VERSIONS = ("en-1", "en-1")
NEWER = ("en-2", "en-2")
TUESDAY = When(start=date(2020, 6, 16), end=date(2020, 6, 16), precision="day", basis="expression")
UNKNOWN = When(start=None, end=None, precision="vague", basis="unknown")
DAY_AFTER = date(2020, 6, 17)
KAESONG = Place(name="Kaesong", country="PRK", lat=37.97, lon=126.55, gazetteer="g1")
PANMUNJOM = Place(name="Panmunjom", country="PRK", lat=37.95, lon=126.68, gazetteer="g2")
WONSAN = Place(name="Wonsan", country="PRK", lat=39.15, lon=127.44, gazetteer="g3")
NORTH = Place(name="North Korea", country="PRK", lat=39.0, lon=125.8, gazetteer="g4", precision="country")
GAO = Place(name="Gao", country="MLI", lat=16.27, lon=-0.04, gazetteer="g5")
BLAST = "North Korea demolished the liaison office in Kaesong on Tuesday."
WEIGHTS = Weights(
    points={
        "same actors, both by context": 0.1,
        "other actors, both by context": -0.1,
        "same recipients, both by context": 0.1,
        "other recipients, both by context": 0.0,
        "same parties, both by context": 0.2,
        "other parties, both by context": -0.2,
        "no day known": -0.8,
        "told before it happened": -4.0,
        "same trigger": 1.0,
        "same mode": 0.5,
        "other mode": -0.5,
        "told and denied in one report": -1.5,
        "told as a fact and not as one": -3.0,
        "same sentence": -4.0,
        "same report": -0.25,
        "same actors": 1.0,
        "same actors, one by context": 0.5,
        "other actors": -2.0,
        "other actors, one by context": -1.0,
        "same recipients": 1.0,
        "same recipients, one by context": 0.5,
        "other recipients": -2.0,
        "other recipients, one by context": -1.0,
        "same parties": 2.0,
        "same parties, one by context": 1.0,
        "other parties": -4.0,
        "other parties, one by context": -2.0,
        "same day": 1.0,
        "days overlap": 0.25,
        "a day apart": -0.25,
        "days apart": -2.0,
        "reported together": 0.25,
        "reported days apart": -1.0,
        "same place": 1.0,
        "near": 0.5,
        "same country": 0.25,
        "other place": -2.0,
        "other country": -3.0,
        "like words": 2.0,
        "refers back": 0.75,
        "same figure": 1.5,
        "other figure": -0.75,
    },
    link=4.0,
    doubt=1.0,
)
"""Two claims alike in trigger, parties, day and place have 5 points without their words: they are one act. Where one
does not tell its parties, 3 are left: that is for a person to say."""


def june(day: int) -> date:
    return date(2020, 6, day)


def on(first: date | int, last: date | int | None = None, precision: str = "day") -> When:
    start = june(first) if isinstance(first, int) else first
    end = start if last is None else june(last) if isinstance(last, int) else last
    return When(start=start, end=end, precision=precision, basis="expression")


def document(day: int) -> When:
    return When(start=None, end=june(day), precision="day", basis="document")


def actor(words: str) -> Actor:
    code, _, name = words.partition(" ")
    country, _, sector = code.partition(":")
    return Actor(country=country, sector=sector or None, name=name)


def mentions(words: str) -> tuple[ActorMention, ...]:
    """Return mentions for ``PRK:GOV Kim Yo Jong, ?KOR``; a question mark: only the document tells."""
    found = [word.strip() for word in words.split(",") if word.strip()]
    return tuple(
        ActorMention(
            actor=actor(word.lstrip("?")), span=Span(0, len(word), word), via="document" if word[0] == "?" else "name"
        )
        for word in found
    )


def figure(of: str, low: int | None, best: int | None = None, high: int | None = None) -> Figure:
    return Figure(of=of, low=low, best=best, high=high, span=Span(0, 1, "N"))


def exactly(n: int, of: str = "killed") -> Figure:
    return figure(of, n, n, n)


def claim(
    name: str = "a",
    *,
    word: str = "demolished",
    kind: str = "ASSAULT",
    actors: str = "PRK",
    recipients: str = "KOR",
    when: When = TUESDAY,
    place: Place | None = KAESONG,
    said_by: str = "",
    **more,
) -> Claim:
    fields = {
        "id": name,
        "sentence": 1,
        "type": kind,
        "mode": None,
        "cameo": "190",
        "quad": 4,
        "score": -9.0,
        "trigger": Span(0, len(word), word),
        "lemma": word,
        "noun": not word.endswith("ed"),
        "actors": mentions(actors),
        "recipients": mentions(recipients),
        "status": Status.ACTUAL,
        "historical": False,
        "when": when,
        "where": PlaceMention(place=place, span=Span(0, len(place.name), place.name)) if place else None,
        "figures": (),
        "said_by": tuple(Speaker(mention=mention, cue="said") for mention in mentions(said_by)),
        "rule": f"{kind}/own",
        "rule_at": "own.toml:1",
        "reasons": (),
        "missing": (),
        "lexicon": "en-1",
        "model": "en-1",
    }
    return Claim(**(fields | more))


def witness(
    made: Claim,
    *,
    report: str = "",
    published: date | None = DAY_AFTER,
    publisher: str = "Own Wire",
    family: str = "",
    voice: str = "",
    words: str = BLAST,
) -> Witness:
    """Return a witness in a report of its own, if none is named; its family is that report, its voice the family."""
    report = report or f"report of {made.id}"
    family = family or report
    head = Masthead(id=report, digest="", published=published, title="", publisher=publisher, url="")
    return Witness(claim=made, report=head, sentence=words, family=family, voice=voice or f"family:{family}")


def traits(*witnesses: Witness) -> tuple[Traits, ...]:
    return traits_of(witnesses, frozenset(("the", "and", "said")))


def points(one: Witness, other: Witness) -> dict[str, float]:
    """Return the points of two witnesses by reason, under our own weights."""
    return {point.reason: point.worth for point in Likeness(WEIGHTS).points(*traits(one, other))}


def coded(
    text: str,
    *claims: Claim,
    published: date | None = DAY_AFTER,
    publisher: str = "Own Wire",
    url: str = "",
    title: str = "",
) -> Coded:
    """Return a coded report; a claim stands in the sentence that it names, on its trigger's first word there."""
    source = source_of(text, published, title, publisher, url)
    spans = [Span(found.start(), found.end(), found.group()) for found in re.finditer(r"\S[^.!?]*[.!?]?", text)]
    layers = Layers(
        sentences=tuple(Sentence(n=n, span=span, kind="body") for n, span in enumerate(spans, start=1)),
        **dict.fromkeys(("statements", "times", "places", "actors", "diagnostics"), ()),
    )
    placed = [_placed(made, spans[made.sentence - 1]) for made in claims]
    rows = (
        CodedClaim(id=c.id, start=c.trigger.start, end=c.trigger.end, body=CLAIM.dump_json(c).decode()) for c in placed
    )
    return Coded(source=source, layers=pack(layers), claims=tuple(rows))


def _placed(made: Claim, sentence: Span) -> Claim:
    word = made.trigger.text
    at = sentence.start + sentence.text.index(word)
    return replace(made, trigger=Span(at, at + len(word), word))


def keep(record: Record, *reports: Coded, versions: tuple[str, str] = VERSIONS):
    """Keep reports and make the events."""
    record.keep(reports, versions)
    return record.rebuild()


def opened(path: Path | str, *reports: Coded) -> Record:
    record = Record.open(path)
    keep(record, *reports)
    return record


def events(record: Record) -> list[str]:
    """Return the events of a record as the ids of their claims, with blanks between."""
    return sorted(" ".join(sorted(event.claims)) for event in record.events())


def judge(record: Record, judgement: Judgement):
    """Keep a judgement and make the events."""
    record.judge(judgement)
    return record.rebuild()


def judgement(name: str, verdict: Verdict, claims: str = "", against: str = "", **more) -> Judgement:
    sides = {"claims": tuple(claims.split()), "against": tuple(against.split())}
    return Judgement(id=name, verdict=verdict, **sides, **more)


def ids(found: Sequence[Witness]) -> list[str]:
    return [one.claim.id for one in found]
