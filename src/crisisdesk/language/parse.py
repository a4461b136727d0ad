"""A parsed report as the stages read it: plain tokens with Universal Dependencies, independent of spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisisdesk.language.learned import Learned
from crisisdesk.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Token:
    """One token; ``head`` is an index into ``Parse.tokens``, a root's its own; ``feats`` is UD's FEATS column."""

    i: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    entity: str
    feats: str
    sentence: int
    factuality: float | None = None


def _tokens(doc: Doc, sentences: Iterable[tuple[int, int]]) -> Iterator[Token]:
    """Yield the tokens of a Doc from its columns: attribute by attribute a Doc is slow to read."""
    from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LOWER, MORPH, ORTH, POS, TAG

    columns = doc.to_array([ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE, MORPH, IDX, HEAD]).T
    strings = doc.vocab.strings
    words, lower, lemmas, pos, tags, deps, kinds, feats = (
        [known[number] for number in column]
        for column in columns[:8].tolist()
        for known in ({number: strings[number] for number in set(column)},)
    )
    starts, heads = columns[8].astype(int).tolist(), columns[9].astype(int).tolist()
    numbers = [number for number, (first, end) in enumerate(sentences) for _ in range(first, end)]
    factuality = doc.user_data.get("factuality")
    facts = [None] * len(doc) if factuality is None else factuality.tolist()
    for i, word in enumerate(words):
        yield Token(
            i,
            word,
            lower[i],
            lemmas[i].lower(),
            pos[i],
            tags[i],
            "root" if deps[i] == "ROOT" else deps[i],
            i + heads[i],
            starts[i],
            starts[i] + len(word),
            kinds[i],
            feats[i],
            numbers[i],
            facts[i],
        )


class Parse:
    """The tokens of a report with their tree; sentences are half-open token ranges in order.

    ``learned`` is what the heads for acts say; another pipeline than the shipped one gives none.
    """

    __slots__ = ("_children", "learned", "sentences", "text", "tokens")

    def __init__(
        self,
        text: str,
        tokens: tuple[Token, ...],
        sentences: tuple[tuple[int, int], ...],
        learned: Learned | None = None,
    ) -> None:
        self.text, self.tokens, self.sentences, self.learned = text, tokens, sentences, learned
        children: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        self._children = children

    @classmethod
    def from_doc(cls, doc: Doc) -> Parse:
        """Copy a parsed spaCy Doc; whitespace tokens are left in and have the dependency ``dep``."""
        sentences = tuple((sent.start, sent.end) for sent in doc.sents)
        tokens = tuple(_tokens(doc, sentences))
        acts = doc.user_data.get("acts")
        return cls(doc.text, tokens, sentences, Learned(acts, doc.user_data["roles"]) if acts else None)

    def children(self, i: int, *deps: str) -> Iterator[Token]:
        """Yield the dependents of token ``i``, with ``deps`` those whose label, or its part before ``:``, is one."""
        for child in self._children[i]:
            token = self.tokens[child]
            if not deps or token.dep in deps or token.dep.partition(":")[0] in deps:
                yield token

    def child(self, i: int, *deps: str) -> Token | None:
        """Return the first dependent of token ``i`` with one of these labels."""
        return next(self.children(i, *deps), None)

    def subtree(self, i: int) -> list[int]:
        """Return the indices of token ``i`` and all below it, in text order."""
        found, stack = [], [i]
        while stack:
            place = stack.pop()
            found.append(place)
            stack.extend(self._children[place])
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[Token]:
        """Yield the heads of token ``i``, from the nearest to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def span(self, first: int, last: int) -> Span:
        """Return the text from token ``first`` to token ``last``, both included."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return Span(start, end, self.text[start:end])

    def case(self, i: int) -> str:
        """Return the preposition of token ``i`` in lower case, or an empty string ("out of" gives "of")."""
        marks = self.case_words(i)
        return marks[-1] if marks else ""

    def case_words(self, i: int) -> list[str]:
        """Return all prepositions of token ``i`` with their fixed parts: ``["out", "of"]``."""
        marks = [token for token in self.children(i, "case") if token.tag != "POS"]
        return [word.lower for mark in marks for word in (mark, *self.children(mark.i, "fixed"))]
