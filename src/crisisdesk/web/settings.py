"""What the desk is started with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The record shown; ``read_only`` shuts every form; ``token`` is asked of every request, None where none is needed.

    ``host`` is where the desk listens: on this machine alone, only names of this machine are answered.
    ``upload_bytes`` is the most that a request may bring.
    """

    record: Path
    read_only: bool = False
    token: str | None = None
    upload_bytes: int = 20_000_000
    host: str = "127.0.0.1"
