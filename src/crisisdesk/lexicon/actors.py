"""The actor lexicon: names of states, persons, organisations, groups, media and places, and role nouns by sector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from crisisdesk.lexicon.actor_roles import ActorWords, RoleLexicon, load_actor_words, load_roles
from crisisdesk.lexicon.actor_words import normal

_NAME_TABLES = ("countries", "organisations", "groups", "parties", "bodies", "places")
_ALONE_RANK = "1"


class NameKind(StrEnum):
    """What sort of thing a name names."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    PEOPLE = "people"
    CAPITAL = "capital"
    SEAT = "seat"
    BODY = "body"
    MEDIA = "media"
    ORGANISATION = "organisation"
    GROUP = "group"
    PARTY = "party"
    PLACE = "place"
    PERSON = "person"
    SURNAME = "surname"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """One name of the lexicon; a person has one entry a term of office, with ISO days or an empty string for open."""

    kind: NameKind
    country: str
    sector: str
    name: str
    alias: str = ""
    rank: int = 0
    start: str = ""
    end: str = ""
    office: str = ""
    titled: bool = False
    source: str = ""


class ActorLexicon:
    """Names by their comparable words; entries are made when they are first asked for."""

    __slots__ = ("_entries", "_longest", "_rows", "roles", "words")

    def __init__(
        self, rows: dict[str, list[str]], longest: dict[str, int], roles: RoleLexicon, words: ActorWords
    ) -> None:
        self._rows: Mapping[str, list[str]] = MappingProxyType(rows)
        self._longest: Mapping[str, int] = MappingProxyType(longest)
        self._entries: dict[str, tuple[ActorEntry, ...]] = {}
        self.roles = roles
        self.words = words

    @classmethod
    def load(cls) -> ActorLexicon:
        """Read the tables of the package; about a tenth of a second."""
        return load_actor_lexicon()

    def longest(self, word: str) -> int:
        """Return how many words the longest name that begins with this word has; 0 if none does."""
        return self._longest.get(word, 0)

    def entries(self, key: str) -> tuple[ActorEntry, ...]:
        """Return the entries of a name given by its comparable words with single spaces between."""
        found = self._entries.get(key)
        if found is None:
            found = self._entries[key] = tuple(_entry(row, key) for row in self._rows.get(key, ()))
        return found

    def __len__(self) -> int:
        return len(self._rows)


def _entry(row: str, key: str) -> ActorEntry:
    fields = row.split("\t")
    return _name_entry(fields, key) if len(fields) == 5 else _person_entry(fields, key)


def _name_entry(fields: list[str], key: str) -> ActorEntry:
    aliases = fields[0].split("|")
    alias = min((a for a in aliases if normal(a) == key), key=_strictness, default=aliases[0])
    kind, country, sector, source = fields[1:]
    name = alias if kind in OWN_NAMES else aliases[0]
    return ActorEntry(kind=NameKind(kind), country=country, sector=sector, name=name, alias=alias, source=source)


# Rows of these kinds list several bodies of one code, so that the first name is not that of the others.
OWN_NAMES = frozenset(("group", "party"))


def _strictness(alias: str) -> tuple[bool, bool]:
    return alias.isupper(), not alias.islower()


def _person_entry(fields: list[str], key: str) -> ActorEntry:
    aliases, surnames, country, sector, rank, start, end, office, source, titled = fields
    alone = key not in (normal(a) for a in aliases.split("|"))
    name = aliases.split("|")[0]
    return ActorEntry(
        kind=NameKind.SURNAME if alone else NameKind.PERSON, country=country, sector=sector,
        name=name.title() if name.islower() else name, alias=surnames if alone else name,
        rank=int(rank), start=start, end=end, office=office, titled=alone and titled == "1", source=source,
    )  # fmt: skip


def _lines(table: Traversable) -> Iterator[str]:
    return (line for line in table.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))


class _Index:
    """Collects rows by key while the tables are read."""

    def __init__(self) -> None:
        self.rows: dict[str, list[str]] = {}
        self.longest: dict[str, int] = {}

    def add(self, keys: Iterable[str], row: str) -> None:
        for key in keys:
            self.rows.setdefault(key, []).append(row)
            first, length = key.split(" ", 1)[0], key.count(" ") + 1
            if length > self.longest.get(first, 0):
                self.longest[first] = length

    def add_names(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.add({normal(alias) for alias in line.split("\t", 1)[0].split("|")}, line)

    def add_compiled_persons(self, lines: Iterable[str]) -> None:
        for line in lines:
            fields = line.split("\t", 5)
            titled = fields[4] != _ALONE_RANK
            self.add([*fields[0].split("|"), *([fields[1]] if fields[1] else [])], f"{line}\t{int(titled)}")

    def add_hand_persons(self, lines: Iterable[str], words: ActorWords) -> None:
        for line in lines:
            fields = line.split(",")
            surnames = {normal(name) for name in fields[1].split("|") if name}
            titled = any(
                name in words.ordinary or (name in words.common_surnames and fields[4] != "1") for name in surnames
            )
            keys = {normal(alias) for alias in fields[0].split("|")} | surnames
            self.add(keys, "\t".join([*fields, "hand", str(int(titled))]))


@cache
def load_actor_lexicon() -> ActorLexicon:
    """Return the actor lexicon of the package, read once."""
    folder = files("crisisdesk.lexicon")
    words, index = load_actor_words(), _Index()
    hand = folder / "en" / "actors"
    index.add_names(line.replace(",", "\t") + "\thand" for line in _lines(hand / "names.csv"))
    for table in _NAME_TABLES:
        index.add_names(_lines(folder / "facts" / f"{table}.tsv"))
    index.add_hand_persons(_lines(hand / "persons.csv"), words)
    index.add_compiled_persons(_lines(folder / "facts" / "persons.tsv"))
    return ActorLexicon(index.rows, index.longest, load_roles(), words)
