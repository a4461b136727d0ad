"""Files in stores that fsspec reaches: the addresses that are read, and every failure there as an ``OSError``.

fsspec and the package of a store are loaded only when an address of it is used. Credentials and endpoints are those of
the store's own environment variables and files; none pass through here.
"""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from crisisdesk.errors import AddressError, CrisisdeskError, MissingStoreError, StoreError

EXTRA = '"crisisdesk[cluster]"'
# Scheme: the package that reaches it, and what pip installs for that. No others are read, above all no web pages.
STORES = {"memory": ("fsspec", EXTRA), "s3": ("s3fs", EXTRA), "gs": ("gcsfs", "gcsfs")}
BLOCK, BUFFER = 8 * 2**20, 65_536
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What lies in a folder: its address and whether it is a folder itself."""

    name: str
    is_folder: bool


class Reading(io.RawIOBase):
    """A file of a store that is read; what goes wrong is an ``OSError``."""

    def __init__(self, name: str, file: Any) -> None:  # noqa: ANN401 (fsspec has no types)
        super().__init__()
        self.address, self.file = name, file

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def seekable(self) -> bool:
        """Say that this can be read from any place."""
        return True

    def seek(self, place: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a place."""
        with told(self.address):
            return int(self.file.seek(place, whence))

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as one step goes."""
        with told(self.address):
            taken = self.file.read(len(buffer))
        buffer[: len(taken)] = taken
        return len(taken)

    def close(self) -> None:
        """Close the file of the store."""
        if not self.closed:
            self.file.close()
        super().close()


def open_remote(name: str) -> BinaryIO:
    """Open a file of a store to be read, a block at a time."""
    store, path = _store(name)
    with told(name):
        file = store.open(path, "rb", block_size=BLOCK)
    return cast(BinaryIO, io.BufferedReader(Reading(name, file), BUFFER))


def entry_of(name: str) -> Entry:
    """Return what lies at an address; raises ``FileNotFoundError`` where nothing does."""
    store, path = _store(name)
    with told(name):
        return Entry(name=name, is_folder=store.info(path)["type"] == "directory")


def entries_in(folder: str) -> list[Entry]:
    """Return what lies directly in a folder, by name; raises ``FileNotFoundError`` where there is no such folder."""
    store, path = _store(folder)
    with told(folder):
        listed = store.ls(path, detail=True)
    start = f"{_scheme(folder)}://"
    # Some stores list an empty object for the folder itself.
    inside = [one for one in listed if one["name"].strip("/") != path.strip("/")]
    found = (Entry(name=start + one["name"].strip("/"), is_folder=one["type"] == "directory") for one in inside)
    return sorted(found, key=lambda entry: entry.name)


def size_and_key_of(name: str) -> tuple[int, str]:
    """Return the size of a file in bytes and what changes when it does: its ETag, else a digest of its facts."""
    store, path = _store(name)
    with told(name):
        facts = store.info(path)
        tag = facts.get("ETag") or facts.get("etag")
        return int(facts["size"]), f"etag:{str(tag).strip(chr(34))}" if tag else f"ukey:{store.ukey(path)}"


def put(name: str, content: bytes | Path) -> None:
    """Write a file in one step; stores show an object only when it is whole."""
    store, path = _store(name)
    with told(name):
        if isinstance(content, bytes):
            store.pipe_file(path, content)
        else:
            store.put_file(str(content), path)


def remove(folder: str) -> None:
    """Remove a folder with all in it; of a bucket only folders are removed, never the bucket."""
    store, path = _store(folder)
    if _scheme(folder) != "memory" and "/" not in path.strip("/"):
        raise StoreError(errno.EPERM, "a whole bucket is not removed", folder)
    with told(folder):
        store.rm(path, recursive=True)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Raise what any library of a store raises as ``FileNotFoundError`` or ``StoreError``, with a reason."""
    try:
        yield
    except (MemoryError, CrisisdeskError):
        raise
    except FileNotFoundError as error:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name) from error
    except Exception as error:
        # HTTP clients, signers and parsers of the stores have errors of their own, with no common base.
        said = (getattr(error, "strerror", None) or str(error)).strip() or type(error).__name__
        raise StoreError(errno.EIO, said.splitlines()[0][:LONGEST_REASON].rstrip("."), name) from error


def _scheme(name: str) -> str:
    return name.partition("://")[0].lower()


def _store(name: str) -> tuple[Any, str]:
    """Return the file system of an address and the path in it; chains (``a://b::c://d``) are not followed."""
    scheme = _scheme(name)
    if scheme not in STORES:
        raise AddressError(scheme)
    package, install = STORES[scheme]
    try:
        import fsspec

        kind = fsspec.get_filesystem_class(scheme)
    except ImportError as error:
        raise MissingStoreError(scheme, package, install) from error
    with told(name):
        # What others write meanwhile is to be seen: listings are not kept.
        store = kind(use_listings_cache=False)
        return store, store._strip_protocol(f"{scheme}://{name.partition('://')[2]}")
