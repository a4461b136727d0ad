"""The project's own texts: all files can be read, their cards are true, and what is taught is not what is tested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from crisisdesk.evaluation.annotated import AnnotatedDocument, read_annotated

ROOT = Path(__file__).parents[1]
TEACHING = sorted((ROOT / "teaching").glob("*.txt"))
GOLD = sorted((ROOT / "gold").glob("*.txt"))
RUN = 12
WORD = re.compile(r"\w+")


def words_of(document: AnnotatedDocument) -> list[str]:
    texts = (document.title, *(sentence.text for sentence in document.sentences))
    return WORD.findall(" ".join(texts).lower())


def runs_of(documents: tuple[AnnotatedDocument, ...]) -> Iterator[str]:
    """Yield all runs of words of each document, across the ends of its sentences."""
    for document in documents:
        words = words_of(document)
        yield from (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def sentences_of(documents: tuple[AnnotatedDocument, ...]) -> set[str]:
    return {sentence.text.lower() for document in documents for sentence in document.sentences}


@pytest.fixture(scope="module")
def gold() -> tuple[AnnotatedDocument, ...]:
    return tuple(document for path in GOLD for document in read_annotated(path))


def test_there_are_files():
    assert TEACHING
    assert GOLD


@pytest.mark.parametrize("path", TEACHING, ids=lambda path: path.stem)
def test_nothing_that_is_taught_is_tested(path, gold):
    taught = read_annotated(path)
    assert sentences_of(taught) & sentences_of(gold) == set()
    assert set(runs_of(taught)) & set(runs_of(gold)) == set()


@pytest.mark.parametrize("files", [TEACHING, GOLD], ids=["teaching", "gold"])
def test_the_card_holds_the_counts(files, monkeypatch, capsys):
    """Where this fails, put what ``tools/count_annotations.py`` prints in the card."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    assert import_module("count_annotations").main([str(path) for path in files]) == 0
    card = files[0].with_name("README.md").read_text(encoding="utf8")
    assert capsys.readouterr().out in card


def test_the_example_of_the_format_can_be_read(tmp_path):
    page = (ROOT / "docs" / "annotated-text.md").read_text(encoding="utf8")
    (example,) = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    path = tmp_path / "example.txt"
    path.write_text(example, encoding="utf8")
    documents = read_annotated(path)
    assert len(documents) == 2
    acts = [act for document in documents for sentence in document.sentences for act in sentence.acts]
    assert {act.status for act in acts} == {"actual", "future", "hypothetical", "negated"}
    assert all(any(getattr(act, field) for act in acts) for field in ("said_by", "when", "where"))
