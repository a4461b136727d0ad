"""Claims: acts with their time, place and speakers, one claim an act."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from crisisdesk.model.actor import ActorMention, party_key
from crisisdesk.model.channel import ChannelMention
from crisisdesk.model.claim import Claim, Speaker, Status
from crisisdesk.model.span import Span
from crisisdesk.model.when import When
from crisisdesk.stages.candidates import Candidates
from crisisdesk.stages.choice import choose_parties, choose_states, name_parties
from crisisdesk.stages.completion import aim_at_doers, complete, is_placed, speaking_parties
from crisisdesk.stages.content import governor_of, is_fact, merge
from crisisdesk.stages.figures import find_figures
from crisisdesk.stages.findings import Act, Findings, party_keys
from crisisdesk.stages.parties import act_of
from crisisdesk.stages.partners import aim_at_partner
from crisisdesk.stages.setting import is_historical, when_of, where_of
from crisisdesk.stages.triggers import Rejected, Trigger

PAST_TAGS = frozenset(("VBD", "VBN"))


def code_claims(
    findings: Findings, triggers: Sequence[Trigger], channels: Sequence[ChannelMention] = ()
) -> tuple[tuple[Claim, ...], tuple[Rejected, ...]]:
    """Return the claims of a report in text order, and the triggers that gave none, with the reason."""
    acts: list[Act] = []
    dropped: list[Rejected] = []
    named = [act_of(findings, trigger) for trigger in triggers]
    states = Candidates(findings, named, guesses=False)
    told = [choose_states(act, states) for act in named]
    candidates, speaking = Candidates(findings, told), speaking_parties(findings, triggers)
    for found in told:
        trigger = found.trigger
        governor = governor_of(findings, trigger, triggers)
        sentence = findings.parse.tokens[trigger.i].sentence
        ruled = complete(findings, found, acts, speaking.get(sentence, frozenset()))
        act = choose_parties(name_parties(ruled, candidates, states), candidates)
        if act.recipients and not found.recipients:
            act = replace(act, missing=(*act.missing, "recipient: not named"))
        if governor is not None and not is_fact(findings, act, governor):
            reason = f"the content of “{findings.parse.tokens[governor.i].text}” ({governor.rule.type})"
            dropped.append(Rejected(i=trigger.i, rule=trigger.rule, reason=reason))
        elif not (act.actors or act.recipients or is_placed(findings, act)):
            dropped.append(
                Rejected(i=trigger.i, rule=trigger.rule, reason="no public actor does it or has it done to them")
            )
        else:
            acts.append(act)
    acts = [aim_at_partner(findings, aim_at_doers(act, acts), channels) for act in acts]
    kept, doubled = merge(findings.parse, acts)
    return tuple(_claim(findings, act) for act in kept), (*dropped, *doubled)


def _claim(findings: Findings, act: Act) -> Claim:
    trigger, rule, parse = act.trigger, act.trigger.rule, findings.parse
    first, last = sorted((trigger.i, trigger.frame.verb))
    span = parse.span(first, last) if last - first <= 6 else parse.span(trigger.i, trigger.i)
    token = parse.tokens[trigger.i]
    quad, score = findings.plover.rate(rule.type, rule.mode)
    when = when_of(findings, trigger)
    identity = f"{findings.report}:{span.start}:{span.end}:{rule.type}"
    return Claim(
        id=hashlib.sha256(identity.encode()).hexdigest()[:16],
        sentence=token.sentence + 1,
        type=rule.type,
        mode=rule.mode,
        cameo=rule.cameo,
        quad=quad,
        score=score,
        trigger=span,
        lemma=token.lemma,
        noun=token.pos in ("NOUN", "PROPN"),
        actors=act.actors,
        recipients=act.recipients,
        status=act.status
        if parse.tokens[trigger.frame.verb].tag in PAST_TAGS
        else _in_time(act.status, when, findings),
        historical=is_historical(findings, trigger),
        when=when,
        where=where_of(findings, trigger),
        figures=find_figures(parse, trigger),
        said_by=_speakers(findings, trigger) or _issuer(findings, act),
        rule=rule.id,
        rule_at=f"{rule.file}:{rule.line}",
        reasons=act.reasons,
        missing=act.missing,
        lexicon=findings.versions[0],
        model=findings.versions[1],
    )


def _in_time(status: Status, when: When, findings: Findings) -> Status:
    """Return ``future`` for an act told as a fact of a day after the report's."""
    published = findings.published
    ahead = when.basis == "expression" and when.start is not None and published is not None and when.start > published
    return Status.FUTURE if ahead and status is Status.ACTUAL else status


def _speakers(findings: Findings, trigger: Trigger) -> tuple[Speaker, ...]:
    """Return who is cited for an act, the outermost speaker first."""
    found: list[Speaker] = []
    for citation in findings.citations.around(trigger.i):
        cue = findings.parse.tokens[citation.cue].text
        mentions = findings.cast.at(citation.source) if citation.source is not None else ()
        found.extend(Speaker(mention=mention, cue=cue) for mention in mentions)
    return tuple(dict.fromkeys(found))


def _issuer(findings: Findings, act: Act) -> tuple[Speaker, ...]:
    """Return the public body that issued a statement, for what it tells of others; its own acts need no speaker."""
    issuers = findings.cast.publisher
    if {party_key(actor) for actor in issuers} & party_keys(act.actors):
        return ()
    start = findings.parse.tokens[act.trigger.i].start
    here = Span(start, start, "")
    return tuple(Speaker(mention=ActorMention(actor=actor, span=here, via="publisher"), cue="") for actor in issuers)
