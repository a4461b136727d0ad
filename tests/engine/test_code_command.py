"""``crisisdesk code`` with the shipped model, and ``add`` of what it wrote."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from cli.reports_made import made_reports, write_reports
from crisisdesk.cli.main import main
from crisisdesk.engine.here import HereEngine
from crisisdesk.engine.packing import code_batch
from crisisdesk.record import adding
from engine.archives import asked, coded, contents, rows, write_pages

COMMAND = (sys.executable, "-c", "from crisisdesk.cli.main import main; main()")
MANY, SHARD = 24, 8
LATEST = 90.0

pytestmark = pytest.mark.model


def run(*words: object, code: int = 0):
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.stderr
    return result


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """Return a folder with reports, a web archive that is cut off, a very long report and one of no use."""
    folder = tmp_path_factory.mktemp("sources")
    write_reports(folder / "reports.jsonl", made_reports(MANY, seed=5))
    write_pages(folder / "pages.warc.gz", ["https://own.example/a", "https://own.example/b"], cut=9)
    long = "Russia shelled the harbour of Gao on Monday." + "\n" * 210_000 + "This end is not coded."
    (folder / "long.jsonl").write_text(json.dumps({"text": long, "published": "2020-06-17"}) + "\n", encoding="utf8")
    (folder / "empty.txt").write_text("", encoding="utf8")
    return folder


@pytest.fixture(scope="module")
def whole(coder, sources, tmp_path_factory):
    """Return what is written in one process, undisturbed."""
    out = tmp_path_factory.mktemp("whole") / "out"
    with HereEngine() as engine:
        coded(engine, out, asked(sources, out=out, shard_reports=SHARD), code_batch)
    return out


def tables(out) -> dict[str, bytes]:
    """Return all files but the plan, which names the day."""
    return {name: content for name, content in contents(out).items() if name != "manifest.json"}


def exported(record) -> tuple[bytes, str]:
    refused = run("reports", "--refused", "--record", record).stdout
    return run("export", "--format", "record", "--record", record).stdout_bytes, refused


def hear_interrupts() -> None:
    """Undo what a shell does to commands in the background: they are deaf to Ctrl-C, and so are their children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_run_that_is_broken_off_goes_on_and_writes_the_same_bytes(sources, whole, tmp_path):
    out = tmp_path / "out"
    words = ("code", sources, "--out", out, "--workers", "2", "--shard-reports", SHARD)
    command = [*COMMAND, *map(str, words)]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, start_new_session=True, text=True, preexec_fn=hear_interrupts
    ) as process:
        end = time.monotonic() + LATEST
        while not list(out.glob("state/*.json")):
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=LATEST)[1]
    assert process.returncode == 130
    done = int(re.search(r"broken off; (\d+) shards? done; the same command goes on", said)[1])
    assert done == len(list(out.glob("state/*.json"))) >= 1
    assert "Traceback" not in said
    again = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LATEST)
    assert again.returncode == 0, again.stderr
    assert f"{done} of {len(list(whole.glob('state/*.json')))} shards are done; going on after them" in again.stderr
    assert "empty.txt: D001 error" in again.stderr
    assert tables(out) == tables(whole)


def test_the_output_added_is_the_sources_added(sources, whole, tmp_path):
    run("add", sources, "--record", tmp_path / "sources.db")
    added = run("add", whole, "--record", tmp_path / "coded.db")
    assert "is kept as it was coded" in added.stderr
    assert exported(tmp_path / "coded.db") == exported(tmp_path / "sources.db")
    assert "D005" in {code for (codes,) in rows(whole, "reports", "diagnostics") for code in codes}
    assert re.search(r"pages.warc.gz(@\d+)?: D016", exported(tmp_path / "coded.db")[1])


def test_one_file_instead_of_a_folder(whole, tmp_path, monkeypatch):
    """Put together, added, found there by the next run; a file that belongs to it and is gone is told."""
    from crisisdesk.engine.manifest import load_manifest
    from crisisdesk.engine.merging import merge

    target = tmp_path / "all.parquet"
    shutil.copytree(whole, tmp_path / "all.parquet.work")
    merge(str(tmp_path / "all.parquet.work"), load_manifest(str(whole / "manifest.json")), target)
    run("add", target, "--record", tmp_path / "file.db")
    run("add", whole, "--record", tmp_path / "folder.db")
    assert exported(tmp_path / "file.db") == exported(tmp_path / "folder.db")
    (tmp_path / "all.reports.parquet").unlink()
    gone = run("add", target, "--record", tmp_path / "gone.db", code=1)
    assert "all.reports.parquet is missing, which belongs to it" in gone.stderr


def test_what_older_rules_coded_is_coded_anew(whole, tmp_path, monkeypatch):
    monkeypatch.setattr(adding, "lexicon_version", lambda: "en-newer")
    added = run("add", whole, "--record", tmp_path / "newer.db")
    assert "it is coded anew" in added.stderr
    coding = json.loads(run("export", "--format", "record", "--record", tmp_path / "newer.db").stdout.splitlines()[2])
    assert coding["coding"]["lexicon"] == "en-newer"


@pytest.mark.parametrize("damaged", ["claims/00001.parquet", "reports/00000.parquet"])
def test_output_that_was_changed_is_not_added(whole, tmp_path, damaged):
    out = tmp_path / "out"
    shutil.copytree(whole, out)
    with (out / damaged).open("ab") as stream:
        stream.write(b"more")
    changed = run("add", out, "--record", tmp_path / "changed.db", code=1)
    assert f"{damaged}: not the whole output of crisisdesk code" in changed.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-", "--out", "out"), "standard input cannot be read twice"),
        (("a.txt", "--out", "s3://bucket/a.parquet"), "the output is a folder"),
        (("a.txt", "--out", "out", "--scheduler", "tcp://a:1"), "--scheduler goes with --engine dask"),
        (("a.txt", "--out", "out", "--map", "colour=text"), "is not FIELD=COLUMN"),
        (("a.txt",), "Missing option '--out'"),
    ],
)
def test_wrong_use(words, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert told in run("code", *words, code=2).stderr
    assert not list(tmp_path.iterdir())


def test_nothing_to_code(tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "nothing could be read" in run("code", empty, "--out", tmp_path / "out", code=1).stderr
