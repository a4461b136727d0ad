"""The explainer on the example dispatches and a crisis of our own, against lists of facts made from the texts."""

from __future__ import annotations

import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from crisisdesk.cli.main import main
from crisisdesk.record.store import Record
from crisisdesk.views.explain import Explanation, explain
from crisisdesk.views.explain.parts import Part
from crisisdesk.views.explain.picking import says_the_same
from crisisdesk.views.explain.text import explain_page, explanation_object, markdown_lines
from crisisdesk.views.explain.told import Told

ROOT = Path(__file__).parents[2]
FACTS = Path(__file__).parent / "explain_facts"
SETS = {"kaesong": ROOT / "examples" / "kaesong", "taiz": ROOT / "gold" / "stories" / "taiz"}
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    folder = tmp_path_factory.mktemp("explained")
    paths = {}
    for name, texts in SETS.items():
        paths[name] = folder / f"{name}.db"
        with Record.open(paths[name]) as record:
            record.add([f"{texts}/*.txt"])
    return paths


@pytest.fixture(scope="module")
def found(records):
    explained = {}
    for name, path in records.items():
        with Record.open(path) as record:
            explained[name] = explain(record)
    return explained


def printed(found: Explanation) -> list[tuple[str, str]]:
    return [(s.part.value, plain(f"{line.label} {line.text}")) for s in found.sections for line in s.lines]


def plain(text: str) -> str:
    return text.lower().replace("’", "'")


def has(lines, sections, fact) -> bool:
    choices = fact.get("any") or [fact["words"]]
    told = [line for section, line in lines if section in sections]
    return any(all(plain(word) in line for word in words) for words in choices for line in told)


@pytest.mark.parametrize(("name", "least"), [("kaesong", 27), ("taiz", 8)])
def test_the_story_is_told_again_each_fact_in_its_section(found, name, least):
    facts = tomllib.loads((FACTS / f"{name}.toml").read_text(encoding="utf8"))
    lines = printed(found[name])
    missed = [fact["says"] for fact in facts["fact"] if not has(lines, fact["sections"], fact)]
    assert len(facts["fact"]) - len(missed) >= least, missed
    assert [never for never in facts["never"] if has(lines, [never["section"]], never)] == []


@pytest.mark.parametrize("name", SETS)
def test_every_line_has_a_source_and_every_source_is_a_sentence_of_a_report(records, found, name):
    notes = {note.n: note for note in found[name].notes}
    with Record.open(records[name]) as record:
        for note in notes.values():
            layers = record.layers_of(note.report.id)
            assert " ".join(layers.sentences[note.sentence - 1].span.text.split()) == note.text
    for section in found[name].sections:
        for line in section.lines:
            assert line.notes
            assert set(line.notes) <= set(notes)


@pytest.mark.parametrize("name", SETS)
def test_lines_are_sentences_word_for_word_but_for_facts_and_questions(found, name):
    notes = {note.n: note.text for note in found[name].notes}
    for section in found[name].sections:
        for line in section.lines:
            if line.label != "facts" and not (section.part is Part.DISPUTED and not line.label):
                assert line.text in {notes[n] for n in line.notes}


@pytest.mark.parametrize("name", SETS)
def test_no_sentence_is_shown_twice_outside_the_disputes(found, name):
    shown = [line.text for s in found[name].sections if s.part is not Part.DISPUTED for line in s.lines]
    assert len(shown) == len(set(shown))


def section(found: Explanation, part: Part):
    return next(s for s in found.sections if s.part is part)


def test_a_reprint_is_a_further_source_of_a_line_and_no_second_line(found):
    told = [line for line in section(found["kaesong"], Part.HAPPENED).lines if "Smoke rose" in line.text]
    assert [len(line.notes) for line in told] == [2]


def test_what_is_announced_is_marked_as_a_plan(found):
    lines = {line.text: line.label for line in section(found["kaesong"], Part.NEXT).lines}
    assert {label for text, label in lines.items() if "to be deployed" in text} == {"plan"}


def test_a_threat_that_was_carried_out_says_so(found):
    lines = section(found["kaesong"], Part.WHY).lines
    assert {line.label for line in lines if "threatened on Saturday" in line.text} == {"threat, carried out"}


def test_the_disputed_day_stands_with_both_papers_and_not_under_what_happened(found):
    disputed = [line.text for line in section(found["kaesong"], Part.DISPUTED).lines]
    (asked,) = [text for text in disputed if text.startswith("On which day")]
    assert "2020-06-16 (" in asked
    assert "2020-06-15 (Old Town Mail)" in asked
    assert not any("on Monday" in line.text for line in section(found["kaesong"], Part.HAPPENED).lines)


def test_the_lead_may_be_named_and_the_length_chosen(records):
    with Record.open(records["kaesong"]) as record:
        event = next(record.events("type:THREATEN"))
        other = explain(record, event=event.id)
        short, long = (explain(record, length=length) for length in ("short", "long"))
    assert other.lead == event
    assert sum(len(s.lines) for s in short.sections) < sum(len(s.lines) for s in long.sections)


def test_nothing_done_is_nothing_to_explain(tmp_path):
    with Record.open(tmp_path / "empty.db") as record:
        assert explain(record).lead is None


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.links |= {value for key, value in attrs if key in ("href", "src")}
        self.ids |= {value for key, value in attrs if key == "id"}


def test_the_page_links_to_its_own_notes_alone(found):
    tags = Tags()
    tags.feed(explain_page(found["kaesong"]))
    assert "script" not in tags.names
    assert tags.links == {f"#{name}" for name in tags.ids}


def test_markdown_has_every_note_and_a_word_for_empty_sections(found):
    text = "\n".join(markdown_lines(found["taiz"]))
    assert all(f"[^{note.n}]: " in text for note in found["taiz"].notes)
    assert text.count("Not reported.") == sum(not s.lines for s in found["taiz"].sections)


def test_the_object_names_report_and_sentence_of_each_note(found):
    kept = explanation_object(found["kaesong"])
    assert [row["part"] for row in kept["sections"]] == [part.value for part in Part]
    assert kept["notes"][0].keys() == {"n", "report", "publisher", "published", "url", "sentence", "text"}


def test_files_are_explained_without_a_record():
    ran = CliRunner().invoke(main, ["explain", str(ROOT / "examples" / "first.txt"), "--format", "md"])
    assert ran.exit_code == 0
    assert "## What happened" in ran.stdout
    assert "North Korea blew up the liaison office in Kaesong on Tuesday" in ran.stdout


def told(text: str, *stems: str) -> Told:
    empty = {
        "acts": (),
        "statements": (),
        "channels": (),
        "named": frozenset(),
        "parties": frozenset(),
        "family": "f",
        "kind": "body",
        "n": 1,
    }
    return Told(report=None, text=text, stems=frozenset(stems), **empty)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (told("a b c", "a", "b", "c"), told("a b c d", "a", "b", "c", "d"), True),
        (told("a b", "a", "b"), told("c d", "c", "d"), False),
        (told("Set up in 2003.", "set", "up"), told("Set up in 2018.", "set", "up"), False),
        (told("Yes."), told("Yes."), True),
    ],
)
def test_two_sentences_say_the_same_by_their_words_and_years(one, other, same):
    assert says_the_same(one, other) is same
