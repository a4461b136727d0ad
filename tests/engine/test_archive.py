"""Archives coded shard by shard: the same bytes whatever happens on the way, and what ends processes set aside."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest

from crisisdesk.engine import shard
from crisisdesk.engine.archive import code_shards, done_in, states_in
from crisisdesk.engine.here import HereEngine
from crisisdesk.engine.local import LocalEngine
from crisisdesk.engine.manifest import load_manifest
from crisisdesk.engine.merging import merge, paths_of
from crisisdesk.errors import CodedFilesError, EngineError, PlanError
from engine.archives import asked, coded, contents, plan_of, rows, write_bulletins, write_pages
from engine.deadly import COLD, DEADLY, DEADLY_COUNT, DEADLY_READ, SLOW, UNREADABLE, made_code

MANY = 11


@pytest.fixture(scope="module")
def bulletins(tmp_path_factory):
    return write_bulletins(tmp_path_factory.mktemp("bulletins") / "bulletins.jsonl", [""] * MANY)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, bulletins):
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    with HereEngine() as engine:
        coded(engine, out, asked(bulletins, out=out))
    return out


@pytest.fixture
def whole(tmp_path, undisturbed):
    """Return a copy of the output of an undisturbed run."""
    return shutil.copytree(undisturbed, tmp_path / "whole")


def test_reports_and_claims_are_in_the_tables(whole, bulletins):
    told = rows(whole, "reports", "path, text, published::VARCHAR, publisher, claims, report_id")
    assert [row[0] for row in told] == [f"{bulletins}:{n + 1}" for n in range(MANY)]
    lines = [json.loads(line) for line in bulletins.read_text(encoding="utf8").splitlines()]
    assert [row[1:4] for row in told] == [(one["text"], one["published"], one["publisher"]) for one in lines]
    claims = rows(whole, "claims", "report_id, trigger, sentence, claim")
    assert [row[0] for row in claims] == [row[5] for row in told for _ in range(row[4])]
    assert {row[1] for row in claims} == {"Bulletin"}
    assert all(json.loads(claim)["trigger"]["text"] in sentence for _, _, sentence, claim in claims)


def test_the_state_of_a_shard_counts_what_is_in_it(tmp_path, bulletins):
    more = tmp_path / "more.jsonl"
    more.write_text('{"text": "One bulletin."}\n{"text": "One bulletin."}\nno json\n', encoding="utf8")
    out = tmp_path / "out"
    with HereEngine() as engine:
        (state,) = coded(engine, out, asked(more, out=out))
    counted = (state.reports, state.repeated, state.claims, state.words, state.characters)
    assert counted == (1, 1, 1, 2, len("One bulletin."))
    assert [(one.path, one.code) for one in state.refused] == [(f"{more}:3", "D022")]


@pytest.mark.parametrize("workers", [1, 2])
def test_any_number_of_workers_writes_the_same_bytes(tmp_path, bulletins, whole, workers):
    out = tmp_path / "workers"
    with LocalEngine(workers, COLD) as engine:
        coded(engine, out, asked(bulletins, out=out))
    assert contents(out) == contents(whole)


def test_a_killed_worker_costs_nothing(tmp_path):
    path = write_bulletins(tmp_path / "slow.jsonl", [SLOW] * 9)
    calm, disturbed = tmp_path / "calm", tmp_path / "disturbed"
    with HereEngine() as engine:
        coded(engine, calm, asked(path, out=calm))
    with LocalEngine(2, COLD) as engine:
        plan = plan_of(engine, disturbed, asked(path, out=disturbed))
        for state in code_shards(engine, plan, made_code):
            if state.number == 0:
                engine.workers[0].process.kill()
    assert contents(disturbed) == contents(calm)


@pytest.mark.parametrize("after", ["reports", "claims", "state"])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_run_that_ends_anywhere_goes_on_there(tmp_path, bulletins, whole, monkeypatch, after, number):
    """The run ends right after a file of a shard was written."""
    out = tmp_path / "broken"
    write = shard.files.write_whole

    def ending(name, content):
        write(name, content)
        if f"{after}/{number:05}" in name:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched, HereEngine() as engine, pytest.raises(KeyboardInterrupt):
        patched.setattr(shard.files, "write_whole", ending)
        coded(engine, out, asked(bulletins, out=out))
    assert done_in(str(out)) == frozenset(range(number + (after == "state")))
    with HereEngine() as engine:
        again = coded(engine, out, asked(bulletins, out=out))
    assert [state.number for state in again] == list(range(number + (after == "state"), 3))
    assert contents(out) == contents(whole)


def test_a_shard_whose_table_is_gone_is_coded_again(tmp_path, bulletins, whole):
    out = tmp_path / "gone"
    shutil.copytree(whole, out)
    (out / "claims" / "00001.parquet").unlink()
    with HereEngine() as engine:
        assert [state.number for state in coded(engine, out, asked(bulletins, out=out))] == [1]
    assert contents(out) == contents(whole)


def test_a_file_that_changed_ends_the_run(tmp_path):
    path, out = write_bulletins(tmp_path / "changing.jsonl", [""]), tmp_path / "out"
    with HereEngine() as engine:
        coded(engine, out, asked(path, out=out))
        write_bulletins(path, ["", "and one more"])
        with pytest.raises(PlanError, match=f"the file {path} changed"):
            coded(engine, out, asked(path, out=out))


def test_a_worker_with_other_rules_ends_the_run(tmp_path, bulletins):
    out = tmp_path / "other"
    other = replace(asked(bulletins, out=out), versions=("en-other", "en-other"))
    with HereEngine() as engine, pytest.raises(EngineError, match="the plan en-other and en-other"):
        coded(engine, out, other)


def test_a_deadly_report_is_set_aside_and_the_rest_is_done(tmp_path, hasty):
    path, out = write_bulletins(tmp_path / "marked.jsonl", ["", "", DEADLY, "", ""]), tmp_path / "out"
    with LocalEngine(2, COLD) as engine:
        states = coded(engine, out, asked(path, out=out))
    assert sorted((state.number, state.set_aside) for state in states) == [(0, (f"{path}:3",)), (1, ())]
    told = rows(out, "reports", "claims, 'D041' IN diagnostics")
    assert told == [(1, False), (1, False), (0, True), (1, False), (1, False)]


def test_a_page_that_ends_its_reader_is_set_aside_and_a_cut_member_is_told(tmp_path, hasty):
    addresses = [f"https://own.example/{name}" for name in ("a", UNREADABLE, "c")]
    path, out = write_pages(tmp_path / "pages.warc.gz", addresses, cut=9), tmp_path / "out"
    with LocalEngine(1, DEADLY_READ) as engine:
        (state,) = coded(engine, out, asked(path, out=out, shard_reports=9))
    assert [url for (url,) in rows(out, "reports", "url")] == [addresses[0], addresses[2]]
    assert [(one.path.partition("@")[0], one.code) for one in state.refused] == [
        (f"{path}, report 2", "D042"),
        (str(path), "D016"),
    ]


def test_a_file_that_ends_what_counts_it_is_refused(tmp_path, bulletins, hasty):
    path, out = write_bulletins(tmp_path / f"{UNREADABLE}.jsonl", [""]), tmp_path / "out"
    with LocalEngine(1, DEADLY_COUNT) as engine:
        states = coded(engine, out, asked(path, bulletins, out=out))
    assert sum(state.reports for state in states) == MANY
    left = load_manifest(str(out / "manifest.json")).left
    assert [(one.path, one.code) for one in left] == [(str(path), "D042")]


def test_a_report_that_is_too_long_is_refused(tmp_path):
    path, out = write_bulletins(tmp_path / "long.jsonl", ["", "more " * 2000, ""]), tmp_path / "out"
    with HereEngine() as engine:
        (state,) = coded(engine, out, asked(path, out=out, max_bytes=4000))
    assert [(one.path, one.code) for one in state.refused] == [(f"{path}:2", "D015")]
    assert state.reports == 2


def test_what_is_left_out_or_cannot_be_read_is_told(tmp_path):
    folder, out = tmp_path / "folder", tmp_path / "out"
    folder.mkdir()
    (folder / "odd.xyz").write_text("odd")
    (folder / "empty.txt").write_text("")
    write_bulletins(folder / "a.jsonl", [""])
    what = asked(folder, tmp_path / "none.txt", out=out)
    with HereEngine() as engine:
        states = coded(engine, out, what)
    assert [(one.path, one.code) for one in what.left] == [(str(folder), "D034")]
    assert [one.code for state in states for one in state.refused] == ["D001", "D004"]


def test_the_output_is_no_source_of_itself(tmp_path):
    path, out = write_bulletins(tmp_path / "own.jsonl", [""]), tmp_path / "out"
    with HereEngine() as engine:
        coded(engine, out, asked(tmp_path, out=out))
    assert asked(tmp_path, out=out).names == (str(path),)


def test_shards_become_one_pair_of_files(tmp_path, whole):
    work, target = tmp_path / "all.parquet.work", tmp_path / "all.parquet"
    shutil.copytree(whole, work)
    first = {}
    for _ in range(2):
        merge(str(work), load_manifest(str(work / "manifest.json")), target)
        made = {path.name: path.read_bytes() for path in paths_of(target).values()}
        assert (first or made) == made
        first = made
        assert not work.exists()
        shutil.copytree(whole, work)
    for table, path in (("claims", target), ("reports", tmp_path / "all.reports.parquet")):
        assert rows(path, table, "*") == rows(whole, table, "*")


@pytest.mark.parametrize("damaged", ["claims/00001.parquet", "state/00001.json"])
def test_shards_that_were_changed_are_not_put_together(tmp_path, whole, damaged):
    (whole / damaged).write_bytes(b"other")
    with pytest.raises(CodedFilesError):
        merge(str(whole), load_manifest(str(whole / "manifest.json")), tmp_path / "all.parquet")
    assert not (tmp_path / "all.parquet").exists()


def test_a_shard_that_is_missing_is_told(whole):
    (whole / "state" / "00002.json").unlink()
    with pytest.raises(CodedFilesError, match="shard 2 is not done"):
        list(states_in(str(whole), load_manifest(str(whole / "manifest.json"))))
