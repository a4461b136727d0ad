"""Progress of long work on standard error: how much is done, at what rate, how long it will take."""

from __future__ import annotations

import sys
from time import monotonic
from typing import Self

EVERY_SECONDS, EVERY_SECONDS_IN_A_FILE = 0.5, 30.0


class Progress:
    """One line that is written over on a terminal; elsewhere a line from time to time."""

    def __init__(self, total: int | None = None) -> None:
        self.total, self.done, self.shown = total, 0, 0.0
        self.begun = monotonic()
        self.terminal = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.terminal and self.shown:
            sys.stderr.write("\n")

    def advance(self, n: int, note: str = "") -> None:
        """Count ``n`` more, and show it if some time has passed."""
        self.done += n
        self.show(note)

    def show(self, note: str = "") -> None:
        """Show how much is done, if some time has passed."""
        now = monotonic()
        if now - self.shown >= (EVERY_SECONDS if self.terminal else EVERY_SECONDS_IN_A_FILE):
            self.shown = now
            line = self.line(now - self.begun, note)
            sys.stderr.write(f"\r\x1b[2K{line}" if self.terminal else f"{line}\n")
            sys.stderr.flush()

    def line(self, seconds: float, note: str) -> str:
        """Return what is shown after so many seconds."""
        rate = self.done / seconds if seconds else 0.0
        told = [f"{self.done} coded" if self.total is None else f"{self.done} of {self.total} coded", f"{rate:.1f}/s"]
        if self.total is not None and rate:
            told.append(f"{duration((self.total - self.done) / rate)} left")
        return ", ".join([*told, note] if note else told)


class ShardProgress(Progress):
    """Progress of shards: reports and words are told beside; what an earlier run has done counts for no rate."""

    def __init__(self, total: int, before: int) -> None:
        super().__init__(total)
        self.before, self.reports, self.words = before, 0, 0

    def count(self, reports: int, words: int) -> None:
        """Count one shard more."""
        self.reports, self.words = self.reports + reports, self.words + words
        self.advance(1)

    def line(self, seconds: float, note: str = "") -> str:
        """Return what is shown after so many seconds."""
        told = [f"{self.before + self.done} of {self.total} shards", f"{self.reports} reports coded"]
        if self.done and seconds:
            left = ((self.total or 0) - self.before - self.done) * seconds / self.done
            told += [f"{self.reports / seconds:.1f}/s", f"{self.words / seconds:.0f} words/s", f"{duration(left)} left"]
        return ", ".join(told)


def duration(seconds: float) -> str:
    """Return a length of time in words: ``40 s``, ``3 min``, ``2 h 10 min``."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
