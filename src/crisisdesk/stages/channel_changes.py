"""Changes of a channel: the verbs, nouns and adjectives around its phrase that tell what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.channels import ChangeRule, ChannelWords
from crisisdesk.model.channel import Change
from crisisdesk.stages.channel_nouns import Noun
from crisisdesk.stages.clauses import Clauses, Frame

ABOVE = frozenset(("xcomp", "ccomp", "conj", "acl", "advcl"))
CLAUSES = ("acl", "amod", "advcl:relcl")
BELOW = ("xcomp", "conj", "ccomp")
DEEP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One change that is told of a noun: the frame of the word that tells it, and its own words in tokens.

    Where a change is proposed or threatened, ``toward`` is that change and ``inner`` the frame of its word.
    """

    change: Change
    toward: Change | None
    frame: Frame
    inner: Frame
    first: int
    last: int


class ChangeFinder:
    """Finds the changes of the nouns of one parse."""

    def __init__(self, parse: Parse, clauses: Clauses, words: ChannelWords) -> None:
        self.parse, self.clauses, self.words = parse, clauses, words

    def of(self, noun: Noun) -> tuple[Told, ...]:
        """Return what is told of a noun, in text order; one change a word."""
        anchor = self.anchor(noun)
        kind = noun.rule.kind
        found: dict[int, Told] = {}
        for told in (*self._by_nouns(noun, anchor, kind), *self._by_clauses(noun, anchor, kind)):
            doubled = any(told.change is other.change and told.first <= i <= told.last for i, other in found.items())
            within = any(told.change is o.change and o.first <= told.frame.trigger <= o.last for o in found.values())
            if not (doubled or within):
                found[told.frame.trigger] = told
        return tuple(found[i] for i in sorted(found))

    def doing(self, told: Told) -> Frame:
        """Return the frame whose subject makes a change: that of "declared" in "declared the lines closed"."""
        verb = self.parse.tokens[told.frame.trigger]
        return self.clauses.verb(verb.head) if told.frame.passive and verb.dep == "xcomp" else told.frame

    def anchor(self, noun: Noun) -> Token:
        """Return the word that stands for a noun in its clause: the first conjunct, "all" in "all of the lines"."""
        token = self.parse.tokens[noun.top]
        for _ in range(DEEP):
            head = self.parse.tokens[token.head]
            nominal = head.pos in ("NOUN", "PROPN", "PRON", "DET", "NUM")
            counted = token.dep == "nmod" and head.lemma in self.words["quantifiers"]
            if not nominal or head.i == token.i or not (token.dep == "conj" or counted):
                break
            token = head
        return token

    def _by_clauses(self, noun: Noun, anchor: Token, kind: str) -> Iterator[Told]:
        for word in self._candidates(noun, anchor):
            if word.pos == "VERB":
                yield from self._by_verb(word, {noun.top, anchor.i}, kind)
            elif word.lemma in self.words.adjectives:
                yield from self._by_adjective(word, {noun.top, anchor.i}, kind)

    def _candidates(self, noun: Noun, anchor: Token) -> list[Token]:
        """Return the words whose clause may speak of a noun: those above it, their conjuncts, clauses below it."""
        tokens = self.parse.tokens
        found = [tokens[anchor.head]] if anchor.head != anchor.i else []
        found += [tokens[word.head] for word in found if word.dep.startswith("aux")]
        found += [c for i in {noun.top, anchor.i} for c in self.parse.children(i, *CLAUSES)]
        for _ in range(DEEP):
            below = [c for word in found for c in self.parse.children(word.i, *BELOW)]
            new = [word for word in below if word not in found and word.pos in ("VERB", "ADJ", "AUX", "ADV")]
            found += new
            if not new:
                break
        return found

    def _by_verb(self, verb: Token, targets: set[int], kind: str) -> Iterator[Told]:
        rows = self.words.verbs.get(verb.lemma, ())
        if not rows:
            return
        frame = self.clauses.verb(verb.i)
        for words, rule in rows:
            if (
                rule.fits(kind)
                and self._stands(verb, frame, rule, words, targets)
                and self._has(verb, frame, words[1:])
            ):
                yield self._told(rule.change, frame, words)
                return

    def _has(self, verb: Token, frame: Frame, rest: tuple[str, ...]) -> bool:
        """Say whether the other words of a verb hang on it: "put … on hold"."""
        if not rest:
            return True
        near = {c.lower for c in self.parse.children(verb.i)} | set(frame.particles)
        if not set(rest) <= near:
            near |= {c.lower for child in self.parse.children(verb.i, "obl", "obj") for c in self._inner(child)}
        return set(rest) <= near

    def _inner(self, token: Token) -> Iterator[Token]:
        yield from self.parse.children(token.i, "case", "nmod", "fixed")

    def _stands(self, verb: Token, frame: Frame, rule: ChangeRule, words: tuple[str, ...], targets: set[int]) -> bool:
        """Say whether a noun stands where a rule wants it; lists behind "including" stand with what they list."""
        if "object" in rule.at and (targets & set(self._objects(verb, frame))):
            return True
        bare = not frame.passive and all(self.parse.tokens[i].lower in words for i in frame.at("object"))
        if "subject" in rule.at and bare and targets & set(frame.at("subject")):
            return True
        listed = targets & set(frame.at("including"))
        return bool(listed) or any(targets & set(frame.at(place)) for place in rule.at - {"object", "subject"})

    def _objects(self, verb: Token, frame: Frame) -> tuple[int, ...]:
        """Return the objects of a verb; those of its governor in "had the office **torn** down"."""
        above = self.parse.tokens[verb.head]
        lent = verb.dep == "xcomp" and verb.tag in ("VBN", "VBD") and not any(self.parse.children(verb.i, "obj"))
        return frame.at("object") + (self.clauses.verb(above.i).at("object") if lent else ())

    def _by_adjective(self, word: Token, targets: set[int], kind: str) -> Iterator[Told]:
        rule = next((rule for rule in self.words.adjectives[word.lemma] if rule.fits(kind)), None)
        if rule is None:
            return
        above = self.clauses.verb(word.head) if word.dep in ("xcomp", "advcl") else None
        holders = (above.at("object") or above.at("subject")) if above else self.clauses.verb(word.i).at("subject")
        copulas = (
            c.i for aux in self.parse.children(word.i, "aux", "cop") for c in self.parse.children(aux.i, "nsubj")
        )
        if targets & {*holders, *copulas}:
            frame = self.clauses.verb(word.i)
            yield self._told(rule.change, frame, (word.lemma,))

    def _by_nouns(self, noun: Noun, anchor: Token, kind: str) -> Iterator[Told]:
        """Yield acts told by nouns: "the closure of the office", "the office's closure", "the embassy closure"."""
        head = self.parse.tokens[anchor.head if noun.act is None else noun.act]
        case = self.parse.case(anchor.i)
        owned = noun.act is not None or (anchor.dep == "nmod:poss" and head.i != anchor.i)
        for rule in self.words.acts.get(head.lemma, ()) if head.pos in ("NOUN", "PROPN") else ():
            prepositions = (rule.at - {"object", "subject"}) or self.words["undergoing"]
            if rule.fits(kind) and (owned or (anchor.dep == "nmod" and case in prepositions)):
                yield self._told(rule.change, self.clauses.frame(head), (head.lemma,))
                return

    def _told(self, change: Change, frame: Frame, words: tuple[str, ...]) -> Told:
        """Return a change, or what a verb above it makes of it: "**threatened** to close the office"."""
        first = last = frame.trigger
        for child in self.parse.children(frame.trigger):
            if child.lower in words[1:] and abs(child.i - frame.trigger) <= len(words) + 1:
                first, last = min(first, child.i), max(last, child.i)
        above = self._governor(self.parse.tokens[frame.trigger])
        if above is None:
            return Told(change=change, toward=None, frame=frame, inner=frame, first=first, last=last)
        over = self.clauses.frame(above)
        made = self.words.governors[above.lemma]
        return Told(change=made, toward=change, frame=over, inner=frame, first=above.i, last=above.i)

    def _governor(self, token: Token) -> Token | None:
        for _ in range(DEEP):
            if token.dep not in ABOVE or token.tag == "VBD":
                return None
            token = self.parse.tokens[token.head]
            if token.lemma in self.words.governors and token.pos in ("VERB", "NOUN"):
                return token
        return None
