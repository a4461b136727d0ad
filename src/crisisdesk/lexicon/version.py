"""Versions by content: the digest of the lexicon's files and of the model, so that a claim names what made it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path


def digest_of(folder: Path, pattern: str) -> str:
    """Return ten letters of the SHA-256 over the names and bytes of the files in a folder."""
    made = hashlib.sha256()
    for path in sorted(folder.rglob(pattern)):
        if path.is_file() and path.suffix in (".toml", ".tsv", ".csv", ".gz", ".onnx", ".npz", ".json"):
            made.update(path.relative_to(folder).as_posix().encode())
            made.update(path.read_bytes())
    return made.hexdigest()[:10]


@cache
def lexicon_version() -> str:
    """Return the version of the shipped lexicon."""
    return f"en-{digest_of(Path(str(files('crisisdesk.lexicon'))), '*')}"


@cache
def model_version() -> str:
    """Return the version of the shipped language model."""
    return f"en-{digest_of(Path(str(files('crisisdesk.language'))) / 'en', '*')}"
