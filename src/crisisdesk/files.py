"""Files by name, wherever they lie: paths of this machine, and addresses such as ``s3://bucket/news/a.jsonl``.

An address ``file://`` is a path and needs nothing else; for the other stores see ``remote.py``.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import shutil
from pathlib import Path
from typing import BinaryIO

from crisisdesk import remote
from crisisdesk.errors import AddressError

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
CHUNK = 2**20


def is_url(name: str) -> bool:
    """Say whether a name is an address, not a path."""
    return ADDRESS.match(name) is not None


def local_name(name: str) -> str | None:
    """Return a name as a path of this machine; None for what lies elsewhere.

    Raises:
        AddressError: ``file://`` with another machine's name.

    """
    if not is_url(name):
        return name
    if not name.lower().startswith("file://"):
        return None
    host, slash, rest = name[len("file://") :].partition("/")
    if host not in ("", "localhost") or not slash:
        raise AddressError("file", "file:// is followed by a whole path, file:///folder/name")
    from urllib.request import url2pathname

    return url2pathname(f"/{rest}")


def open_read(name: str) -> BinaryIO:
    """Open a file to be read.

    Raises:
        OSError: it cannot be opened; reading raises it too.
        AddressError: the address is of a kind that is not read.
        MissingStoreError: a package is missing.

    """
    path = local_name(name)
    return remote.open_remote(name) if path is None else Path(path).open("rb")


def exists(name: str) -> bool:
    """Say whether there is such a file; a store that cannot be asked is an ``OSError``."""
    path = local_name(name)
    if path is not None:
        return Path(path).is_file()
    try:
        return not remote.entry_of(name).is_folder
    except FileNotFoundError:
        return False


def names_in(folder: str) -> list[str]:
    """Return the names of the files directly in a folder, sorted, without hidden ones; none where it is not there."""
    path = local_name(folder)
    try:
        if path is not None:
            names = [file.name for file in Path(path).iterdir() if file.is_file()]
        else:
            names = [one.name.rpartition("/")[2] for one in remote.entries_in(folder) if not one.is_folder]
    except FileNotFoundError:
        return []
    return sorted(name for name in names if not name.startswith("."))


def write_whole(name: str, content: bytes | Path) -> None:
    """Write a file so that it is there whole or not at all: bytes, or a copy of a local file; folders are made."""
    path = local_name(name)
    if path is None:
        remote.put(name, content)
        return
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        if isinstance(content, bytes):
            part.write_bytes(content)
        else:
            shutil.copyfile(content, part)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def size_and_key(name: str) -> tuple[int, str]:
    """Return how many bytes a file has, and what changes when they do: a SHA-256, or what its store tells."""
    path = local_name(name)
    if path is None:
        return remote.size_and_key_of(name)
    digest, size = hashlib.sha256(), 0
    with Path(path).open("rb") as stream:
        while taken := stream.read(CHUNK):
            digest.update(taken)
            size += len(taken)
    return size, f"sha256:{digest.hexdigest()}"


def join(folder: str, name: str) -> str:
    """Return the name of a file in a folder."""
    if not is_url(folder):
        return str(Path(folder) / name)
    return f"{folder}{name}" if folder.endswith("/") else f"{folder}/{name}"


def remove_folder(folder: str) -> None:
    """Remove a folder with all in it; nothing is done where there is none."""
    path = local_name(folder)
    try:
        if path is None:
            remote.remove(folder)
        else:
            shutil.rmtree(path)
    except FileNotFoundError:
        return
