"""Lemmas as edit scripts: how many letters go from the end of a word, and what comes in their place."""

from __future__ import annotations

KEEP = "0|"


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
