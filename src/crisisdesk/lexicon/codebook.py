"""The codebook: rules by lemma, word classes, event types; loaded from TOML files and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from crisisdesk.errors import LexiconError
from crisisdesk.lexicon.plover import load_plover
from crisisdesk.model.codebook import Kind, Rule

FOLDER = Path(str(files("crisisdesk.lexicon"))) / "en"
TUPLES = frozenset(
    (
        *("lemmas", "particle", "object", "not_object", "subject", "not_subject", "modifier", "not_modifier"),
        *("complement", "infinitive", "not_infinitive", "actor", "recipient", "match", "miss"),
    )
)
TABLES = frozenset(("preposition", "not_preposition"))
PLAIN = frozenset(("id", "type", "mode", "cameo", "kind", "mutual", "discard", "utterance", "counter"))
COMPLEMENTS = frozenset(("infinitive", "clause", "gerund", "quote"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """All rules with an index by trigger, and the word classes they name."""

    rules: tuple[Rule, ...]
    classes: dict[str, frozenset[str]]
    by_trigger: dict[tuple[Kind, str], tuple[Rule, ...]]

    @classmethod
    def of(cls, rules: Iterable[Rule], classes: dict[str, frozenset[str]]) -> Codebook:
        """Build the index over rules."""
        kept = tuple(rules)
        index: dict[tuple[Kind, str], list[Rule]] = {}
        for rule in kept:
            for lemma in rule.lemmas:
                index.setdefault((rule.kind, lemma), []).append(rule)
        return cls(rules=kept, classes=classes, by_trigger={key: tuple(found) for key, found in index.items()})

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Codebook:
        """Read ``classes.toml`` and every file of ``codebook/``.

        Raises:
            LexiconError: a row is not understood; the error names file, line and reason.

        """
        named = tomllib.loads((folder / "classes.toml").read_text(encoding="utf8"))["classes"]
        classes = {name: frozenset(words) for name, words in named.items()}
        paths = sorted((folder / "codebook").glob("*.toml"))
        rules = [rule for path in paths for rule in read_rules(path)]
        _check_ids(rules)
        for rule in rules:
            _check_classes(rule, classes)
        return cls.of(rules, classes)


@cache
def load_codebook() -> Codebook:
    """Return the shipped codebook, read once."""
    return Codebook.load()


def read_rules(path: Path) -> Iterator[Rule]:
    """Yield the rules of one file with the line on which each stands."""
    text = path.read_text(encoding="utf8")
    try:
        rows = tomllib.loads(text).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(path=path, line=0, reason=str(error)) from error
    lines = {
        found.group(1): number
        for number, line in enumerate(text.splitlines(), start=1)
        if (found := re.match(r'id\s*=\s*"([^"]+)"', line.strip()))
    }
    if len(lines) != len(rows):
        raise LexiconError(path=path, line=0, reason=f"{len(rows)} rules but {len(lines)} different ids")
    for row in rows:
        yield _rule(path, lines.get(row.get("id", ""), 0), row)


def _rule(path: Path, line: int, row: dict[str, Any]) -> Rule:
    unknown = set(row) - TUPLES - TABLES - PLAIN
    if unknown:
        raise LexiconError(path=path, line=line, reason=f"unknown field {', '.join(sorted(unknown))}")
    missing = {"id", "kind", "lemmas", "match"} - set(row)
    if missing or not (row.get("discard") or row.get("cameo")):
        raise LexiconError(path=path, line=line, reason=f"missing {', '.join(sorted(missing)) or 'cameo'}")
    _check_values(path, line, row)
    made: dict[str, Any] = {name: tuple(row[name]) for name in TUPLES & set(row)}
    made |= {name: {prep: tuple(words) for prep, words in row[name].items()} for name in TABLES & set(row)}
    made |= {name: row[name] for name in PLAIN & set(row)}
    made |= {"kind": Kind(row["kind"]), "type": row["id"].partition("/")[0], "file": path.name, "line": line}
    rule = Rule(**({"mode": None, "cameo": ""} | made))
    if not set(rule.complement) <= COMPLEMENTS:
        raise LexiconError(path=path, line=line, reason=f"complement must be of {', '.join(sorted(COMPLEMENTS))}")
    return rule


def _check_values(path: Path, line: int, row: dict[str, Any]) -> None:
    """Refuse a kind, type or mode that there is none of, and a bare word where a list is wanted."""
    kind, mode, name = row["kind"], row.get("mode"), str(row["id"]).partition("/")[0]
    found = load_plover().types.get(name)
    bare = [field for field in TUPLES & set(row) if not isinstance(row[field], list)]
    if kind not in set(Kind):
        raise LexiconError(path=path, line=line, reason=f"kind {kind!r} is none of {', '.join(Kind)}")
    if found is None:
        raise LexiconError(path=path, line=line, reason=f"{name} is no event type of PLOVER")
    if mode and not row.get("discard") and mode not in found.modes:
        raise LexiconError(path=path, line=line, reason=f"{mode} is no mode of {name}")
    if bare:
        raise LexiconError(path=path, line=line, reason=f"{', '.join(sorted(bare))} must be a list of words")


def _check_ids(rules: Iterable[Rule]) -> None:
    seen: dict[str, Rule] = {}
    for rule in rules:
        first = seen.setdefault(rule.id, rule)
        if first is not rule:
            reason = f"{rule.id} is already the id of a rule at {first.file}:{first.line}"
            raise LexiconError(path=Path(rule.file), line=rule.line, reason=reason)


def _check_classes(rule: Rule, classes: dict[str, frozenset[str]]) -> None:
    lists = [getattr(rule, f.name) for f in fields(rule) if f.name in TUPLES]
    lists += [words for table in (rule.preposition, rule.not_preposition) for words in table.values()]
    for word in (word for words in lists for word in words if word.startswith("@")):
        if word not in ("@actor", "@place") and word[1:] not in classes:
            raise LexiconError(path=Path(rule.file), line=rule.line, reason=f"no word class {word}")
