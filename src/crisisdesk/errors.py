"""Errors of the library, one class a case, with fields that the command line and the web turn into sentences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class CrisisdeskError(Exception):
    """Base of all errors that Crisisdesk raises on purpose."""


@dataclass
class ConlluError(CrisisdeskError):
    """A treebank file breaks the CoNLL-U format."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: not CoNLL-U: {self.reason}"


@dataclass
class LexiconError(CrisisdeskError):
    """A rule or word list is not understood."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


@dataclass
class GoldError(CrisisdeskError):
    """A gold file is neither annotated text nor one sentence a line."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: not a gold sentence: {self.reason}"


@dataclass
class FloorsError(CrisisdeskError):
    """A file of pinned floors is not understood."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: not a history of floors: {self.reason}"


@dataclass
class RecordError(CrisisdeskError):
    """A record file cannot be opened, or is no record."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: not a record that can be opened: {self.reason}"


@dataclass
class JudgementError(CrisisdeskError):
    """A judgement cannot be taken: it names nothing that is there, or a value that cannot be read."""

    reason: str

    def __str__(self) -> str:
        return self.reason


@dataclass
class ImportFileError(CrisisdeskError):
    """A file is no whole record."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: not a line of a record: {self.reason}"


@dataclass
class MissingExtraError(CrisisdeskError):
    """Something needs a package that comes with an extra of the installation."""

    package: str
    extra: str

    def __str__(self) -> str:
        return f"this needs {self.package}: pip install 'crisisdesk[{self.extra}]'"


@dataclass
class MissingStoreError(CrisisdeskError):
    """Files at an address need a package that is not installed."""

    scheme: str
    package: str
    install: str

    def __str__(self) -> str:
        return f"files at {self.scheme}:// need {self.package}: pip install {self.install}"


@dataclass
class AddressError(CrisisdeskError):
    """An address is of a kind that is not read."""

    scheme: str
    reason: str = "Crisisdesk fetches no pages"

    def __str__(self) -> str:
        return f"{self.scheme}:// is not read ({self.reason}); give a path, or an address with file://, s3:// or gs://"


class StoreError(CrisisdeskError, OSError):
    """A store of files, such as a bucket, gives an error or no answer: ``errno``, ``strerror``, ``filename``."""

    def __str__(self) -> str:
        return f"{self.filename}: {self.strerror}; check the address, the credentials and the network"


@dataclass
class AmbiguousIdError(CrisisdeskError):
    """The beginning of an id is that of several."""

    beginning: str
    events: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.beginning} is the beginning of claims in several events ({', '.join(self.events)}); give more of it"
        )


@dataclass
class UnknownEventError(CrisisdeskError):
    """A record has no such event."""

    event: str

    def __str__(self) -> str:
        return f"no event {self.event}; crisisdesk events lists them"


@dataclass
class EngineError(CrisisdeskError):
    """Coding in several processes cannot go on."""

    reason: str

    def __str__(self) -> str:
        return f"coding cannot go on: {self.reason}"


@dataclass
class PlanError(CrisisdeskError):
    """A run of ``code`` does not fit what an earlier run with the same output began."""

    out: str
    changed: tuple[str, ...]

    def __str__(self) -> str:
        told = "; ".join(self.changed)
        return f"{self.out} was begun otherwise: {told}. Give another --out, or remove it to begin anew"


@dataclass
class CodedFilesError(CrisisdeskError):
    """Output of ``code`` is not whole, or was changed."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: not the whole output of crisisdesk code: {self.reason}"
