"""Reports that are coded by hand, for tests of what comes after coding."""

from __future__ import annotations

from collections.abc import Iterable

from crisisdesk.evaluation.gold import Event, GoldDocument, GoldSentence, boundaries_of
from crisisdesk.model.actor import Actor, ActorMention
from crisisdesk.model.claim import Claim, Status
from crisisdesk.model.report import Dropped, Report, Source
from crisisdesk.model.span import Span
from crisisdesk.model.when import When


def event(
    kind: str = "ASSAULT", actors: str = "RUS:MIL", recipients: str = "UKR", status: str = "actual", **more
) -> Event:
    return Event(type=kind, actors=tuple(actors.split()), recipients=tuple(recipients.split()), status=status, **more)


def mention(code: str, words: str = "", via: str = "name") -> ActorMention:
    country, _, sector = code.partition(":")
    return ActorMention(actor=Actor(country=country, sector=sector or None), span=Span(0, len(words), words), via=via)


def claim(
    kind: str = "ASSAULT",
    actors: str = "RUS:MIL",
    recipients: str = "UKR",
    status: str = "actual",
    trigger: Span | None = None,
    sentence: int = 1,
    **more,
) -> Claim:
    fields = {
        "id": "c1",
        "sentence": sentence,
        "type": kind,
        "mode": None,
        "cameo": "190",
        "quad": 4,
        "score": -9,
        "trigger": trigger or Span(0, 0, ""),
        "lemma": "attack",
        "noun": False,
        "actors": tuple(mention(code) for code in actors.split()),
        "recipients": tuple(mention(code) for code in recipients.split()),
        "status": Status(status),
        "historical": False,
        "when": When(start=None, end=None, precision="vague", basis="unknown"),
        "where": None,
        "figures": (),
        "said_by": (),
        "rule": f"{kind}/own",
        "rule_at": "own.toml:7",
        "reasons": (),
        "missing": (),
        "lexicon": "en-0",
        "model": "en-0",
    }
    return Claim(**(fields | more))


def document(*sentences: tuple[str, list[Event]], doc: str = "d", **more) -> GoldDocument:
    """Return a gold document of sentences with their events."""
    rows = (GoldSentence(n=n, text=text, events=tuple(events)) for n, (text, events) in enumerate(sentences, start=1))
    fields = {"doc": doc, "published": None, "publisher": "", "title": "", "sentences": tuple(rows)}
    return GoldDocument(**(fields | more))


def span(gold: GoldDocument, words: str, sentence: int = 1) -> Span:
    """Return where words stand first in a sentence of a document's text."""
    start = boundaries_of(gold)[sentence - 1][0] + gold.sentences[sentence - 1].text.index(words)
    return Span(start, start + len(words), words)


def dropped(gold: GoldDocument, words: str, reason: str, sentence: int = 1) -> Dropped:
    place = span(gold, words, sentence)
    return Dropped(sentence=sentence, word=place, stage="triggers", rule="ASSAULT/own (own.toml:7)", reason=reason)


def report(gold: GoldDocument, claims: Iterable[Claim] = (), drops: Iterable[Dropped] = ()) -> Report:
    text = "".join(f"{sentence.text}\n" for sentence in gold.sentences)
    return Report(
        source=Source(id="r", digest="sha256:0", text=text),
        sentences=(),
        claims=tuple(claims),
        statements=(),
        times=(),
        places=(),
        actors=(),
        diagnostics=(),
        dropped=tuple(drops),
    )
