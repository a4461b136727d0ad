"""Every rule of the codebook on its own example sentences: must match, must not match."""

import pytest

from crisisdesk.coder import load_coder
from crisisdesk.lexicon.check import check_rules
from crisisdesk.lexicon.codebook import load_codebook

# The int8 kernels of different processors round differently, so a parse on the edge may tip over elsewhere.
TOLERATED = 0.01


@pytest.mark.model
def test_rules_code_their_examples():
    outcomes = list(check_rules(load_coder(), load_codebook().rules))
    failed = [
        f"{o.rule.file}:{o.rule.line} {'must' if o.should_match else 'must not'} match: {o.sentence} [{o.got}]"
        for o in outcomes
        if not o.passed
    ]
    assert len(failed) <= TOLERATED * len(outcomes), "\n".join(failed)
