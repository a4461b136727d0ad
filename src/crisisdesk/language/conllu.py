"""CoNLL-U files: read sentences with their words, heads and labels (https://universaldependencies.org/format.html)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crisisdesk.errors import ConlluError

COLUMNS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One syntactic word of a sentence; ``head`` is 1-based, 0 is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    misc: str
    space_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TreebankSentence:
    """One sentence of a treebank, its id, document and raw text."""

    sent_id: str
    doc_id: str
    text: str
    words: tuple[Word, ...]


def read_conllu(path: Path) -> Iterator[TreebankSentence]:
    """Yield the sentences of a CoNLL-U file in order; empty nodes are left out.

    Raises:
        ConlluError: a row has not ten columns, or its head is not a number.

    """
    doc_id, lines, comments = path.stem, [], {}
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), start=1):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        elif line.strip():
            lines.append((number, line.split("\t")))
        elif lines:
            doc_id = comments.get("newdoc id", doc_id)
            yield _sentence(path, lines, comments, doc_id)
            lines, comments = [], {}
    if lines:
        yield _sentence(path, lines, comments, comments.get("newdoc id", doc_id))


def _sentence(
    path: Path, lines: list[tuple[int, list[str]]], comments: dict[str, str], doc_id: str
) -> TreebankSentence:
    words: list[Word] = []
    joined_until = 0
    joined_misc = ""
    for number, row in lines:
        if len(row) != COLUMNS:
            raise ConlluError(path=path, line=number, reason=f"{len(row)} columns instead of {COLUMNS}")
        if "." in row[0]:
            continue
        if "-" in row[0]:
            joined_until, joined_misc = int(row[0].partition("-")[2]), row[9]
            continue
        words.append(_word(path, number, row, joined_until, joined_misc))
    text = comments.get("text", " ".join(word.form for word in words))
    return TreebankSentence(sent_id=comments.get("sent_id", ""), doc_id=doc_id, text=text, words=tuple(words))


def _word(path: Path, number: int, row: list[str], joined_until: int, joined_misc: str) -> Word:
    if not (row[0].isdigit() and row[6].isdigit()):
        raise ConlluError(path=path, line=number, reason=f"id {row[0]!r} or head {row[6]!r} is not a number")
    index = int(row[0])
    if index < joined_until:
        space_after = False
    else:
        space_after = "SpaceAfter=No" not in (joined_misc if index == joined_until else row[9])
    return Word(
        form=row[1],
        lemma=row[2],
        upos=row[3],
        xpos=row[4],
        feats=row[5],
        head=int(row[6]),
        deprel=row[7],
        misc=row[9],
        space_after=space_after,
    )
