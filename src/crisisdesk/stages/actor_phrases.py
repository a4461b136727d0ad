"""The parts of a noun phrase that actors are read from: names, role nouns, other words, cut into segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crisisdesk.lexicon.actor_roles import Role
from crisisdesk.lexicon.actor_words import Word, count_at, key_of, tokenise, words_of
from crisisdesk.lexicon.actors import ActorEntry, ActorLexicon, NameKind
from crisisdesk.stages.actor_names import name_at

COMMA = (",", ";", ":", "(", ")")
POSSESSIVE = "'s"
MINORITY = "ethnic minority"
BY_DESCENT = (NameKind.DEMONYM, NameKind.PEOPLE, NameKind.COUNTRY)


@dataclass(frozen=True, slots=True)
class Item:
    """A name, a role noun or another word of a phrase."""

    words: tuple[Word, ...]
    entries: tuple[ActorEntry, ...] = ()
    role: Role | None = None

    @property
    def normal(self) -> str:
        """The comparable words."""
        return " ".join(word.normal for word in self.words)

    @property
    def text(self) -> str:
        """The words as written."""
        return " ".join(word.written for word in self.words)

    @property
    def plain(self) -> bool:
        """Whether the item is neither name nor role."""
        return not self.entries and self.role is None

    @property
    def proper(self) -> bool:
        """Whether an unknown word is written with a capital, so that it may be part of a name."""
        return self.plain and self.words[0].capital

    @property
    def joined(self) -> bool:
        """Whether a hyphen joins the item to the one before."""
        return self.words[0].joined


@dataclass(frozen=True, slots=True)
class Adjunct:
    """A preposition and what follows it up to the next one."""

    preposition: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """One conjunct or apposition: its core up to the first preposition, and the prepositional phrases after it."""

    core: tuple[Item, ...]
    adjuncts: tuple[Adjunct, ...]
    joiner: str

    def after(self, first: int = 0) -> tuple[Item, ...]:
        """Return the items of the adjuncts from one on, with their prepositions left out only before the first."""
        items: list[Item] = list(self.adjuncts[first].items) if first < len(self.adjuncts) else []
        for adjunct in self.adjuncts[first + 1 :]:
            items += [Item((Word(adjunct.preposition, -1, adjunct.preposition),)), *adjunct.items]
        return tuple(items)


def items_of(text: str, lexicon: ActorLexicon) -> tuple[Item, ...]:
    """Read a phrase into items; where a name and a role noun compete the longer wins, then the name."""
    words = words_of(tokenise(text))
    items: list[Item] = []
    at = 0
    while at < len(words):
        item = _item_at(words, at, lexicon)
        items.append(item)
        at += len(item.words)
    return tuple(_without_descent(_shared(items, lexicon), lexicon))


def _shared(items: list[Item], lexicon: ActorLexicon) -> list[Item]:
    """Give the first of two names the word that they share: "**North** and South Korea"."""
    found = list(items)
    for at, (first, joiner, second) in enumerate(zip(items, items[1:], items[2:], strict=False)):
        if first.plain and first.words[0].capital and joiner.normal in lexicon.words.joiners and second.entries:
            whole = (*first.words, *second.words[1:])
            length, entries = name_at(whole, 0, lexicon) if len(second.words) > 1 else (0, ())
            if length == len(whole) and entries[0].kind is second.entries[0].kind:
                found[at] = Item(whole, entries)
    return found


def _without_descent(items: list[Item], lexicon: ActorLexicon) -> list[Item]:
    """Read "ethnic Albanians" as a minority of a state that the phrase or the text has to tell, not as Albania's."""
    kept: list[Item] = []
    ethnic = lexicon.words.ethnic
    for item in items:
        if kept and kept[-1].normal in ethnic and item.entries and item.entries[0].kind in BY_DESCENT:
            kept[-1] = Item((*kept[-1].words, *item.words), role=lexicon.roles.role(MINORITY))
        else:
            kept.append(item)
    heads = [after.role is not None for after in kept[1:]] + [False]
    return [item for item, led in zip(kept, heads, strict=False) if not (led and item.normal.split()[0] in ethnic)]


def _item_at(words: Sequence[Word], at: int, lexicon: ActorLexicon) -> Item:
    length, entries = name_at(words, at, lexicon)
    size, role = _role_at(words, at, lexicon)
    surname = bool(entries) and entries[0].kind is NameKind.SURNAME
    if role is not None and (size > length or (surname and size == length)):
        return Item(tuple(words[at : at + size]), role=role)
    return Item(tuple(words[at : at + max(length, 1)]), entries)


def _role_at(words: Sequence[Word], at: int, lexicon: ActorLexicon) -> tuple[int, Role | None]:
    for size in range(count_at(words, at, lexicon.roles.longest), 0, -1):
        run = words[at : at + size]
        role = lexicon.roles.role(key_of(run)) if run[-1].normal != POSSESSIVE else None
        if role is not None and (not role.short or _before_name(words, at, at + size)):
            return size, role
    return 0, None


def _before_name(words: Sequence[Word], first: int, end: int) -> bool:
    """Say whether a short title has a capital and stands before one."""
    after = next((word for word in words[end:] if word.normal != "."), None)
    return words[first].capital and after is not None and after.capital


def segments_of(items: Sequence[Item], lexicon: ActorLexicon) -> tuple[Segment, ...]:
    """Cut items at commas and conjunctions into segments; what a clause adds is left out."""
    segments: list[Segment] = []
    run: list[Item] = []
    joiner = ""
    for item in (*_before_clause(items, lexicon), Item((Word(",", -1, ","),))):
        if item.plain and (item.normal in COMMA or item.normal in lexicon.words.joiners):
            if run:
                segments.append(_segment(run, joiner, lexicon))
                joiner = ""
            joiner = joiner if item.normal in COMMA and joiner else item.normal
            run = []
        else:
            run.append(item)
    return tuple(segments)


def _before_clause(items: Sequence[Item], lexicon: ActorLexicon) -> Sequence[Item]:
    for at, item in enumerate(items):
        if at and item.plain and not item.joined and item.text in lexicon.words.clauses:
            return items[:at]
    return items


def _segment(run: list[Item], joiner: str, lexicon: ActorLexicon) -> Segment:
    cuts = [
        i for i, item in enumerate(run) if item.plain and not item.joined and item.text in lexicon.words.prepositions
    ]
    ends = [*cuts[1:], len(run)]
    adjuncts = tuple(Adjunct(run[a].normal, tuple(run[a + 1 : b])) for a, b in zip(cuts, ends, strict=False))
    return Segment(tuple(run[: cuts[0]] if cuts else run), adjuncts, joiner)
