"""The two tables that ``code`` writes: claims, flat and whole, and reports with all that a record keeps of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crisisdesk.engine.packing import Coded
from crisisdesk.export.cells import Row
from crisisdesk.export.claim_rows import claim_row
from crisisdesk.export.columns import Column, columns_of
from crisisdesk.model.event import Masthead, Witness
from crisisdesk.record.codec import BLOCKS, CLAIM, LAYERS, Layers, unpack

OF_RECORDS = frozenset(("event_id", "family", "voice"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A coded report with the place where it was read, and its layers unpacked."""

    path: str
    coded: Coded
    layers: Layers
    set_aside: bool

    @classmethod
    def of(cls, path: str, coded: Coded, *, set_aside: bool) -> Placed:
        """Unpack the layers of a coded report."""
        return cls(path=path, coded=coded, layers=unpack(coded.layers), set_aside=set_aside)


@cache
def table_columns(table: str) -> tuple[Column, ...]:
    """Return the columns of ``claims`` or ``reports``, in their order."""
    text = (files("crisisdesk.engine") / "columns.toml").read_text(encoding="utf8")
    own = tuple(Column(name=name, **row) for name, row in tomllib.loads(text)[table].items())
    shared = columns_of("claims") if table == "claims" else ()
    return (*(column for column in shared if column.name not in OF_RECORDS), *own)


def claim_table(reports: Iterable[Placed]) -> Iterator[Row]:
    """Yield a row for each claim, in the order of reports."""
    for placed in reports:
        source = placed.coded.source
        head = Masthead(
            id=source.id,
            digest=source.digest,
            published=source.published,
            title=source.title,
            publisher=source.publisher,
            url=source.url,
        )
        for kept in placed.coded.claims:
            claim = CLAIM.validate_json(kept.body)
            sentence = placed.layers.sentences[claim.sentence - 1].span.text
            witness = Witness(claim=claim, report=head, sentence=sentence, family="", voice="")
            yield {"claim_id": claim.id, "claim": kept.body} | claim_row(witness)


def report_table(reports: Iterable[Placed], versions: tuple[str, str]) -> Iterator[Row]:
    """Yield a row for each report."""
    for placed in reports:
        source = placed.coded.source
        yield {
            "report_id": source.id,
            "report_digest": source.digest,
            "path": placed.path,
            "publisher": source.publisher or None,
            "published": source.published,
            "title": source.title or None,
            "url": source.url or None,
            "text": source.text,
            "blocks": BLOCKS.dump_json(source.blocks).decode(),
            "diagnostics": tuple(found.code for found in placed.layers.diagnostics),
            "layers": LAYERS.dump_json(placed.layers).decode(),
            "claims": len(placed.coded.claims),
            "lexicon": versions[0],
            "model": versions[1],
        }
