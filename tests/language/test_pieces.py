"""Words to subwords: ids, letter case, and the place of each word, with a small vocabulary of our own."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace

from crisisdesk.language.pieces import (
    DIGIT,
    EDGE,
    INITIAL,
    LOWER,
    MIXED,
    PUNCT,
    SHAPES,
    TITLE,
    UPPER,
    WordPieces,
    shape_of,
)

WORDS = ["[UNK]", "[CLS]", "[SEP]", "shell", "##ing", "##s", "gao", "a", "##a", "."]
ID = {word: number for number, word in enumerate(WORDS)}


@pytest.fixture
def pieces() -> WordPieces:
    tokenizer = Tokenizer(WordPiece(ID, unk_token="[UNK]", max_input_chars_per_word=200))
    tokenizer.normalizer, tokenizer.pre_tokenizer = Lowercase(), Whitespace()
    return WordPieces(tokenizer)


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("troops", LOWER),
        ("éclair", LOWER),
        ("Gao", TITLE),
        ("Élan", TITLE),
        ("UN", UPPER),
        ("U.S.", UPPER),
        ("A", INITIAL),
        ("É", INITIAL),
        ("iPhone", MIXED),
        ("McCain", MIXED),
        ("al-Shabaab", MIXED),
        ("2020", DIGIT),
        ("F-16", DIGIT),
        ("1,000", DIGIT),
        (",", PUNCT),
        ("--", PUNCT),
        ("“", PUNCT),
    ],
)
def test_shape_of(word, shape):
    assert shape_of(word) == shape


def test_the_shapes_are_numbered_without_gaps():
    assert sorted((LOWER, TITLE, UPPER, MIXED, DIGIT, PUNCT, INITIAL, EDGE)) == list(range(SHAPES))


def test_a_word_is_cut_without_regard_to_case(pieces):
    assert pieces.cut("Shelling") == ((ID["shell"], ID["##ing"]), TITLE)
    assert pieces.cut("SHELLS") == ((ID["shell"], ID["##s"]), UPPER)


def test_a_word_cut_again_gives_the_same(pieces):
    assert pieces.cut("shells") == pieces.cut("shells") == ((ID["shell"], ID["##s"]), LOWER)


@pytest.mark.parametrize("word", ["Xyz", " "])
def test_a_word_outside_the_vocabulary_is_one_unknown_piece(pieces, word):
    assert pieces.cut(word)[0] == (ID["[UNK]"],)


def test_a_word_has_at_most_eight_pieces(pieces):
    assert pieces.cut("a" * 30)[0] == (ID["a"], *[ID["##a"]] * 7)


def test_a_window_knows_where_each_word_begins(pieces):
    window = pieces.window(["Shelling", "GAO", "."])
    assert window.ids == tuple(ID[w] for w in ("[CLS]", "shell", "##ing", "gao", ".", "[SEP]"))
    assert window.shapes == (EDGE, TITLE, TITLE, UPPER, PUNCT, EDGE)
    assert window.first == (1, 3, 4)


def test_a_window_of_no_words_has_its_edges(pieces):
    window = pieces.window([])
    assert (window.ids, window.shapes, window.first) == ((ID["[CLS]"], ID["[SEP]"]), (EDGE, EDGE), ())


def test_load_undoes_truncation_and_padding(pieces, tmp_path):
    tokenizer = pieces.tokenizer
    tokenizer.enable_truncation(1)
    tokenizer.enable_padding(length=6)
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    assert WordPieces.load(tmp_path / "tokenizer.json").cut("shells")[0] == (ID["shell"], ID["##s"])
