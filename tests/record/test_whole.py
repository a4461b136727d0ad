"""The whole record as lines and back."""

from __future__ import annotations

import json

import pytest
from made import BLAST, NEWER, VERSIONS, claim, coded, document, events, exactly, figure, judge, judgement, keep, opened

from crisisdesk.errors import ImportFileError
from crisisdesk.model.claim import Reason, Status
from crisisdesk.model.judgement import Verdict
from crisisdesk.model.span import Span
from crisisdesk.record.store import Record
from crisisdesk.record.whole import take_in, whole

TEXT = "Smoke.\r\n\nThe “office” — in Kaesŏng — was demolished \U0001f4a5. Seoul\x00 protested.\n"
FULL = coded(
    TEXT,
    claim(
        "bbbb",
        sentence=2,
        mode="explosives",
        actors="PRK:GOV Kim Yo Jong, ?CHN",
        said_by="KOR:GOV Ministry, PRK:MED KCNA",
        figures=(exactly(0), figure("wounded", 24)),
        status=Status.NEGATED,
        historical=True,
        when=document(17),
        reasons=(Reason(word=Span(0, 3, "not"), effect="negated"),),
        missing=("recipient: not named",),
    ),
    published=None,
    publisher="Daily “D”",
    url="https://example.org/a?b=1",
    title="Smoke",
)
PLAIN = coded(BLAST, claim("aaaa"), publisher="Wire")
COPY = coded(BLAST, claim("cccc"), publisher="Reprint")
EMPTY = coded("Nothing happened today.", publisher="Wire")
REPORTS = (FULL, PLAIN, COPY, EMPTY)


@pytest.fixture
def full(record):
    """Four reports, one of them coded twice, and three judgements."""
    keep(record, *REPORTS)
    keep(record, coded(BLAST, claim("aaaa", mode="firearms"), publisher="Wire"), versions=NEWER)
    judge(record, judgement("j2", Verdict.SPLIT, "aaaa", "cccc", who="Ana", at="2026-01-01", why="two “acts”"))
    judge(record, judgement("j1", Verdict.CORRECT, "bbbb", part="where", value="Gao"))
    judge(record, judgement("j3", Verdict.UNDO, undone="j2"))
    return record


@pytest.fixture
def empty(tmp_path):
    with Record.open(tmp_path / "empty.db") as opened:
        yield opened


def test_a_record_that_is_exported_and_imported_exports_the_same_bytes(full, empty):
    lines = list(whole(full))
    assert take_in(empty, lines) == len(lines) == 1 + 4 + 5 + 3
    assert list(whole(empty)) == lines


def test_an_imported_record_tells_the_same(full, empty):
    take_in(empty, whole(full))
    assert empty.stale
    empty.rebuild()
    assert empty.totals() == full.totals()
    assert list(empty.accounts()) == list(full.accounts())
    assert events(empty) == ["aaaa cccc", "bbbb"]


def test_lines_may_end_as_they_stand_in_a_file(full, empty):
    take_in(empty, (f"{line}\n" for line in whole(full)))
    assert list(whole(empty)) == list(whole(full))


def test_claims_stand_in_the_order_of_the_text(record):
    words = "It was demolished. It was bombed. It was shelled."
    made = [claim("c"), claim("a", word="bombed", sentence=2), claim("b", word="shelled", sentence=3)]
    keep(record, coded(words, *made[::-1]))
    coding = json.loads(list(whole(record))[2])["coding"]
    assert [row["id"] for row in coding["claims"]] == ["c", "a", "b"]


def test_every_line_is_one_line(full):
    assert all(line.splitlines() == [line] for line in whole(full))


def test_an_import_again_doubles_nothing(full, empty):
    lines = list(whole(full))
    for _ in range(2):
        take_in(empty, lines)
    take_in(full, lines)
    assert list(whole(empty)) == list(whole(full)) == lines


def test_an_import_into_a_record_with_other_reports_adds_to_it(full, empty):
    keep(empty, coded("Rebels demolished a bridge.", claim("dddd"), publisher="Lake Radio"), COPY)
    before = {line for line in whole(empty) if "dddd" in line}
    take_in(empty, whole(full))
    after = set(whole(empty))
    assert after >= set(whole(full)) | before
    assert empty.totals().reports == 5


def test_reports_kept_in_another_order_export_the_same_bytes(tmp_path, own_weights):
    with opened(tmp_path / "a.db", *REPORTS) as one, opened(tmp_path / "b.db", *REPORTS[::-1]) as other:
        keep(other, FULL)
        assert list(whole(one)) == list(whole(other))


def test_rebuilding_changes_nothing_that_is_exported(full):
    before = list(whole(full))
    full.rebuild()
    assert list(whole(full)) == before


