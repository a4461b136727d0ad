"""A filter: its text, its tree, its SQL."""

from __future__ import annotations

from dataclasses import dataclass

from crisisdesk.filters.nodes import EVERYTHING, Node, canonical
from crisisdesk.filters.sql import Subject, compile_filter
from crisisdesk.filters.syntax import parse_filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A filter as it was typed, and its tree; made by ``Filter.parse``. Without a text it finds everything."""

    text: str = ""
    node: Node = EVERYTHING

    @classmethod
    def parse(cls, text: str) -> Filter:
        """Return the filter of a text.

        Raises:
            FilterError: the text is no filter.

        """
        return cls(text=text, node=parse_filter(text))

    @property
    def canonical(self) -> str:
        """The one text of all filters with this tree."""
        return canonical(self.node)

    def sql(self, subject: Subject) -> tuple[str, tuple[object, ...]]:
        """Return a WHERE expression and its parameters, for ``event e`` or ``witness w``."""
        return compile_filter(self.node, subject)
