"""Floors: the file that is refused, what may follow what in a history, and what is below."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisisdesk.errors import FloorsError
from crisisdesk.evaluation.floors import Pin, digest_of, problems_of, read_floors
from crisisdesk.evaluation.layers import FIGURES

HIGH = dict.fromkeys(FIGURES, 1.0)
FLOORS = "\n".join(f"{name} = 0.5" for name in FIGURES)
WHOLE = f'[[pinned]]\ndate = 2021-03-04\ngold = "a1"\nreason = "first"\n[pinned.floors]\n{FLOORS}\n'


def pinned(gold: str = "a1", day: int = 4, lowered: str = "", every: float = 0.5, **floors: float | None) -> str:
    """Return an entry with one floor for all figures but those that are given; there is none where None is given."""
    kept = {name: floor for name, floor in (dict.fromkeys(FIGURES, every) | floors).items() if floor is not None}
    rows = "".join(f"{name} = {floor}\n" for name, floor in kept.items())
    why = f'lowered = "{lowered}"\n' if lowered else ""
    return f'[[pinned]]\ndate = 2021-03-{day:02}\ngold = "{gold}"\nreason = "own"\n{why}[pinned.floors]\n{rows}\n'


@pytest.fixture
def read(tmp_path: Path):
    def read_text(*entries: str) -> tuple[Pin, ...]:
        path = tmp_path / "floors.toml"
        path.write_text("\n".join(entries), encoding="utf8")
        return read_floors(path)

    return read_text


def test_an_entry_has_its_fields(read):
    (pin,) = read(pinned("b2", day=9, lowered="harder texts", full=0.25))
    assert (pin.date.isoformat(), pin.gold, pin.reason, pin.lowered) == ("2021-03-09", "b2", "own", "harder texts")
    assert pin.floors == dict.fromkeys(FIGURES, 0.5) | {"full": 0.25}


def test_the_example_of_a_whole_entry_is_read(read):
    """Each refusal below is of this text with one thing changed."""
    assert len(read(WHOLE)) == 1


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param(WHOLE, "", "pinned is missing", id="an empty file"),
        pytest.param(WHOLE, "pinned = []", "nothing is pinned", id="no entry"),
        pytest.param(WHOLE, "pinned = 3", "int", id="a number"),
        pytest.param("[[pinned]]", "[[pinned", "Expected", id="no TOML"),
        pytest.param("date = 2021-03-04\n", "", "date is missing", id="no date"),
        pytest.param("2021-03-04", "'2021-03-04'", "no date", id="a date in quotes"),
        pytest.param("2021-03-04", "2021-03-04T12:00:00", "no date", id="a time"),
        pytest.param('gold = "a1"\n', "", "gold is missing", id="no digest"),
        pytest.param('gold = "a1"\n', "gold = 1\n", "texts", id="a digest that is a number"),
        pytest.param('reason = "first"\n', "", "reason is missing", id="no reason"),
        pytest.param('"first"', '"  "', "reason must be given", id="an empty reason"),
        pytest.param('reason = "first"', 'reason = "first"\nlowerd = "why"', "lowerd", id="an unknown field"),
        pytest.param('reason = "first"', 'reason = "first"\nlowered = true', "texts", id="a reason that is none"),
        pytest.param("full = 0.5\n", "", "no floor for full", id="a floor left out"),
        pytest.param("full = 0.5\n", "full = 0.5\nmode = 0.5\n", "mode is no figure", id="a floor of nothing"),
        pytest.param("full = 0.5", "full = 1.01", "floor of full", id="above 1"),
        pytest.param("full = 0.5", "full = -0.1", "floor of full", id="below 0"),
        pytest.param("full = 0.5", "full = nan", "floor of full", id="below which nothing is"),
        pytest.param("full = 0.5", "full = true", "floor of full", id="a truth value"),
        pytest.param("full = 0.5", 'full = "0.5"', "floor of full", id="a text"),
    ],
)
def test_a_file_is_refused(read, old, new, reason):
    assert old in WHOLE
    with pytest.raises(FloorsError, match=r"floors\.toml: not a history of floors") as caught:
        read(WHOLE.replace(old, new))
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("entries", "problems"),
    [
        pytest.param([pinned()], [], id="one entry"),
        pytest.param([pinned(), pinned(day=5, every=0.6)], [], id="raised"),
        pytest.param([pinned(), pinned()], [], id="the same"),
        pytest.param([pinned(), pinned(full=0.4)], ["lowers full"], id="one lowered"),
        pytest.param([pinned(), pinned(every=0.9, dyad=0.4, when=0.4)], ["lowers dyad, when"], id="two lowered"),
        pytest.param(
            [pinned(), pinned(full=0.4, lowered="a fault of counting mended")], [], id="lowered, with a reason"
        ),
        pytest.param(
            [pinned(), pinned(full=0.4, lowered="  ")], ["lowers full"], id="lowered, with blanks for a reason"
        ),
        pytest.param([pinned(lowered="x"), pinned(full=0.4)], ["lowers full"], id="the reason of another entry"),
        pytest.param([pinned(), pinned(full=0.4), pinned(full=0.4)], ["lowers full"], id="lowered some entries ago"),
        pytest.param([pinned("b2"), pinned(full=0.4)], [], id="lower for another gold"),
        pytest.param(
            [pinned(), pinned("b2", every=0.1), pinned(full=0.4)], ["lowers full"], id="lowered by way of another gold"
        ),
        pytest.param([pinned(where=None), pinned(where=0)], [], id="a figure that came later"),
        pytest.param(
            [pinned(), pinned(full=None), pinned(full=0.4)], ["lowers full"], id="lowered by way of an entry without it"
        ),
        pytest.param([pinned(day=5), pinned(day=4)], ["2021-03-04 stands after that of 2021-03-05"], id="out of order"),
    ],
)
def test_the_history_of_floors(read, entries, problems):
    found = problems_of(read(*entries), "a1", HIGH)
    assert len(found) == len(problems)
    assert all(problem in sentence for problem, sentence in zip(problems, found, strict=True))


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize(
    ("figure", "below"), [(0.5, ()), (0.51, ()), (0.4999, ("{} is 0.4999, below its floor of 0.5000",))]
)
def test_a_figure_beside_its_floor(read, name, figure, below):
    problems = problems_of(read(pinned(every=0.1, **{name: 0.5})), "a1", HIGH | {name: figure})
    assert problems == tuple(text.format(name) for text in below)


def test_the_last_entry_binds(read):
    figures = dict.fromkeys(FIGURES, 0.55)
    assert problems_of(read(pinned(every=0.6), pinned(day=5, lowered="too high")), "a1", figures) == ()
    assert len(problems_of(read(pinned(), pinned(day=5, every=0.6)), "a1", figures)) == len(FIGURES)


def test_a_layer_without_a_figure_is_below_any_floor(read):
    figures = {name: 1.0 for name in FIGURES if name != "where"}
    assert problems_of(read(pinned(every=0.0)), "a1", figures) == ("where has no figure",)


def test_a_changed_gold_file_needs_an_entry_of_its_own(read, tmp_path):
    path = tmp_path / "own.txt"
    path.write_bytes(b"Orland shelled the port.\n")
    digest = digest_of(path)
    pins = read(pinned(digest))
    assert problems_of(pins, digest, HIGH) == ()
    path.write_bytes(b"Orland shelled the port!\n")
    (problem,) = problems_of(pins, digest_of(path), HIGH)
    assert digest in problem
    assert digest_of(path) in problem
    assert problems_of((*pins, *read(pinned(digest_of(path)))), digest_of(path), HIGH) == ()
