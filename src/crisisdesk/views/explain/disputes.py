"""What sources differ on: parts of events, and the lives of channels, each side with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crisisdesk.model.channel import Channel, Telling
from crisisdesk.model.event import Account, Variant, Witness
from crisisdesk.record.blend import order_of
from crisisdesk.record.subordinate import stands_under
from crisisdesk.views.explain.scene import Scene
from crisisdesk.views.explain.told import Told
from crisisdesk.views.timeline_choice import choose_witness, salience

MOST = 12
ASKED = {
    "when": "On which day",
    "where": "Where",
    "actors": "Who did it",
    "recipients": "To whom",
    "figure": "How many",
    "status": "Whether it happened",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A dispute in words, and its sides: each value with the sentences that give it, by report id and number."""

    text: str
    sides: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    events: tuple[str, ...] = ()


def disputes(
    accounts: Sequence[Account], channels: Iterable[Channel], told: Sequence[Told], scene: Scene
) -> tuple[Dispute, ...]:
    """Return the disputes of the story, those of the lead first, then by how much their event stands out."""
    ranked = sorted(accounts, key=lambda a: (a.event.id != scene.lead.event.id, -salience(a.event), a.event.id))
    of_events = [found for account in ranked for found in _of_event(account)]
    known = {(one.report.id, one.n) for one in told}
    of_channels = [found for channel in channels for found in _of_channel(channel, known)]
    return tuple([*of_events[: MOST - len(of_channels)], *of_channels][:MOST])


def _of_event(account: Account) -> Iterator[Dispute]:
    by_claim = {witness.claim.id: witness for witness in account.witnesses}
    named = choose_witness(account).claim
    called = f"“{named.trigger.text}” ({account.event.type})"
    for found in account.event.disagreements:
        sides = "; ".join(_side(variant, by_claim) for variant in found.variants)
        yield Dispute(
            text=f"{ASKED[found.part]}, {called}: {sides}.",
            sides=tuple((variant.value, _sentences(variant, by_claim)) for variant in found.variants),
            events=(account.event.id,),
        )


def _side(variant: Variant, by_claim: Mapping[str, Witness]) -> str:
    heads = [by_claim[claim].report for claim in variant.claims if claim in by_claim]
    return f"{variant.value} ({', '.join(dict.fromkeys(head.publisher or head.id for head in heads))})"


def _sentences(variant: Variant, by_claim: Mapping[str, Witness]) -> tuple[tuple[str, int], ...]:
    claims = sorted(
        (by_claim[c] for c in variant.claims if c in by_claim), key=lambda w: (stands_under(w), order_of(w))
    )
    return tuple(dict.fromkeys((witness.report.id, witness.claim.sentence) for witness in claims))


def _of_channel(channel: Channel, known: set[tuple[str, int]]) -> Iterator[Dispute]:
    for found in channel.contradictions:
        versions = [
            (value, [t for t in told if (t.report.id, t.mention.sentence) in known]) for value, told in found.versions
        ]
        if all(told for _, told in versions):
            sides = "; ".join(f"{value} ({_papers(told)})" for value, told in versions)
            places = ((value, tuple((t.report.id, t.mention.sentence) for t in told)) for value, told in versions)
            yield Dispute(text=f"{channel.name}, {found.about}: {sides}.", sides=tuple(places))


def _papers(told: Iterable[Telling]) -> str:
    return ", ".join(dict.fromkeys(telling.report.publisher or telling.report.id for telling in told))
