"""Lemmas: a table of irregular forms, the rules of regular inflection, and the words of the treebanks to choose by.

The encoder's head gives an edit script too; it decides where the rules leave several words and no list knows one.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VOWELS = "aeiou"
DOUBLED = "bdgklmnprtvz"
VERB_TAGS = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s"}
NOUN_TAGS = {"NNS": "s"}
BASE_TAGS = frozenset(("VB", "NN"))
IRREGULAR = Path(__file__).parent / "irregular.toml"


def edit_script(form: str, lemma: str) -> str:
    """Return the script that turns ``form`` into ``lemma``: letters cut from the end, ``|``, letters added.

    A leading ``c`` says that the lemma keeps the capitals of the form.
    """
    cased = "" if lemma == lemma.lower() or form == form.lower() else "c"
    source = form if cased else form.lower()
    shared = 0
    while shared < min(len(source), len(lemma)) and source[shared] == lemma[shared]:
        shared += 1
    return f"{cased}{len(source) - shared}|{lemma[shared:]}"


def apply_script(form: str, script: str) -> str:
    """Return the lemma that ``script`` makes of ``form``; a script longer than the word leaves it as it is."""
    cased = script.startswith("c")
    cut, _, added = script[1 if cased else 0 :].partition("|")
    source = form if cased else form.lower()
    kept = len(source) - int(cut)
    return source if kept < 0 else source[:kept] + added


@dataclass(frozen=True, slots=True, kw_only=True)
class Endings:
    """Ends of words by which the rules of regular inflection choose: of stems with an e and without, of plurals."""

    with_e: tuple[str, ...]
    without_e: tuple[str, ...]
    plural_es: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lemmas:
    """Irregular forms by part of speech, known lemmas by part of speech, and the endings of regular forms."""

    irregular: dict[str, dict[str, str]]
    known: dict[str, frozenset[str]]
    endings: Endings

    @classmethod
    def load(cls, words: Path, more: dict[str, frozenset[str]] | None = None) -> Lemmas:
        """Load the irregular forms and a model's list of known lemmas (``words.json``), with ``more`` of them."""
        rows = tomllib.loads(IRREGULAR.read_text(encoding="utf8"))
        endings = Endings(**{name: tuple(listed) for name, listed in rows.pop("endings").items()})
        irregular = {
            kind: {form: lemma for lemma, forms in table.items() for form in forms.split()}
            for kind, table in rows.items()
        }
        listed = json.loads(words.read_text(encoding="utf8")) if words.exists() else {}
        known = {kind: frozenset(listed.get(kind, ())) | (more or {}).get(kind, frozenset()) for kind in irregular}
        return cls(irregular, known, endings)

    def of(self, form: str, upos: str, xpos: str, script: str) -> str:
        """Return the lemma of a word with its tags and the edit script that the encoder gives."""
        guess = apply_script(form, script)
        kind, endings = ("verb", VERB_TAGS) if upos in ("VERB", "AUX") else ("noun", NOUN_TAGS)
        if upos not in ("VERB", "AUX", "NOUN"):
            return guess
        lower = form.lower()
        if lower in self.irregular[kind] and xpos not in BASE_TAGS:
            return self.irregular[kind][lower]
        if upos == "AUX":
            return guess
        ending = endings.get(xpos)
        if ending is not None and lower.endswith(ending):
            return self._regular(lower, ending, kind, guess)
        return lower if lower in self.known[kind] else self._known_base(lower, kind) or lower

    def _known_base(self, form: str, kind: str) -> str | None:
        """Return a known lemma of a form whose tag does not say how it is inflected."""
        endings = ("s", "ed", "ing") if kind == "verb" else ("s",)
        bases = [base for ending in endings for base in _bases(form, ending, self.endings)]
        return next((base for base in bases if base in self.known[kind]), None)

    def _regular(self, form: str, ending: str, kind: str, guess: str) -> str:
        bases = list(dict.fromkeys(_bases(form, ending, self.endings)))
        known = [base for base in bases if base in self.known.get(kind, ())]
        if known:
            return guess if guess in known else known[0]
        if guess in bases:
            return guess
        return bases[0] if bases else form


def _bases(form: str, ending: str, endings: Endings) -> Iterator[str]:
    """Yield what a regular form may come from, the likeliest first."""
    if ending == "s":
        yield from _plural_bases(form, endings)
        return
    if not form.endswith(ending) or len(form) < len(ending) + 2:
        return
    stem = form[: -len(ending)]
    if ending == "ed" and stem.endswith("i"):
        yield stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in DOUBLED:
        yield stem[:-1]
        yield stem
    if _wants_e(stem, endings):
        yield stem + "e"
        yield stem
    else:
        yield stem
        yield stem + "e"


def _plural_bases(form: str, endings: Endings) -> Iterator[str]:
    if form.endswith("ies") and len(form) > 4:
        yield form[:-3] + "y"
    if form.endswith(endings.plural_es):
        yield form[:-2]
    if form.endswith("s") and not form.endswith("ss"):
        yield form[:-1]
    if form.endswith("es"):
        yield form[:-2]


def _wants_e(stem: str, endings: Endings) -> bool:
    """Say whether a stem is likelier with an e: "releas", "impos", "fil", "escalat"."""
    if stem.endswith(endings.with_e):
        return not stem.endswith(endings.without_e)
    return (
        len(stem) > 2
        and stem[-1] not in VOWELS + "wxyh"
        and stem[-2] in VOWELS
        and stem[-3] not in VOWELS
        and len(stem) <= 4
    )
