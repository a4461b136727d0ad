"""Answers that take longer than a page may: worked out beside the pages, and kept until the record changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path
from threading import Lock
from typing import Annotated, Any, TypeAlias, TypeVar

from fastapi import Depends, Request

from crisisdesk.record.store import Record

T = TypeVar("T")
Stamp: TypeAlias = tuple[object, ...]
MOST = 64
PATIENCE = 0.04
"""Seconds that a page waits for an answer before it is shown without."""
STAMP = (
    "SELECT (SELECT max(n) FROM report), (SELECT max(n) FROM coding), (SELECT max(n) FROM judgement), "
    "(SELECT max(n) FROM event), (SELECT count(*) FROM state)"
)


class Kept:
    """The answers that are known of a record file, the last asked for last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: OrderedDict[tuple[Stamp, str], Future[Any]] = OrderedDict()
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="desk")
        self._lock = Lock()

    def get(self, record: Record, name: str, ask: Callable[[Record], T], wait: float | None = PATIENCE) -> T | None:
        """Return the answer of this name; None where it is still being worked out after ``wait`` seconds."""
        key = (stamp_of(record), name)
        found: Future[T] = self._future(key, ask)
        try:
            return found.result(wait)
        except NotYet:
            return None
        except CancelledError:
            return None if wait is not None else self._asked(ask)
        except Exception:
            self._known.pop(key, None)
            raise

    def all(self, record: Record, name: str, ask: Callable[[Record], T]) -> T:
        """Return the answer of this name, however long it takes."""
        found = self.get(record, name, ask, wait=None)
        assert found is not None
        return found

    def _future(self, key: tuple[Stamp, str], ask: Callable[[Record], T]) -> Future[T]:
        with self._lock:
            if key not in self._known:
                for old in [old for old in self._known if old[0] != key[0]]:
                    self._known.pop(old).cancel()
                self._known[key] = self._pool.submit(self._asked, ask)
                if len(self._known) > MOST:
                    self._known.popitem(last=False)[1].cancel()
            self._known.move_to_end(key)
            return self._known[key]

    def _asked(self, ask: Callable[[Record], T]) -> T:
        with Record.open(self._path, new=False) as record, record.reading():
            return ask(record)


def stamp_of(record: Record) -> Stamp:
    """Return what changes when the record does: its highest numbers, and the time of its file."""
    row: Stamp = record.connection.execute(STAMP).fetchone()
    return (*row, record.path.stat().st_mtime_ns)


def kept_of(request: Request) -> Kept:
    """Return the answers that the desk keeps."""
    found: Kept = request.app.state.kept
    return found


Keeping = Annotated[Kept, Depends(kept_of)]
