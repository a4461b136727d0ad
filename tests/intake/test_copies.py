"""Near-copies: what is one wire story reprinted and what is a report of its own, on texts of our own."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisisdesk.intake.copies import Copyable, CopyKind, compare, signature_of
from crisisdesk.intake.copy_families import Pair, families
from crisisdesk.intake.copy_words import words_of
from crisisdesk.intake.text import source_of

WIRE = """\
GAO, Mali (AP) — Gunmen on motorcycles attacked a weekly market in northern Mali on Monday, killing at least 14
traders and burning dozens of stalls, local officials and two witnesses said.

The attack in Tabankort, about 120 kilometres north of Gao, began shortly after the first lorries had been
unloaded, said the mayor, Ibrahim Ag Sidi. The assailants fired into the air, ordered women and children to
leave and then shot men whom they accused of working with the army.

"They called out names from a list and they knew exactly who they were looking for," said Fatouma Walet, who
sells cloth at the market and hid behind a water tank. "It went on for almost an hour and nobody came to help
us."

The army said in a statement that it had sent a patrol and two helicopters to the area, and that the attackers
had fled towards the Algerian border before the soldiers arrived. It gave no death toll.

No group claimed responsibility for the killings. Fighters loyal to Islamic State have stepped up raids on
markets in the region since the withdrawal of United Nations peacekeepers, and have imposed taxes on herders and
traders along the road to Kidal.

The governor of Gao declared three days of mourning and imposed a night curfew on the town. Market traders in
Gao said that they would close their stalls on Tuesday in protest at what they called the failure of the state
to protect them.

More than 400,000 people have been displaced by violence in Mali, according to the International Organization
for Migration. The country has been ruled by officers since a coup in 2020, and elections that were promised for
last year have been put off twice."""
INDEPENDENT = """\
At least fifteen people died when armed men stormed a busy market at Tabankort in the Gao region on Monday
morning, residents told our correspondent by telephone.

Around thirty fighters riding in pairs on motorbikes encircled the place, according to a trader who had come
from Bourem to buy goats. He said they let women go and lined up the others near the well.

"They called out names from a list and they knew exactly who they were looking for," a cloth seller, Fatouma
Walet, said of the killers.

Stalls and several vehicles were set on fire. Aircraft were heard over the village in the afternoon, when the
gunmen had long gone, the residents said. A military spokesman in Bamako confirmed that units had been
dispatched but would not discuss casualties.

The massacre is the worst in the area for months. Jihadists who answer to the Islamic State group levy tolls on
the road and punish villages that refuse to pay. A curfew took effect in Gao at nightfall, while the chamber of
commerce called on shopkeepers to strike.

Analysts in Dakar said that the departure of the blue helmets had left a hole that neither the junta nor its
Russian partners were able to fill. "Whoever controls the markets controls the north," said one of them, Aminata
Diallo."""
FOLLOWUP = """\
GAO, Mali (AP) — Shops stayed shut and hundreds of people marched through Gao on Tuesday to demand protection
after a massacre at a market in northern Mali the day before.

Demonstrators carrying empty sacks walked from the fish market to the residence of the governor, where a
delegation handed over a letter. Police watched from pick-up trucks and did not intervene.

"Yesterday it was Tabankort, tomorrow it will be us," said a baker, Moussa Toure. "We pay taxes to the state and
we pay taxes to the bandits, and neither of them lets us sleep."

The governor promised that soldiers would escort lorries on market days. Traders answered that they had heard
the same promise after a raid in Ansongo in the spring.

In Bamako the foreign minister received the ambassador of Algeria to discuss patrols along the border. A joint
committee of the two countries is to meet next month for the first time in four years, the ministry said.

Fighters loyal to Islamic State have stepped up raids on markets in the region since the withdrawal of United
Nations peacekeepers, and have imposed taxes on herders and traders along the road to Kidal.

More than 400,000 people have been displaced by violence in Mali, according to the International Organization
for Migration. The country has been ruled by officers since a coup in 2020, and elections that were promised for
last year have been put off twice."""
SITUATION = """\
The monitoring team recorded {a} ceasefire violations in the northern sector between the evening of {d} and the
evening of the following day, including {b} explosions. In the previous reporting period it recorded {c}
violations.

