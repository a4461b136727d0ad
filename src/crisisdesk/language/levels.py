"""The levels of the gate before the encoder; apart from it, since naming them must not load the model's libraries."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How much the gate sets aside: nothing, what surely holds no acts, or all but what likely does."""

    OFF = "off"
    CAREFUL = "careful"
    STRICT = "strict"
