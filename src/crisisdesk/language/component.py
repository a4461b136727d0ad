"""The spaCy pipeline component: tags, lemmas, morphology, dependencies, sentence starts, entities, factuality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_SPACE, LEMMA, MORPH, ORTH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from crisisdesk.language.encoder import MODEL, Annotation, Encoder
from crisisdesk.language.learned import EVENTS, STATUSES, ActTables
from crisisdesk.language.lemmas import Lemmas
from crisisdesk.language.windows import cut_windows
from crisisdesk.lexicon.codebook import load_codebook
from crisisdesk.model.codebook import Kind

ATTRIBUTES = [POS, TAG, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE]
OUTSIDE, BEGIN, INSIDE = 2, 3, 1
SURE = 30.0
DOCS_AT_ONCE = 64
CACHE_LIMIT = 200_000


@Language.factory(
    "crisisdesk_parser",
    assigns=[
        "token.pos",
        "token.tag",
        "token.morph",
        "token.lemma",
        "token.head",
        "token.dep",
        "doc.sents",
        "doc.ents",
    ],
)
def make_parser(nlp: Language, name: str) -> ParserComponent:
    """Make the component with the shipped model."""
    return ParserComponent(nlp, Encoder.load(MODEL), load_lemmas(MODEL), name)


class ParserComponent:
    """Annotates Docs with one encoder pass.

    ``token.is_sent_start`` set before the component is kept; ``doc.user_data`` gets ``factuality``, one number a token,
    ``acts``, the tables of the heads for acts, and ``roles``, the bilinear form that goes with them.
    """

    def __init__(self, nlp: Language, encoder: Encoder, lemmas: Lemmas, name: str = "crisisdesk_parser") -> None:
        self.name, self.nlp, self.encoder, self.lemmas = name, nlp, encoder, lemmas
        features = encoder.role_weight.shape[0] - 1
        self._widths = (len(EVENTS), len(STATUSES), features, features)
        self._seen: dict[tuple[str, int, int, int], str] = {}
        self._hashes = self._numbers_of_classes()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        return next(iter(self._annotate([doc])))

    def pipe(self, stream: Iterable[Doc], batch_size: int = DOCS_AT_ONCE) -> Iterator[Doc]:
        """Annotate a stream of Docs, in order."""
        for docs in minibatch(stream, batch_size):
            yield from self._annotate(list(docs))

    def _annotate(self, docs: list[Doc]) -> list[Doc]:
        runs: list[list[str]] = []
        starts: list[NDArray[np.int8]] = []
        places: list[tuple[int, list[int]]] = []
        for number, doc in enumerate(docs):
            for run, start, where in _windows(doc):
                runs.append(run)
                starts.append(start)
                places.append((number, where))
        found = self.encoder.annotate(runs, starts)
        arrays = [self._blank(doc) for doc in docs]
        for (number, where), annotation in zip(places, found, strict=True):
            self._fill(docs[number], arrays[number], where, annotation)
        return [self._finish(doc, array) for doc, array in zip(docs, arrays, strict=True)]

    def _numbers_of_classes(self) -> dict[str, NDArray[np.uint64]]:
        """Return the vocabulary's numbers of all classes, by layer; asked once, so that no memory zone forgets them."""
        strings, morphology = self.nlp.vocab.strings, self.nlp.vocab.morphology
        made = {
            layer: [strings.add(value) for value in self.encoder.classes[layer]] for layer in ("upos", "xpos", "label")
        }
        made["feats"] = [morphology.add(value) for value in self.encoder.classes["feats"]]
        made["kind"] = [strings.add(tag.partition("-")[2]) for tag in self.encoder.classes["ner"]]
        marks = {"B": BEGIN, "I": INSIDE, "O": OUTSIDE}
        made["mark"] = [marks[tag[0]] for tag in self.encoder.classes["ner"]]
        made["upos"] = [spacy.symbols.IDS[value] for value in self.encoder.classes["upos"]]
        return {name: np.array(values, dtype=np.uint64) for name, values in made.items()}

    def _blank(self, doc: Doc) -> NDArray[np.uint64]:
        """Rows of a whitespace token: attached to the token before it."""
        array = np.zeros((len(doc), len(ATTRIBUTES)), dtype=np.uint64)
        strings = self.nlp.vocab.strings
        array[:, 0] = spacy.symbols.IDS["SPACE"]
        array[:, 1] = strings.add("_SP")
        array[:, 2] = self.nlp.vocab.morphology.add("")
        array[:, 5] = strings.add("dep")
        array[:, 6] = OUTSIDE
        array[:, 3] = doc.to_array(ORTH)
        array[1:, 4] = np.array(-1).astype(np.uint64)
        doc.user_data["factuality"] = np.zeros(len(doc), dtype=np.float32)
        doc.user_data["acts"] = ActTables(*(np.zeros((len(doc), width), dtype=np.float32) for width in self._widths))
        doc.user_data["acts"].event[:, 0] = SURE
        doc.user_data["roles"] = self.encoder.role_weight
        return array

    def _fill(self, doc: Doc, array: NDArray[np.uint64], where: list[int], found: Annotation) -> None:
        rows = np.array(where)
        array[rows, 0] = self._hashes["upos"][found.layers["upos"]]
        array[rows, 1] = self._hashes["xpos"][found.layers["xpos"]]
        array[rows, 2] = self._hashes["feats"][found.layers["feats"]]
        tags = zip(found.layers["upos"], found.layers["xpos"], found.layers["lemma"], strict=True)
        array[rows, 3] = [self._lemma(doc[i].text, *tag) for i, tag in zip(where, tags, strict=True)]
        array[rows, 4] = (rows[found.heads] - rows).astype(np.uint64)
        array[rows, 5] = self._hashes["label"][found.labels]
        marks, kinds = self._hashes["mark"][found.layers["ner"]], self._hashes["kind"][found.layers["ner"]]
        broken = (marks == INSIDE) & (np.concatenate([[0], kinds[:-1]]) != kinds)
        array[rows, 6] = np.where(broken | (found.starts & (marks == INSIDE)), BEGIN, marks)
        array[rows, 7] = kinds
        doc.user_data["factuality"][rows] = found.factuality
        for table, values in zip(doc.user_data["acts"], found.acts, strict=True):
            table[rows] = values

    def _lemma(self, form: str, upos: int, xpos: int, script: int) -> int:
        key = (form, int(upos), int(xpos), int(script))
        known = self._seen.get(key)
        if known is None:
            classes = self.encoder.classes
            lemma = self.lemmas.of(form, classes["upos"][upos], classes["xpos"][xpos], classes["lemma"][script])
            if len(self._seen) > CACHE_LIMIT:
                self._seen.clear()
            known = self._seen[key] = lemma
        return self.nlp.vocab.strings.add(known)

    def _finish(self, doc: Doc, array: NDArray[np.uint64]) -> Doc:
        if len(doc):
            first = next((token.i for token in doc if not token.is_space), 0)
            array[:first, 4] = [first - i for i in range(first)]
            doc.from_array(ATTRIBUTES, array)
        return doc


