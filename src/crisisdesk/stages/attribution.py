"""Attribution: statements with source, cue and content, and who is cited for a word.

Direct and indirect speech, "according to", quotations over several sentences; after PARC (Pareti 2012) and the rules of
Krestel et al. 2008.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.grammar import Grammar
from crisisdesk.stages.clauses import Clauses

BEGINNINGS = frozenset(("“", "«", '"', "``"))
ENDINGS = frozenset(("”", "»", '"', "''"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A statement in tokens: source head, cue, and the half-open token range of the content."""

    source: int | None
    cue: int
    first: int
    end: int
    direct: bool


def quotations(parse: Parse) -> tuple[tuple[int, int], ...]:
    """Return the half-open token ranges inside quotation marks; a quotation left open ends with its paragraph."""
    ranges: list[tuple[int, int]] = []
    opened: int | None = None
    for token in parse.tokens:
        if opened is not None and (token.text in ENDINGS or token.text.count("\n") > 1):
            ranges.append((opened + 1, token.i))
            opened = None
        elif opened is None and token.text in BEGINNINGS:
            opened = token.i
    if opened is not None:
        ranges.append((opened + 1, len(parse.tokens)))
    return tuple(found for found in ranges if found[1] > found[0])


class StatementFinder:
    """Finds the citations of one parse."""

    def __init__(self, parse: Parse, clauses: Clauses, grammar: Grammar) -> None:
        self.parse, self.clauses, self.grammar = parse, clauses, grammar
        self.quoted = quotations(parse)

    def find(self) -> tuple[Citation, ...]:
        """Return all citations, in order of their cues."""
        found: list[Citation] = []
        for token in self.parse.tokens:
            if token.lemma in self.grammar["speech.verbs"] and token.pos == "VERB":
                found.extend(self._by_verb(token))
            elif token.lower in self.grammar["speech.according"]:
                found.extend(self._according(token))
        return tuple(found)

    def _by_verb(self, verb: Token) -> Iterator[Citation]:
        source = self._source(verb)
        content = self._content(verb)
        quotation = self._touching(verb)
        if content is not None:
            first, end = content
            direct = quotation is not None and quotation[0] < end and quotation[1] > first
            if direct and quotation is not None and self._covers(quotation, content):
                first, end = min(first, quotation[0]), max(end, quotation[1])
            yield Citation(source=source, cue=verb.i, first=first, end=end, direct=direct)
        elif quotation is not None and source is not None:
            yield Citation(source=source, cue=verb.i, first=quotation[0], end=quotation[1], direct=True)

    @staticmethod
    def _covers(quotation: tuple[int, int], content: tuple[int, int]) -> bool:
        return quotation[0] <= content[0] + 2

    def _content(self, verb: Token) -> tuple[int, int] | None:
        clause = next((c for c in self.parse.children(verb.i, "ccomp", "csubj:pass")), None)
        if clause is None and verb.dep == "parataxis":
            return self._run_beside(self.parse.tokens[verb.head], set(self.parse.subtree(verb.i)))
        if clause is None:
            clause = next((c for c in self.parse.children(verb.i, "parataxis") if c.i > verb.i), None)
        if clause is None:
            return None
        tree = self.parse.subtree(clause.i)
        return tree[0], tree[-1] + 1

    def _touching(self, verb: Token) -> tuple[int, int] | None:
        """Return a quotation of the verb's sentence that does not hold the verb itself, the nearest one."""
        first, end = self.parse.sentences[verb.sentence]
        near = [
            found
            for found in self.quoted
            if found[0] <= end and found[1] >= first and not found[0] <= verb.i < found[1] and found[1] - found[0] > 2
        ]
        return min(near, key=lambda q: min(abs(q[0] - verb.i), abs(q[1] - verb.i)), default=None)

    def _source(self, verb: Token) -> int | None:
        subject = next(iter(self.clauses.verb(verb.i).at("subject")), None)
        if subject is None:
            return None
        noun = self.parse.tokens[subject]
        if noun.lemma not in self.grammar["speech.nouns"]:
            return subject
        prepositions = self.grammar["speech.prepositions"]
        holder = self.parse.child(noun.i, "nmod:poss") or next(
            (c for c in self.parse.children(noun.i, "nmod") if self.parse.case(c.i) in prepositions), None
        )
        if holder is None and noun.dep in ("obj", "obl"):
            return next(iter(self.clauses.verb(noun.head).at("subject")), subject)
        maker = next(self.parse.children(noun.i, "compound", "amod"), None)
        return holder.i if holder else subject if maker is None else noun.i

    def _according(self, token: Token) -> Iterator[Citation]:
        if token.dep in ("case", "fixed", "mark"):
            source = token.head
            clause = self.parse.tokens[source].head
        else:
            source = next((c.i for c in self.parse.children(token.i, "obl", "nmod", "obj")), token.head)
            clause = token.head
        run = self._run_beside(self.parse.tokens[clause], set(self.parse.subtree(source)) | {token.i})
        if run is not None:
            yield Citation(source=source, cue=token.i, first=run[0], end=run[1], direct=False)

    def _run_beside(self, clause: Token, aside: set[int]) -> tuple[int, int] | None:
        """Return the unbroken stretch of a clause around its head word, without what stands aside."""
        inside = set(self.parse.subtree(clause.i)) - aside
        first = last = clause.i
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        while first < clause.i and self.parse.tokens[first].pos == "PUNCT":
            first += 1
        while last > clause.i and self.parse.tokens[last].text in ",":
            last -= 1
        return (first, last + 1) if clause.i in inside else None


class Citations:
    """The citations of a report, asked for by word."""

    def __init__(self, found: tuple[Citation, ...] = ()) -> None:
        self.all = found
        self._over: dict[int, list[Citation]] = {}
        for citation in found:
            for i in range(citation.first, citation.end):
                self._over.setdefault(i, []).append(citation)

    def around(self, i: int) -> tuple[Citation, ...]:
        """Return the citations with a source whose content holds word ``i``, the outermost first."""
        holding = [c for c in self._over.get(i, ()) if c.cue != i and c.source not in (None, i)]
        return tuple(sorted(holding, key=lambda c: (c.first - c.end, c.cue)))
