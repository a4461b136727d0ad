"""The coder: a source through the language model and all stages to a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from crisisdesk.diagnostics import note
from crisisdesk.intake.text import load_layout, source_of
from crisisdesk.language.gate import load_gate
from crisisdesk.language.levels import Level
from crisisdesk.language.parse import Parse
from crisisdesk.lexicon.codebook import Codebook, load_codebook
from crisisdesk.lexicon.grammar import Grammar, load_grammar
from crisisdesk.lexicon.plover import Plover, load_plover
from crisisdesk.lexicon.version import lexicon_version, model_version
from crisisdesk.model.actor import Actor
from crisisdesk.model.diagnostic import Diagnostic
from crisisdesk.model.place import PlaceMention
from crisisdesk.model.report import Dropped, Report, Source
from crisisdesk.model.statement import Statement
from crisisdesk.model.when import as_day
from crisisdesk.options import Options
from crisisdesk.stages.actors import resolve_actor
from crisisdesk.stages.attribution import Citation, Citations, StatementFinder
from crisisdesk.stages.channels import find_channels
from crisisdesk.stages.claims import code_claims
from crisisdesk.stages.clauses import Clauses
from crisisdesk.stages.context import Surroundings
from crisisdesk.stages.coreference import Cast
from crisisdesk.stages.findings import Findings
from crisisdesk.stages.mentions import MentionFinder
from crisisdesk.stages.places import find_places
from crisisdesk.stages.roles import RoleFinder
from crisisdesk.stages.sentences import find_sentences
from crisisdesk.stages.status import StatusFinder
from crisisdesk.stages.times import find_times
from crisisdesk.stages.triggers import USUAL, WARY, Matcher, Rejected, Trigger, find_triggers

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RESOLVED_PHRASES = 50_000
SOURCES_AT_ONCE = 32


@lru_cache(maxsize=RESOLVED_PHRASES)
def resolve_phrase(text: str, on: date | None) -> tuple[Actor, ...]:
    """Return ``resolve_actor`` of a phrase, remembered."""
    return resolve_actor(text, on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """The language model and all rules, ready to code; keeps nothing of the reports it has seen."""

    nlp: Language
    codebook: Codebook
    grammar: Grammar
    plover: Plover
    options: Options = field(default_factory=Options)

    @classmethod
    def load(cls, options: Options | None = None) -> Coder:
        """Load the shipped model and lexicon."""
        from crisisdesk.language.component import load_language

        return cls(
            nlp=load_language(),
            codebook=load_codebook(),
            grammar=load_grammar(),
            plover=load_plover(),
            options=options or Options(),
        )

    def code(self, source: Source, boundaries: Sequence[tuple[int, int]] = ()) -> Report:
        """Code one source; with ``boundaries`` (character ranges) its sentences are taken as given."""
        doc = self._tokenise(source, boundaries)
        for _, pipe in self.nlp.pipeline:
            doc = pipe(doc)
        return self._report(source, doc)

    def code_all(self, sources: Iterable[Source]) -> Iterator[Report]:
        """Code many sources in order; the language model reads them in batches."""
        waiting: list[Source] = []
        for source in sources:
            waiting.append(source)
            if len(waiting) == SOURCES_AT_ONCE:
                yield from self._batch(waiting)
                waiting = []
        yield from self._batch(waiting)

    def _batch(self, sources: list[Source]) -> Iterator[Report]:
        docs: Iterable[Doc] = [self._tokenise(source, ()) for source in sources]
        for _, pipe in self.nlp.pipeline:
            docs = pipe.pipe(docs)
        for source, doc in zip(sources, docs, strict=True):
            yield self._report(source, doc)

    def _tokenise(self, source: Source, boundaries: Sequence[tuple[int, int]]) -> Doc:
        from spacy.attrs import IDX, IS_SPACE

        text = source.text[: self.options.max_characters]
        doc = self.nlp.make_doc(text)
        starts = {start for start, _ in boundaries} or block_starts(source)
        for i, (place, space) in enumerate(doc.to_array([IDX, IS_SPACE]).tolist()):
            if not space and (boundaries or place in starts):
                doc[i].is_sent_start = place in starts
        return doc

    def find(self, source: Source, boundaries: Sequence[tuple[int, int]] = ()) -> tuple[Findings, tuple[Trigger, ...]]:
        """Return what the stages before the claims find in a source, and its triggers."""
        doc = self._tokenise(source, boundaries)
        for _, pipe in self.nlp.pipeline:
            doc = pipe(doc)
        findings, triggers, _ = self._find(source, doc)
        return findings, triggers

    def _find(self, source: Source, doc: Doc) -> tuple[Findings, tuple[Trigger, ...], tuple[Rejected, ...]]:
        parse = Parse.from_doc(doc)
        sentences = find_sentences(parse, source)
        times = find_times(parse.text, source.published)
        places = find_places(parse.text)
        clauses = Clauses(parse, self.grammar)
        finder = MentionFinder(parse, resolve_phrase, source.published)
        told = StatementFinder(parse, clauses, self.grammar).find()
        citations = Citations(tuple(c for c in told if sentences[parse.tokens[c.cue].sentence].kind != "dateline"))
        cast = Cast(parse, finder, self.grammar, clauses, citations, publisher_of(source))
        is_place = _place_test(parse, places)
        matcher = Matcher(parse, self.codebook, cast.names_actor, is_place, self.grammar["quantifiers"])
        trust = USUAL if load_gate().passes(parse.text, Level.STRICT) else WARY
        triggers, rejected = find_triggers(parse, clauses, self.codebook, matcher, trust)
        spoken = tuple(t for t in triggers if sentences[parse.tokens[t.i].sentence].kind not in self.options.skip_kinds)
        findings = Findings(
            parse=parse,
            sentences=sentences,
            cast=cast,
            around=Surroundings(parse, cast, places),
            roles=RoleFinder(parse, clauses, cast.parties, citations),
            statuses=StatusFinder(parse, self.grammar),
            citations=citations,
            times=times,
            places=places,
            published=source.published,
            plover=self.plover,
            report=source.id,
            versions=(lexicon_version(), model_version()),
            trust=trust,
        )
        return findings, spoken, rejected

    def _report(self, source: Source, doc: Doc) -> Report:
        findings, triggers, rejected = self._find(source, doc)
        channels = find_channels(findings, frozenset(self.options.skip_kinds))
        claims, dropped = code_claims(findings, triggers, channels)
        parse, cast = findings.parse, findings.cast
        return Report(
            source=source,
            sentences=findings.sentences,
            claims=claims,
            statements=tuple(_statements(parse, cast, findings.citations.all)),
            times=findings.times,
            places=findings.places,
            actors=cast.finder.all(),
            channels=channels,
            diagnostics=(*source.diagnostics, *self._length_check(source)),
            dropped=tuple(_dropped(parse, rejected, "triggers")) + tuple(_dropped(parse, dropped, "roles and claims")),
            doc=doc,
        )

    def _length_check(self, source: Source) -> tuple[Diagnostic, ...]:
        limit = self.options.max_characters
        return (note("D005", length=len(source.text), limit=limit),) if len(source.text) > limit else ()


def block_starts(source: Source) -> set[int]:
    """Return where sentences must begin: at paragraphs, and at picture credits and what follows them."""
    starts = {start for start, _, _ in source.blocks}
    for found in load_layout().patterns["credit"].finditer(source.text):
        starts.add(found.start())
        rest = source.text[found.end() :]
        starts.add(found.end() + len(rest) - len(rest.lstrip()))
    return starts


def publisher_of(source: Source) -> tuple[Actor, ...]:
    """Return who "we" is outside quotations: the publisher, where it is no news medium."""
    actors = resolve_phrase(source.publisher, source.published) if source.publisher else ()
    return tuple(actor for actor in actors if actor.sector not in ("JRN", "BUS"))


def _place_test(parse: Parse, places: tuple[PlaceMention, ...]) -> _PlaceTest:
    return _PlaceTest(parse, frozenset(i for place in places for i in range(place.span.start, place.span.end)))


@dataclass(frozen=True, slots=True)
class _PlaceTest:
    parse: Parse
    inside: frozenset[int]

    def __call__(self, i: int) -> bool:
        return self.parse.tokens[i].start in self.inside


def _statements(parse: Parse, cast: Cast, citations: tuple[Citation, ...]) -> Iterator[Statement]:
    from crisisdesk.stages.mentions import phrase_of

    for citation in citations:
        source = None
        if citation.source is not None:
            phrase = phrase_of(parse, citation.source)
            source = parse.span(phrase.first, phrase.last)
        yield Statement(
            source=source,
            cue=parse.span(citation.cue, citation.cue),
            content=parse.span(citation.first, citation.end - 1),
            direct=citation.direct,
            speakers=cast.at(citation.source) if citation.source is not None else (),
        )


def _dropped(parse: Parse, rejected: Iterable[Rejected], stage: str) -> Iterator[Dropped]:
    for found in rejected:
        token = parse.tokens[found.i]
        yield Dropped(
            sentence=token.sentence + 1,
            word=parse.span(found.i, found.i),
            stage=stage,
            rule=f"{found.rule.id} ({found.rule.file}:{found.rule.line})",
            reason=found.reason,
        )


@cache
def load_coder() -> Coder:
    """Return the coder with the shipped model and lexicon, loaded once."""
    return Coder.load()


def read_text(text: str, published: date | str | None = None, publisher: str = "") -> Report:
    """Code a text.

    Args:
        text: the report as published.
        published: its publication date, as a date or in ISO form; it overrides one in the text.
        publisher: who published it; a government here is who says "we".

    Raises:
        ValueError: ``published`` is no ISO date.

    """
    return load_coder().code(source_of(text, as_day(published), publisher=publisher))


def find_statements(text: str) -> tuple[Statement, ...]:
    """Return the statements of a text: source, cue and content."""
    return read_text(text).statements
