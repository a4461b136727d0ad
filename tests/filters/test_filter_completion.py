"""What is offered while a filter is typed."""

from __future__ import annotations

import pytest

from crisisdesk.filters import completions

OFFERED = [
    ("pub", ["published:", "published-from:", "published-to:"]),
    ("type:AID -rec", ["recipient:"]),
    ("(disp", ["disputed:"]),
    ("a|spea", ["speaker:"]),
    ("type:A", ["AGREE", "AID", "ACCUSE", "ASSAULT"]),
    ("type:aid, a", ["AGREE", "ACCUSE", "ASSAULT"]),
    ("-status:", ["actual", "future", "hypothetical", "negated"]),
    ("quad:material", ["material-cooperation", "material-conflict"]),
    ("mode:martial", ["martial-law"]),
    ("place:Ka", []),
    ("nokey:a", []),
    ('"type:A', []),
]


@pytest.mark.parametrize(("typed", "offered"), OFFERED)
def test_what_is_offered(typed, offered):
    assert [one.text for one in completions(typed, len(typed))] == offered


def test_an_offer_replaces_the_letters_before_the_cursor_only():
    offer = completions("type:ASS kaesong", len("type:ASS"))[0]
    assert (offer.text, offer.start, offer.end) == ("ASSAULT", 5, 8)
    assert "kills" in offer.caption


def test_all_keys_are_offered_where_a_term_may_begin():
    assert {"actor:", "id:"} <= {one.text for one in completions("type:AID ", 9)}
