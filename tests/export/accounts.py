"""Accounts made by hand: an event with its witnesses, without a coder, a record or a model."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from crisisdesk.model.actor import Actor, ActorMention
from crisisdesk.model.claim import Claim, Reason, Speaker, Status
from crisisdesk.model.event import Account, Count, Disagreement, Event, Masthead, Variant, Witness
from crisisdesk.model.figure import Figure
from crisisdesk.model.place import Place, PlaceMention
from crisisdesk.model.span import Span
from crisisdesk.model.when import When

NORTH = Actor(country="PRK", name="North Korea")
SOUTH = Actor(country="KOR", sector="GOV", name="Unification Ministry")
ARMY = Actor(country="PRK", sector="MIL")
REBELS = Actor(country="---", sector="REB")
CIVILIANS = Actor(country="MLI", sector="CVL")
UNITED_NATIONS = Actor(country="IGO", sector="UNO", name="United Nations")
KCNA = Actor(country="PRK", sector="JRN", name="KCNA")
KAESONG = Place(name="Kaesong", country="PRK", lat=37.97083, lon=126.55444, gazetteer="geonames:1876373")
GAO = Place(name="Gao Region", country="MLI", lat=16.27, lon=-0.04, gazetteer="geonames:2457161", precision="region")
HOSTILE = (
    '=cmd|"/c calc"!A1, "quoted"\nnext\tline \u202egnp.exe\u202c <script>alert(1)</script> [x](javascript:1) a;b\\c'
)
UNKNOWN = When(start=None, end=None, precision="unknown", basis="unknown")


def name(words: str) -> str:
    """Return sixteen hexadecimal digits for words."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def on(day: date, end: date | None = None, precision: str = "day", words: str = "Tuesday") -> When:
    return When(
        start=day, end=end or day, precision=precision, basis="expression", span=Span(80, 80 + len(words), words)
    )


def mention(actor: Actor, words: str = "", via: str = "name") -> ActorMention:
    words = words or actor.name or "they"
    return ActorMention(actor=actor, span=Span(4, 4 + len(words), words), via=via)


def claim(seed: str, kind: str = "ASSAULT", **more) -> Claim:
    fields = {
        "id": name(seed),
        "sentence": 2,
        "type": kind,
        "mode": None,
        "cameo": "190",
        "quad": 4,
        "score": -9.0,
        "trigger": Span(30, 37, "blew up"),
        "lemma": "blow",
        "noun": False,
        "actors": (),
        "recipients": (),
        "status": Status.ACTUAL,
        "historical": False,
        "when": UNKNOWN,
        "where": None,
        "figures": (),
        "said_by": (),
        "rule": f"{kind}/own",
        "rule_at": "own.toml:7",
        "reasons": (),
        "missing": (),
        "lexicon": "en-0123456789",
        "model": "en-9876543210",
    }
    return Claim(**(fields | more))


def report(
    seed: str, published: date | None = date(2020, 6, 17), publisher: str = "Example Wire", url: str = ""
) -> Masthead:
    digest = "sha256:" + hashlib.sha256(seed.encode()).hexdigest()
    return Masthead(id=name(seed), digest=digest, published=published, title=f"On {seed}", publisher=publisher, url=url)


def witness(told: Claim, masthead: Masthead, sentence: str, voice: str = "") -> Witness:
    return Witness(
        claim=told, report=masthead, sentence=sentence, family=masthead.id, voice=voice or f"family:{masthead.id}"
    )


def account(*witnesses: Witness, **more) -> Account:
    """Return the event that the first witness tells, with all of them."""
    first = witnesses[0].claim
    dated = [found.claim.when for found in witnesses if found.claim.when.start]
    fields = {
        "id": first.id,
        "type": first.type,
        "mode": first.mode,
        "cameo": first.cameo,
        "quad": first.quad,
        "score": first.score,
        "actors": tuple(found.actor for found in first.actors),
        "recipients": tuple(found.actor for found in first.recipients),
        "status": first.status,
        "historical": first.historical,
        "start": dated[0].start if dated else None,
        "end": dated[0].end if dated else None,
        "earliest": min((when.start for when in dated), default=None),
        "latest": max((when.end for when in dated), default=None),
        "precision": dated[0].precision if dated else "unknown",
        "place": first.where.place if first.where else None,
        "figures": (),
        "claims": tuple(found.claim.id for found in witnesses),
        "reports": len({found.report.id for found in witnesses}),
        "families": len({found.family for found in witnesses}),
        "voices": len({found.voice for found in witnesses}),
        "disagreements": (),
        "links": (),
        "judgements": (),
    }
    return Account(event=Event(**(fields | more)), witnesses=witnesses)


