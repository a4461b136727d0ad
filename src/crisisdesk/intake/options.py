"""What a user may choose about reading files, and the limits that hold for every file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

FIELDS = ("text", "title", "published", "publisher", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeOptions:
    """What a user may choose about intake.

    ``published`` and ``publisher`` override what the files say. ``columns`` names the column or key of a table or JSON
    record for one of our fields: text, title, published, publisher, url. ``max_bytes`` is the size of one report, in
    bytes; ``max_ratio`` how many times larger a compressed file may become, once it is larger than a report may be;
    ``max_nesting`` the depth of a JSON record; ``max_records`` the number of reports in one file; ``max_copy`` the
    bytes of a Parquet file that is copied to be read, as it does not lie on this machine or is packed.
    """

    published: date | None = None
    publisher: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = 20_000_000
    max_ratio: int = 200
    max_nesting: int = 100
    max_records: int = 10_000_000
    max_copy: int = 10_000_000_000


def columns_of(pairs: Iterable[str]) -> dict[str, str]:
    """Return the mapping that pairs such as ``text=story`` give.

    Raises:
        ValueError: a pair has no ``=`` or names a field that is none of ours.

    """
    columns = {}
    for pair in pairs:
        name, sign, column = pair.partition("=")
        if not sign or not column or name not in FIELDS:
            raise ValueError(f"“{pair}” is not FIELD=COLUMN with a field of {', '.join(FIELDS)}")
        columns[name] = column
    return columns
