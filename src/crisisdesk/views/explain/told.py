"""The sentences that an explainer chooses from, each with all that the record knows of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crisisdesk.intake.text import load_layout
from crisisdesk.model.actor import NO_COUNTRY, party_key
from crisisdesk.model.channel import ChannelMention
from crisisdesk.model.claim import Claim
from crisisdesk.model.event import Account, Event, Masthead, Witness
from crisisdesk.model.statement import Statement
from crisisdesk.record.likeness import words_of

if TYPE_CHECKING:
    from crisisdesk.record.codec import Layers
    from crisisdesk.record.store import Record

DATELESS = date.max
KINDS = frozenset(("body", "caption"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence of a report: its acts with their events, who is cited in it, the channels it names.

    ``named`` are the keys of the public actors it names, ``parties`` with those that its acts have by context;
    ``stems`` are the beginnings of its content words, ``family`` the id of its report's family of copies.
    """

    report: Masthead
    family: str
    n: int
    text: str
    kind: str
    acts: tuple[tuple[Witness, Event], ...]
    statements: tuple[Statement, ...]
    channels: tuple[ChannelMention, ...]
    named: frozenset[str]
    parties: frozenset[str]
    stems: frozenset[str]

    @property
    def key(self) -> tuple[str, str, int]:
        """Its place in the order of publication."""
        return (self.report.published or DATELESS).isoformat(), self.report.id, self.n


def keys_of(claim: Claim) -> frozenset[str]:
    """Return the parties of a claim on both sides."""
    return frozenset(party_key(mention.actor) for mention in (*claim.actors, *claim.recipients)) - {NO_COUNTRY}


def told_of(record: Record, accounts: Iterable[Account]) -> tuple[Told, ...]:
    """Return the sentences of all reports that witness some events, in the order of publication."""
    acts: dict[tuple[str, int], list[tuple[Witness, Event]]] = defaultdict(list)
    heads: dict[str, tuple[Masthead, str]] = {}
    for account in accounts:
        for witness in account.witnesses:
            acts[witness.report.id, witness.claim.sentence].append((witness, account.event))
            heads[witness.report.id] = (witness.report, witness.family)
    layers = {report: record.layers_of(report) for report in heads}
    found = (told for report in heads for told in _sentences(*heads[report], layers[report], acts))
    return tuple(sorted(found, key=lambda told: told.key))


def _sentences(
    head: Masthead,
    family: str,
    layers: Layers | None,
    acts: Mapping[tuple[str, int], list[tuple[Witness, Event]]],
) -> Iterator[Told]:
    common = load_layout().english
    for sentence in layers.sentences if layers else ():
        if sentence.kind in KINDS:
            start, end = sentence.span.start, sentence.span.end
            text = " ".join(sentence.span.text.split())
            here = tuple(acts.get((head.id, sentence.n), ()))
            actors = (mention.actor for mention in layers.actors if start <= mention.span.start < end) if layers else ()
            named = frozenset(map(party_key, actors)) - {NO_COUNTRY}
            yield Told(
                report=head,
                family=family,
                n=sentence.n,
                text=text,
                kind=sentence.kind,
                acts=here,
                statements=tuple(s for s in layers.statements if start <= s.cue.start < end) if layers else (),
                channels=tuple(c for c in layers.channels if c.sentence == sentence.n) if layers else (),
                named=named,
                parties=named | {key for w, _ in here for key in keys_of(w.claim)},
                stems=frozenset(words_of(text, common)),
            )
