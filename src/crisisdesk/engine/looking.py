"""Files looked at before they are coded, in workers: what their bytes are, and how many reports they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import chdir
from pathlib import Path

from crisisdesk import files
from crisisdesk.diagnostics import note
from crisisdesk.engine.plan import Input, Refused
from crisisdesk.engine.seam import Engine, Task
from crisisdesk.engine.steps import carry_out, divided
from crisisdesk.errors import CrisisdeskError, MissingStoreError, StoreError
from crisisdesk.intake.item import Item
from crisisdesk.intake.locate import files_of
from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.parts import Counted, count_items

AT_ONCE = 16


def located(sources: Iterable[str], out: str) -> tuple[tuple[str, ...], tuple[Refused, ...]]:
    """Return the files that sources stand for, each once, and what is left out; our own output is no source."""
    names: dict[str, None] = {}
    left: list[Refused] = []
    for source in sources:
        for found in files_of(source):
            if isinstance(found, Item):
                reasons = found.found
                left += (Refused(path=found.path, code=r.code, severity=r.severity, message=r.message) for r in reasons)
            elif not _is_ours(found, out):
                names[found] = None
    return tuple(names), tuple(left)


def _is_ours(name: str, out: str) -> bool:
    """Say whether a file is, or lies in, what a run with this output writes."""
    if files.is_url(name) or files.is_url(out):
        return name.startswith(f"{out}/")
    place, stem = Path(name).absolute(), out.removesuffix(".parquet")
    own = (out, f"{out}.work", f"{stem}.reports.parquet", f"{stem}.manifest.json")
    return any(place.is_relative_to(Path(one).absolute()) for one in own)


def inputs_of(engine: Engine, names: Sequence[str], folder: str) -> tuple[Input, ...]:
    """Return size and key of each file."""
    jobs = (
        divided(lambda some: Task(call=keys, given=(folder, some)), part, lambda name: _input(name, 0, "none"))
        for part in _parts(names)
    )
    return tuple(one for part in carry_out(engine, jobs, ordered=True) for one in part)


def keys(folder: str, names: tuple[str, ...]) -> tuple[Input, ...]:
    """Return size and key of each file; one that is not there has none, and is refused when it is coded.

    Raises:
        StoreError: a store gives no answer.
        MissingStoreError: a package is missing.

    """
    with chdir(folder):
        return tuple(map(_key, names))


def _key(name: str) -> Input:
    try:
        return _input(name, *files.size_and_key(name))
    except (StoreError, MissingStoreError):
        raise
    except (OSError, CrisisdeskError):
        return _input(name, 0, "none")


def _input(name: str, size: int, key: str) -> Input:
    return Input(name=name, size=size, key=key)


def counts_of(
    engine: Engine, inputs: Sequence[Input], folder: str, intake: IntakeOptions
) -> tuple[Counted | None, ...]:
    """Return how many items each file holds; None for one at an address, 0 for one that ends what counts it."""
    jobs = (
        divided(lambda some: Task(call=counts, given=(folder, intake, some)), part, lambda name: Counted(number=0))
        for part in _parts([one.name for one in inputs])
    )
    return tuple(count for part in carry_out(engine, jobs, ordered=True) for count in part)


def counts(folder: str, intake: IntakeOptions, names: tuple[str, ...]) -> tuple[Counted | None, ...]:
    """Return how many items each file holds, None for one at an address, which is read only once."""
    with chdir(folder):
        return tuple(None if files.is_url(name) else count_items(name, intake) for name in names)


def deadly(inputs: Sequence[Input], found: Sequence[Counted | None]) -> Iterator[Refused]:
    """Yield the files that ended what counted them: all others hold one item at least, if only the reason why not."""
    reason = note("D042")
    for one, count in zip(inputs, found, strict=True):
        if count is not None and not count.number:
            yield Refused(path=one.name, code=reason.code, severity=reason.severity, message=reason.message)


def _parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[first : first + AT_ONCE] for first in range(0, len(names), AT_ONCE))
