"""Acts that a sentence names only to say when something else was."""

from __future__ import annotations

import re

from crisisdesk.lexicon.grammar import load_grammar
from crisisdesk.model.event import Witness

UNDER = ("time_marks", "time_participles", "pronouns.relative")
CUTS = re.compile(r"[,;:–—]")


def stands_under(witness: Witness) -> bool:
    """Say whether an act stands in a clause that only says when something else was: "hours **after** it blew up"."""
    before, found, _ = witness.sentence.partition(witness.claim.trigger.text)
    clause = CUTS.split(before)[-1].lower().split() if found else ()
    grammar = load_grammar()
    return any(word in grammar[name] for name in UNDER for word in clause)
