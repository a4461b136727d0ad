"""Families of near-copies: the reports that rest on one text, with the one published first as the canonical member."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from crisisdesk.intake.copies import CopyKind, same_page, same_publisher

Row = tuple[str, date | None, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two reports, by id, that ``compare`` found alike."""

    one: str
    other: str
    kind: CopyKind
    likeness: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A report in a family, and how it stands to the canonical one."""

    id: str
    kind: CopyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Reports that are one source; a report without copies is a family of its own.

    ``members`` stand in the order of publication, the canonical one first.
    """

    canonical: str
    members: tuple[Member, ...]


def families(reports: Iterable[Row], pairs: Iterable[Pair]) -> tuple[Family, ...]:
    """Return the families of reports, given as (id, published, publisher, url), in the order of their canonical ones.

    The canonical member is the one published first, unknown days last, then the one with the smallest id. Pairs with a
    report that is not given do not count. The order in which reports and pairs come makes no difference.
    """
    rows = sorted(reports, key=_order)
    known = {row[0] for row in rows}
    links = [pair for pair in pairs if pair.one in known and pair.other in known]
    joined = _roots(known, links)
    same = _roots(known, [pair for pair in links if pair.kind is CopyKind.EXACT])
    kinds = {frozenset((pair.one, pair.other)): pair.kind for pair in sorted(links, key=lambda pair: pair.kind)}
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[joined[row[0]]].append(row)
    return tuple(_family(group, same, kinds) for group in groups.values())


def _order(row: Row) -> tuple[bool, date, str]:
    return row[1] is None, row[1] or date.min, row[0]


def _roots(ids: Iterable[str], pairs: Iterable[Pair]) -> dict[str, str]:
    """Return for each id the one that stands for all it is joined with (union-find, Tarjan 1975)."""
    above = {one: one for one in ids}
    for pair in pairs:
        above[_root(above, pair.one)] = _root(above, pair.other)
    return {one: _root(above, one) for one in above}


def _root(above: dict[str, str], one: str) -> str:
    while above[one] != one:
        above[one] = above[above[one]]
        one = above[one]
    return one


def _family(rows: Sequence[Row], same: dict[str, str], kinds: dict[frozenset[str], CopyKind]) -> Family:
    first = rows[0]
    rest = (Member(id=row[0], kind=_kind(first, row, same, kinds)) for row in rows[1:])
    return Family(canonical=first[0], members=(Member(id=first[0], kind=CopyKind.CANONICAL), *rest))


def _kind(first: Row, row: Row, same: dict[str, str], kinds: dict[frozenset[str], CopyKind]) -> CopyKind:
    """Return how a report stands to the canonical one, also where only others between them were compared."""
    if same[first[0]] == same[row[0]]:
        return CopyKind.EXACT
    direct = kinds.get(frozenset((first[0], row[0])))
    if direct is not None:
        return direct
    return CopyKind.UPDATE if same_publisher(first[2], row[2]) or same_page(first[3], row[3]) else CopyKind.NEAR
