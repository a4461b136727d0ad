"""The day and publisher that a report's first lines tell, where no front matter does: "SEOUL, June 16 (Wire) -"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

FIRST_BLOCKS = 6


@dataclass(frozen=True, slots=True)
class Dateline:
    """The day of a date line, None where it does not name one with its year, and the agency in its brackets."""

    day: date | None = None
    publisher: str = ""


def read_dateline(
    text: str, blocks: Iterable[tuple[int, int, str]], patterns: Mapping[str, re.Pattern[str]]
) -> Dateline:
    """Return what the first date line among the first paragraphs says; nothing where there is none."""
    from crisisdesk.intake.text import parse_date

    for start, end, kind in list(blocks)[:FIRST_BLOCKS]:
        alone = parse_date(text[start:end]) if kind == "dateline" else None
        if alone:
            return Dateline(day=alone)
        found = patterns["agency"].match(text[start:end]) or patterns["dated_place"].match(text[start:end])
        if found:
            named = found.groupdict()
            return Dateline(day=parse_date(named["day"] or ""), publisher=" ".join((named["publisher"] or "").split()))
    return Dateline()
