"""The derived part of a record made anew from what is kept: families, witnesses, events."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from crisisdesk.coder import resolve_phrase
from crisisdesk.errors import JudgementError
from crisisdesk.intake.copies import CopyKind
from crisisdesk.intake.copy_families import Pair as CopyPair
from crisisdesk.intake.copy_families import families
from crisisdesk.intake.text import load_layout
from crisisdesk.model.actor import Actor
from crisisdesk.model.claim import Claim
from crisisdesk.model.event import Event, Masthead, Witness
from crisisdesk.model.judgement import Judgement
from crisisdesk.model.when import as_day
from crisisdesk.record.blend import blend
from crisisdesk.record.clusters import Clustering, Pair, cluster
from crisisdesk.record.codec import CLAIM, JUDGEMENT
from crisisdesk.record.corrections import correct
from crisisdesk.record.derived import Doubt, Kin, write_derived
from crisisdesk.record.ledger import Rulings, rulings
from crisisdesk.record.likeness import Likeness, Traits, traits_of
from crisisdesk.record.weights import load_weights

Tell = Callable[[str], None]
CURRENT = "SELECT max(n) FROM coding GROUP BY report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """How much a rebuild made of what is kept.

    ``idle`` are judgements that find none of their claims, ``unread`` those with a value that cannot be read.
    """

    reports: int
    families: int
    claims: int
    events: int
    idle: tuple[str, ...]
    unread: tuple[str, ...]


def rebuild(connection: sqlite3.Connection, tell: Tell = lambda _: None) -> Rebuilt:
    """Make families, witnesses and events anew, in one transaction; readers see the old ones until it is done."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        tell("families of near-copies")
        mastheads = load_mastheads(connection)
        kin = _families(connection, mastheads)
        tell("claims and judgements")
        ruled = rulings(load_judgements(connection), Anchors(connection))
        unread: set[str] = set()
        witnesses = tuple(_witnesses(connection, mastheads, kin, ruled, unread))
        tell(f"events from {len(witnesses)} claims")
        traits = traits_of(witnesses, load_layout().english)
        likeness = Likeness(load_weights())
        found = cluster(traits, likeness, ruled.constraints)
        by_id = {trait.witness.claim.id: trait for trait in traits}
        events = _events(found, by_id, likeness, ruled)
        tell(f"writing {len(events)} events")
        doubts = tuple(_doubts(found.doubted, by_id, likeness))
        write_derived(connection, kin, events, {w.claim.id: w for w in witnesses}, doubts)
        connection.execute("DELETE FROM state WHERE key = 'stale'")
    return Rebuilt(
        reports=len(mastheads),
        families=len({canonical for canonical, _ in kin.values()}),
        claims=len(witnesses),
        events=len(events),
        idle=ruled.idle,
        unread=tuple(sorted(unread)),
    )


def load_mastheads(connection: sqlite3.Connection) -> dict[str, Masthead]:
    """Return what is known of every report without its text, by id."""
    rows = connection.execute("SELECT id, digest, published, title, publisher, url FROM report ORDER BY id")
    return {
        row[0]: Masthead(id=row[0], digest=row[1], published=as_day(row[2]), title=row[3], publisher=row[4], url=row[5])
        for row in rows
    }


def load_judgements(connection: sqlite3.Connection) -> tuple[Judgement, ...]:
    """Return all judgements in the order in which they were made."""
    rows = connection.execute("SELECT body FROM judgement ORDER BY n")
    return tuple(JUDGEMENT.validate_json(body) for (body,) in rows)


def _families(connection: sqlite3.Connection, mastheads: Mapping[str, Masthead]) -> Kin:
    pairs = [
        CopyPair(one=one, other=other, kind=CopyKind(kind), likeness=likeness)
        for one, other, kind, likeness in connection.execute("SELECT one, other, kind, likeness FROM copy")
    ]
    rows = [(head.id, head.published, head.publisher, head.url) for head in mastheads.values()]
    return {m.id: (family.canonical, m.kind) for family in families(rows, pairs) for m in family.members}