def demolition() -> Account:
    """An office is blown up; two reports differ on the day."""
    told = claim(
        "demolition",
        mode="destroy",
        cameo="1712",
        score=-8.5,
        actors=(mention(NORTH),),
        recipients=(mention(SOUTH, "The Unification Ministry"),),
        when=on(date(2020, 6, 16)),
        where=PlaceMention(place=KAESONG, span=Span(60, 67, "Kaesong")),
        said_by=(Speaker(mention=mention(KCNA), cue="announced"),),
        reasons=(Reason(word=Span(20, 24, "said"), effect="reported"),),
    )
    other = replace(told, id=name("demolition 2"), when=on(date(2020, 6, 15), words="Monday"), said_by=())
    wire = report("wire", url="https://example.org/a?b=1&c=2")
    daily = report("daily", date(2020, 6, 18), "The Daily | Example")
    days = [Variant(value="2020-06-16", claims=(told.id,), voices=("speaker:PRK:JRN KCNA",))]
    days += [Variant(value="2020-06-15", claims=(other.id,), voices=(f"family:{daily.id}",))]
    return account(
        witness(
            told, wire, "KCNA announced North Korea blew up the liaison office in Kaesong on Tuesday.", "speaker:KCNA"
        ),
        witness(other, daily, "The office in Kaesong was blown up on Monday, — “with a bang”."),
        disagreements=(Disagreement(part="when", variants=tuple(days)),),
        links=("same act, place and parties",),
        judgements=("j1",),
    )


def threat() -> Account:
    """A threat in words, dated to a month."""
    told = claim(
        "threat",
        "THREATEN",
        mode="violence",
        cameo="138",
        quad=3,
        score=-3.5,
        actors=(mention(ARMY, "The army"),),
        recipients=(mention(SOUTH),),
        when=on(date(2020, 6, 1), date(2020, 6, 30), "month", "in June"),
        missing=("recipient: not named",),
    )
    return account(witness(told, report("wire"), "The army threatened an attack in June."))


def plan() -> Account:
    """Troops that are announced and have not come."""
    told = claim("plan", "MOBILIZE", mode="troops", cameo="154", actors=(mention(ARMY),), status=Status.FUTURE)
    return account(witness(told, report("wire"), "The army will send troops to the border."))


def vague() -> Account:
    """An event with unknown day, place, parties and publication date."""
    told = claim("vague", actors=(mention(REBELS, "gunmen"),))
    return account(witness(told, report("leaflet", None, ""), "Gunmen attacked."))


def hostile() -> Account:
    """Text that means harm: formulas, quotes, line ends, turned text, HTML."""
    actor = Actor(country="MLI", sector="REB", name=HOSTILE)
    place = replace(GAO, name=HOSTILE, gazetteer="own:" + HOSTILE, precision="place")
    told = claim(
        "hostile",
        actors=(mention(actor, HOSTILE),),
        recipients=(mention(CIVILIANS, "twelve civilians"),),
        when=on(date(2020, 7, 1)),
        where=PlaceMention(place=place, span=Span(0, 3, HOSTILE)),
        figures=(Figure(of="killed", low=3, best=3, high=3, span=Span(9, 14, "three")),),
    )
    masthead = report("hostile", date(2020, 7, 2), HOSTILE, "javascript:alert(1)//" + HOSTILE)
    counts = (Count(of="killed", low=3, best=4, high=5), Count(of="wounded", low=2, best=None, high=None))
    return account(witness(told, masthead, HOSTILE), figures=counts)


def talks() -> Account:
    """A joint act of three parties, in a region, over three days."""
    told = claim(
        "talks",
        "CONSULT",
        cameo="046",
        quad=1,
        score=2.5,
        actors=(mention(NORTH), mention(SOUTH), mention(UNITED_NATIONS)),
        when=on(date(2020, 12, 30), date(2021, 1, 1)),
        where=PlaceMention(place=GAO, span=Span(0, 10, "Gao Region")),
    )
    return account(witness(told, report("talks"), "They held talks."))


def raid() -> Account:
    """An army against rebels in its own country, and a civilian body beside it."""
    army, police = Actor(country="MLI", sector="MIL"), Actor(country="MLI", sector="COP", name="National Police")
    told = claim(
        "raid",
        mode="firearms",
        cameo="193",
        actors=(mention(army), mention(police)),
        recipients=(mention(REBELS), mention(CIVILIANS)),
        when=on(date(2020, 8, 3), date(2020, 8, 9), "week"),
        where=PlaceMention(place=GAO, span=Span(0, 10, "Gao Region")),
    )
    return account(witness(told, report("raid"), "Soldiers and police fired at rebels."))


def visit() -> Account:
    """A visit by the United Nations to a country, a hotel of no gazetteer, a title of an organisation."""
    told = claim("visit", "CONSULT", mode="visit", cameo="042", quad=1, score=4.0)
    told = replace(told, actors=(mention(UNITED_NATIONS),), recipients=(mention(NORTH),))
    return account(witness(told, report("visit"), "Envoys of the United Nations visited North Korea."))


ALL = (demolition(), threat(), plan(), vague(), hostile(), talks(), raid(), visit())
