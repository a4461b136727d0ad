"""The whole record as JSON lines and back: every report, coding, claim and judgement, without loss.

Reports stand by id, their codings in the order in which they were made, then judgements in theirs. When something was
added is not told, so that two records with the same content are the same bytes. Events are not in it: they are derived.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from crisisdesk.errors import ImportFileError
from crisisdesk.model.judgement import Judgement
from crisisdesk.model.report import Source
from crisisdesk.model.when import as_day
from crisisdesk.record import keeping
from crisisdesk.record.checked import checked_claim, checked_source
from crisisdesk.record.codec import BLOCKS, CLAIM, JUDGEMENT, LAYERS, pack, unpack
from crisisdesk.record.rebuild import load_judgements

if TYPE_CHECKING:
    from crisisdesk.record.store import Record

FORMAT = "crisisdesk record 1"


def whole(record: Record) -> Iterator[str]:
    """Yield the lines of a record."""
    yield json.dumps({"format": FORMAT})
    for (report,) in record.connection.execute("SELECT id FROM report ORDER BY id"):
        yield _line("report", _report(keeping.source_of_row(record.connection, report)))
        codings = record.connection.execute(
            "SELECT n, lexicon, model, layers FROM coding WHERE report = ? ORDER BY n", (report,)
        )
        for n, lexicon, model, layers in codings:
            yield _line("coding", _coding(record.connection, report, n, (lexicon, model), layers))
    for judgement in load_judgements(record.connection):
        yield _line("judgement", json.loads(JUDGEMENT.dump_json(judgement)))


def _line(kind: str, content: dict[str, object]) -> str:
    return json.dumps({kind: content}, ensure_ascii=False)


def _report(source: Source) -> dict[str, object]:
    return source.to_dict() | {"blocks": json.loads(BLOCKS.dump_json(source.blocks))}


def _coding(
    connection: sqlite3.Connection, report: str, n: int, versions: keeping.Versions, layers: bytes
) -> dict[str, object]:
    rows = connection.execute("SELECT body FROM claim WHERE coding = ? ORDER BY start, end, id", (n,))
    named = {"report": report, "lexicon": versions[0], "model": versions[1]}
    return named | {"layers": json.loads(LAYERS.dump_json(unpack(layers))), "claims": [json.loads(b) for (b,) in rows]}


def take_in(record: Record, lines: Iterable[str]) -> int:
    """Add the lines of another record to a record, in one transaction; return how many there were.

    Raises:
        ImportFileError: a line is not understood; nothing of the file is kept.

    """
    number = 0
    with record.writing():
        for number, line in enumerate(lines, start=1):
            try:
                _take(record.connection, json.loads(line), number)
            except (ValueError, KeyError, TypeError, AttributeError, ValidationError, sqlite3.IntegrityError) as error:
                raise ImportFileError(line=number, reason=str(error).split("\n", 1)[0]) from error
        if not number:
            raise ImportFileError(line=1, reason="the file is empty")
    return number


def _take(connection: sqlite3.Connection, row: dict[str, Any], number: int) -> None:
    if number == 1 and row.get("format") != FORMAT:
        raise ValueError(f"the file does not begin with {json.dumps({'format': FORMAT})}")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for kind, content in row.items():
        if kind == "report":
            keeping.keep_report(connection, _source(content), now)
        elif kind == "coding":
            _take_coding(connection, content, now)
        elif kind == "judgement":
            keeping.keep_judgement(connection, _judgement(content))
        elif kind != "format":
            raise ValueError(f"a line of an unknown kind, {kind}")


def _judgement(content: dict[str, Any]) -> Judgement:
    return JUDGEMENT.validate_python(content)


def _source(content: dict[str, Any]) -> Source:
    return checked_source(
        Source(
            id=content["id"],
            digest=content["digest"],
            text=content["text"],
            published=as_day(content["published"]),
            title=content["title"],
            publisher=content["publisher"],
            url=content["url"],
            blocks=BLOCKS.validate_python(content["blocks"]),
        )
    )


def _take_coding(connection: sqlite3.Connection, content: dict[str, Any], now: str) -> None:
    if connection.execute("SELECT 1 FROM report WHERE id = ?", (content["report"],)).fetchone() is None:
        raise ValueError(f"a coding of report {content['report']}, which the file does not have")
    layers = LAYERS.validate_python(content["layers"])
    claims = tuple(checked_claim(CLAIM.validate_python(row), len(layers.sentences)) for row in content["claims"])
    versions = (content["lexicon"], content["model"])
    keeping.keep_claims(connection, content["report"], pack(layers), claims, versions, now)
