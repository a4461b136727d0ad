"""Channels over a record: each with its life, its state today, and where reports contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from crisisdesk.model.channel import Channel, ChannelRow, Telling, party_code
from crisisdesk.views.channel_life import contradictions_of, last_of, life_of
from crisisdesk.views.channel_merge import Group, merged, name_of, parties_of

if TYPE_CHECKING:
    from crisisdesk.record.store import Record


def channel_rows(record: Record) -> Iterator[ChannelRow]:
    """Yield the channels of every report of a record as its newest coding has them, by day of publication."""
    from crisisdesk.record.codec import unpack
    from crisisdesk.record.rebuild import CURRENT, load_mastheads

    heads = load_mastheads(record.connection)
    rows = record.connection.execute(
        f"SELECT c.report, c.layers FROM coding c JOIN report r ON r.id = c.report WHERE c.n IN ({CURRENT}) "
        "ORDER BY r.published IS NULL, r.published, r.id"
    )
    for report, packed in rows:
        layers = unpack(packed)
        if layers.channels:
            words = tuple(" ".join(sentence.span.text.split()) for sentence in layers.sentences)
            yield ChannelRow(report=heads[report], sentences=words, mentions=layers.channels)


def channels(record_rows: Iterable[ChannelRow]) -> tuple[Channel, ...]:
    """Return the channels that reports speak of, those with the longest life first."""
    tellings = (telling for row in record_rows for telling in tellings_of(row))
    found = [_channel(group) for group in merged(tellings)]
    return tuple(sorted(found, key=lambda c: (-len(c.life), -len(c.plain), c.kind, c.name, _codes(c))))


def tellings_of(row: ChannelRow) -> Iterator[Telling]:
    """Yield the mentions of a report with their sentences."""
    for mention in row.mentions:
        words = row.sentences[mention.sentence - 1] if mention.sentence <= len(row.sentences) else ""
        yield Telling(report=row.report, words=words, mention=mention)


def between(found: Iterable[Channel], codes: Iterable[str]) -> tuple[Channel, ...]:
    """Return the channels that all of some actors hold, by country or organisation code (``PRK``, ``IGO:UNO``)."""
    wanted = {code.partition(":")[0] if not code.startswith(("IGO", "NGO")) else code for code in codes}
    return tuple(channel for channel in found if wanted <= set(_codes(channel)))


def _codes(channel: Channel) -> tuple[str, ...]:
    return tuple(party_code(actor) for actor in channel.parties)


def _channel(group: Group) -> Channel:
    life = life_of(telling for telling in group.told if telling.mention.change)
    last = last_of(life)
    return Channel(
        kind=group.kind,
        name=name_of(group.told),
        parties=parties_of(group.told),
        place=group.place,
        life=life,
        state=last.change if last else None,
        since=last.start if last else None,
        since_dated=last.dated if last else False,
        contradictions=contradictions_of(life),
        plain=tuple(telling for telling in group.told if telling.mention.change is None),
    )
