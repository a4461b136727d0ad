"""The page of an actor: whom a name means, and what claims tell of it."""

from __future__ import annotations

from datetime import date

import pytest

from coded import claim
from crisisdesk.model.actor import Actor, ActorMention
from crisisdesk.model.claim import Speaker
from crisisdesk.model.event import Masthead, Witness
from crisisdesk.model.span import Span
from crisisdesk.views.actor_lines import actor_lines
from crisisdesk.views.actor_page import actor_page, is_meant, wanted_by

NORTH = (Actor(country="PRK", name="North Korea"),)


def named(code: str, name: str, words: str = "", via: str = "name") -> ActorMention:
    country, _, sector = code.partition(":")
    actor = Actor(country=country, sector=sector or None, name=name)
    return ActorMention(actor=actor, span=Span(0, len(words), words), via=via)


def witness(n: int, day: str, **parts) -> Witness:
    head = Masthead(id=f"r{n}", digest="", published=date.fromisoformat(day), title="", publisher="Own Wire", url="")
    told = claim(**({"id": f"c{n}", "lemma": "", "figures": ()} | parts))
    return Witness(claim=told, report=head, sentence=f"Sentence {n}.", family="f", voice="v")


@pytest.mark.parametrize(
    ("name", "found", "meant"),
    [
        ("North Korea", named("PRK", "North Korea"), True),
        ("North Korea", named("PRK:MIL", "army"), True),
        ("North Korea", named("KOR", "South Korea"), False),
        ("PRK:MIL", named("PRK:MIL", "army"), True),
        ("PRK:MIL", named("PRK:GOV", "ministry"), False),
        ("Own Front", named("---:REB", "Own Front"), True),
        ("Own Front", named("---:REB", "", "Own  Front"), True),
        ("Own Front", named("---:REB", "Other Front"), False),
        ("Kim Yo Jong", named("PRK:GOV", "Kim Yo Jong"), True),
        ("Kim Yo Jong", named("PRK:GOV", "Ri Son Gwon"), False),
    ],
)
def test_whom_a_name_means(name, found, meant):
    on = date(2020, 6, 17)
    people = {"Kim Yo Jong": (Actor(country="PRK", sector="GOV", name="Kim Yo Jong"),)}
    assert is_meant(found, name, people.get(name) or wanted_by(name, on)) is meant


def test_acts_done_and_received_by_type_with_the_last_first():
    rows = [witness(n, f"2020-06-0{n}", actors="PRK", recipients="KOR") for n in range(1, 6)]
    rows.append(witness(6, "2020-06-06", kind="SANCTION", actors="USA", recipients="PRK:GOV"))
    page = actor_page(rows, "North Korea", NORTH)
    (done,), (received,) = page.done, page.received
    assert (done.type, done.claims, [w.claim.id for w in done.last]) == ("ASSAULT", 5, ["c5", "c4", "c3"])
    assert (received.type, received.claims) == ("SANCTION", 1)
    assert page.counterparts == (("KOR", 5), ("USA", 1))


def test_roles_by_date_and_aliases_by_number():
    first = named("PRK:PTY", "Own Name", "Own Name")
    later = named("PRK:GOV", "Own Name", "Minister Name")
    pronoun = named("PRK:GOV", "Own Name", "he", via="pronoun")
    rows = [
        witness(1, "2020-06-01", **{"actors": "", "recipients": ""}),
        *(
            Witness(claim=w.claim, report=w.report, sentence="", family="f", voice="v")
            for w in (
                witness(2, "2020-06-02", said_by=(Speaker(mention=first, cue="said"),)),
                witness(3, "2020-06-03", said_by=(Speaker(mention=later, cue="said"),)),
                witness(4, "2020-06-04", said_by=(Speaker(mention=pronoun, cue="said"),)),
            )
        ),
    ]
    page = actor_page(rows, "Own Name", (Actor(country="---", name="Own Name"),))
    assert [(role.actor.code, str(role.first), str(role.last)) for role in page.roles] == [
        ("PRK:PTY", "2020-06-02", "2020-06-02"),
        ("PRK:GOV", "2020-06-03", "2020-06-04"),
    ]
    assert page.aliases == (("Minister Name", 1), ("Own Name", 1))
    assert (page.statements, [w.claim.id for w in page.last_statements]) == (3, ["c4", "c3", "c2"])


def test_an_actor_that_no_claim_names_has_an_empty_page():
    page = actor_page([witness(1, "2020-06-01")], "North Korea", NORTH)
    assert (page.roles, page.done, page.received, page.statements) == ((), (), (), 0)


def test_lines_show_the_sentences():
    rows = [witness(1, "2020-06-01", actors="PRK", recipients="KOR")]
    lines = list(actor_lines(actor_page(rows, "North Korea", NORTH)))
    assert lines[0] == "North Korea  (PRK)"
    assert "      “Sentence 1.” Own Wire" in lines
    assert "  with     KOR (1)" in lines