class Anchors:
    """Finds for a claim's id, of any coding, the claim on the same words in its report's newest coding."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __call__(self, claim: str) -> str | None:
        """Return the id, None where no claim is on those words now."""
        row = self.connection.execute("SELECT report, start, end FROM claim WHERE id = ? LIMIT 1", (claim,)).fetchone()
        if row is None:
            return None
        report, start, end = row
        found = self.connection.execute(
            "SELECT id FROM claim WHERE coding IN (SELECT max(n) FROM coding WHERE report = ?) "
            "AND start < ? AND end > ? ORDER BY id = ? DESC, abs(start - ?), id LIMIT 1",
            (report, end, start, claim, start),
        ).fetchone()
        return str(found[0]) if found else None


def _witnesses(
    connection: sqlite3.Connection, mastheads: Mapping[str, Masthead], kin: Kin, ruled: Rulings, unread: set[str]
) -> Iterator[Witness]:
    houses = {canonical: voice_of_publisher(mastheads[canonical]) for canonical, _ in kin.values()}
    rows = connection.execute(f"SELECT report, body FROM claim WHERE coding IN ({CURRENT}) ORDER BY id")
    sentences = _Sentences(connection)
    for report, body in rows:
        claim = CLAIM.validate_json(body)
        if claim.id in ruled.rejected:
            continue
        for judgement in ruled.corrections.get(claim.id, ()):
            claim = _corrected(claim, judgement, unread)
        family = kin[report][0]
        words = sentences.of(report, claim.sentence)
        voice = voice_of(claim, houses[family])
        yield Witness(claim=claim, report=mastheads[report], sentence=words, family=family, voice=voice)


def _corrected(claim: Claim, judgement: Judgement, unread: set[str]) -> Claim:
    """Return a claim as a judgement has it, or as it is where the judgement's value cannot be read any more."""
    try:
        return correct(claim, judgement)
    except JudgementError:
        unread.add(judgement.id)
        return claim


def voice_of(claim: Claim, house: str) -> str:
    """Return the independent source of a claim: the speaker cited last in the chain, else its report's publisher."""
    return speaker_voice(claim.said_by[-1].mention.actor) if claim.said_by else house


def voice_of_publisher(head: Masthead) -> str:
    """Return the voice of a family of copies by its first report: the publisher, or the family where none is known.

    A publisher that is a public actor is the same voice when others cite it.
    """
    if not head.publisher:
        return f"family:{head.id}"
    actors = resolve_phrase(head.publisher, head.published)
    return speaker_voice(actors[0]) if len(actors) == 1 else f"publisher:{' '.join(head.publisher.casefold().split())}"


def speaker_voice(actor: Actor) -> str:
    """Return the voice of a speaker: by name, or by code where none is known."""
    return f"speaker:{actor.name or actor.code}"


class _Sentences:
    """Gives the words of sentences."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        from crisisdesk.record.codec import unpack

        packed = connection.execute(f"SELECT report, layers FROM coding WHERE n IN ({CURRENT})")
        self.words = {
            report: [" ".join(s.span.text.split()) for s in unpack(layers).sentences] for report, layers in packed
        }

    def of(self, report: str, n: int) -> str:
        """Return the words of the sentence with this number."""
        return self.words[report][n - 1]


def _events(found: Clustering, traits: Mapping[str, Traits], likeness: Likeness, ruled: Rulings) -> tuple[Event, ...]:
    joins: dict[str, list[Pair]] = defaultdict(list)
    place = {claim: i for i, ids in enumerate(found.clusters) for claim in ids}
    for pair in found.joined:
        joins[str(place[pair.one])].append(pair)
    events = []
    for i, ids in enumerate(found.clusters):
        links = tuple(explain(pair, traits, likeness) for pair in joins.get(str(i), ()))
        judged = tuple(sorted({judgement for claim in ids for judgement in ruled.by_claim.get(claim, ())}))
        events.append(blend((traits[claim].witness for claim in ids), links, judged))
    return tuple(sorted(events, key=lambda event: event.id))


def explain(pair: Pair, traits: Mapping[str, Traits], likeness: Likeness) -> str:
    """Return in a line why two claims are held for one act."""
    points = likeness.points(traits[pair.one], traits[pair.other])
    told = ", ".join(f"{point.reason} {point.worth:+.1f}" for point in points)
    return f"{pair.one} and {pair.other}: {told} = {pair.score:.1f}"


def _doubts(pairs: Iterable[Pair], traits: Mapping[str, Traits], likeness: Likeness) -> Iterator[Doubt]:
    for pair in pairs:
        yield Doubt(one=pair.one, other=pair.other, score=pair.score, reason=explain(pair, traits, likeness))
