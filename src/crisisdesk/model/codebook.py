"""A rule of the codebook: which words in which frame are an act of which type."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The part of speech of a rule's trigger."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    MODAL = "modal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the codebook; see docs/codebook-format.md for the fields.

    Word lists hold lemmas in lower case, or names of word classes that begin with ``@`` (``lexicon/en/classes.toml``).
    """

    id: str
    type: str
    mode: str | None
    cameo: str
    kind: Kind
    lemmas: tuple[str, ...]
    particle: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    not_object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    not_subject: tuple[str, ...] = ()
    preposition: dict[str, tuple[str, ...]] = field(default_factory=dict)
    not_preposition: dict[str, tuple[str, ...]] = field(default_factory=dict)
    modifier: tuple[str, ...] = ()
    not_modifier: tuple[str, ...] = ()
    complement: tuple[str, ...] = ()
    infinitive: tuple[str, ...] = ()
    not_infinitive: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    mutual: bool = False
    discard: bool = False
    utterance: bool = False
    counter: bool = False
    match: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    file: str = ""
    line: int = 0
