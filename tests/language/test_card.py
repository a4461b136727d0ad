"""The shipped model is the one that its card describes; what needs no treebank is checked here."""

import hashlib
import re
from pathlib import Path

import pytest

from crisisdesk.evaluation.parsing import from_gold_tokens
from crisisdesk.language.conllu import read_conllu
from crisisdesk.language.encoder import MODEL

OWN = Path(__file__).parent / "own.conllu"
CARD = (MODEL / "card.md").read_text(encoding="utf8")
FILES = re.findall(r"^\| (\S+\.\w+) \| (\d+) \| (\w{16}) \|$", CARD, re.MULTILINE)
# The int8 kernels of different processors round differently.
ROUNDING = 0.03


def test_the_card_names_every_file():
    assert {name for name, _, _ in FILES} == {path.name for path in MODEL.iterdir()} - {"card.md"}


@pytest.mark.parametrize(("name", "size", "digest"), FILES)
def test_files_are_those_of_the_card(name, size, digest):
    content = (MODEL / name).read_bytes()
    assert len(content) == int(size)
    assert hashlib.sha256(content).hexdigest().startswith(digest)


def test_the_model_is_small():
    assert sum(path.stat().st_size for path in MODEL.iterdir()) <= 30_000_000


@pytest.mark.model
def test_scores_on_own_sentences_are_those_of_the_card(coder):
    row = next(line for line in CARD.splitlines() if "own.conllu" in line and "gold tokens" in line)
    uas, las = (float(cell) for cell in row.split("|")[4:6])
    counts = from_gold_tokens(coder.nlp, read_conllu(OWN))
    assert counts.f1("uas") == pytest.approx(uas, abs=ROUNDING)
    assert counts.f1("las") == pytest.approx(las, abs=ROUNDING)
