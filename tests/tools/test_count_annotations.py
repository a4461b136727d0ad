"""The counting tool: its tables, and the lines that it refuses."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"
OWN = """# 2014-03-05 | Own Wire | Shells
Orland shelled the port and may shell the dam, Borland said.
  shelled | ASSAULT/COERCE | Orland = RUS | = UKR | actual | by Borland = UKR | on 2014-03-05 | at port
  shell | ASSAULT | Orland = RUS | = UKR | hypothetical | by Borland = UKR

# - | - | -
Rain fell.
Snow fell.
Borland sent rice.
  sent rice | AID | Borland = UKR | - | actual
"""
COLUMNS = "documents | sentences | events | actual | future | hypothetical | negated | speaker | date | place"


@pytest.fixture
def tool(monkeypatch):
    monkeypatch.syspath_prepend(TOOLS)
    return import_module("count_annotations")


@pytest.fixture
def own(tmp_path) -> Path:
    path = tmp_path / "own.txt"
    path.write_text(OWN, encoding="utf8")
    return path


def test_the_tables_of_one_file(tool, own, capsys):
    assert tool.main([str(own)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"| file | {COLUMNS} |"
    assert lines[2] == "| own | 2 | 4 | 3 | 2 | 0 | 1 | 0 | 2 | 1 | 1 |"
    assert lines[4] == "| events | own |"
    assert [line for line in lines[6:] if not line.endswith("| 0 |")] == ["| AID | 1 |", "| ASSAULT | 2 |"]
    assert len(lines[6:]) == 16


def test_several_files_are_also_counted_together(tool, own, capsys):
    other = own.with_name("other.txt")
    other.write_text("# - | - | -\nHail fell.\n", encoding="utf8")
    assert tool.main([str(own), str(other)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[3] == "| other | 1 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"
    assert lines[4] == "| all | 3 | 5 | 3 | 2 | 0 | 1 | 0 | 2 | 1 | 1 |"
    assert "| ASSAULT | 2 | 0 | 2 |" in lines


def test_a_file_that_breaks_the_format_is_named_with_its_line(tool, own, capsys):
    broken = own.with_name("broken.txt")
    broken.write_text(OWN.replace("AID", "HELP"), encoding="utf8")
    assert tool.main([str(own), str(broken), str(own.with_name("none.txt"))]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{broken}:10: not a gold sentence: HELP is no event type of PLOVER" in err
    assert "none.txt" in err
