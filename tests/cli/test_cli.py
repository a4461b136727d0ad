"""The command line: help, exit codes, what is printed where; the commands that code need the model."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import distributions

import pytest
from click.testing import CliRunner, Result

from crisisdesk import __version__
from crisisdesk.cli.main import COMMANDS, main
from crisisdesk.stages.registry import STAGES, unmet

DONE, FAILED, WRONG_USE = 0, 1, 2
BODY = "On Monday, North Korea blew up the liaison office in Kaesong."
TYPES = """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST
    ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"""


def run(*words: object, **more) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], **more)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(f"Published: 2020-06-17\nSource: Own Wire\n\n{BODY}\n", encoding="utf8")
    return path


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_lists_every_command_with_what_it_does(flag):
    result = run(flag)
    assert result.exit_code == DONE
    words = " ".join(result.stdout.split())
    for name, (_, does) in COMMANDS.items():
        assert f" {name} {' '.join(does.split())}" in words


def test_help_lists_the_commands_that_are_promised():
    listed = {"read", "annotate", "why", "why-not", "evaluate", "model", "lexicon", "stages", "explain-code", "doctor"}
    assert listed <= set(COMMANDS)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_each_command_has_help(name):
    result = run(name, "--help")
    assert result.exit_code == DONE
    assert result.stdout.startswith(f"Usage: main {name}")


def test_the_command_is_quick_to_import():
    """Neither the import nor --help may load the language libraries."""
    code = (
        "import sys; from crisisdesk.cli.main import main; first = set(sys.modules)\n"
        "main(['--help'], standalone_mode=False)\n"
        "heavy = {'spacy', 'onnxruntime', 'tokenizers', 'numpy', 'torch'}\n"
        "print([sorted(heavy & found) for found in (first, set(sys.modules))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[[], []]"


def test_the_package_is_quick_to_import():
    code = "import sys, crisisdesk; print(sorted(m for m in sys.modules if m.startswith('crisisdesk.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not list(distributions(name="crisisdesk")), reason="run from a checkout that is not installed")
def test_version():
    result = run("--version")
    assert (result.exit_code, result.stdout.strip()) == (DONE, __version__)


@pytest.mark.parametrize(
    "words",
    [
        ["sing"],
        ["--loud"],
        ["read"],
        ["annotate"],
        ["read", "--published", "yesterday", "x.txt"],
        ["read", "--published", "2020-02-30", "x.txt"],
        ["read", "--max-characters", "0", "x.txt"],
        ["annotate", "--format", "xml", "x.txt"],
        ["why"],
        ["why", "abc"],
        ["why", "abc", "--record", "none.db"],
        ["why-not"],
        ["why-not", BODY, "--published", "17/06/2020"],
        ["evaluate"],
        ["evaluate", "none.jsonl"],
        ["explain-code"],
        ["lexicon", "sing"],
        ["lexicon", "why"],
        ["model", "evaluate", "none.conllu"],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_two_and_says_so_on_standard_error(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert result.exit_code == WRONG_USE
    assert result.stdout == ""
    assert "Usage: main" in result.stderr


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ASSAULT", ["ASSAULT:", "quad 4", "material conflict", "score -9", "aerial -9.5"]),
        ("assault", ["ASSAULT:", "quad 4"]),
        ("AGREE", ["AGREE:", "quad 1", "verbal cooperation", "score 2.5"]),
        ("GOV", ["GOV: government"]),
        ("reb", ["REB: armed groups"]),
        ("negated", ["negated: did not happen"]),
        ("FUTURE", ["future: announced or planned"]),
        ("D012", ["D012 (warning)", "publication date", "--published"]),
        ("aerial", ["aerial: mode of ASSAULT, score -9.5"]),
        ("withdraw", ["mode of RETREAT, score 8", "mode of SANCTION, score -6"]),
    ],
)
def test_explain_code(code, words):
    result = run("explain-code", code)
    assert result.exit_code == DONE
    assert [word for word in words if word not in result.stdout] == []


@pytest.mark.parametrize("code", TYPES.split())
def test_every_event_type_is_explained(code):
    assert run("explain-code", code).stdout.startswith(f"{code}: ")


def test_an_unknown_code_fails_though_the_others_are_explained():
    result = run("explain-code", "GOV", "XYZ", "negated")
    assert result.exit_code == FAILED
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == ["GOV", "negated"]
    assert "XYZ: no such code" in result.stderr


def test_stages_are_listed_in_order():
    result = run("stages")
    assert result.exit_code == DONE
    assert [line.split()[0] for line in result.stdout.splitlines() if not line.startswith(" ")] == [
        s.name for s in STAGES
    ]


def test_the_order_of_the_stages_is_met():
    assert unmet() == ()


def test_each_stage_is_a_module_that_is_there():
    from importlib.util import find_spec

    assert [stage.module for stage in STAGES if find_spec(stage.module) is None] == []


def test_a_broken_order_is_told():
    assert unmet(STAGES[::-1])
    assert unmet(STAGES[1:])[0] == "language requires source"
    assert unmet((replace(STAGES[0], requires=("bytes", "tea")),)) == ("intake requires tea",)


def test_lexicon_check_without_examples_counts_the_rules():
    result = run("lexicon", "check", "--no-examples")
    assert result.exit_code == DONE
    total, _, counts = result.stdout.strip().partition(" rules: ")
    assert sum(int(count.split()[1]) for count in counts.split(", ")) == int(total) >= 400


def test_lexicon_why_lists_the_rules_of_a_word_with_file_and_line():
    result = run("lexicon", "why", "Kill")
    assert result.exit_code == DONE
    assert "assault.toml:" in result.stdout
    assert "ASSAULT/kill (verb): ASSAULT, CAMEO 180" in result.stdout


def test_lexicon_why_of_a_word_without_rules_fails():
    result = run("lexicon", "why", "teapot")
    assert (result.exit_code, result.stdout) == (FAILED, "")
    assert "no rule has the trigger teapot" in result.stderr


def test_a_bad_treebank_is_refused_with_file_and_line(tmp_path, monkeypatch):
    """The treebank is read before the model is used; the model itself is left out."""
    monkeypatch.setattr("crisisdesk.language.component.load_language", lambda folder: None)
    path = tmp_path / "own.conllu"
    path.write_text("1\tGuns\n", encoding="utf8")
    result = run("model", "evaluate", path)
    assert result.exit_code == FAILED
    assert "own.conllu:1: not CoNLL-U" in result.stderr


def test_a_bad_gold_file_is_refused_with_file_and_line(tmp_path):
    path = tmp_path / "own.jsonl"
    path.write_text('\n{"doc": "a"}\n', encoding="utf8")
    result = run("evaluate", path)
    assert result.exit_code == FAILED
    assert "own.jsonl:2: not a gold sentence" in result.stderr


@pytest.mark.model
@pytest.mark.usefixtures("coder")
class TestWithTheModel:
    def test_read_prints_the_claim_over_its_sentence(self, report):
        result = run("read", report)
        assert result.exit_code == DONE
        claim = next(line for line in result.stdout.splitlines() if "ASSAULT" in line)
        assert "PRK" in claim
        assert "2020-06-15" in claim
        assert BODY in result.stdout.split(claim)[1]
        assert "1 claim." in result.stderr

    def test_a_date_that_is_given_overrides_the_file(self, report):
        result = run("read", report, "--published", "2021-03-03")
        assert "2021-03-01" in result.stdout
        assert "2020-06-15" not in result.stdout

    def test_standard_input_is_read(self, report):
        assert "ASSAULT" in run("read", "-", input=report.read_bytes()).stdout

    def test_a_folder_stands_for_its_text_files(self, report):
        (report.parent / "notes.md").write_text(BODY, encoding="utf8")
        (report.parent / "also.txt").write_text(f"date 2020-06-17 {BODY}", encoding="utf8")
        result = run("annotate", report.parent)
        assert result.exit_code == DONE
        assert [json.loads(line)["report"]["publisher"] for line in result.stdout.splitlines()] == ["", "Own Wire"]

    def test_the_spans_of_an_annotation_are_in_its_text(self, report):
        (row,) = [json.loads(line) for line in run("annotate", report).stdout.splitlines()]
        text = row["report"]["text"]
        spans = [*row["times"], *row["places"], *row["actors"], *(claim["trigger"] for claim in row["claims"])]
        assert len(spans) >= 4
        assert [span for span in spans if text[span["start"] : span["end"]] != span["text"]] == []

    def test_a_file_that_cannot_be_read_does_not_end_the_others(self, report, tmp_path):
        result = run("annotate", tmp_path / "none.txt", report)
        assert result.exit_code == DONE
        first, second = [json.loads(line) for line in result.stdout.splitlines()]
        assert (first["report"], first["diagnostics"][0]["code"]) == (None, "D004")
        assert second["claims"]
        assert "none.txt: D004 error" in result.stderr

    @pytest.mark.parametrize("command", ["read", "annotate"])
    def test_when_nothing_can_be_read_the_exit_code_is_one(self, command, tmp_path):
        result = run(command, tmp_path / "none.txt")
        assert result.exit_code == FAILED
        assert "nothing could be read" in result.stderr

    def test_a_long_report_is_coded_in_part_and_that_is_noted(self, report):
        result = run("annotate", report, "--max-characters", 60)
        assert result.exit_code == DONE
        assert "D005 warning" in result.stderr
        assert max(s["end"] for s in json.loads(result.stdout)["sentences"]) <= 60

    def test_why_shows_rule_and_words_of_a_claim_from_file_and_record(self, report, tmp_path):
        record = tmp_path / "record.db"
        claim = json.loads(run("annotate", report).stdout)["claims"][0]
        assert run("add", report, "--record", record).exit_code == DONE
        for where in ([report], ["--record", record]):
            result = run("why", claim["id"][:8], *where)
            assert result.exit_code == DONE
            assert claim["rule"] in result.stdout
            assert f"act: “{claim['trigger']['text']}”" in result.stdout

    def test_why_of_a_claim_that_is_not_there_fails(self, report):
        result = run("why", "zzz", report)
        assert (result.exit_code, result.stdout) == (FAILED, "")
        assert "no claim zzz" in result.stderr

    def test_why_not_names_the_stage(self):
        result = run("why-not", "The tea was warm.")
        assert result.exit_code == DONE
        assert "triggers: no word of it is a trigger" in result.stdout

    def test_doctor_finds_all_well(self):
        result = run("doctor")
        assert result.exit_code == DONE
        assert [line.split()[:2] for line in result.stdout.splitlines()] == [
            ["lexicon", "ok:"],
            ["stages", "ok:"],
            ["model", "ok:"],
            ["coding", "ok:"],
        ]
