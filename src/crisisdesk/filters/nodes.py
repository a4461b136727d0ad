"""The tree of a filter, and the one text each tree is written as."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

_VALUE = re.compile(r'[^\s"“”(),|]+')
_WORD = re.compile(r"[\w.'’&/][\w.'’&/-]*")
OPERATORS = frozenset(("and", "or", "not"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A key with its values in their checked form; one of the values must hold (of ``between``, both)."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that stand one after the other in a sentence; with ``prefix`` the last one may go on."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """What the part does not find."""

    part: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    """What all parts find; with no parts, everything."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """What one of the parts finds."""

    parts: tuple[Node, ...]


Node: TypeAlias = Term | Words | Not | And | Or
EVERYTHING = And(parts=())


def all_of(nodes: Iterable[Node]) -> Node:
    """Return the nodes joined by and: flat, each once, a single one as it is; of none, everything."""
    parts = _flat(nodes, And)
    return parts[0] if len(parts) == 1 else And(parts=parts)


def any_of(nodes: Iterable[Node]) -> Node:
    """Return the nodes joined by or: flat, each once; everything where one of them is that.

    Raises:
        ValueError: there are none.

    """
    parts = _flat(nodes, Or)
    if not parts:
        raise ValueError("or of nothing")
    if EVERYTHING in parts:
        return EVERYTHING
    return parts[0] if len(parts) == 1 else Or(parts=parts)


def negation(node: Node) -> Node:
    """Return what a node does not find; the negation of a negation is what was negated.

    Raises:
        ValueError: the node is everything.

    """
    if node == EVERYTHING:
        raise ValueError("not of everything")
    return node.part if isinstance(node, Not) else Not(part=node)


def _flat(nodes: Iterable[Node], kind: type[And] | type[Or]) -> tuple[Node, ...]:
    nested = (node.parts if isinstance(node, kind) else (node,) for node in nodes)
    return tuple(dict.fromkeys(part for parts in nested for part in parts))


def canonical(node: Node) -> str:
    """Return the text that parses to an equal node; of everything, the empty text."""
    match node:
        case Term():
            return f"{node.key}:{','.join(map(_value, node.values))}"
        case Words():
            return _words(node)
        case Not():
            return f"-{_inner(node.part, (And, Or))}"
        case And():
            return " ".join(_inner(part, (Or,)) for part in node.parts)
        case Or():
            return " or ".join(canonical(part) for part in node.parts)


def _inner(node: Node, wrapped: tuple[type, ...]) -> str:
    return f"({canonical(node)})" if isinstance(node, wrapped) else canonical(node)


def _value(value: str) -> str:
    return value if _VALUE.fullmatch(value) else quoted(value)


def _words(node: Words) -> str:
    bare = _WORD.fullmatch(node.text) and node.text.lower() not in OPERATORS
    return (node.text if bare else quoted(node.text)) + "*" * node.prefix


def quoted(value: str) -> str:
    """Return a value in quotes; a quote in it is written twice."""
    return '"' + value.replace('"', '""') + '"'
