"""Versions by content: the digest of the rules and of the model, so that a claim names what made it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path


def digest_of(folder: Path, pattern: str) -> str:
    """Return ten letters of the SHA-256 over the names and bytes of the files in a folder."""
    made = hashlib.sha256()
    for path in sorted(folder.rglob(pattern)):
        if path.is_file() and path.suffix in (".py", ".toml", ".tsv", ".csv", ".gz", ".onnx", ".npz", ".json"):
            made.update(path.relative_to(folder).as_posix().encode())
            made.update(path.read_bytes())
    return made.hexdigest()[:10]


@cache
def lexicon_version() -> str:
    """Return the version of the rules: of the shipped lexicon, and of the stages that apply it."""
    told = "".join(digest_of(Path(str(files(room))), "*") for room in ("crisisdesk.lexicon", "crisisdesk.stages"))
    return f"en-{hashlib.sha256(told.encode()).hexdigest()[:10]}"


@cache
def model_version() -> str:
    """Return the version of the shipped language model."""
    return f"en-{digest_of(Path(str(files('crisisdesk.language'))) / 'en', '*')}"
