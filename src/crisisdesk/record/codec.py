"""Nouns to JSON and back, without loss: the form in which a record keeps them."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from pydantic import TypeAdapter

from crisisdesk.model.actor import ActorMention
from crisisdesk.model.channel import ChannelMention
from crisisdesk.model.claim import Claim
from crisisdesk.model.diagnostic import Diagnostic
from crisisdesk.model.event import Event
from crisisdesk.model.judgement import Judgement
from crisisdesk.model.place import PlaceMention
from crisisdesk.model.report import Report, Sentence
from crisisdesk.model.statement import Statement
from crisisdesk.model.when import TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """What the stages found in a report, beside its claims."""

    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    diagnostics: tuple[Diagnostic, ...]
    channels: tuple[ChannelMention, ...] = ()


CLAIM, EVENT, JUDGEMENT, LAYERS = TypeAdapter(Claim), TypeAdapter(Event), TypeAdapter(Judgement), TypeAdapter(Layers)
BLOCKS: TypeAdapter[tuple[tuple[int, int, str], ...]] = TypeAdapter(tuple[tuple[int, int, str], ...])


def layers_of(report: Report) -> Layers:
    """Return the layers of a coded report."""
    return Layers(
        sentences=report.sentences,
        statements=report.statements,
        times=report.times,
        places=report.places,
        actors=report.actors,
        diagnostics=report.diagnostics,
        channels=report.channels,
    )


def pack(layers: Layers) -> bytes:
    """Return layers as compressed JSON: they repeat the words of the report many times."""
    return zlib.compress(LAYERS.dump_json(layers), 6)


def unpack(packed: bytes) -> Layers:
    """Return the layers that ``pack`` packed."""
    return LAYERS.validate_json(zlib.decompress(packed))
