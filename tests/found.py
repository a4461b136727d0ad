"""What the stages before the claims find in parses written by hand: rules and tables, and no language model."""

from __future__ import annotations

from datetime import date

from crisisdesk.coder import publisher_of, resolve_phrase
from crisisdesk.intake.text import source_of
from crisisdesk.language.learned import Learned
from crisisdesk.language.parse import Parse
from crisisdesk.lexicon.codebook import load_codebook
from crisisdesk.lexicon.grammar import load_grammar
from crisisdesk.lexicon.plover import load_plover
from crisisdesk.stages.attribution import Citations, StatementFinder
from crisisdesk.stages.clauses import Clauses
from crisisdesk.stages.context import Surroundings
from crisisdesk.stages.coreference import Cast
from crisisdesk.stages.findings import Act, Findings
from crisisdesk.stages.mentions import MentionFinder
from crisisdesk.stages.parties import act_of
from crisisdesk.stages.places import find_places
from crisisdesk.stages.roles import RoleFinder
from crisisdesk.stages.sentences import find_sentences
from crisisdesk.stages.status import StatusFinder
from crisisdesk.stages.times import find_times
from crisisdesk.stages.triggers import Matcher, Trigger, find_triggers
from trees import parse_of

DAY = date(2020, 6, 17)


def found_in(table: str, publisher: str = "", learned: Learned | None = None) -> tuple[Findings, tuple[Trigger, ...]]:
    """Return the findings and triggers of a table as in ``trees.parse_of``, by the shipped rules."""
    plain, grammar, codebook = parse_of(table), load_grammar(), load_codebook()
    parse = Parse(plain.text, plain.tokens, plain.sentences, learned)
    source = source_of(parse.text, DAY, publisher=publisher)
    clauses, places = Clauses(parse, grammar), find_places(parse.text)
    citations = Citations(StatementFinder(parse, clauses, grammar).find())
    cast = Cast(parse, MentionFinder(parse, resolve_phrase, DAY), grammar, clauses, citations, publisher_of(source))
    inside = {i for place in places for i in range(place.span.start, place.span.end)}
    is_place = [token.start in inside for token in parse.tokens].__getitem__
    matcher = Matcher(parse, codebook, cast.names_actor, is_place, grammar["quantifiers"])
    findings = Findings(
        parse=parse,
        sentences=find_sentences(parse, source),
        cast=cast,
        around=Surroundings(parse, cast, places),
        roles=RoleFinder(parse, clauses, cast.parties, citations),
        statuses=StatusFinder(parse, grammar),
        citations=citations,
        times=find_times(parse.text, DAY),
        places=places,
        published=DAY,
        plover=load_plover(),
        report="r",
        versions=("en-0", "en-0"),
    )
    return findings, find_triggers(parse, clauses, codebook, matcher)[0]


def acts_in(table: str, publisher: str = "", learned: Learned | None = None) -> tuple[Findings, list[Act]]:
    """Return the findings of a table, and its acts with the parties that their own sentences name."""
    findings, triggers = found_in(table, publisher, learned)
    return findings, [act_of(findings, trigger) for trigger in triggers]
