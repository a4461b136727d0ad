"""Training examples from annotated documents: words that are acts, with type and status, and who is party."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language

from crisisdesk.evaluation.annotated import Act, AnnotatedSentence, read_annotated
from crisisdesk.language.learned import EVENTS, ROLES
from crisisdesk.language.parse import Parse
from crisisdesk.language.training.corpus import Example
from crisisdesk.lexicon.grammar import load_grammar
from crisisdesk.stages.clauses import Clauses

NO_ACT, UNTOLD = EVENTS[0], "_"


def taught(path: Path, nlp: Language) -> list[Example]:
    """Read annotated documents from a file or a folder; the parser finds the head words of triggers and parties."""
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    return [
        _example(document.doc, sentence, nlp)
        for file in files
        for document in read_annotated(file)
        for sentence in document.sentences
    ]


def _example(doc_id: str, sentence: AnnotatedSentence, nlp: Language) -> Example:
    doc = nlp.make_doc(sentence.text)
    for token in doc:
        token.is_sent_start = token.i == 0
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    parse = Parse.from_doc(doc)
    clauses = Clauses(parse, load_grammar())
    events, statuses = [NO_ACT] * len(parse.tokens), [UNTOLD] * len(parse.tokens)
    roles: list[tuple[int, dict[int, int]]] = []
    for act in sentence.acts:
        inside = _inside(parse, act.trigger, 0)
        if not inside:
            continue
        head = trigger_word(parse, clauses, inside)
        for i in inside:
            if events[i] == NO_ACT:
                events[i] = UNTOLD
        events[head], statuses[head] = act.types[0], act.status
        roles.append((head, dict(_parties(parse, act, head))))
    return Example(
        doc_id=doc_id,
        forms=tuple(token.text for token in parse.tokens),
        layers={"event": tuple(events), "status": tuple(statuses)},
        roles=tuple(roles),
    )


def trigger_word(parse: Parse, clauses: Clauses, inside: list[int]) -> int:
    """Return the word of a trigger that is the act: a noun before its light verb, else the highest word."""
    for i in inside:
        if parse.tokens[i].pos == "NOUN":
            verb = clauses.frame(parse.tokens[i]).verb
            if verb != i and verb in inside:
                return i
    return _head(parse, inside)


def _head(parse: Parse, inside: list[int]) -> int:
    within = set(inside)
    return next((i for i in inside if parse.tokens[i].head not in within or parse.tokens[i].head == i), inside[0])


def _inside(parse: Parse, words: str, near: int) -> list[int]:
    """Return the tokens of some words, of several places the one nearest to a character offset."""
    starts, at = [], parse.text.find(words)
    while at >= 0:
        starts.append(at)
        at = parse.text.find(words, at + 1)
    if not words or not starts:
        return []
    start = min(starts, key=lambda start: (not _is_words(parse, start, start + len(words)), abs(start - near)))
    end = start + len(words)
    return [token.i for token in parse.tokens if token.start < end and token.end > start]


def _is_words(parse: Parse, start: int, end: int) -> bool:
    return any(token.start == start for token in parse.tokens) and any(token.end == end for token in parse.tokens)


def _parties(parse: Parse, act: Act, head: int) -> Iterator[tuple[int, int]]:
    for role, parties in ((ROLES.index("actor"), act.actors), (ROLES.index("recipient"), act.recipients)):
        for party in parties:
            inside = _inside(parse, party.words, parse.tokens[head].start)
            if inside:
                yield _head(parse, inside), role
