"""Tolls: which words tell that people came to harm, and of which act they tell it."""

from __future__ import annotations

from collections.abc import Iterator

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.figures import FigureWords
from crisisdesk.stages.triggers import Trigger

ARGUMENTS = frozenset(("nsubj", "obj", "iobj", "obl", "nmod", "compound", "appos", "amod", "nummod", "dep", "flat"))
RELATIVE = frozenset(("WDT", "WP"))
MAX_CLIMB = 8


class Tolls:
    """What was done to those who are counted in one parse."""

    def __init__(self, parse: Parse, words: FigureWords) -> None:
        self.parse, self.words = parse, words

    def kind(self, i: int) -> str:
        """Return what a word says was done, or nothing: ``killed`` of "killed", "shot ... dead", "deaths", "toll"."""
        token = self.parse.tokens[i]
        kind = self.words.tolls.get(token.lemma) or self.words.tolls.get(token.lower, "")
        if kind == "lives":
            return "killed" if self.parse.tokens[token.head].lemma in self.words["classes.taking"] else ""
        if token.lemma in self.words["classes.tolls"] and token.pos == "NOUN":
            return self._toll(token)
        if not kind and token.pos == "VERB" and self._is_deadly(token):
            return "killed"
        return kind

    def _toll(self, token: Token) -> str:
        """Return what a toll counts: "the **death** toll", "the number of **injured**"."""
        parts = list(self.parse.children(token.i, "compound", "nmod", "amod", "acl"))
        parts += [below for part in parts for below in self.parse.children(part.i, "acl", "amod")]
        told = (self.words.tolls.get(part.lemma) or self.words.tolls.get(part.lower, "") for part in parts)
        return next(filter(None, told), "killed" if token.lemma == "toll" else "")

    def _is_deadly(self, token: Token) -> bool:
        results, ends = self.words["classes.results"], self.words["classes.ends"]
        return any(
            (child.lower in results and token.lemma not in self.words["classes.carriers"])
            or (child.lower in ends and self.parse.case(child.i) == "to")
            for child in self.parse.children(token.i, "xcomp", "advmod", "amod", "compound", "obl", "advcl")
        )

    def is_carrier(self, i: int) -> bool:
        """Say whether a verb may stand between an act and its figures."""
        token = self.parse.tokens[i]
        return token.pos == "VERB" and token.lemma in self.words["classes.carriers"]

    def result(self, i: int) -> str:
        """Return what a carrier says was done to its object: "left 12 people **dead**"."""
        if self.parse.tokens[i].lemma not in self.words["classes.leaving"]:
            return ""
        children = self.parse.children(i, "xcomp", "obj", "advmod", "amod", "ccomp", "advcl")
        return next(filter(None, (self.kind(c.i) for c in children if c.pos in ("ADJ", "VERB"))), "")

    def of_act(self, trigger: Trigger) -> frozenset[int]:
        """Return the words that tell the toll of an act, and the verbs between."""
        start, end = self.parse.sentences[self.parse.tokens[trigger.i].sentence]
        acts = {trigger.i, trigger.frame.verb}
        near = (i for i in range(start, end) if i not in acts and (self.kind(i) or self.is_carrier(i)))
        return frozenset(i for i in near if any(self._linked(act, i) for act in acts))

    def _linked(self, act: int, toll: int) -> bool:
        """Say whether the tree ties a toll to an act, by the way from each to where they meet."""
        ups, downs = self._way(act), self._way(toll)
        meeting = next((i for i in ups if i in downs), None)
        if meeting is None:
            return False
        above, below = ups[: ups.index(meeting)], downs[: downs.index(meeting)]
        meets = meeting in (act, toll) or self.is_carrier(meeting) or bool(self.kind(meeting))
        meets = meets or (self._is_doer(act, meeting) and self._base(below[-1]) == "advcl")
        return meets and self._climbs(above, act, toll, meeting) and self._descends(below, act, toll, meeting)

    def _way(self, i: int) -> list[int]:
        return [i, *(token.i for token in self.parse.ancestors(i))]

    def _base(self, i: int) -> str:
        return self.parse.tokens[i].dep.partition(":")[0]

    def _passes(self, i: int, act: int, toll: int) -> bool:
        """Say whether a word may stand on the way between an act and its toll."""
        token = self.parse.tokens[i]
        if i in (act, toll) or token.pos not in ("VERB", "AUX") or self.is_carrier(i) or self.kind(i):
            return True
        return token.dep == "conj" and token.head == toll and not self._has_own_doer(token)

    def _is_doer(self, act: int, verb: int) -> bool:
        """Say whether an act is the subject of a verb: "the **blast** tore through a market, killing 12"."""
        return self.parse.tokens[act].head == verb and self._base(act) == "nsubj"

    def _climbs(self, way: list[int], act: int, toll: int, meeting: int) -> bool:
        """Say whether an act hangs on its toll or on the verb between: "killed in the **attack**"."""
        return all(self._passes(i, act, toll) and self._hangs(i, act, toll) for i in way)

    def _hangs(self, i: int, act: int, toll: int) -> bool:
        base, case, words = self._base(i), self.parse.case(i), self.words
        if base == "nmod":
            return case in words["classes.joining"]
        if base == "obl":
            return case in words["classes.under" if self._is_harm(toll) else "classes.within"]
        if base == "acl":
            return self.parse.tokens[i].tag == "VBN" and self.kind(i) in self.words["classes.harm"]
        if base == "advcl":
            return self._is_harm(toll) and self.parse.tokens[i].tag != "VB"
        if base == "conj":
            return not self._is_clause(i) or self._beside(act, toll) or i != act
        return base in ARGUMENTS

    def _is_harm(self, toll: int) -> bool:
        """Say whether a word tells harm, or is a verb between that may tell it."""
        return not self.kind(toll) or self.kind(toll) in self.words["classes.harm"]

    def _is_clause(self, i: int) -> bool:
        return self.parse.tokens[i].pos in ("VERB", "ADJ", "AUX")

    def _beside(self, act: int, toll: int) -> bool:
        """Say whether a toll in a clause of its own beside an act is that act's."""
        harm, of_act, of_toll = self.words["classes.harm"], self.kind(act), self.kind(toll)
        return of_toll in harm and (not of_act or (of_act in harm and of_act != of_toll))

    def _descends(self, way: list[int], act: int, toll: int, meeting: int) -> bool:
        """Say whether a toll hangs on its act or on the verb between: "exploded, **killing** 12"."""
        return all(self._passes(i, act, toll) and self._tells(i, act, toll) for i in way)

    def _tells(self, i: int, act: int, toll: int) -> bool:
        token, base = self.parse.tokens[i], self._base(i)
        if base == "conj":
            return not self._is_clause(i) or (self._beside(act, toll) and not self._has_own_doer(token))
        if base == "acl":
            return token.head == act or (token.tag == "VBN" and token.dep == "acl")
        if base in ("advcl", "parataxis"):
            return token.tag in ("VBG", "VBN", "JJ") and not self._tells_other(token)
        if base == "amod" and token.head != act:
            return self.is_carrier(self.parse.tokens[token.head].head)
        if base in ("obl", "nmod") and not self.is_carrier(token.head):
            return self.parse.case(i) in self.words["classes.with"]
        return base in ARGUMENTS or base == "xcomp" or (base == "ccomp" and self.is_carrier(token.head))

    def _tells_other(self, token: Token) -> bool:
        return any(m.lower in self.words["classes.other_act"] for m in self.parse.children(token.i, "mark", "advmod"))

    def _has_own_doer(self, token: Token) -> bool:
        """Say whether a verb has a subject of its own that does it: "and **the army** killed 12"."""
        if token.lemma in self.words["classes.befalling"] or self.is_passive(token.i):
            return False
        return any(child.dep == "nsubj" for child in self.parse.children(token.i))

    def is_passive(self, i: int) -> bool:
        """Say whether a word says what befell its subject: a passive, a bare participle, an adjective."""
        token = self.parse.tokens[i]
        children = list(self.parse.children(i))
        if token.pos == "ADJ" or any(c.dep in ("nsubj:pass", "aux:pass") for c in children):
            return True
        active = any(c.dep in ("obj",) or (c.dep == "aux" and c.lemma == "have") for c in children)
        return token.tag in ("VBN", "VBD", "JJ") and not active

    def befalls(self, i: int, via: Token, first: int) -> bool:
        """Say whether those counted under ``via`` are who it was done to; their number begins at token ``first``."""
        token, base = self.parse.tokens[i], via.dep.partition(":")[0]
        if via.i == i or (via.head == i and base in ("nummod", "det", "amod", "compound")):
            return True
        if token.head == via.i and token.dep.startswith("acl"):
            own = [c for c in self.parse.children(i, "nsubj") if c.tag not in RELATIVE]
            return not own and (token.lemma in self.words["classes.befalling"] or self.is_passive(i))
        if token.head == via.i:
            return token.lemma in self.words["classes.befalling"] or self.is_passive(i)
        if token.pos == "NOUN":
            return self.parse.case(via.i) in self.words["classes.undergoing"]
        if token.lemma in self.words["classes.befalling"]:
            return base == "nsubj"
        bare = base == "obl" and all(c.i >= first for c in self.parse.children(via.i, "case"))
        beside = base == "conj" and via.pos == "NOUN" and via.i > i
        return bare or beside or base == "obj" or via.dep == "nsubj:pass" or (base == "nsubj" and self.is_passive(i))


def climb(parse: Parse, words: FigureWords, top: Token) -> Iterator[tuple[int, Token]]:
    """Yield the words that a counted phrase may belong to, the nearest first, each with the phrase's head below it."""
    token = top
    for _ in range(MAX_CLIMB):
        yield token.i, token
        for child in parse.children(token.i, "acl", "amod"):
            yield child.i, token
        head, base = parse.tokens[token.head], token.dep.partition(":")[0]
        if head.i == token.i or base not in (*ARGUMENTS, "conj", "det", "list"):
            return
        if parse.case(token.i) in words["classes.apart"]:
            return
        if base == "compound" or (token.pos in ("VERB", "ADJ") and base == "conj"):
            return
        yield head.i, token
        if head.pos in ("VERB", "AUX") or (base == "nmod" and not _counts_through(parse, words, token, head)):
            return
        token = head


def _counts_through(parse: Parse, words: FigureWords, token: Token, head: Token) -> bool:
    """Say whether a number counts through the noun above: "a convoy of **30 trucks**", "from 20 to **34**"."""
    case = parse.case(token.i)
    if head.dep == "obj" and case in words["classes.aiming"]:
        return True
    return (case == "of" and head.lemma in words["classes.groups"]) or (case == "to" and head.pos == "NUM")
