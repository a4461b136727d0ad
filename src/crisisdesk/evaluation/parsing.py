"""The language model on treebanks: attachment, tags, lemmas and sentence starts, from gold tokens and from raw text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from crisisdesk.language.conllu import TreebankSentence, Word

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

METRICS = ("uas", "las", "upos", "xpos", "feats", "lemma")


@dataclass
class Counts:
    """How many words there are in gold and in the parse, and how many are right by metric."""

    gold: int = 0
    parsed: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*METRICS, "tokens"), 0))

    def f1(self, metric: str) -> float:
        """F1 over words; from gold tokens it is the accuracy."""
        return 2 * self.right[metric] / (self.gold + self.parsed) if self.gold else 0.0


def from_gold_tokens(nlp: Language, sentences: Iterable[TreebankSentence]) -> Counts:
    """Parse the treebank's own words, one sentence a Doc, and compare word by word."""
    from spacy.tokens import Doc

    kept = list(sentences)
    docs: Iterable[Doc] = (
        Doc(
            nlp.vocab,
            words=[w.form for w in s.words],
            spaces=[w.space_after for w in s.words],
            sent_starts=[place == 0 for place in range(len(s.words))],
        )
        for s in kept
    )
    for _, pipe in nlp.pipeline:
        docs = pipe.pipe(docs)
    counts = Counts()
    for sentence, doc in zip(kept, docs, strict=True):
        counts.gold += len(sentence.words)
        counts.parsed += len(doc)
        for word, token in zip(sentence.words, doc, strict=True):
            head = 0 if token.head.i == token.i else token.head.i + 1
            _count(counts, word, token, head == word.head)
    return counts


def _count(counts: Counts, word: Word, token: Token, same_head: bool) -> None:
    right = counts.right
    right["tokens"] += 1
    right["uas"] += same_head
    right["las"] += same_head and token.dep_.replace("ROOT", "root") == word.deprel
    right["upos"] += token.pos_ == word.upos
    right["xpos"] += token.tag_ == word.xpos
    right["feats"] += (str(token.morph) or "_") == word.feats
    right["lemma"] += token.lemma_ == word.lemma


def from_raw_text(nlp: Language, sentences: Iterable[TreebankSentence]) -> tuple[Counts, float]:
    """Parse each document's plain text and compare words with the same characters; also return the sentence F1.

    As in the CoNLL 2018 shared task: a word is right only if its head is the word with the same characters.
    """
    counts, found, wanted, same = Counts(), 0, 0, 0
    for _, group in groupby(sentences, key=lambda s: s.doc_id):
        document = list(group)
        doc = nlp(" ".join(s.text for s in document))
        gold = dict(_gold_words(document))
        parsed = {_letters(doc, t): t for t in doc if not t.is_space}
        counts.gold += len(gold)
        counts.parsed += len(parsed)
        for place in gold.keys() & parsed.keys():
            word, head = gold[place]
            token = parsed[place]
            theirs = None if token.head.i == token.i else _letters(doc, token.head)
            _count(counts, word, token, theirs == head)
        ends = {_letters(doc, [t for t in s if not t.is_space][-1])[1] for s in doc.sents if s.text.strip()}
        gold_ends = set(_gold_ends(document))
        found, wanted, same = found + len(ends), wanted + len(gold_ends), same + len(ends & gold_ends)
    return counts, 2 * same / (found + wanted) if found + wanted else 0.0


Place = tuple[int, int]


def _letters(doc: Doc, token: Token) -> Place:
    """Return the token's range counted in characters that are no spaces."""
    seen: list[int] = doc.user_data.setdefault("letters", _running(doc.text))
    return seen[token.idx], seen[token.idx + len(token.text)]


def _running(text: str) -> list[int]:
    counts = [0]
    for letter in text:
        counts.append(counts[-1] + (not letter.isspace()))
    return counts


def _gold_words(document: list[TreebankSentence]) -> Iterator[tuple[Place, tuple[Word, Place | None]]]:
    offset = 0
    for sentence in document:
        places = []
        for word in sentence.words:
            size = len("".join(word.form.split()))
            places.append((offset, offset + size))
            offset += size
        for word, place in zip(sentence.words, places, strict=True):
            yield place, (word, places[word.head - 1] if word.head else None)


def _gold_ends(document: list[TreebankSentence]) -> Iterator[int]:
    offset = 0
    for sentence in document:
        offset += sum(len("".join(word.form.split())) for word in sentence.words)
        yield offset
