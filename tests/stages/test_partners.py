"""Acts on a line or institution between two actors are done to the other of the two."""

from __future__ import annotations

import pytest

from crisisdesk.coder import read_text

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("North Korea blew up the inter-Korean liaison office in Kaesong on Tuesday.", "ASSAULT", "PRK", "KOR"),
        ("Armenia has cut the hotline between Yerevan and Baku, its army said.", "SANCTION", "ARM", "AZE"),
        ("India destroyed the border crossing between India and Pakistan at Attari.", "ASSAULT", "IND", "PAK"),
    ],
)
def test_the_other_party_of_a_channel_is_the_recipient(text, kind, actor, recipient):
    claims = [claim for claim in read_text(text, "2020-06-17").claims if claim.type == kind]
    assert claims
    assert [mention.actor.country for mention in claims[0].actors] == [actor]
    assert [mention.actor.country for mention in claims[0].recipients] == [recipient]


def test_a_recipient_that_the_sentence_names_stays():
    (claim,) = read_text("France closed its embassy in Mali after attacking Libya.", "2020-06-17").claims[-1:]
    assert [mention.actor.country for mention in claim.recipients] == ["LBY"]
