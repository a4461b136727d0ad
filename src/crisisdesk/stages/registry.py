"""The stages in their order, with what each requires and assigns; a check that the order holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: its module, the layers it needs and the layers it gives."""

    name: str
    module: str
    requires: tuple[str, ...]
    assigns: tuple[str, ...]
    does: str


def _stage(name: str, module: str, requires: str, assigns: str, does: str) -> Stage:
    return Stage(name=name, module=module, requires=tuple(requires.split()), assigns=tuple(assigns.split()), does=does)


STAGES = (
    _stage(
        "intake", "crisisdesk.intake.text", "bytes", "source", "decodes, finds date, title, publisher and paragraphs"
    ),
    _stage("language", "crisisdesk.language.component", "source", "parse", "tokens, tags, trees, entities in one pass"),
    _stage(
        "sentences",
        "crisisdesk.stages.sentences",
        "source parse",
        "sentences",
        "body, heading, caption, credit, date line, repeat",
    ),
    _stage("times", "crisisdesk.stages.times", "source", "times", "TIMEX3 expressions with days"),
    _stage("places", "crisisdesk.stages.places", "source", "places", "names of places by gazetteer and context"),
    _stage("clauses", "crisisdesk.stages.clauses", "parse", "frames", "who stands where around a word"),
    _stage("mentions", "crisisdesk.stages.mentions", "parse", "mentions", "phrases that name public actors"),
    _stage("attribution", "crisisdesk.stages.attribution", "parse frames", "statements", "source, cue and content"),
    _stage(
        "coreference", "crisisdesk.stages.coreference", "parse mentions statements", "cast", "pronouns and short forms"
    ),
    _stage(
        "triggers",
        "crisisdesk.stages.triggers",
        "parse frames cast",
        "triggers",
        "words in frames of the codebook, or proposed by heads",
    ),
    _stage("roles", "crisisdesk.stages.roles", "triggers frames cast", "roles", "actors and recipients"),
    _stage("status", "crisisdesk.stages.status", "triggers frames", "status", "actual, future, hypothetical, negated"),
    _stage(
        "parties",
        "crisisdesk.stages.parties",
        "triggers roles cast status",
        "acts",
        "who a sentence says did it, to whom",
    ),
    _stage(
        "completion", "crisisdesk.stages.completion", "acts places", "parties", "parties that only the document tells"
    ),
    _stage(
        "choice",
        "crisisdesk.stages.choice",
        "parties cast places",
        "chosen",
        "by trained weights, what rules left open",
    ),
    _stage("content", "crisisdesk.stages.content", "acts", "facts", "leaves out what is only asked for, or told twice"),
    _stage(
        "setting", "crisisdesk.stages.setting", "acts times places", "settings", "when and where, from the act's clause"
    ),
    _stage(
        "channels",
        "crisisdesk.stages.channels",
        "parse frames cast status statements times places",
        "channels",
        "lines and institutions between two actors",
    ),
    _stage("claims", "crisisdesk.stages.claims", "parties facts settings statements", "claims", "one claim an act"),
)


def unmet(stages: tuple[Stage, ...] = STAGES) -> tuple[str, ...]:
    """Return what a stage requires that no earlier stage assigns."""
    given = {"bytes"}
    missing = []
    for stage in stages:
        missing += [f"{stage.name} requires {need}" for need in stage.requires if need not in given]
        given.update(stage.assigns)
    return tuple(missing)
