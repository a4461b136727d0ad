"""Every format that a record can be exported to, by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from crisisdesk.export.acled import write_acled
from crisisdesk.export.columns import Column, columns_of
from crisisdesk.export.gdelt import write_gdelt
from crisisdesk.export.geojson import write_geojson
from crisisdesk.export.ical import write_ical
from crisisdesk.export.icews import write_icews
from crisisdesk.export.jsonl import write_jsonl
from crisisdesk.export.markdown import write_markdown
from crisisdesk.export.polecat import write_polecat
from crisisdesk.export.tables import write_claims_csv, write_claims_parquet, write_events_csv, write_events_parquet
from crisisdesk.export.written import Written
from crisisdesk.model.event import Account


class Writer(Protocol):
    """Writes accounts to a binary stream, which it leaves open; the same accounts give the same bytes."""

    def __call__(self, accounts: Iterable[Account], out: BinaryIO, /) -> Written:
        """Write, and return what was written and what was left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format; ``table`` names its columns in ``columns.toml``, ``profile`` marks the shape of another data set."""

    name: str
    caption: str
    suffix: str
    write: Writer
    table: str | None = None
    profile: bool = False


def _own(name: str, caption: str, suffix: str, write: Writer, table: str | None = None) -> Format:
    return Format(name=name, caption=caption, suffix=suffix, write=write, table=table)


def _profile(name: str, caption: str, suffix: str, write: Writer) -> Format:
    return Format(name=name, caption=caption, suffix=suffix, write=write, table=name, profile=True)


LISTED = (
    _own("events-csv", "one row an event, CSV", ".csv", write_events_csv, "events"),
    _own("claims-csv", "one row a claim with its evidence, CSV", ".csv", write_claims_csv, "claims"),
    _own("events-parquet", "one row an event, Parquet", ".parquet", write_events_parquet, "events"),
    _own("claims-parquet", "one row a claim with its evidence, Parquet", ".parquet", write_claims_parquet, "claims"),
    _own("geojson", "events with a place, GeoJSON", ".geojson", write_geojson, "events"),
    _own("ical", "dated events as a calendar, iCalendar", ".ics", write_ical),
    _own("md", "events by day with quoted sentences, Markdown", ".md", write_markdown),
    _own("jsonl", "events with their claims and reports, JSON lines", ".jsonl", write_jsonl),
    _profile("gdelt", "like GDELT 2.0 events: 61 columns, tabs, no header", ".tsv", write_gdelt),
    _profile("polecat", "like POLECAT: 40 columns, tabs, header", ".tsv", write_polecat),
    _profile("icews", "like ICEWS: 20 columns, tabs, header", ".tsv", write_icews),
    _profile("acled", "like ACLED: 31 columns, CSV", ".csv", write_acled),
)
FORMATS: dict[str, Format] = {found.name: found for found in LISTED}


def codebook(name: str) -> tuple[Column, ...]:
    """Return the columns of a format, or of its features' properties; empty for a format that has none.

    Raises:
        KeyError: there is no such format.

    """
    table = FORMATS[name].table
    return columns_of(table) if table else ()
