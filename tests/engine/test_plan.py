"""Which report goes into which shard, and what is said of a plan that no longer fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisdesk.engine.manifest import check_same, load_manifest, manifest_of, write_manifest
from crisisdesk.engine.plan import SHARD_BYTES, Asked, Input, cut
from crisisdesk.errors import CodedFilesError, PlanError
from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.parts import Counted

ASKED = Asked(
    names=("a", "b"), left=(), intake=IntakeOptions(), shard_reports=3, day=date(2020, 6, 17), versions=("en-1", "en-2")
)
INPUTS = (Input(name="a", size=10, key="sha256:1"), Input(name="b", size=20, key="sha256:2"))


def shards(*files: tuple[str, int | None, int], most: int = 3) -> list[str]:
    inputs = [Input(name=name, size=size, key="") for name, _, size in files]
    made = cut(inputs, [None if count is None else Counted(number=count) for _, count, _ in files], most)
    assert [shard.number for shard in made] == list(range(len(made)))
    return [" ".join(f"{p.name}{p.first}:{'' if p.end is None else p.end}" for p in shard.pieces) for shard in made]


@pytest.mark.parametrize(
    ("files", "made"),
    [
        ([], []),
        ([("a", 1, 100)], ["a0:1"]),
        ([("a", 3, 100)], ["a0:3"]),
        ([("a", 4, 100)], ["a0:3", "a3:4"]),
        ([("a", 1, 9), ("b", 1, 9), ("c", 1, 9), ("d", 1, 9)], ["a0:1 b0:1 c0:1", "d0:1"]),
        ([("a", 2, 9), ("b", 3, 9)], ["a0:2 b0:1", "b1:3"]),
        ([("a", 2, 9), ("b", 0, 9), ("c", 1, 9)], ["a0:2 c0:1"]),
        ([("a", 1, SHARD_BYTES * 5)], ["a0:1"]),
        ([("a", 1, 9), ("b", 1, SHARD_BYTES), ("c", 1, 9)], ["a0:1", "b0:1", "c0:1"]),
        ([("a", 4, SHARD_BYTES * 2)], ["a0:2", "a2:4"]),
        ([("a", 3, SHARD_BYTES * 9)], ["a0:1", "a1:2", "a2:3"]),
        ([("s3://b/x", None, 9)], ["s3://b/x0:"]),
        ([("s3://b/x", None, SHARD_BYTES * 3), ("a", 1, 9)], ["s3://b/x0:", "a0:1"]),
    ],
)
def test_the_shards_of_files(files, made):
    assert shards(*files) == made


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 3 * SHARD_BYTES)), max_size=8),
    st.integers(1, 20),
)
def test_every_report_is_in_one_shard_and_in_order(files, most):
    inputs = [Input(name=str(n), size=size, key="") for n, (_, size) in enumerate(files)]
    made = cut(inputs, [Counted(number=count) for count, _ in files], most)
    wanted = [(str(n), item) for n, (count, _) in enumerate(files) for item in range(count)]
    assert [(p.name, i) for s in made for p in s.pieces for i in range(p.first, p.end)] == wanted
    assert all(0 < sum(p.number for p in s.pieces) <= most for s in made)


def test_a_plan_is_written_and_read(tmp_path):
    manifest = manifest_of(ASKED, INPUTS, cut(INPUTS, [Counted(number=5), None]))
    write_manifest(str(tmp_path / "manifest.json"), manifest)
    assert load_manifest(str(tmp_path / "manifest.json")) == manifest
    check_same("out", manifest, replace(ASKED, day=date(2021, 1, 1)), INPUTS)


@pytest.mark.parametrize("content", ["", "{}", '{"format": "other"}', "[1]"])
def test_another_file_is_no_plan(tmp_path, content):
    (tmp_path / "manifest.json").write_text(content, encoding="utf8")
    with pytest.raises(CodedFilesError):
        load_manifest(str(tmp_path / "manifest.json"))


@pytest.mark.parametrize(
    ("asked", "inputs", "told"),
    [
        ({"versions": ("en-9", "en-2")}, INPUTS, "the version of the rules was en-1 and is en-9"),
        ({"versions": ("en-1", "en-9")}, INPUTS, "the version of the model was en-2 and is en-9"),
        ({"shard_reports": 4}, INPUTS, "--shard-reports was 3 and is 4"),
        ({"intake": IntakeOptions(publisher="Own Wire")}, INPUTS, "publisher was not given and is Own Wire"),
        ({}, INPUTS[:1], "the file b is gone"),
        ({}, (*INPUTS, Input(name="c", size=1, key="")), "the file c is new"),
        ({}, (INPUTS[0], replace(INPUTS[1], key="sha256:3")), "the file b changed"),
        ({}, INPUTS[::-1], "the files come in another order"),
        ({}, tuple(Input(name=n, size=1, key="") for n in "ab"), "2 files changed (a, b)"),
        ({}, tuple(Input(name=n, size=1, key="") for n in "vwxyz"), "5 files are new (v, w, x and 2 more)"),
    ],
)
def test_what_changed_is_told(asked, inputs, told):
    manifest = manifest_of(ASKED, INPUTS, cut(INPUTS, [Counted(number=5), Counted(number=1)]))
    with pytest.raises(PlanError) as raised:
        check_same("out", manifest, replace(ASKED, **asked), inputs)
    assert told in str(raised.value)
    assert str(raised.value).startswith("out was begun otherwise")
