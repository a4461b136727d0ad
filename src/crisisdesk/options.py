"""One options object for API, command line and configuration."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a user may choose about coding.

    ``max_characters``: how much of one report is coded. ``skip_kinds``: kinds of sentences that give no claims.
    """

    max_characters: int = 200_000
    skip_kinds: frozenset[str] = frozenset(("repeat", "credit", "dateline"))
