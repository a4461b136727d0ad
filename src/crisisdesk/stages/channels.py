"""Channels: lines of communication and institutions between two actors, and what is told to become of them.

The words are those of ``lexicon/en/channels.toml``. A phrase counts where its words, the verb above it or the document
tell who holds it; "the office" and "it" join the channel that was named before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crisisdesk.lexicon.channels import ChannelWords, load_channel_words
from crisisdesk.model.actor import ActorMention
from crisisdesk.model.channel import Change, ChannelMention
from crisisdesk.model.claim import Speaker
from crisisdesk.model.place import PlaceMention
from crisisdesk.stages.channel_changes import ChangeFinder, Told
from crisisdesk.stages.channel_nouns import Noun, NounFinder
from crisisdesk.stages.channel_parties import BOTH, PartyFinder
from crisisdesk.stages.channel_when import UNDATED, when_told
from crisisdesk.stages.clauses import Clauses, Frame
from crisisdesk.stages.findings import Findings

HEADERS = frozenset(("dateline",))
REACH = 12
NAME_WORDS = 14


def find_channels(findings: Findings, skip_kinds: frozenset[str] = frozenset()) -> tuple[ChannelMention, ...]:
    """Return what a report says of channels, in text order; sentences of the kinds in ``skip_kinds`` say nothing."""
    return _Finder(findings, load_channel_words(), skip_kinds).all()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A channel that was named before, for short forms to join."""

    kind: str
    parties: tuple[ActorMention, ...]
    place: PlaceMention | None
    words: tuple[str, ...]
    sentence: int


