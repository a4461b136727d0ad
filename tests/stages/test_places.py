"""Places in text: names found, names left alone, and which of several places a name means."""

from __future__ import annotations

from itertools import pairwise

import pytest

from crisisdesk.lexicon.names import name_key
from crisisdesk.lexicon.places import Gazetteer
from crisisdesk.stages.places import choose_place, find_places


def named(text: str) -> list[str]:
    return [f"{one.span.text}={one.place.country or '-'}" for one in find_places(text)]


FOUND = [
    ("The liaison office in Kaesong was blown up.", ["Kaesong=PRK"]),
    ("Troops went to Mount Kumgang and the DMZ.", ["Mount Kumgang=PRK", "DMZ=-"]),
    ("Envoys met in Panmunjom on Friday.", ["Panmunjom=PRK"]),
    ("Shells fell on Yeonpyeong Island, Seoul said.", ["Yeonpyeong Island=KOR", "Seoul=KOR"]),
    ("Smoke was seen from Paju.", ["Paju=KOR"]),
    ("Calm on the Korean Peninsula is in everyone's interest.", ["Korean Peninsula=-"]),
    ("SEOUL, June 16 (Wire) — The office is gone.", ["SEOUL=KOR"]),
    ("KABUL (Wire) - A bomb killed four people.", ["KABUL=AFG"]),
    ("Russian forces shelled Bakhmut again.", ["Bakhmut=UKR"]),
    ("Civilians fled the Ukrainian town of Izium.", ["Izium=UKR"]),
    ("Fighting went on in Donbas and near Crimea.", ["Donbas=UKR", "Crimea=UKR"]),
    ("The Kerch Bridge was closed.", ["Kerch Bridge=-"]),
    ("Grain ships crossed the Black Sea to Odesa, Ukraine.", ["Black Sea=-", "Odesa=UKR", "Ukraine=UKR"]),
    (
        "Armenia and Azerbaijan clashed over Nagorno-Karabakh.",
        ["Armenia=ARM", "Azerbaijan=AZE", "Nagorno-Karabakh=AZE"],
    ),
    ("Moscow recognised Abkhazia and South Ossetia.", ["Moscow=RUS", "Abkhazia=GEO", "South Ossetia=GEO"]),
    ("Peacekeepers stay in Transnistria.", ["Transnistria=MDA"]),
    ("Israel closed its crossings with the Gaza Strip.", ["Israel=ISR", "Gaza Strip=PSE"]),
    ("Rockets from Gaza hit Ashkelon, Israel.", ["Gaza=PSE", "Ashkelon=ISR", "Israel=ISR"]),
    ("Hospitals in Gaza City ran out of fuel.", ["Gaza City=PSE"]),
    ("Settlers clashed with villagers in the West Bank.", ["West Bank=PSE"]),
    ("Syria demands the return of the Golan Heights.", ["Syria=SYR", "Golan Heights=SYR"]),
    ("Militants attacked a checkpoint in Sinai.", ["Sinai=EGY"]),
    ("Government troops entered Aleppo.", ["Aleppo=SYR"]),
    ("Jets struck Raqqa and Deir ez-Zor in Syria.", ["Raqqa=SYR", "Deir ez-Zor=SYR", "Syria=SYR"]),
    ("Kurdish fighters held Kobane.", ["Kobane=SYR"]),
    ("Tribes in Anbar turned against the group.", ["Anbar=IRQ"]),
    ("The area of Mosul district stays closed.", ["Mosul=IRQ"]),
    ("A tanker was seized in the Strait of Hormuz.", ["Strait of Hormuz=-"]),
    ("Iran enriches uranium at Natanz.", ["Iran=IRN", "Natanz=IRN"]),
    ("Houthi rebels hold Sana'a and Hodeidah.", ["Sana'a=YEM", "Hodeidah=YEM"]),
    ("Displaced people in Darfur lack food.", ["Darfur=SDN"]),
    ("Ethiopian troops left Tigray.", ["Tigray=ETH"]),
    ("Gunmen took pupils from a school in Chibok.", ["Chibok=NGA"]),
    ("India and Pakistan exchanged fire in Kashmir.", ["India=IND", "Pakistan=PAK", "Kashmir=-"]),
    ("The army cleared the Swat Valley of the Taliban.", ["Swat Valley=PAK"]),
    ("British soldiers fought in Helmand.", ["Helmand=AFG"]),
    ("Chinese ships sailed near the Spratly Islands.", ["Spratly Islands=-"]),
    ("Bombers flew from Diego Garcia.", ["Diego Garcia=IOT"]),
    ("Drought threatens the Horn of Africa.", ["Horn of Africa=-"]),
    ("The Middle East needs a truce.", ["Middle East=-"]),
    ("The US and the UK imposed sanctions.", ["US=USA", "UK=GBR"]),
    ("The U.S. recalled its envoy.", ["U.S.=USA"]),
    ("The United Arab Emirates signed.", ["United Arab Emirates=ARE"]),
    ("Burma freed the monks.", ["Burma=MMR"]),
    ("The Democratic Republic of the Congo sent troops to Goma.", ["Democratic Republic of the Congo=COD", "Goma=COD"]),
    ("Ships left St. Petersburg.", ["St. Petersburg=RUS"]),
    ("Germany's government met in Berlin.", ["Germany=DEU", "Berlin=DEU"]),
    ("The talks moved from Geneva to Port-au-Prince.", ["Geneva=CHE", "Port-au-Prince=HTI"]),
    ("New York City paid tribute.", ["New York City=USA"]),
    ("He flew to Washington, D.C. on Monday.", ["Washington, D.C.=USA"]),
]

