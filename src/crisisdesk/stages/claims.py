"""Claims: triggers with their roles, status, time, place and speakers put together, one claim an act."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crisisdesk.language.parse import Parse
from crisisdesk.lexicon.plover import Plover
from crisisdesk.model.actor import NO_COUNTRY, Actor, ActorMention, party_key
from crisisdesk.model.codebook import Kind
from crisisdesk.model.claim import Claim, Reason, Speaker, Status
from crisisdesk.model.place import PlaceMention
from crisisdesk.model.when import TimeExpression, When
from crisisdesk.stages.attribution import Citation, cited_for
from crisisdesk.stages.context import VIA, Surroundings, same_country
from crisisdesk.stages.coreference import Cast
from crisisdesk.stages.roles import RoleFinder, actor_places, recipient_places
from crisisdesk.stages.status import StatusFinder
from crisisdesk.stages.triggers import Rejected, Trigger

JOINT_PLACES = ("with", "between", "among", "object", "to")
CLAUSE_TOP = frozenset(("root", "ccomp", "parataxis", "acl:relcl"))
JOINT_TYPES = frozenset(("CONSULT", "COOPERATE", "AGREE"))
ARMED = frozenset(("REB", "MIL", "COP", "GOV", "UAF", "PRM"))
MEMORY = 8
MATERIAL_CONFLICT = 4
TWO_SIDED = frozenset(("ACCUSE", "ASSAULT", "AID", "SUPPORT", "REQUEST", "COERCE", "REJECT", "THREATEN", "SANCTION"))
INWARD = {
    "PROTEST": frozenset(("CVL", "OPP", "LAB", "EDU", "REL", "PTY", None)),
    "COERCE": frozenset(("COP", "JUD", "SPY", "LEG")),
}
PEOPLE = frozenset(("CVL", "COP", "MIL", "JRN", "OPP", "PTY", "LAB", "EDU", "REL", "MED", "REF", "SOC"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the earlier stages found in a report."""

    parse: Parse
    cast: Cast
    around: Surroundings
    roles: RoleFinder
    statuses: StatusFinder
    citations: tuple[Citation, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[PlaceMention, ...]
    published: date | None
    plover: Plover
    digest: str
    versions: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A trigger with its roles and status, before time, place and speakers."""

    trigger: Trigger
    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    status: Status
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]


def code_claims(
    findings: Findings, triggers: Sequence[Trigger]
) -> tuple[tuple[Claim, ...], tuple[Rejected, ...]]:
    """Return the claims of a report in text order, and the triggers that gave none, with the reason."""
    acts, dropped = [], []
    for trigger in triggers:
        governor = _governor(findings, trigger, triggers)
        act = _complete(findings, _act(findings, trigger), acts, governor)
        if governor is not None and not _is_fact(findings, act, governor):
            reason = f"the content of “{findings.parse.tokens[governor.i].text}” ({governor.rule.type})"
            dropped.append(Rejected(i=trigger.i, rule=trigger.rule, reason=reason))
        elif not (act.actors or act.recipients or _is_placed(findings, act)):
            dropped.append(Rejected(i=trigger.i, rule=trigger.rule, reason="no public actor does it or has it done to them"))
        else:
            acts.append(act)
    acts = [_about_act(act, acts) for act in acts]
    kept, doubled = _merge(findings.parse, acts)
    return tuple(_claim(findings, act) for act in kept), (*dropped, *doubled)


def _about_act(act: Act, acts: Sequence[Act]) -> Act:
    """Let blame or praise of an act fall on those who did it: "condemned the attack in Paris" is not aimed at Paris."""
    if act.trigger.rule.type not in ("ACCUSE", "SUPPORT"):
        return act
    objects = act.trigger.frame.at("object") + act.trigger.frame.at("by")
    doers = next((o.actors for o in acts if o.trigger.i in objects and o is not act and o.actors), ())
    doers = tuple(m for m in doers if m.actor.country not in {own.actor.country for own in act.actors})
    return replace(act, recipients=doers) if doers else act


def _act(findings: Findings, trigger: Trigger) -> Act:
    actors, recipients, missing = _roles(findings, trigger)
    status, reasons = findings.statuses.find(trigger.frame)
    if trigger.rule.utterance and status is not Status.NEGATED:
        status = Status.ACTUAL
    return Act(
        trigger=trigger, actors=actors, recipients=recipients, status=status, reasons=reasons, missing=missing
    )


def _is_placed(findings: Findings, act: Act) -> bool:
    """Say whether an act without a party can stand by its place: a curfew, a clash, a riot somewhere."""
    rule = act.trigger.rule
    placed = findings.plover.types[rule.type].quad == MATERIAL_CONFLICT and not rule.mutual
    return placed and _where(findings, act.trigger) is not None


def _complete(findings: Findings, act: Act, earlier: Sequence[Act], governor: Trigger | None) -> Act:
    """Fill parties that the sentence leaves out from the acts told before and from the text around."""
    kind = act.trigger.rule.type
    if act.trigger.rule.mutual:
        return act if act.actors else _from_earlier(findings, act, earlier)
    if kind not in TWO_SIDED | INWARD.keys():
        return act
    act = _from_earlier(findings, _with_states(findings, act), earlier)
    barred = _keys(act.actors + act.recipients) | _governing(findings, governor)
    if not act.actors and not act.recipients:
        return _bare_violence(findings, act, barred)
    if not act.recipients:
        return replace(act, recipients=_other_side(findings, act, barred))
    return replace(act, actors=_doer(findings, act, barred)) if not act.actors and kind in TWO_SIDED else act


def _doer(findings: Findings, act: Act, barred: frozenset[str]) -> tuple[ActorMention, ...]:
    """Return who did an act without a named actor, as far as the document tells: for violence those who bear arms."""
    i, rule = act.trigger.i, act.trigger.rule
    if rule.type == "ASSAULT":
        return findings.around.rebels(i, barred) or findings.around.party(i, barred, at_least=3, sectors=ARMED)
    where = _where(findings, act.trigger) if rule.mode == "arrest" else None
    if where is not None and where.place.country:
        police = Actor(country=where.place.country, sector="COP", name=where.place.name)
        return (ActorMention(actor=police, span=where.span, via="place"),)
    return findings.around.party(i, barred, at_least=3)


def _bare_violence(findings: Findings, act: Act, barred: frozenset[str]) -> Act:
    """Give a bare noun of violence ("the fighting goes on") the parties that the text around speaks of."""
    if act.trigger.rule.type != "ASSAULT" or act.trigger.rule.kind is not Kind.NOUN:
        return act
    doers = _doer(findings, act, barred)
    return replace(act, actors=doers, recipients=findings.around.country(act.trigger.i, barred | _keys(doers)))


def _other_side(findings: Findings, act: Act, barred: frozenset[str]) -> tuple[ActorMention, ...]:
    """Return who an act without a named recipient is done to, as far as the document tells."""
    kind = act.trigger.rule.type
    if act.actors[0].actor.sector in INWARD.get(kind, ()):
        return same_country(act.actors, "GOV" if kind == "PROTEST" else "CVL")
    if kind == "ASSAULT":
        rebels = findings.around.rebels(act.trigger.i, barred)
        if rebels:
            return rebels
        where = _where(findings, act.trigger)
        if where is not None and where.place.country and where.place.country not in barred:
            actor = Actor(country=where.place.country, name=where.place.name)
            return (ActorMention(actor=actor, span=where.span, via="place"),)
    return findings.around.party(act.trigger.i, barred) if kind in TWO_SIDED else ()


def _with_states(findings: Findings, act: Act) -> Act:
    """Give people without a state ("innocent civilians") the state that the text around speaks of."""
    return replace(
        act,
        actors=_placed(findings, act.trigger, act.actors, frozenset()),
        recipients=_placed(findings, act.trigger, act.recipients, _keys(act.actors)),
    )


def _placed(
    findings: Findings, trigger: Trigger, mentions: tuple[ActorMention, ...], barred: frozenset[str]
) -> tuple[ActorMention, ...]:
    bare = [m for m in mentions if m.actor.country == NO_COUNTRY and m.actor.sector in PEOPLE]
    states = findings.around.country(trigger.i, barred) if bare else ()
    if not states:
        return mentions
    country = states[0].actor.country
    return tuple(replace(m, actor=replace(m.actor, country=country), via=VIA) if m in bare else m for m in mentions)


def _keys(mentions: tuple[ActorMention, ...]) -> frozenset[str]:
    return frozenset(party_key(mention.actor) for mention in mentions)


def _governing(findings: Findings, governor: Trigger | None) -> frozenset[str]:
    """Return the parties that condemn, welcome or ask: they are not the ones who do what they speak of."""
    if governor is None:
        return frozenset()
    return _keys(_mentions(findings, findings.roles.first(governor.frame, actor_places(governor.rule))))


def _from_earlier(findings: Findings, act: Act, earlier: Sequence[Act]) -> Act:
    """Take missing parties from the last act of the same kind whose known parties agree."""
    for other in reversed(earlier):
        if not (act.actors or act.recipients) and findings.parse.tokens[act.trigger.i].pos == "VERB":
            continue
        near = findings.parse.tokens[act.trigger.i].sentence - findings.parse.tokens[other.trigger.i].sentence <= MEMORY
        if not near or other.trigger.rule.type != act.trigger.rule.type or not (other.actors and (other.recipients or other.trigger.rule.mutual)):
            continue
        if act.actors and not _codes(act.actors) & _codes(other.actors):
            continue
        if act.recipients and not _codes(act.recipients) & _codes(other.recipients):
            continue
        return replace(
            act,
            actors=act.actors or tuple(replace(m, via=VIA) for m in other.actors),
            recipients=act.recipients or tuple(replace(m, via=VIA) for m in other.recipients),
        )
    return act


def _roles(
    findings: Findings, trigger: Trigger
) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...], tuple[str, ...]]:
    rule, frame, roles = trigger.rule, trigger.frame, findings.roles
    actors = roles.first(frame, (*actor_places(rule), "subject-holder"))
    if rule.kind is Kind.MODAL and not actors:
        return _by_publisher(findings, trigger)
    if rule.mutual:
        others = roles.first(frame, (*rule.recipient, *JOINT_PLACES), taken=actors)
        return _sides(rule.type, _mentions(findings, (*actors, *others)))
    named = _mentions(findings, actors)
    places = (*recipient_places(rule), "object-possessor", "object-of")
    others = roles.first(frame, places, taken=actors, avoid=_keys(named))
    done_to = _mentions(findings, others or roles.first(frame, recipient_places(rule), taken=actors))
    missing = () if named else ("actor: passive without an agent",) if frame.passive else ("actor: not named",)
    return named, _located(findings, trigger, done_to), missing


def _sides(
    kind: str, named: tuple[ActorMention, ...]
) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...], tuple[str, ...]]:
    """Return the parties of a joint act: all are actors; of a clash the first is, and the others its recipients."""
    if kind in JOINT_TYPES or not named:
        return named, (), () if named else ("actor: not named",)
    return named[:1], named[1:] or named, ()


def _by_publisher(
    findings: Findings, trigger: Trigger
) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...], tuple[str, ...]]:
    """Return the parties of a demand in the publisher's own voice; nothing where the publisher is no public actor."""
    span = findings.parse.span(trigger.i, trigger.i)
    named = tuple(ActorMention(actor=actor, span=span, via="publisher") for actor in findings.cast.publisher)
    asked = _mentions(findings, findings.roles.first(trigger.frame, recipient_places(trigger.rule)))
    return (named, asked, ()) if named else ((), (), ("actor: not named",))


def _mentions(findings: Findings, tokens: Iterable[int]) -> tuple[ActorMention, ...]:
    """Return the actors of some phrases, each once, in order."""
    found: dict[str, ActorMention] = {}
    for i in tokens:
        for mention in findings.cast.at(i):
            found.setdefault(mention.actor.code + mention.actor.name, mention)
    return tuple(found.values())


def _located(
    findings: Findings, trigger: Trigger, recipients: tuple[ActorMention, ...]
) -> tuple[ActorMention, ...]:
    """Give people without a state ("twelve civilians") the state of the place where the act was done."""
    bare = [m for m in recipients if m.actor.country == NO_COUNTRY and m.actor.sector in PEOPLE]
    where = _where(findings, trigger) if bare else None
    if where is None or not where.place.country:
        return recipients
    country = where.place.country
    return tuple(
        replace(m, actor=replace(m.actor, country=country), via="place") if m in bare else m for m in recipients
    )


def _governor(findings: Findings, trigger: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return the verbal act whose content a trigger is: what is asked for, promised, threatened, refused."""
    by_word = {t.i: t for t in triggers} | {t.frame.verb: t for t in triggers if t.frame.verb != t.i}
    demand = by_word.get(trigger.frame.verb)
    if demand is not None and demand.rule.kind is Kind.MODAL and demand is not trigger:
        return demand
    token = findings.parse.tokens[trigger.i]
    for _ in range(8):
        base = token.dep.partition(":")[0]
        head = findings.parse.tokens[token.head]
        if head.i == token.i or token.dep in ("acl:relcl", "parataxis") or base in ("nsubj", "csubj"):
            return None
        if base in ("xcomp", "ccomp", "obj", "obl", "nmod", "acl", "advcl"):
            above = by_word.get(head.i)
            if above is not None and above.i != trigger.i and above.rule.type in findings.plover.verbal:
                return above
            if base == "advcl" and above is not None and token.tag == "VB" and trigger.i == token.i:
                return above
            if base == "advcl":
                return None
        token = head
    return None


def _is_fact(findings: Findings, act: Act, governor: Trigger) -> bool:
    """Say whether an act under a verbal act is told as a fact of its own."""
    token = findings.parse.tokens[act.trigger.i]
    if governor.rule.type in ("ACCUSE", "SUPPORT"):
        return act.status is Status.ACTUAL
    if governor.rule.type == "REQUEST" or act.status is not Status.ACTUAL:
        return False
    if token.pos in ("NOUN", "PROPN"):
        definite = any(c.lower in ("the", "this", "these", "its", "their") for c in findings.parse.children(token.i))
        return definite and governor.rule.type in ("REJECT", "THREATEN") and token.dep != "obj"
    return token.tag in ("VBD", "VBG") and governor.rule.type == "REJECT" and token.dep == "advcl"


def _merge(parse: Parse, acts: list[Act]) -> tuple[list[Act], list[Rejected]]:
    """Keep one of several acts of a sentence that have the same type and the same parties, or are verb and its noun."""
    kept: list[Act] = []
    doubled: list[Rejected] = []
    for act in acts:
        twin = next((other for other in kept if _same_act(parse, other, act)), None)
        if twin is None:
            kept.append(act)
            continue
        better = len(act.actors) + len(act.recipients) > len(twin.actors) + len(twin.recipients)
        winner, loser = (act, twin) if better else (twin, act)
        kept[kept.index(twin)] = winner
        reason = f"the same act as “{parse.tokens[winner.trigger.i].text}”"
        doubled.append(Rejected(i=loser.trigger.i, rule=loser.trigger.rule, reason=reason))
    return kept, doubled


def _same_act(parse: Parse, one: Act, two: Act) -> bool:
    a, b = parse.tokens[one.trigger.i], parse.tokens[two.trigger.i]
    if a.sentence != b.sentence or one.status is not two.status:
        return False
    if one.trigger.frame.verb == two.trigger.i or two.trigger.frame.verb == one.trigger.i:
        return True
    if one.trigger.rule.type != two.trigger.rule.type or a.lemma[:4] != b.lemma[:4] and not _linked(parse, a.i, b.i):
        return False
    return _codes(one.actors) == _codes(two.actors) and _codes(one.recipients) == _codes(two.recipients)


def _linked(parse: Parse, one: int, two: int) -> bool:
    """Say whether one word stands right under the other or beside it."""
    a, b = parse.tokens[one], parse.tokens[two]
    return one == b.head or two == a.head or a.head == b.head


def _codes(mentions: tuple[ActorMention, ...]) -> frozenset[str]:
    return frozenset(mention.actor.country for mention in mentions)


def _claim(findings: Findings, act: Act) -> Claim:
    trigger, rule, parse = act.trigger, act.trigger.rule, findings.parse
    first, last = sorted((trigger.i, trigger.frame.verb))
    span = parse.span(first, last) if last - first <= 6 else parse.span(trigger.i, trigger.i)
    token = parse.tokens[trigger.i]
    quad, score = findings.plover.rate(rule.type, rule.mode)
    identity = f"{findings.digest}:{span.start}:{span.end}:{rule.type}"
    return Claim(
        id=hashlib.sha256(identity.encode()).hexdigest()[:12],
        sentence=token.sentence + 1,
        type=rule.type,
        mode=rule.mode,
        cameo=rule.cameo,
        quad=quad,
        score=score,
        trigger=span,
        actors=act.actors,
        recipients=act.recipients,
        status=act.status,
        historical=_is_historical(findings, trigger),
        when=_when(findings, trigger),
        where=_where(findings, trigger),
        said_by=_speakers(findings, trigger),
        rule=rule.id,
        rule_at=f"{rule.file}:{rule.line}",
        reasons=act.reasons,
        missing=act.missing,
        lexicon=findings.versions[0],
        model=findings.versions[1],
    )


def _clause_range(findings: Findings, trigger: Trigger) -> tuple[int, int]:
    """Return the characters of the smallest clause around a trigger."""
    parse = findings.parse
    token = parse.tokens[trigger.frame.verb]
    while token.dep.partition(":")[0] in ("xcomp", "conj", "obj", "obl", "nmod", "nsubj", "compound", "amod") and token.head != token.i:
        token = parse.tokens[token.head]
    tree = parse.subtree(token.i)
    return parse.tokens[tree[0]].start, parse.tokens[tree[-1]].end


def _distance(parse: Parse, trigger: int, start: int) -> int:
    return abs(parse.tokens[trigger].start - start)


def _when(findings: Findings, trigger: Trigger) -> When:
    """Return the expression nearest in the act's clause, else the day of the document without a claim to precision."""
    first, end = _clause_range(findings, trigger)
    dated = [t for t in findings.times if t.start is not None and t.type in ("DATE", "TIME") and first <= t.span.start < end]
    if dated:
        best = min(dated, key=lambda t: _distance(findings.parse, trigger.i, t.span.start))
        return When(start=best.start, end=best.end, precision=best.precision, basis="expression", span=best.span)
    if findings.published is None:
        return When(start=None, end=None, precision="unknown", basis="unknown")
    return When(start=None, end=findings.published, precision="before", basis="document")


def _is_historical(findings: Findings, trigger: Trigger) -> bool:
    """Say whether an act is told as past history: dated a year or more before the report."""
    when = _when(findings, trigger)
    if when.basis != "expression" or when.end is None or findings.published is None:
        return False
    return (findings.published - when.end).days > 365


def _where(findings: Findings, trigger: Trigger) -> PlaceMention | None:
    """Return the place that a preposition of place ties to the act's clause, the nearest and most precise first."""
    first, end = _clause_range(findings, trigger)
    fit = [p for p in findings.places if first <= p.span.start < end and _is_location(findings, p)]
    order = {"place": 0, "region": 1, "country": 2}
    return min(
        fit,
        key=lambda p: (order.get(p.place.precision, 3), _distance(findings.parse, trigger.i, p.span.start)),
        default=None,
    )


def _is_location(findings: Findings, place: PlaceMention) -> bool:
    before = findings.parse.text[max(0, place.span.start - 24) : place.span.start].lower().split()
    return bool({"in", "at", "near", "outside", "inside", "around", "across", "throughout", "within"} & set(before[-2:]))


def _speakers(findings: Findings, trigger: Trigger) -> tuple[Speaker, ...]:
    """Return who is cited for an act, the outermost speaker first."""
    found: list[Speaker] = []
    for citation in cited_for(findings.citations, trigger.i):
        cue = findings.parse.tokens[citation.cue].text
        mentions = findings.cast.at(citation.source) if citation.source is not None else ()
        found.extend(Speaker(mention=mention, cue=cue) for mention in mentions)
    return tuple(dict.fromkeys(found))