class _Finder:
    """Finds the channels of one report, from its first word to its last."""

    def __init__(self, findings: Findings, words: ChannelWords, skip_kinds: frozenset[str]) -> None:
        self.findings, self.words, self.skip_kinds = findings, words, skip_kinds
        self.parse = findings.parse
        self.clauses: Clauses = findings.roles.clauses
        self.parties = PartyFinder(findings, words)
        self.changes = ChangeFinder(self.parse, self.clauses, words)
        self.known: list[_Known] = []

    def all(self) -> tuple[ChannelMention, ...]:
        """Return the mentions in text order."""
        nouns = [n for n in (*NounFinder(self.parse, self.words).all(), *self._pronouns()) if not self._skipped(n)]
        return tuple(m for noun in sorted(nouns, key=lambda n: n.first) for m in self._mentions(noun))

    def _skipped(self, noun: Noun) -> bool:
        return self.findings.sentences[self.parse.tokens[noun.top].sentence].kind in self.skip_kinds | HEADERS

    def _pronouns(self) -> Iterator[Noun]:
        """Yield the subjects "it" and "they", which count where a change is told of them and a channel went before."""
        for token in self.parse.tokens:
            if token.pos == "PRON" and token.lower in self.words["pronouns"] and token.dep in ("nsubj", "nsubj:pass"):
                place = {"first": token.i, "last": token.i, "top": token.i, "left": token.i, "right": token.i}
                yield Noun(rule=self.words.nouns[0], back=True, **place)

    def _mentions(self, noun: Noun) -> Iterator[ChannelMention]:
        before = self._before(noun)
        if noun.back and before is None:
            return
        if before is not None and noun.rule.kind != before.kind:
            rule = next(rule for rule in self.words.nouns if rule.kind == before.kind)
            noun = replace(noun, rule=rule)
        told = self.changes.of(noun)
        place = self._place(noun) or (before.place if before else None)
        parties = self._parties(noun, told, place, before)
        if parties is None or (self._is_pronoun(noun) and not told):
            return
        here = self._known(noun, parties, place, before)
        self.known.append(here)
        for change in told or (None,):
            yield self._mention(noun, here, change)

    def _is_pronoun(self, noun: Noun) -> bool:
        return self.parse.tokens[noun.top].pos == "PRON"

    def _before(self, noun: Noun) -> _Known | None:
        """Return the channel that a short form joins: the last of its kind, for "it" the last subject before it."""
        sentence = self.parse.tokens[noun.top].sentence
        if self._is_pronoun(noun):
            last = self.known[-1] if self.known else None
            return last if last is not None and sentence - 1 <= last.sentence < sentence else None
        if not noun.back and self.parties.own(noun):
            return None
        kinds = {rule.kind for rule in self.words.backs.get(self.parse.tokens[noun.top].lemma, ())} | {noun.rule.kind}
        near = (one for one in reversed(self.known) if one.kind in kinds and sentence - one.sentence <= REACH)
        return next(near, None) if self._points_back(noun) else None

    def _points_back(self, noun: Noun) -> bool:
        articles = {child.lower for child in self.parse.children(noun.top, "det")}
        return noun.back or not articles & self.words["indefinite"]

    def _parties(
        self, noun: Noun, told: tuple[Told, ...], place: PlaceMention | None, before: _Known | None
    ) -> tuple[ActorMention, ...] | None:
        """Return who holds a channel; None where too little is known for its words to name one."""
        own = self.parties.own(noun)
        if before is not None and not own:
            return tuple(replace(mention, via="document") for mention in before.parties)
        if not own and self.parties.links_elsewhere(noun):
            return None
        frames = (told[0].inner, self.changes.doing(told[0])) if told else self._above(noun)
        near = self.parties.distinct(
            (*own, *self.parties.host(place, noun), *self.parties.clause(noun, self._holding(frames)))
        )
        near = (self._listed(noun) if len(near) < BOTH else ()) or near or self.parties.sentence(noun)
        full = near if len(near) == BOTH else (*near, *self.parties.other(near, noun))
        if not full and noun.rule.document and self._is_definite(noun):
            full = self.parties.both(noun)
        if noun.rule.needs == "any" and not (full or place or told):
            return None
        return full if self._is_enough(noun, own, full, told) else None

    def _holding(self, frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
        """Return the frames whose actors can hold a channel: a broker of a truce is no party to it."""
        return tuple(f for f in frames if self.parse.tokens[f.trigger].lemma not in self.words["mediating"])

    def _listed(self, noun: Noun) -> tuple[ActorMention, ...]:
        """Return the parties of what a noun is counted among: "all lines with Seoul, including the hotline"."""
        anchor, last = self.changes.anchor(noun), self.known[-1] if self.known else None
        beside = last is not None and last.sentence == anchor.sentence and self.parse.case(anchor.i) == "including"
        return last.parties if last is not None and beside else ()

    def _is_definite(self, noun: Noun) -> bool:
        return any(child.lower in self.words["definite"] for child in self.parse.children(noun.top, "det"))

    def _above(self, noun: Noun) -> tuple[Frame, ...]:
        """Return the frame of the verb whose object a plain mention is."""
        anchor = self.changes.anchor(noun)
        head = self.parse.tokens[anchor.head]
        return (self.clauses.verb(head.i),) if head.pos == "VERB" and anchor.dep in ("obj", "obl") else ()

    def _is_enough(
        self, noun: Noun, own: tuple[ActorMention, ...], full: tuple[ActorMention, ...], told: tuple[Told, ...]
    ) -> bool:
        needs = noun.rule.needs
        if needs in ("nothing", "any"):
            return True
        if needs in ("party", "two"):
            return len(full) >= (1 if needs == "party" else BOTH) or (bool(full) and self._is_shared(noun))
        linked = bool(own) or len(full) == BOTH
        return linked and (needs == "link" or self._is_changed(noun, told))

    def _is_changed(self, noun: Noun, told: tuple[Told, ...]) -> bool:
        """Say whether one of the rule's own verbs tells a change: "ties" are a channel only where they are cut."""
        first = {verb.partition(" ")[0] for verb in noun.rule.verbs}
        acts = {t.inner.trigger for t in told if t.change is not Change.USED}
        return any(self.parse.tokens[i].lemma in first or self.parse.tokens[i].pos == "NOUN" for i in acts)

    def _is_shared(self, noun: Noun) -> bool:
        lowers = {token.lower for token in self.parse.tokens[noun.left : noun.last + 1]}
        return bool(lowers & self.words["shared"])

    def _place(self, noun: Noun) -> PlaceMention | None:
        """Return the place that the phrase names: behind in or at, or before the noun ("Kaesong industrial zone")."""
        tokens = self.parse.tokens
        follows = noun.right + 1 < len(tokens) and tokens[noun.right + 1].lower in self.words["placing"]
        start, end = tokens[noun.left].start, tokens[min(noun.right + 2 * follows, len(tokens) - 1)].end
        inside = [p for p in self.findings.places if start <= p.span.start < end and p.place.precision != "country"]
        first = tokens[noun.first].start
        return next((p for p in inside if p.span.start < first or self._is_placed(p)), None)

    def _is_placed(self, place: PlaceMention) -> bool:
        before = self.parse.text[max(0, place.span.start - 12) : place.span.start].lower().split()
        return bool(before) and before[-1] in self.words["placing"]

    def _known(
        self, noun: Noun, parties: tuple[ActorMention, ...], place: PlaceMention | None, before: _Known | None
    ) -> _Known:
        words = before.words if before and noun.back else self._words(noun) or (before.words if before else ())
        sentence = self.parse.tokens[noun.top].sentence
        return _Known(kind=noun.rule.kind, parties=parties, place=place, words=words, sentence=sentence)

    def _words(self, noun: Noun) -> tuple[str, ...]:
        """Return the modifiers that tell a channel from others of its kind: "**military** hotline"."""
        tokens = [
            t for t in self.parse.tokens[noun.left : noun.last] if t.i < noun.first or t.dep in ("compound", "amod")
        ]
        plain = self.words["plain"]
        telling = (t for t in tokens if t.pos in ("NOUN", "ADJ", "PROPN") and t.lower not in plain)
        return tuple(t.lemma for t in telling if not t.text[:1].isupper() and t.i < noun.first)

    def _mention(self, noun: Noun, known: _Known, told: Told | None) -> ChannelMention:
        span = self.parse.span(noun.left, noun.right)
        status, reasons = self.findings.statuses.find(told.frame) if told else (None, ())
        return ChannelMention(
            span=span,
            kind=known.kind,
            name=self._name(noun),
            words=known.words,
            parties=known.parties,
            place=known.place,
            change=told.change if told else None,
            toward=told.toward if told else None,
            trigger=self.parse.span(told.first, told.last) if told else None,
            by=self.parties.doers(noun, self.changes.doing(told)) if told else (),
            status=status,
            reasons=reasons,
            when=when_told(self.findings, told) if told else UNDATED,
            said_by=self._speakers(told.frame.trigger if told else noun.top),
            sentence=self.parse.tokens[noun.top].sentence + 1,
        )

    def _name(self, noun: Noun) -> str:
        """Return the words of the phrase, without its article; a long one is cut behind its noun."""
        first = noun.left
        while first < noun.first and self.parse.tokens[first].tag in ("DT", "PDT", "PRP$"):
            first += 1
        last = noun.right if noun.right - first < NAME_WORDS else noun.last
        return " ".join(self.parse.span(first, last).text.split())

    def _speakers(self, i: int) -> tuple[Speaker, ...]:
        """Return who is cited for a word, the outermost speaker first."""
        found: dict[Speaker, None] = {}
        for citation in self.findings.citations.around(i):
            cue = self.parse.tokens[citation.cue].text
            mentions = self.findings.cast.at(citation.source) if citation.source is not None else ()
            found.update(dict.fromkeys(Speaker(mention=mention, cue=cue) for mention in mentions))
        return tuple(found)