def test_an_empty_record_is_its_header(empty, tmp_path):
    (header,) = whole(empty)
    assert "format" in json.loads(header)
    with Record.open(tmp_path / "other.db") as other:
        assert take_in(other, [header]) == 1


def numbered(lines: list[str], kind: str) -> int:
    return next(n for n, line in enumerate(lines, start=1) if line.startswith(f'{{"{kind}"'))


def changed(lines: list[str], kind: str, **more) -> tuple[list[str], int]:
    n = numbered(lines, kind)
    row = json.loads(lines[n - 1])
    return [*lines[: n - 1], json.dumps({kind: row[kind] | more}), *lines[n:]], n


def instead(n: int, line: str):
    return lambda lines: ([*lines[: n - 1], line, *lines[n:]], n)


BROKEN = {
    "a line cut in the middle": lambda lines: ([*lines[:3], lines[3][: len(lines[3]) // 2]], 4),
    "an empty line": instead(3, ""),
    "no JSON": instead(2, "Turkey attacked Syria."),
    "a number": pytest.param(instead(2, "5")),
    "a list": pytest.param(instead(2, "[]")),
    "a list for a header": pytest.param(instead(1, "[]")),
    "no header": lambda lines: (lines[1:], 1),
    "the header of another format": instead(1, '{"format": "crisisdesk record 99"}'),
    "an unknown kind": instead(4, '{"spam": {}}'),
    "a report without a text": instead(2, '{"report": {"id": "1"}}'),
    "a report that is a list": instead(2, '{"report": []}'),
    "another text": lambda lines: changed(lines, "report", text="Another text."),
    "another digest": lambda lines: changed(lines, "report", digest="sha256:0"),
    "another publisher": lambda lines: changed(lines, "report", publisher="Another"),
    "another day": lambda lines: changed(lines, "report", published="2020-06-30"),
    "a day that is none": lambda lines: changed(lines, "report", published="Tuesday"),
    "a day that is a number": pytest.param(lambda lines: changed(lines, "report", published=5)),
    "a text that is a number": pytest.param(lambda lines: changed(lines, "report", text=5)),
    "blocks that are none": lambda lines: changed(lines, "report", blocks="all"),
    "claims that are none": lambda lines: changed(lines, "coding", claims=[{"id": "x"}]),
    "layers that are none": lambda lines: changed(lines, "coding", layers={}),
    "a coding without versions": instead(3, '{"coding": {"report": "x", "layers": {}, "claims": []}}'),
    "a verdict that is none": lambda lines: changed(lines, "judgement", verdict="burn"),
    "a judgement without an id": instead(11, '{"judgement": {"verdict": "reject"}}'),
}


@pytest.mark.parametrize(
    "breaking", [row if hasattr(row, "marks") else pytest.param(row) for row in BROKEN.values()], ids=BROKEN
)
def test_a_broken_line_is_named_and_nothing_is_kept(full, empty, breaking):
    lines, number = breaking(list(whole(full)))
    with pytest.raises(ImportFileError) as error:
        take_in(empty, lines)
    assert error.value.line == number
    assert list(whole(empty)) == list(whole(empty))[:1]
    assert empty.keep([PLAIN], VERSIONS) == 1


def test_an_empty_file_is_no_record(empty):
    with pytest.raises(ImportFileError):
        take_in(empty, [])


def test_a_claim_that_stands_twice_in_a_coding_is_named(tmp_path, empty, own_weights):
    with opened(tmp_path / "one.db", PLAIN) as one:
        lines = list(whole(one))
    row = json.loads(lines[2])
    row["coding"]["claims"] *= 2
    with pytest.raises(ImportFileError):
        take_in(empty, [*lines[:2], json.dumps(row)])


def test_a_coding_of_a_report_that_is_not_there_is_named(full, empty):
    lines = [line for line in whole(full) if not line.startswith('{"report"')]
    with pytest.raises(ImportFileError):
        take_in(empty, lines)


def test_a_claim_in_a_sentence_that_is_not_there_is_named(tmp_path, empty, own_weights):
    with opened(tmp_path / "one.db", PLAIN) as one:
        lines = list(whole(one))
    row = json.loads(lines[2])
    row["coding"]["claims"][0]["sentence"] = 9
    with pytest.raises(ImportFileError):
        take_in(empty, [*lines[:2], json.dumps(row)])


def test_what_was_there_before_a_broken_import_stays(full, empty):
    keep(empty, PLAIN)
    before = list(whole(empty))
    with pytest.raises(ImportFileError):
        take_in(empty, [*whole(full), "{"])
    assert list(whole(empty)) == before
    assert not empty.stale


def test_claims_keep_every_part(full, empty):
    take_in(empty, whole(full))
    empty.rebuild()
    (found,) = empty.claims("id:bbbb")
    (told,) = full.claims("id:bbbb")
    assert found == told
    assert found.claim.reasons == (Reason(word=Span(0, 3, "not"), effect="negated"),)