def load_lemmas(folder: Path) -> Lemmas:
    """Return the lemmas of a model folder; the triggers of the codebook are known words too."""
    triggers = load_codebook().by_trigger
    more = {
        kind.value: frozenset(lemma for other, lemma in triggers if other is kind) for kind in (Kind.VERB, Kind.NOUN)
    }
    return Lemmas.load(folder / "words.json", more)


def _windows(doc: Doc) -> Iterator[tuple[list[str], NDArray[np.int8], list[int]]]:
    """Yield the words, given sentence starts and token numbers of each window of a Doc."""
    where: list[int] = []
    starts: list[int] = []
    parted = False
    given = doc.to_array([IS_SPACE, SENT_START]).astype(np.int64).tolist()
    for i, (space, start) in enumerate(given):
        if space:
            parted = parted or start > 0 or doc[i].text.count("\n") > 1
        else:
            where.append(i)
            starts.append(1 if parted else start)
            parted = False
    words = [doc[i].text for i in where]
    for begin, end in cut_windows(words, starts):
        yield words[begin:end], np.array(starts[begin:end], dtype=np.int8), where[begin:end]


def load_language(folder: Path = MODEL) -> Language:
    """Return spaCy's English tokenizer with the parser of a model folder."""
    nlp = spacy.blank("en")
    if folder == MODEL:
        nlp.add_pipe("crisisdesk_parser")
        return nlp
    Language.component("crisisdesk_parser_trial", func=ParserComponent(nlp, Encoder.load(folder), load_lemmas(folder)))
    nlp.add_pipe("crisisdesk_parser_trial")
    return nlp
