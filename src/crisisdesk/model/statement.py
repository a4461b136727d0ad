"""A statement: source, cue and content of what somebody said, after the PARC annotation scheme (Pareti 2012)."""

from __future__ import annotations

from dataclasses import dataclass

from crisisdesk.model.actor import ActorMention
from crisisdesk.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what, with which word; ``source`` is None where nobody is named ("It is reported that")."""

    source: Span | None
    cue: Span
    content: Span
    direct: bool
    speakers: tuple[ActorMention, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return the statement in the annotation format."""
        return {
            "source": self.source.to_dict() if self.source else None,
            "cue": self.cue.to_dict(),
            "content": self.content.to_dict(),
            "direct": self.direct,
            "speakers": [mention.to_dict() for mention in self.speakers],
        }
