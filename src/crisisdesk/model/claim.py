"""A claim: report R, in sentence S, says (citing P) that A did V to B at T in L; every part carries its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crisisdesk.model.actor import ActorMention
from crisisdesk.model.figure import Figure
from crisisdesk.model.place import PlaceMention
from crisisdesk.model.span import Span
from crisisdesk.model.when import When


class Status(StrEnum):
    """PLOVER's auxiliary modes; ``historical`` is a flag of its own."""

    ACTUAL = "actual"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says so: an actor mention and the word that introduces what is said."""

    mention: ActorMention
    cue: str

    def to_dict(self) -> dict[str, object]:
        """Return actor, cue and span as plain values."""
        actor = self.mention.actor
        named = {"country": actor.country, "sector": actor.sector, "name": actor.name, "cue": self.cue}
        return {**named, "span": self.mention.span.to_dict()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One step of the chain that gave a status: the word and what it did."""

    word: Span
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One act as one sentence of one report tells it; ``quad`` is PLOVER's quad class 1 to 4, ``score`` -10 to 10.

    ``lemma`` is that of the trigger's word, ``noun`` says that it is one, ``said_by`` has the outermost speaker first.
    """

    id: str
    sentence: int
    type: str
    mode: str | None
    cameo: str
    quad: int
    score: float
    trigger: Span
    lemma: str
    noun: bool
    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    status: Status
    historical: bool
    when: When
    where: PlaceMention | None
    figures: tuple[Figure, ...]
    said_by: tuple[Speaker, ...]
    rule: str
    rule_at: str
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    lexicon: str
    model: str

    def to_dict(self) -> dict[str, object]:
        """Return the claim in the annotation format."""
        return {
            "id": self.id,
            "sentence": self.sentence,
            "type": self.type,
            "mode": self.mode,
            "cameo": self.cameo,
            "quad": self.quad,
            "score": self.score,
            "trigger": self.trigger.to_dict(),
            "actors": [mention.to_dict() for mention in self.actors],
            "recipients": [mention.to_dict() for mention in self.recipients],
            "status": self.status.value,
            "historical": self.historical,
            "when": self.when.to_dict(),
            "where": self._where(),
            "figures": [figure.to_dict() for figure in self.figures],
            "said_by": [speaker.to_dict() for speaker in self.said_by],
            "rule": self.rule,
            "missing": list(self.missing),
            "lexicon": self.lexicon,
            "model": self.model,
        }

    def _where(self) -> dict[str, object] | None:
        if self.where is None:
            return None
        named = self.where.to_dict()
        inside = {"start", "end", "text"}
        plain = {key: value for key, value in named.items() if key not in inside}
        return plain | {"span": self.where.span.to_dict()}
