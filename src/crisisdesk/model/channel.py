"""A channel: a line of communication or an institution between two actors, and what became of it over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crisisdesk.model.actor import NO_COUNTRY, Actor, ActorMention
from crisisdesk.model.claim import Reason, Speaker, Status
from crisisdesk.model.event import Masthead
from crisisdesk.model.place import PlaceMention
from crisisdesk.model.span import Span
from crisisdesk.model.when import When


class Change(StrEnum):
    """What is told to happen to a channel; a proposal or a threat changes nothing yet."""

    SET_UP = "set up"
    OPENED = "opened"
    USED = "used"
    SUSPENDED = "suspended"
    CUT = "cut"
    RESTORED = "restored"
    CLOSED = "closed"
    DESTROYED = "destroyed"
    PROPOSED = "proposed"
    THREATENED = "threatened"


WORDS_ONLY = frozenset((Change.PROPOSED, Change.THREATENED))
BEGINNINGS = frozenset((Change.SET_UP, Change.OPENED))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelMention:
    """What one phrase of a report says of a channel; a phrase that tells several changes gives a mention for each.

    ``kind`` is one of ``lexicon/en/channels.toml`` (``hotline``, ``lines``, ``office``, ...), ``words`` are modifiers
    that tell channels of one kind apart ("military"). ``parties`` are at most two; one whose ``via`` is ``document`` is
    told elsewhere in the report. ``change`` is None for a plain mention, and then so are ``trigger`` and ``status``;
    ``toward`` is the change that is proposed or threatened; ``by`` who makes the change.
    """

    span: Span
    kind: str
    name: str
    words: tuple[str, ...]
    parties: tuple[ActorMention, ...]
    place: PlaceMention | None
    change: Change | None
    toward: Change | None
    trigger: Span | None
    by: tuple[ActorMention, ...]
    status: Status | None
    reasons: tuple[Reason, ...]
    when: When
    said_by: tuple[Speaker, ...]
    sentence: int

    def to_dict(self) -> dict[str, object]:
        """Return the mention in the annotation format."""
        place = self.place
        return {
            "sentence": self.sentence,
            "kind": self.kind,
            "name": self.name,
            "parties": [mention.to_dict() for mention in self.parties],
            "place": place.to_dict() if place else None,
            "change": self.change.value if self.change else None,
            "toward": self.toward.value if self.toward else None,
            "trigger": self.trigger.to_dict() if self.trigger else None,
            "by": [mention.to_dict() for mention in self.by],
            "status": self.status.value if self.status else None,
            "when": self.when.to_dict(),
            "said_by": [speaker.to_dict() for speaker in self.said_by],
            **self.span.to_dict(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRow:
    """The mentions of channels in one report of a record; ``sentences`` are its sentences' words in order."""

    report: Masthead
    sentences: tuple[str, ...]
    mentions: tuple[ChannelMention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One mention with its report and the words of its sentence."""

    report: Masthead
    words: str
    mention: ChannelMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A change in a channel's life with all who tell it; ``change`` as in ``ChannelMention``.

    ``start`` to ``end`` are the days that most reports give. Where no report dates the change, they are the day of the
    first report that tells it and ``dated`` is false; both are None where that has no day either. ``status`` is
    ``negated`` only where nobody tells the change as a fact.
    """

    change: Change
    toward: Change | None
    status: Status
    start: date | None
    end: date | None
    precision: str
    dated: bool
    by: tuple[Actor, ...]
    told: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """What cannot all be true of a channel: each version with those who tell it."""

    about: str
    versions: tuple[tuple[str, tuple[Telling, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel over all reports: its life in order of time, its state after the last actual change.

    ``state`` is None where no report tells an actual change; ``plain`` are mentions that tell no change.
    """

    kind: str
    name: str
    parties: tuple[Actor, ...]
    place: str | None
    life: tuple[Turn, ...]
    state: Change | None
    since: date | None
    since_dated: bool
    contradictions: tuple[Contradiction, ...]
    plain: tuple[Telling, ...]


def party_code(actor: Actor) -> str:
    """Return what tells the parties of a channel apart: the country, an organisation's letters, or a group's name."""
    if actor.country == NO_COUNTRY and actor.sector == "REB":
        return f"REB {actor.name}".rstrip()
    return f"{actor.country}:{actor.sector}" if actor.country in ("IGO", "NGO") else actor.country
