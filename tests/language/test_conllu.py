"""CoNLL-U files: words, joined words, empty nodes, comments, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisisdesk.errors import ConlluError
from crisisdesk.language.conllu import TreebankSentence, read_conllu


def row(number: str, form: str, head: str = "0", misc: str = "_", deprel: str = "dep") -> str:
    return "\t".join([number, form, form.lower(), "X", "XX", "_", head, deprel, "_", misc])


@pytest.fixture
def read(tmp_path: Path):
    def read_rows(*rows: str, end: str = "\n") -> list[TreebankSentence]:
        path = tmp_path / "own.conllu"
        path.write_text("\n".join(rows) + end, encoding="utf8")
        return list(read_conllu(path))

    return read_rows


def test_a_word_keeps_its_columns(read):
    line = "1\tShells\tshell\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t2:nsubj\tGloss=x"
    word = read(line, row("2", "fell"), "")[0].words[0]
    assert (word.form, word.lemma, word.upos, word.xpos) == ("Shells", "shell", "NOUN", "NNS")
    assert (word.feats, word.head, word.deprel, word.misc) == ("Number=Plur", 2, "nsubj", "Gloss=x")


def test_comments_give_id_text_and_document(read):
    first, second, third = read(
        "# newdoc id = gao-7",
        "# sent_id = s1",
        "# text = Shells fell = badly.",
        row("1", "Shells", "2"),
        "",
        "# sent_id = s2",
        row("1", "Silence"),
        "",
        "# newdoc id = gao-8",
        row("1", "Peace"),
        "",
    )
    assert (first.sent_id, first.doc_id, first.text) == ("s1", "gao-7", "Shells fell = badly.")
    assert (second.sent_id, second.doc_id, second.text) == ("s2", "gao-7", "Silence")
    assert (third.sent_id, third.doc_id) == ("", "gao-8")


def test_a_file_without_comments_is_named_by_its_stem(read):
    found = read(row("1", "Guns", "2"), row("2", "fell"))
    assert [(s.doc_id, s.text) for s in found] == [("own", "Guns fell")]


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n\n\n"])
def test_the_last_sentence_needs_no_blank_line(read, end):
    assert [len(s.words) for s in read(row("1", "Guns"), "", row("1", "Fire"), end=end)] == [1, 1]


def test_empty_nodes_are_left_out(read):
    words = read(row("1", "Kim", "2"), row("1.1", "went", "_"), row("2", "left"))[0].words
    assert [(w.form, w.head) for w in words] == [("Kim", 2), ("left", 0)]


def test_space_after(read):
    words = read(row("1", "Kim", "2", "Gloss=x|SpaceAfter=No"), row("2", ",", "1"), row("3", "too"))[0].words
    assert [w.space_after for w in words] == [False, True, True]


@pytest.mark.parametrize(("misc", "after"), [("_", True), ("SpaceAfter=No", False)])
def test_joined_words_have_no_space_inside_and_the_space_of_the_whole_after(read, misc, after):
    words = read(row("1-2", "can't", "_", misc), row("1", "ca", "3"), row("2", "n't", "3"), row("3", "go"))[0].words
    assert [w.form for w in words] == ["ca", "n't", "go"]
    assert [w.space_after for w in words] == [False, after, True]


def test_too_few_columns_are_refused_with_file_and_line(read):
    with pytest.raises(ConlluError) as caught:
        read("# text = x", row("1", "Kim", "2"), "2\tleft\tleave")
    assert (caught.value.path.name, caught.value.line) == ("own.conllu", 3)
    assert "3 columns" in caught.value.reason
    assert "own.conllu:3:" in str(caught.value)


def test_a_head_that_is_no_number_is_refused(read):
    with pytest.raises(ConlluError) as caught:
        read(row("1", "Guns"), "", row("1", "Kim", "left"))
    assert caught.value.line == 3
    assert "left" in caught.value.reason
