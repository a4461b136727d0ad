"""Streams of bytes that tell what is wrong with them: files, gzip members, UTF-16; nothing is held whole."""

from __future__ import annotations

import codecs
import io
import zlib
from typing import BinaryIO, Protocol

from crisisdesk.diagnostics import note
from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.unread import unreadable
from crisisdesk.model.diagnostic import Diagnostic

CHUNK = 65_536
MAGIC = b"\x1f\x8b\x08"


class Readable(Protocol):
    """What has ``read``."""

    def read(self, size: int = ..., /) -> bytes | None:
        """Return up to ``size`` bytes, none at the end."""


class BrokenError(Exception):
    """Bytes that cannot be read on, with the reason as a diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Tape:
    """A stream that is read forwards, with the place of the next byte; bytes may be given back."""

    def __init__(self, stream: Readable) -> None:
        self.stream, self.ahead, self.at, self.unpacked = stream, b"", 0, 0

    def take(self) -> bytes:
        """Return some bytes, none at the end."""
        try:
            taken = self.ahead or self.stream.read(CHUNK) or b""
        except OSError as error:
            raise BrokenError(unreadable(error)) from error
        self.ahead = b""
        self.at += len(taken)
        return taken

    def give(self, taken: bytes) -> None:
        """Give back bytes that were taken and not used."""
        self.ahead = taken + self.ahead
        self.at -= len(taken)

    def next_member(self) -> bool:
        """Go on to the next beginning of a gzip member; False at the end."""
        carried = b""
        while taken := self.take():
            taken = carried + taken
            place = taken.find(MAGIC)
            if place >= 0:
                self.give(taken[place:])
                return True
            carried = taken[1 - len(MAGIC) :]
        return False


class Forward(io.RawIOBase):
    """A raw stream over ``more``, which gives some bytes, none at the end."""

    def __init__(self) -> None:
        self.rest = b""

    def more(self, size: int) -> bytes:
        """Return some bytes, up to ``size`` where that can be chosen."""
        raise NotImplementedError

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as one step goes."""
        taken = self.rest or self.more(len(buffer))
        self.rest = taken[len(buffer) :]
        taken = taken[: len(buffer)]
        buffer[: len(taken)] = taken
        return len(taken)


class Plain(Forward):
    """The bytes of a tape as they are."""

    def __init__(self, tape: Tape) -> None:
        super().__init__()
        self.tape = tape

    def more(self, size: int) -> bytes:
        """Return bytes of the tape."""
        return self.tape.take()


class Member(Forward):
    """One gzip member, unpacked bit by bit and checked against the limits."""

    def __init__(self, tape: Tape, options: IntakeOptions) -> None:
        super().__init__()
        self.tape, self.options, self.begin = tape, options, tape.at
        self.inflate, self.packed = zlib.decompressobj(31), b""

    def more(self, size: int) -> bytes:
        """Return unpacked bytes, none after the member's last."""
        while not self.inflate.eof:
            self.packed = self.inflate.unconsumed_tail or self.tape.take()
            if not self.packed:
                raise CutError(note("D016", place=self.tape.at, reason="it ends too early"))
            try:
                plain = self.inflate.decompress(self.packed, size)
            except zlib.error as error:
                raise BrokenError(note("D016", place=self.tape.at - len(self.packed), reason=str(error))) from error
            if self.inflate.eof:
                self.tape.give(self.inflate.unused_data)
            self._check(len(plain))
            if plain:
                return plain
        return b""

    def leave(self) -> None:
        """Give back the bytes in which the member broke, so that the next member is found though it begins there."""
        self.tape.give(self.packed[1:] if self.tape.at - len(self.packed) == self.begin else self.packed)

    def _check(self, size: int) -> None:
        self.tape.unpacked += size
        ratio = self.options.max_ratio
        if self.tape.unpacked > max(self.options.max_bytes, ratio * max(1, self.tape.at)):
            raise BombError(note("D017", ratio=ratio, place=self.tape.at))


class CutError(BrokenError):
    """A compressed file that ends too early: what was unpacked before is whole."""


class BombError(BrokenError):
    """A compressed file that grows beyond the limits: nothing after it is read."""


class Unpacked(Forward):
    """A gzip file, member after member."""

    def __init__(self, tape: Tape, options: IntakeOptions) -> None:
        super().__init__()
        self.tape, self.options = tape, options
        self.member = Member(tape, options)
        self.broken: BrokenError | None = None

    def more(self, size: int) -> bytes:
        """Return unpacked bytes; what is wrong is raised again at each call."""
        if self.broken:
            raise self.broken
        try:
            return self._next(size)
        except BrokenError as error:
            self.broken = error
            raise

    def _next(self, size: int) -> bytes:
        while not (plain := self.member.more(size)):
            following = b""
            while not following and (taken := self.tape.take()):
                following = taken.lstrip(b"\0")
            if not following:
                return b""
            self.tape.give(following)
            if not following.startswith(MAGIC[: len(following)]):
                raise BrokenError(note("D016", place=self.tape.at, reason="what follows is not gzip"))
            self.member = Member(self.tape, self.options)
        return plain


class Recoded(Forward):
    """A stream in UTF-16 with a mark as UTF-8 with a mark."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self.stream, self.decoder = stream, codecs.getincrementaldecoder("utf-16")(errors="replace")
        self.rest = codecs.BOM_UTF8

    def more(self, size: int) -> bytes:
        """Return recoded bytes."""
        while taken := self.stream.read(CHUNK):
            if text := self.decoder.decode(taken):
                return text.encode()
        return self.decoder.decode(b"", final=True).encode()


def whole(stream: BinaryIO, limit: int) -> bytes:
    """Return all bytes of a stream; raises ``BrokenError`` where there are more than ``limit``."""
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise BrokenError(note("D015", limit=limit))
    return content


def head_of(stream: Forward) -> bytes:
    """Return the first bytes of a stream, fewer where it ends or breaks; they will be read again."""
    head = stream.rest
    try:
        while len(head) < CHUNK and (taken := stream.more(CHUNK)):
            head += taken
    except BrokenError:
        if not head:
            raise
    stream.rest = head
    return head


def buffered(stream: Forward) -> io.BufferedReader:
    """Return a stream with lines."""
    return io.BufferedReader(stream, CHUNK)
