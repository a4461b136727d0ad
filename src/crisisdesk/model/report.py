"""A report as published, and everything that the stages found in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crisisdesk.model.actor import ActorMention
from crisisdesk.model.channel import ChannelMention
from crisisdesk.model.claim import Claim
from crisisdesk.model.diagnostic import Diagnostic
from crisisdesk.model.place import PlaceMention
from crisisdesk.model.span import Span
from crisisdesk.model.statement import Statement
from crisisdesk.model.when import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document as published: its text kept exactly; ``digest`` is the SHA-256 of the text's bytes.

    ``blocks`` are the half-open ranges of the text's paragraphs with their kind, ``header`` ends before the first.
    """

    id: str
    digest: str
    text: str
    published: date | None = None
    title: str = ""
    publisher: str = ""
    url: str = ""
    blocks: tuple[tuple[int, int, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return what is known of the document, with its text."""
        return {
            "id": self.id,
            "digest": self.digest,
            "published": self.published.isoformat() if self.published else None,
            "title": self.title,
            "publisher": self.publisher,
            "url": self.url,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, numbered from 1; ``kind`` is body, heading, caption, credit, dateline or repeat."""

    n: int
    span: Span
    kind: str

    def to_dict(self) -> dict[str, object]:
        """Return number, offsets and kind."""
        return {"n": self.n, "start": self.span.start, "end": self.span.end, "kind": self.kind}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A word that a rule names and that is not coded, with the stage that dropped it and the reason."""

    sentence: int
    word: Span
    stage: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A coded report: the document and its layers."""

    source: Source
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    diagnostics: tuple[Diagnostic, ...]
    dropped: tuple[Dropped, ...] = ()
    channels: tuple[ChannelMention, ...] = ()
    doc: Doc | None = None

    def to_dict(self) -> dict[str, object]:
        """Return the report in the annotation format."""
        layers = ("sentences", "claims", "statements", "times", "places", "actors", "channels", "diagnostics")
        return {"report": self.source.to_dict()} | {
            layer: [found.to_dict() for found in getattr(self, layer)] for layer in layers
        }

    def to_spacy(self) -> Doc:
        """Return the spaCy Doc of the report's text, with tags, trees and entities."""
        if self.doc is None:
            raise ValueError("this report was made without a parse")
        return self.doc
