"""The life of a channel: its changes in order of time, its state after the last one, and what cannot all be true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from crisisdesk.model.actor import Actor
from crisisdesk.model.channel import BEGINNINGS, WORDS_ONLY, Change, Contradiction, Telling, Turn, party_code
from crisisdesk.model.claim import Status

Days = tuple[date, date]
NEAR = timedelta(days=7)
RECENT = timedelta(days=31)
AHEAD = timedelta(days=1)
FACTS = (Status.ACTUAL, Status.NEGATED)
ONCE = frozenset((*BEGINNINGS, Change.DESTROYED))


def life_of(told: Iterable[Telling]) -> tuple[Turn, ...]:
    """Return the changes of a channel, each with all who tell it, by day; what has no day at all comes last."""
    kinds: dict[tuple[object, ...], list[Telling]] = {}
    for telling in told:
        mention = telling.mention
        status = Status.ACTUAL if mention.status in FACTS else mention.status
        kinds.setdefault((mention.change, mention.toward, status), []).append(telling)
    turns = [_turn(part) for same in kinds.values() for part in _parted(same)]
    return tuple(sorted(turns, key=lambda turn: (turn.start is None, turn.start or date.max, turn.change, turn.status)))


def _parted(told: list[Telling]) -> list[list[Telling]]:
    """Part tellings of one change by day; one without a day joins what was told to happen just before its report."""
    dated = sorted((t for t in told if days_of(t)), key=_first_day)
    parts: list[list[Telling]] = []
    for telling in dated:
        near = [part for part in parts if any(_are_near(telling, other) for other in part)]
        near[-1].append(telling) if near else parts.append([telling])
    loose: list[Telling] = []
    for telling in (t for t in told if not days_of(t)):
        near = [part for part in parts if _just_before(part, telling.report.published)]
        near[-1].append(telling) if near else loose.append(telling)
    return [*parts, *([loose] if loose else [])]


def days_of(telling: Telling) -> Days | None:
    """Return the days that a mention tells of its change, None where it tells none."""
    when = telling.mention.when
    return (when.start, when.end or when.start) if when.basis == "expression" and when.start else None


def _first_day(telling: Telling) -> date:
    days = days_of(telling)
    return days[0] if days else date.max


def _are_near(one: Telling, other: Telling) -> bool:
    first, second = days_of(one), days_of(other)
    return bool(first and second) and first[0] - NEAR <= second[1] and second[0] <= first[1] + NEAR  # type: ignore[index]


def _just_before(part: Sequence[Telling], published: date | None) -> bool:
    days = [found for found in map(days_of, part) if found]
    return published is not None and any(start - AHEAD <= published <= end + RECENT for start, end in days)


def _turn(told: list[Telling]) -> Turn:
    told = sorted(told, key=_order)
    first = told[0].mention
    facts = [telling for telling in told if telling.mention.status is Status.ACTUAL]
    counts = Counter(days for days in map(days_of, facts or told) if days)
    exact = min(counts, key=lambda d: (-counts[d], d[1] - d[0], d)) if counts else None
    day = next((t.report.published for t in told if t.report.published), None)
    precision = next((t.mention.when.precision for t in told if days_of(t) == exact), "day") if exact else "before"
    start, end = exact or (day, day)
    return Turn(
        change=first.change or Change.USED,
        toward=first.toward,
        status=Status.ACTUAL if facts else first.status or Status.ACTUAL,
        start=start,
        end=end,
        precision=precision if start else "unknown",
        dated=exact is not None,
        by=_doers(told),
        told=tuple(told),
    )


def _order(telling: Telling) -> tuple[bool, date, str, int]:
    report = telling.report
    return (report.published is None, report.published or date.max, report.id, telling.mention.span.start)


def _doers(told: Iterable[Telling]) -> tuple[Actor, ...]:
    """Return who is told to have made a change, each state once."""
    found = {party_code(party.actor): party.actor for telling in told for party in telling.mention.by}
    return tuple(found[code] for code in sorted(found))


def last_of(life: Iterable[Turn]) -> Turn | None:
    """Return the last change that is told as a fact; of those on one day the one that weighs most."""
    actual = [turn for turn in life if turn.status is Status.ACTUAL and turn.change not in WORDS_ONLY and turn.start]
    return max(actual, key=lambda turn: (turn.start or date.min, turn.dated, WEIGHT[turn.change]), default=None)


WEIGHT = {change: n for n, change in enumerate((Change.USED, *(c for c in Change if c is not Change.USED)))}


def contradictions_of(life: tuple[Turn, ...]) -> tuple[Contradiction, ...]:
    """Return what cannot all be true: days that differ, changes told and denied, two beginnings, two ends."""
    found = [c for turn in life if turn.change not in WORDS_ONLY for c in (*_days_differ(turn), *_denied(turn))]
    for group, about in ((BEGINNINGS, "set up or opened"), (frozenset((Change.DESTROYED,)), "destroyed")):
        found += _often([t for t in life if t.change in group and t.status is Status.ACTUAL and t.dated], about)
    return tuple(found)


def _days_differ(turn: Turn) -> Iterator[Contradiction]:
    """Yield the days of one change that exclude each other."""
    facts = [t for t in turn.told if t.mention.status is Status.ACTUAL and days_of(t)]
    versions: dict[Days, list[Telling]] = {}
    for telling in facts:
        versions.setdefault(days_of(telling) or (date.min, date.min), []).append(telling)
    if any(a[1] < b[0] or b[1] < a[0] for a in versions for b in versions):
        yield _contradiction(f"{turn.change} when", ((_days(d), versions[d]) for d in sorted(versions)))


def _denied(turn: Turn) -> Iterator[Contradiction]:
    """Yield a change that some tell and others deny."""
    parts = {status: [t for t in turn.told if t.mention.status is status] for status in FACTS}
    if all(parts.values()):
        yield _contradiction(f"{turn.change} or not", (("yes" if s is FACTS[0] else "no", parts[s]) for s in FACTS))


def _often(turns: list[Turn], about: str) -> Iterator[Contradiction]:
    """Yield what happens to a channel once, and is told of two years apart, or of days that exclude each other."""
    apart = [turn for turn in turns if turn.start and turn.end]
    if len(apart) > 1 and any(_excludes(one, other) for one in apart for other in apart):
        yield _contradiction(f"{about} when", ((f"{t.change} {_label(t)}", list(t.told)) for t in apart))


def _excludes(one: Turn, other: Turn) -> bool:
    return one.end is not None and other.start is not None and one.end + NEAR < other.start


def _contradiction(about: str, versions: Iterable[tuple[str, list[Telling]]]) -> Contradiction:
    return Contradiction(about=about, versions=tuple((label, tuple(told)) for label, told in versions))


def _label(turn: Turn) -> str:
    return _days((turn.start, turn.end)) if turn.start and turn.end else ""


def _days(days: Days) -> str:
    """Return days in short: a year or a month where they are just that."""
    start, end = days
    if start == end:
        return start.isoformat()
    if start.month == start.day == 1 and (end.year, end.month, end.day) == (start.year, 12, 31):
        return str(start.year)
    if start.day == 1 and (end + timedelta(days=1)).day == 1 and start.strftime("%Y%m") == end.strftime("%Y%m"):
        return start.strftime("%Y-%m")
    return f"{start.isoformat()}…{end.isoformat()}"