CHOSEN = [
    ("A shop in Paris, Texas, burned down.", ["Paris=USA", "Texas=USA"]),
    ("A shop in Paris burned down.", ["Paris=FRA"]),
    ("Gunmen clashed in Tripoli in northern Lebanon.", ["Tripoli=LBN", "Lebanon=LBN"]),
    ("Libya's coast guard towed the boat to Tripoli.", ["Libya=LBY", "Tripoli=LBY"]),
    ("Voters queued in Atlanta as Georgia counted ballots.", ["Atlanta=USA", "Georgia=USA"]),
    ("Russian tanks rolled towards Tbilisi in Georgia.", ["Tbilisi=GEO", "Georgia=GEO"]),
    ("A fire broke out in Birmingham, Alabama.", ["Birmingham=USA", "Alabama=USA"]),
    ("A bomb went off in Hyderabad, Pakistan.", ["Hyderabad=PAK", "Pakistan=PAK"]),
    ("The storm reached London, Ontario.", ["London=CAN", "Ontario=CAN"]),
    ("Jackson, Mississippi, lost its water supply.", ["Jackson=USA", "Mississippi=USA"]),
]

LEFT_ALONE = [
    "Jordan Smith won the award.",
    "Paris Hilton arrived late.",
    "President Jackson signed the bill.",
    "Michael Jordan said so.",
    "Mr. Washington declined to comment.",
    "Senator Lincoln voted against it.",
    "Chelsea Clinton gave a speech.",
    "J. Houston wrote the report.",
    "Nice people said so.",
    "Reading is hard.",
    "Of course, they came in March.",
    "Police shot a man.",
    "Same again on Monday.",
    "Man walks free.",
    "Most agreed with the plan.",
    "May they rest in peace.",
    "Hope fades for the miners.",
    "Bush spoke for an hour.",
    "Mobile phones rang.",
    "The Kremlin denied the report.",
    "The White House had no comment.",
    "The Pentagon sent a carrier.",
    "Downing Street said the prime minister was well.",
    "The Washington Post printed the letter.",
    "The Paris Agreement stands.",
    "They broke the Minsk agreements.",
    "The Geneva Conventions forbid it.",
    "A French soldier and two Germans were hurt.",
    "North Korean troops and South Korean guards met.",
    "Anti-China slogans were shouted.",
    "The US-led coalition answered.",
    "Give us a break.",
    "Islamic State claimed the attack.",
    "The United Nations met.",
    "Kim and Lee shook hands.",
    "Springfield is quiet.",
    "we said nothing about it.",
    "",
]


@pytest.mark.parametrize(("text", "expected"), FOUND + CHOSEN)
def test_names_of_places_are_found(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_other_names_are_left_alone(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize("text", [text for text, _ in FOUND])
def test_spans_are_offsets_of_the_text(text: str) -> None:
    assert all(text[one.span.start : one.span.end] == one.span.text for one in find_places(text))


@pytest.mark.parametrize(
    ("name", "near", "country"),
    [
        ("Tripoli", (), "LBY"),
        ("Tripoli", ("LBN",), "LBN"),
        ("Hyderabad", (), "IND"),
        ("Hyderabad", ("PAK",), "PAK"),
        ("Kiev", (), "UKR"),
        ("Kaesŏng", (), "PRK"),
        ("Valencia", ("VEN",), "VEN"),
        ("Panmunjeom", (), "PRK"),
    ],
)
def test_near_countries_choose_the_place(name: str, near: tuple[str, ...], country: str) -> None:
    place = choose_place(name, near)
    assert place is not None
    assert place.country == country


@pytest.mark.parametrize("name", ["Xyzzyville", "French", ""])
def test_unknown_names_and_peoples_choose_nothing(name: str) -> None:
    assert choose_place(name) is None


@pytest.mark.parametrize(
    ("text", "precision"),
    [("Kaesong burned in North Korea.", "place"), ("The Sahel is dry.", "region"), ("Mali voted.", "country")],
)
def test_precision(text: str, precision: str) -> None:
    assert find_places(text)[0].place.precision == precision


def test_kaesong_has_its_coordinates_and_id() -> None:
    place = find_places("The office in Kaesong fell.")[0].place
    assert (place.name, place.gazetteer) == ("Kaesong", "geonames:1876373")
    assert (place.lat, place.lon) == pytest.approx((37.97, 126.55), abs=0.01)


def test_a_country_does_not_stand_at_its_capital() -> None:
    country, capital = find_places("Russia closed an airport near Moscow.")
    assert abs(country.place.lon - capital.place.lon) > 5


def test_a_region_word_takes_the_region_not_the_town() -> None:
    town, region = find_places("They left Kherson. The Kherson region of Ukraine is mined.")[:2]
    assert (town.place.precision, region.place.precision) == ("place", "region")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Kaesŏng", "kaesong"),
        ("St. Petersburg", "saint petersburg"),
        ("U.S.", "US"),
        ("Sana'a", "sanaa"),
        ("Łódź", "lodz"),
    ],
)
def test_keys_fold_spelling(name: str, key: str) -> None:
    assert name_key(name) == key


def test_names_are_sorted_for_bisection() -> None:
    names = Gazetteer.load().names
    assert all(one <= other for one, other in pairwise(names) if one.split("\t")[0] != other.split("\t")[0])
