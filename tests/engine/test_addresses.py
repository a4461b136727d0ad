"""Sources and output at addresses: read and written there; what cannot be reached now is tried again later."""

from __future__ import annotations

import pytest

from crisisdesk import files
from crisisdesk.engine import narrowing
from crisisdesk.engine.archive import done_in
from crisisdesk.engine.here import HereEngine
from crisisdesk.engine.local import LocalEngine
from crisisdesk.engine.shard import Undone
from crisisdesk.errors import EngineError
from crisisdesk.record.taking import output_at
from engine.archives import asked, coded, write_bulletins
from engine.deadly import COLD
from stores import breaking_server, pointed_at, s3_server

pytest.importorskip("s3fs")


@pytest.fixture(scope="module")
def bucket():
    with s3_server() as endpoint, pointed_at(endpoint):
        import s3fs

        s3fs.S3FileSystem().mkdir("bucket")
        yield "s3://bucket"


def test_a_store_holds_sources_and_output(tmp_path, bucket):
    path = write_bulletins(tmp_path / "a.jsonl", [""] * 3)
    for name in "ab":
        files.write_whole(f"{bucket}/news/{name}.jsonl", path)
    out = f"{bucket}/out"
    with LocalEngine(2, COLD) as engine:
        states = coded(engine, out, asked(f"{bucket}/news/", out=out, shard_reports=1))
    assert sorted((state.number, state.reports) for state in states) == [(0, 3), (1, 3)]
    assert done_in(out) == {0, 1}
    with HereEngine() as engine:
        assert coded(engine, out, asked(f"{bucket}/news/", out=out, shard_reports=1)) == []
    found = output_at(out)
    texts = [report.source.text for report in found.reports()]
    assert len(texts) == 6
    assert texts[:3] == texts[3:]


def test_a_file_that_breaks_off_is_tried_again_by_the_next_run(tmp_path, monkeypatch):
    monkeypatch.setattr(narrowing, "ROUNDS", 1)
    content = write_bulletins(tmp_path / "a.jsonl", [""] * 9).read_bytes()
    out = tmp_path / "out"
    with breaking_server(content, 300) as endpoint, pointed_at(endpoint), HereEngine() as engine:
        (undone,) = coded(engine, out, asked("s3://bucket/a.jsonl", out=out))
    assert isinstance(undone, Undone)
    assert "s3://bucket/a.jsonl: The store gives an error" in undone.reason
    assert done_in(str(out)) == set()
    with breaking_server(content, len(content)) as endpoint, pointed_at(endpoint), HereEngine() as engine:
        (state,) = coded(engine, out, asked("s3://bucket/a.jsonl", out=out))
    assert state.reports == 9


def test_a_store_that_gives_no_answer_ends_the_plan(tmp_path):
    with breaking_server(b"", 0) as endpoint:
        pass
    what = asked("s3://bucket/a.jsonl", out=tmp_path / "out")
    with pointed_at(endpoint), HereEngine() as engine, pytest.raises(EngineError, match="StoreError"):
        coded(engine, tmp_path / "out", what)
