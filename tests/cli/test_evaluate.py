"""``crisisdesk evaluate``: what is printed and written, with a coder that codes by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coded import claim
from crisisdesk.cli.main import main
from crisisdesk.evaluation.floors import digest_of
from crisisdesk.evaluation.layers import FIGURES
from crisisdesk.model.report import Report
from crisisdesk.model.span import Span

DONE, FAILED, WRONG_USE = 0, 1, 2
ROWS = [
    {
        "doc": "own",
        "sent": 1,
        "date": "2020-06-17",
        "text": "Orland shelled the <b>port</b>.",
        "events": [{"type": "ASSAULT", "actors": ["RUS"], "recipients": ["UKR"], "trigger": "shelled"}],
    },
    {
        "doc": "own",
        "sent": 2,
        "date": "2020-06-17",
        "text": "Borland fled.",
        "events": [{"type": "RETREAT", "actors": ["UKR"], "trigger": "fled"}],
    },
]


class OneClaim:
    """A coder that finds one claim, in the first sentence."""

    def code(self, source, boundaries):
        own = claim(trigger=Span(7, 14, "shelled"))
        layers = ("statements", "times", "places", "actors", "diagnostics", "sentences")
        return Report(source=source, claims=(own,), **dict.fromkeys(layers, ()))


@pytest.fixture
def gold(tmp_path, monkeypatch):
    monkeypatch.setattr("crisisdesk.cli.evaluate.load_coder", OneClaim)
    path = tmp_path / "own.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf8")
    return path


@pytest.fixture
def annotated(gold) -> Path:
    """The same gold as annotated text, with the layers."""
    path = gold.with_suffix(".txt")
    path.write_text(
        "# 2020-06-17 | - | -\nOrland shelled the <b>port</b>.\n"
        "  shelled | ASSAULT | Orland = RUS | port = UKR | actual | by = RUS | on 2020-06-17 | at port\n"
        "Borland fled.\n  fled | RETREAT | Borland = UKR | - | future\n",
        encoding="utf8",
    )
    return path


@pytest.fixture
def pin(tmp_path) -> Callable[..., Path]:
    def pinned(gold: Path, **floors: float) -> Path:
        path = tmp_path / "floors.toml"
        rows = "".join(f"{name} = {floor}\n" for name, floor in (dict.fromkeys(FIGURES, 0) | floors).items())
        head = f'[[pinned]]\ndate = 2021-03-04\ngold = "{digest_of(gold)}"\nreason = "first"\n[pinned.floors]\n'
        path.write_text(head + rows, encoding="utf8")
        return path

    return pinned


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["evaluate", *(str(word) for word in words)])


def test_scores_are_printed_by_file_for_all_and_by_type(gold):
    result = run(gold)
    assert result.exit_code == DONE
    scores = "P 1.000 R 0.500 F1 0.667  (1 matched, 2 gold, 1 coded)"
    own = [f"  {level}  {scores}" for level in ("type", "dyad", "full")]
    assert result.stdout.splitlines() == ["own.jsonl", *own, "all", *own, "    RETREAT    missed    1 wrong    0"]


def test_the_layers_of_gold_that_has_them_are_printed_in_one_line(annotated, gold):
    lines = run(annotated, gold, "--no-by-type").stdout.splitlines()
    own = "  status 1.000 (1)  said_by 0.000 (1)  when 0.000 (1)  where 0.000 (1)"
    assert lines.count(own) == 2
    assert lines.index("own.jsonl") == lines.index(own) + 1
    assert lines[-1] == own


def test_figures_stand_beside_their_floors(annotated, pin):
    result = run(annotated, "--no-by-type", "--floors", pin(annotated, type=0.66, status=1))
    assert result.exit_code == DONE
    assert result.stdout.splitlines()[-8:] == [
        "floors of 2021-03-04 (first)",
        "  type     0.6667  floor 0.6600",
        "  dyad     0.6667  floor 0.0000",
        "  full     0.6667  floor 0.0000",
        "  status   1.0000  floor 1.0000",
        "  said_by  0.0000  floor 0.0000",
        "  when     0.0000  floor 0.0000",
        "  where    0.0000  floor 0.0000",
    ]


def test_a_figure_below_its_floor_fails(annotated, pin):
    result = run(annotated, "--floors", pin(annotated, type=0.67, when=0.1))
    assert result.exit_code == FAILED
    assert "  type     0.6667  floor 0.6700" in result.stdout
    assert "type is 0.6667, below its floor of 0.6700\nwhen is 0.0000, below its floor of 0.1000" in result.stderr


def test_a_changed_gold_file_fails(annotated, pin):
    floors = pin(annotated)
    annotated.write_text(annotated.read_text(encoding="utf8") + "Rain fell.\n", encoding="utf8")
    result = run(annotated, "--floors", floors)
    assert result.exit_code == FAILED
    assert f"has the digest {digest_of(annotated)}" in result.stderr


def test_gold_without_a_layer_shows_a_dash_and_fails(gold, pin):
    result = run(gold, "--floors", pin(gold))
    assert result.exit_code == FAILED
    assert "  where         -  floor 0.0000" in result.stdout
    assert "where has no figure" in result.stderr


def test_floors_are_read_before_anything_is_coded(gold, tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text("pinned = []", encoding="utf8")
    result = run(gold, "--floors", path)
    assert (result.exit_code, result.stdout) == (FAILED, "")
    assert "floors.toml: not a history of floors" in result.stderr


def test_floors_of_two_files_are_wrong_use(annotated, gold, pin):
    result = run(gold, annotated, "--floors", pin(gold))
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert "--floors are those of one gold file" in result.stderr


def test_the_page_of_errors_is_written_with_the_scores_that_are_printed(gold, tmp_path):
    path = tmp_path / "errors.html"
    result = run(gold, "--errors", path)
    assert result.exit_code == DONE
    assert result.stdout == run(gold).stdout
    assert f"1 sentences with errors written to {path}" in result.stderr
    page = path.read_text(encoding="utf8")
    assert page.startswith("<!doctype html>")
    assert "1 of 2 sentences differ from gold." in page
    assert '<th scope="row">all, full</th><td>1.000</td><td>0.500</td><td>0.667</td>' in page
    assert "Borland" in page
    assert "Orland shelled" not in page


def test_files_of_one_name_are_both_shown(gold, tmp_path):
    other = tmp_path / "more" / gold.name
    other.parent.mkdir()
    other.write_text(gold.read_text(encoding="utf8").replace('"own"', '"other"'), encoding="utf8")
    assert run(gold, other, "--errors", tmp_path / "errors.html").exit_code == DONE
    page = (tmp_path / "errors.html").read_text(encoding="utf8")
    assert page.count("own.jsonl, full") == 2
    assert "2 of 4 sentences differ from gold." in page


def test_predictions_are_written_a_row_a_claim(gold, tmp_path):
    path = tmp_path / "coded.jsonl"
    assert "1 rows written" in run(gold, "--predictions", path).stderr
    (row,) = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]
    assert (row["doc"], row["sent"], row["type"], row["trigger"]) == ("own", 1, "ASSAULT", "shelled")


@pytest.mark.parametrize("option", ["--errors", "--predictions"])
def test_a_folder_that_is_not_there_is_wrong_use(option, gold, tmp_path):
    result = run(gold, option, tmp_path / "none" / "out")
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert option in result.stderr
    assert "there is no folder" in result.stderr
