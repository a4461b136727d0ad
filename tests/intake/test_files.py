"""Files and standard input: what is opened, and what is told of a file that is not."""

from __future__ import annotations

from datetime import date

import pytest

from crisisdesk.intake.files import open_file, open_files

DAY = date(2020, 6, 17)
BODY = "The rebels left the town on Monday. The army said that it was in control of the bridge."


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(f"Date: 2020-06-17\n\n{BODY}", encoding="utf8")
    return path


def test_a_file_is_opened_as_a_source(report):
    opened = open_file(str(report))
    assert opened.path == str(report)
    assert opened.source is not None
    assert opened.source.published == DAY
    assert opened.diagnostics == ()


def test_a_file_that_is_not_there_has_a_reason(tmp_path):
    opened = open_file(str(tmp_path / "none.txt"))
    assert opened.source is None
    assert [(d.code, d.severity) for d in opened.diagnostics] == [("D004", "error")]
    assert "No such file" in opened.diagnostics[0].message


def test_a_bad_file_is_no_end(report, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "other.txt").write_text(
        "Die Rebellen haben am Montag nach langen Kämpfen ihre letzte Stadt verlassen, sagte ein Sprecher.",
        encoding="utf8",
    )
    paths = tuple(str(tmp_path / name) for name in ("none.txt", "empty.txt", "other.txt", "report.txt"))
    opened = list(open_files(paths, DAY, None))
    assert [one.path for one in opened] == list(paths)
    assert [[d.code for d in one.diagnostics] for one in opened] == [["D004"], ["D001"], ["D006"], []]
    assert [one.source is not None for one in opened] == [False, False, False, True]


def test_the_encoding_is_noted_with_the_source(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes(f"{BODY} “No,” he said at the café.".encode("cp1252"))
    opened = open_file(str(path), DAY)
    assert opened.source is not None
    assert [d.code for d in opened.source.diagnostics] == [d.code for d in opened.diagnostics] == ["D003"]


def test_a_date_in_the_future_is_noted_though_the_file_is_read(report):
    opened = open_file(str(report), today=date(2020, 1, 1))
    assert opened.source is not None
    assert [d.code for d in opened.diagnostics] == ["D013"]
