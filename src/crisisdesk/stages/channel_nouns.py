"""Nouns of channels: which phrases of a report can name one, by their words alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.channels import ChannelWords, NounRule
from crisisdesk.stages.mentions import phrase_of

INSIDE = frozenset(("compound", "amod", "nmod:desc", "flat", "nummod", "nmod:unmarked"))
NOMINAL = frozenset(("nsubj", "nsubj:pass", "obj", "obl", "nmod", "root", "conj", "nmod:poss", "appos"))
LEFTWARD = frozenset(("compound", "amod", "nummod", "flat", "nmod:desc", "punct", "det", "advmod"))
NAMES = frozenset(("NOUN", "PROPN", "ADJ"))
JOINTS = frozenset(("-", "–"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A phrase that can name a channel, in tokens: what matched, its top word, and the whole phrase around it.

    ``back`` nouns ("the office", "it") name one only where it was named before. ``act`` is the event noun that the
    phrase stands before: "the embassy **closure**".
    """

    rule: NounRule
    first: int
    last: int
    top: int
    left: int
    right: int
    back: bool = False
    act: int | None = None


class NounFinder:
    """Finds the nouns of channels in one parse."""

    def __init__(self, parse: Parse, words: ChannelWords) -> None:
        self.parse, self.words = parse, words

    def all(self) -> Iterator[Noun]:
        """Yield the nouns in text order; none stands inside another."""
        until = -1
        for token in self.parse.tokens:
            found = self.at(token) if token.i > until else None
            if found is not None:
                until = found.last
                yield found

    def at(self, token: Token) -> Noun | None:
        """Return the noun that begins with a word; the longest phrase wins."""
        words = self.words
        forms = (token.lower, token.lemma)
        rows = [row for form in dict.fromkeys(forms) for row in words.starts.get(form, ())]
        for phrase, rule in sorted(rows, key=lambda row: -len(row[0])):
            if self._matches(token.i, phrase):
                found = self._placed(rule, token.i, token.i + len(phrase) - 1)
                if found is not None and not self._is_barred(found):
                    return found
        return self._back(token)

    def _matches(self, first: int, phrase: tuple[str, ...]) -> bool:
        tokens = self.parse.tokens[first : first + len(phrase)]
        if len(tokens) < len(phrase) or not (tokens[-1].pos in NAMES or tokens[-1].lower == phrase[-1]):
            return False
        return all(word in (token.lower, token.lemma) for word, token in zip(phrase, tokens, strict=True))

    def _back(self, token: Token) -> Noun | None:
        rules = self.words.backs.get(token.lemma) or self.words.backs.get(token.lower)
        definite = any(c.lower in self.words["definite"] for c in self.parse.children(token.i))
        if rules and token.pos == "NOUN" and definite:
            found = self._placed(rules[0], token.i, token.i)
            named = found and any(t.text[:1].isupper() for t in self.parse.tokens[found.left + 1 : found.right + 1])
            return replace(found, back=True) if found and not named else None
        return None

    def _placed(self, rule: NounRule, first: int, last: int) -> Noun | None:
        """Return a match with its phrase; none where it only describes another noun, as in "embassy staff"."""
        parse = self.parse
        top, act = self._top(first, last), None
        outer = parse.tokens[parse.tokens[top].head]
        if parse.tokens[top].dep in INSIDE and outer.i > last:
            if outer.lemma in self.words["carriers"] and outer.i == last + 1:
                top, last = outer.i, outer.i
            elif outer.lemma in self.words.acts:
                act = outer.i
            else:
                return None
        left, right = self._edges(top, first, last)
        return Noun(rule=rule, first=first, last=last, top=top, left=left, right=right, act=act)

    def _top(self, first: int, last: int) -> int:
        """Return the word of a match that stands for it in the tree; parses sometimes tear a compound apart."""
        outside = [t for t in self.parse.tokens[first : last + 1] if not first <= t.head <= last or t.head == t.i]
        return next((t.i for t in outside if t.dep in NOMINAL), outside[-1].i if outside else last)

    def _edges(self, top: int, first: int, last: int) -> tuple[int, int]:
        phrase = phrase_of(self.parse, top)
        start = self.parse.sentences[self.parse.tokens[top].sentence][0]
        left = min(first, phrase.first)
        while left > start and self._goes_on(self.parse.tokens[left - 1], left):
            left -= 1
        return left, max(last, self._right(last, phrase.last, top))

    def _right(self, last: int, right: int, top: int) -> int:
        """Return where a phrase ends: "between A **and B**" is part of it, a verb that a parse hangs there is not."""
        tokens = self.parse.tokens
        pairing = self.words["pairing"]
        behind = (c for c in self.parse.children(top, "nmod", "obl") if self.parse.case(c.i) in pairing)
        joined = [phrase_of(self.parse, c.i).last for child in behind for c in self.parse.children(child.i, "conj")]
        end = max([right, *joined]) + 1
        end = next((t.i for t in tokens[last + 1 : end] if t.pos in ("VERB", "AUX") or t.text.isspace()), end)
        while end - 1 > last and tokens[end - 1].pos == "PUNCT":
            end -= 1
        return end - 1

    def _goes_on(self, before: Token, left: int) -> bool:
        """Say whether a word left of a phrase is part of it: its dependent, or a joint of a name."""
        if before.text in JOINTS or self.parse.tokens[left].text in JOINTS:
            return not before.text.isspace()
        return before.dep in LEFTWARD and before.pos in ("PROPN", "ADJ") and before.head > before.i

    def _is_barred(self, noun: Noun) -> bool:
        rule = noun.rule
        if rule.not_modifier & {t.lower for t in self.parse.tokens[noun.left : noun.first]}:
            return True
        behind = list(self.parse.children(noun.top, "nmod", "obl"))
        if rule.only and not any(self.parse.case(child.i) in rule.only for child in behind):
            return True
        above = {token.lemma for _, token in zip(range(2), self.parse.ancestors(noun.top), strict=False)}
        return bool(rule.not_verbs & above)