Most of the violations occurred in areas north and east of the railway station, where the team heard bursts of
machine-gun fire. In the southern sector the team recorded {e} violations, including {f} explosions, and saw {g}
projectiles in flight.

The team corroborated reports of {h} civilian casualties. Inside the disengagement area it saw {i} armoured
vehicles and observed calm. It continued to facilitate repairs of the water pipeline and monitored {j} border
crossing points.

The freedom of movement of the team was restricted on {k} occasions at checkpoints of the armed formations. A
long-range unmanned aerial vehicle of the team lost its signal {l} times."""
WEATHER = """\
{a} degrees are expected in the capital today after a low of {b} in the night, with {c} millimetres of rain
towards evening and gusts of up to {d} kilometres an hour along the coast. The outlook for tomorrow is for {e}
degrees and a chance of showers of {f} percent, falling to {g} percent in the hills, where it will stay cloudy."""
FIRST_BAND = (0, -653952422525823237)
DAY = date(2023, 6, 12)
EXACT, NEAR, UPDATE, CANONICAL = CopyKind.EXACT, CopyKind.NEAR, CopyKind.UPDATE, CopyKind.CANONICAL


def copyable(text: str, publisher: str = "", url: str = "", published: date | None = None) -> Copyable:
    source = source_of(text, published, publisher=publisher, url=url)
    return Copyable(text=text, blocks=source.blocks, publisher=publisher, url=url, published=published)


def parts(text: str, *chosen: int) -> str:
    blocks = text.split("\n\n")
    return "\n\n".join(blocks[i] for i in chosen)


def filled(template: str, seed: int) -> str:
    chance = random.Random(seed)
    return template.format(d=f"{seed} May", **{key: chance.randint(3, 300) for key in "abcefghijkl"})


def edited(text: str, rate: float, seed: int) -> str:
    """Return a text of which a share of the words is replaced, left out or followed by another."""
    chance, known = random.Random(seed), sorted({word for word in INDEPENDENT.split() if word.isalpha()})
    words: list[str] = []
    for word in text.split(" "):
        way = chance.random() if chance.random() < rate else 1.0
        words += [chance.choice(known)] if way < 0.6 else [] if way < 0.8 else [word]
        words += [chance.choice(known)] if 0.8 <= way < 1 else []
    return " ".join(words)


def kind(one: str, other: str) -> CopyKind | None:
    found = compare(copyable(one), copyable(other))
    return found.kind if found else None


COPIES = {
    "the text itself": (WIRE, EXACT),
    "another headline and a byline": ("Dozens of stalls burn in Mali\n\nBy Ann Smith\n\n" + WIRE, EXACT),
    "without its date line": (WIRE.partition("— ")[2], EXACT),
    "straight quotation marks": (WIRE.replace("—", "-").replace('"', "“"), EXACT),
    "all in capitals": (WIRE.upper(), NEAR),
    "dates for days of the week": (WIRE.replace("Monday", "June 12").replace("Tuesday", "June 13"), NEAR),
    "a paragraph added": (WIRE + "\n\n" + parts(INDEPENDENT, 5), NEAR),
    "a paragraph before it": (parts(INDEPENDENT, 4) + "\n\n" + WIRE, NEAR),
    "the end cut off": (parts(WIRE, 0, 1, 2, 3, 4), NEAR),
    "a third of it": (parts(WIRE, 0, 1, 2), NEAR),
    "two paragraphs of it": (parts(WIRE, 0, 1), NEAR),
    "another toll": (WIRE.replace("14", "17"), NEAR),
}
APART = {
    "another report of the same attack with the same statement": INDEPENDENT,
    "the story of the next day with the same background": FOLLOWUP,
    "the next day's with more of the background": FOLLOWUP + "\n\n" + parts(WIRE, 1, 2),
    "one sentence of it": "The army said in a statement that it had sent a patrol.",
    "nothing": "",
}


@pytest.mark.parametrize("name", COPIES)
def test_reprints_are_copies(name):
    text, expected = COPIES[name]
    assert kind(WIRE, text) is kind(text, WIRE) is expected


@pytest.mark.parametrize("name", APART)
def test_reports_of_their_own_are_none(name):
    assert kind(WIRE, APART[name]) is kind(APART[name], WIRE) is None


@pytest.mark.parametrize("rate", [0.02, 0.05, 0.1, 0.15, 0.2])
def test_edited_copies_are_copies(rate):
    assert [kind(WIRE, edited(WIRE, rate, seed)) for seed in range(30)] == [NEAR] * 30


@pytest.mark.parametrize(("rate", "least"), [(0.02, 1.0), (0.05, 1.0), (0.1, 0.9), (0.2, 0.3)])
def test_edited_copies_share_a_band(rate, least):
    bands = set(signature_of(WIRE, ()).bands)
    found = [bool(bands & set(signature_of(edited(WIRE, rate, seed), ()).bands)) for seed in range(60)]
    assert sum(found) >= least * len(found)


@pytest.mark.parametrize("name", COPIES)
def test_reprints_share_a_band(name):
    one, other = copyable(WIRE), copyable(COPIES[name][0])
    assert set(signature_of(one.text, one.blocks).bands) & set(signature_of(other.text, other.blocks).bands)


@pytest.mark.parametrize("template", [SITUATION, WEATHER])
def test_reports_from_one_template_are_none_of_each_other(template):
    one, other = (copyable(filled(template, seed), "Mission", "", DAY) for seed in (1, 2))
    assert compare(one, other) is None
    assert kind(one.text, one.text.replace("the", "a", 1)) is NEAR


@pytest.mark.parametrize(
    ("publisher", "url", "text", "expected"),
    [
        ("Sahel Wire", "", WIRE.replace("14", "17"), UPDATE),
        (" sahel  wire", "", parts(WIRE, 0, 1, 2), UPDATE),
        ("Sahel Wire", "", WIRE, EXACT),
        ("Sahel Wire", "", FOLLOWUP, None),
        ("Lake Radio", "http://wire.example/mali/1/", WIRE.replace("14", "17"), UPDATE),
        ("Lake Radio", "https://www.wire.example/mali/1#top", FOLLOWUP + "\n\n" + parts(WIRE, 1, 2), UPDATE),
        ("Lake Radio", "https://wire.example/mali/2", FOLLOWUP + "\n\n" + parts(WIRE, 1, 2), None),
        ("Lake Radio", "https://wire.example/mali/1", INDEPENDENT, None),
    ],
)
def test_a_new_version_of_a_report_is_an_update(publisher, url, text, expected):
    found = compare(copyable(WIRE, "Sahel Wire", "https://wire.example/mali/1"), copyable(text, publisher, url))
    assert (found.kind if found else None) is expected


@pytest.mark.parametrize(("days", "expected"), [(0, UPDATE), (1, UPDATE), (9, None)])
def test_a_page_with_other_figures_is_an_update_for_some_days(days, expected):
    page = "https://mission.example/daily"
    one = copyable(filled(SITUATION, 1), "", page, DAY)
    found = compare(one, copyable(filled(SITUATION, 2), "", page, DAY + timedelta(days)))
    assert (found.kind if found else None) is expected


def test_the_front_page_of_a_site_and_an_unknown_publisher_make_no_update():
    one = copyable(WIRE, "", "https://wire.example/")
    found = compare(one, replace(one, text=WIRE.replace("14", "17")))
    assert found is not None
    assert found.kind is NEAR


def test_headings_credits_and_captions_do_not_count():
    text = "A headline\n\nBy Ann Smith\n\nIn this photo a man waits.\n\nThe rebels took the town on Monday."
    assert words_of(text, source_of(text).blocks) == ("the", "rebels", "took", "the", "town", "on", "monday")


@pytest.mark.parametrize(("text", "bands"), [("", 0), ("...", 0), ("Flash", 36), ("Two words", 36), (WIRE, 36)])
def test_short_texts_have_a_signature_and_empty_ones_none(text, bands):
    found = signature_of(text, ((0, len(text), "body"),)).bands
    assert [number for number, _ in found] == list(range(bands))
    assert all(-(2**63) <= value < 2**63 for _, value in found)


def test_a_signature_is_the_same_in_another_process():
    code = "from crisisdesk.intake.copies import signature_of; print(signature_of('Rebels attacked Gao.', ()).bands)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == str(signature_of("Rebels attacked Gao.", ()).bands)
    assert signature_of("Rebels attacked Gao.", ()).bands[0] == FIRST_BAND


WORDS = st.lists(st.sampled_from(["rebels", "took", "the", "Gao", "on", "Monday", "café", "12", "don't"]), max_size=60)


@given(WORDS, WORDS)
def test_comparing_is_symmetric(one, other):
    first, second = Copyable(text=" ".join(one)), Copyable(text=" ".join(other))
    assert compare(first, second) == compare(second, first)


@given(
    WORDS.filter(bool), st.sampled_from([str.upper, str.title, str.swapcase]), st.sampled_from(["\n", "  ", "\t", ", "])
)
def test_a_text_is_an_exact_copy_of_itself_with_other_case_and_space(words, case, space):
    first, second = Copyable(text=" ".join(words)), Copyable(text=case(space.join(words)))
    found = compare(first, second)
    assert found is not None
    assert found.kind is EXACT
    assert signature_of(first.text, ()) == signature_of(second.text, ())


def row(name: str, day: int | None, publisher: str = "", url: str = "") -> tuple[str, date | None, str, str]:
    return name, DAY + timedelta(day) if day is not None else None, publisher, url


def told(rows, pairs) -> dict[str, list[str]]:
    found = families(rows, pairs)
    return {family.canonical: [f"{member.id} {member.kind}" for member in family.members] for family in found}


@pytest.mark.parametrize(
    ("rows", "pairs", "expected"),
    [
        ([row("b", 0), row("a", 1)], [], {"b": ["b canonical"], "a": ["a canonical"]}),
        ([row("b", 0), row("a", 1)], [("a", "b", NEAR)], {"b": ["b canonical", "a near"]}),
        ([row("b", 0), row("a", 0)], [("a", "b", EXACT)], {"a": ["a canonical", "b exact"]}),
        ([row("a", None), row("b", 3)], [("a", "b", UPDATE)], {"b": ["b canonical", "a update"]}),
        (
            [row("a", 0), row("b", 1), row("c", 2)],
            [("a", "b", EXACT), ("b", "c", EXACT)],
            {"a": ["a canonical", "b exact", "c exact"]},
        ),
        (
            [row("a", 0), row("b", 1), row("c", 2)],
            [("a", "b", NEAR), ("b", "c", EXACT)],
            {"a": ["a canonical", "b near", "c near"]},
        ),
        (
            [row("a", 0, "Wire"), row("b", 1), row("c", 2, "wire")],
            [("a", "b", NEAR), ("b", "c", NEAR)],
            {"a": ["a canonical", "b near", "c update"]},
        ),
        ([row("a", 0)], [("a", "gone", EXACT)], {"a": ["a canonical"]}),
    ],
)
def test_families(rows, pairs, expected):
    made = [Pair(one=one, other=other, kind=kind) for one, other, kind in pairs]
    assert told(rows, made) == expected


NAMES = "abcdefgh"
PAIRS = st.builds(
    Pair, one=st.sampled_from(NAMES), other=st.sampled_from(NAMES), kind=st.sampled_from([EXACT, NEAR, UPDATE])
)


@settings(max_examples=200)
@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=8, max_size=8), st.lists(PAIRS), st.randoms())
def test_families_do_not_depend_on_order(days, pairs, chance):
    rows = [row(name, day) for name, day in zip(NAMES, days, strict=True)]
    before = families(rows, pairs)
    chance.shuffle(rows)
    chance.shuffle(pairs)
    turned = [replace(pair, one=pair.other, other=pair.one) for pair in pairs]
    assert families(rows, turned) == before
    assert sorted(member.id for family in before for member in family.members) == list(NAMES)
    assert all(family.members[0].kind is CANONICAL for family in before)
