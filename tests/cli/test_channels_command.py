"""``crisisdesk channels`` and ``crisisdesk actor`` on the example reports; both need the model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crisisdesk.cli.actor import command as actor
from crisisdesk.cli.channels import command as channels
from crisisdesk.record.store import Record

EXAMPLES = Path(__file__).parents[2] / "examples" / "kaesong"
DONE, FAILED, WRONG_USE = 0, 1, 2
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("record") / "crisis.db"
    with Record.open(path) as record:
        record.add([EXAMPLES])
    return path


def run(command, kept: Path, *words: str) -> Result:
    return CliRunner().invoke(command, [*words, "--record", str(kept)])


def test_the_liaison_office_with_its_life(kept):
    found = json.loads(run(channels, kept, "PRK", "South Korea", "--format", "json").stdout)
    office = next(channel for channel in found if channel["kind"] == "office")
    life = [(turn["change"], turn["start"]) for turn in office["life"] if turn["status"] == "actual"]
    assert (office["place"], office["state"]) == ("Kaesong", "destroyed")
    assert life == [("opened", "2018-01-01"), ("threatened", "2020-06-13"), ("destroyed", "2020-06-16")]
    (dispute,) = office["contradictions"]
    assert [label for label, _ in dispute["versions"]] == ["2020-06-15", "2020-06-16"]


def test_the_telephone_lines_and_the_hotline_are_cut(kept):
    found = json.loads(run(channels, kept, "PRK", "KOR", "--format", "json").stdout)
    states = {channel["kind"]: (channel["state"], channel["since"]) for channel in found}
    assert states["lines"][1] == states["hotline"][1] == "2020-06-09"
    assert {states["lines"][0], states["hotline"][0]} <= {"cut", "closed"}


@pytest.mark.parametrize(("form", "words"), [("text", "office: liaison office in Kaesong"), ("md", "## office: ")])
def test_text_and_markdown(kept, form, words):
    result = run(channels, kept, "--format", form)
    assert result.exit_code == DONE
    assert words in result.stdout
    assert "“The office opened in 2018" in result.stdout


def test_an_actor_that_is_not_known_is_wrong_use(kept):
    assert run(channels, kept, "xyzzy").exit_code == WRONG_USE


def test_actor_tells_names_acts_and_statements(kept):
    page = json.loads(run(actor, kept, "North Korea", "--format", "json").stdout)
    assert page["wanted"][0]["country"] == "PRK"
    assert {"North Korea", "Pyongyang"} <= {name for name, _ in page["aliases"]}
    assert "ASSAULT" in {deeds["type"] for deeds in page["done"]}
    assert page["counterparts"][0][0].startswith("KOR")


def test_actor_in_text_shows_sentences(kept):
    result = run(actor, kept, "Kim Yo Jong")
    assert result.exit_code == DONE
    assert "THREATEN" in result.stdout
    assert "threatened on Saturday" in result.stdout


def test_an_actor_that_no_claim_names(kept):
    result = run(actor, kept, "Peru")
    assert result.exit_code == FAILED
    assert "no claim" in result.stderr
