"""The channels between two parties, from the reports that tell of them: of a big record the newest ones alone."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from crisisdesk.export.wording import visible
from crisisdesk.filters.parties import country_codes
from crisisdesk.model.channel import Channel, ChannelMention, ChannelRow, Telling, Turn, party_code
from crisisdesk.model.event import Event, Masthead
from crisisdesk.model.report import Sentence
from crisisdesk.model.when import as_day
from crisisdesk.record.store import Record
from crisisdesk.stages.actors import resolve_actor
from crisisdesk.views.channel_lines import day_of, state_of, title_of, turn_of
from crisisdesk.views.channels import between, channels
from crisisdesk.web.pages.brief import heads_sql, one

MOST_REPORTS = 100
MOST_EVENTS = 400
LAYERS = "SELECT layers FROM coding WHERE report = ? ORDER BY n DESC LIMIT 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spoken:
    """The layers of a report that channels need; the others are not read."""

    sentences: tuple[Sentence, ...]
    channels: tuple[ChannelMention, ...] = ()


SPOKEN = TypeAdapter(_Spoken)


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnBrief:
    """A change in a channel's life, with the first sentence that tells it; ``told`` counts all."""

    day: str
    change: str
    report: str
    sentence: int
    words: str
    told: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelBrief:
    """A channel: its name, its state today, its life, and what reports contradict each other on."""

    title: str
    state: str
    life: tuple[TurnBrief, ...]
    contradictions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Channels, and how many reports were read for them; ``whole`` where those are all of the record."""

    channels: tuple[ChannelBrief, ...]
    reports: int
    whole: bool


def channels_between(record: Record, events: Sequence[Event], parties: Iterable[str]) -> Found:
    """Return the channels that two parties hold; a party that is a pattern or a mere sector holds none."""
    codes = [code for party in parties if (code := _code(party))]
    whole = one(record.connection, "SELECT count(*) FROM report") <= MOST_REPORTS
    reports = _all_reports(record) if whole else _reports_of(record, events)
    if len(codes) < 2:
        return Found(channels=(), reports=0, whole=True)
    found = between(channels(_rows(record, reports)), codes)
    return Found(channels=tuple(map(_brief, found)), reports=len(reports), whole=whole)


def _code(party: str) -> str:
    if party.partition(":")[0] in country_codes():
        return party
    actors = () if ":" in party or "*" in party else resolve_actor(party)
    return party_code(actors[0]) if actors else ""


def _all_reports(record: Record) -> list[str]:
    return [report for (report,) in record.connection.execute("SELECT id FROM report")]


def _reports_of(record: Record, events: Sequence[Event]) -> list[str]:
    ids = [event.id for event in events[:MOST_EVENTS]]
    marks = ", ".join("?" * len(ids))
    sql = f"SELECT report FROM witness WHERE event IN ({marks}) GROUP BY report ORDER BY max(published) DESC LIMIT ?"
    return [report for (report,) in record.connection.execute(sql, (*ids, MOST_REPORTS))]


def _rows(record: Record, reports: Sequence[str]) -> Iterator[ChannelRow]:
    """Yield the channels of reports by day of publication."""
    for head in sorted(_heads(record, reports), key=lambda h: (h.published is None, str(h.published), h.id)):
        row = record.connection.execute(LAYERS, (head.id,)).fetchone()
        spoken = SPOKEN.validate_json(zlib.decompress(row[0])) if row else None
        if spoken and spoken.channels:
            words = tuple(" ".join(sentence.span.text.split()) for sentence in spoken.sentences)
            yield ChannelRow(report=head, sentences=words, mentions=spoken.channels)


def _heads(record: Record, reports: Sequence[str]) -> Iterator[Masthead]:
    for report, digest, published, title, publisher, url in record.connection.execute(heads_sql(reports), reports):
        day = as_day(published)
        yield Masthead(id=report, digest=digest, published=day, title=title, publisher=publisher, url=url)


def _brief(channel: Channel) -> ChannelBrief:
    return ChannelBrief(
        title=visible(title_of(channel)),
        state=visible(state_of(channel)),
        life=tuple(map(_turn, channel.life)),
        contradictions=tuple(
            visible(f"{found.about}: {', '.join(label for label, _ in found.versions)}")
            for found in channel.contradictions
        ),
    )


def _turn(turn: Turn) -> TurnBrief:
    first: Telling = turn.told[0]
    return TurnBrief(
        day=day_of(turn),
        change=visible(turn_of(turn)),
        report=first.report.id,
        sentence=first.mention.sentence,
        words=visible(first.words),
        told=len(turn.told),
    )
