"""The shapes of other data sets: columns as published, rows as they make them, nothing invented."""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest
from accounts import (
    ALL,
    CIVILIANS,
    KAESONG,
    NORTH,
    SOUTH,
    UNITED_NATIONS,
    account,
    claim,
    demolition,
    hostile,
    mention,
    plan,
    raid,
    report,
    talks,
    vague,
    visit,
    witness,
)

from crisisdesk.export.acled import write_acled
from crisisdesk.export.facts import (
    cameo_label,
    country_of,
    load_acled_types,
    load_countries,
    load_crosswalk,
    load_labels,
)
from crisisdesk.export.formats import FORMATS, codebook
from crisisdesk.export.gdelt import actor_code, fraction, write_gdelt
from crisisdesk.export.profile import name_of, number, pairs
from crisisdesk.lexicon.plover import load_plover
from crisisdesk.model.actor import Actor
from crisisdesk.model.claim import Status
from crisisdesk.model.event import Count


def listed(names: str, by: str | None = None) -> list[str]:
    return names.split(by)


ACTOR = listed(
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
)
GEO = listed("Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID")
GDELT = [
    *listed("GLOBALEVENTID SQLDATE MonthYear Year FractionDate"),
    *(f"Actor{n}{part}" for n in (1, 2) for part in ACTOR),
    *listed("IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale"),
    *listed("NumMentions NumSources NumArticles AvgTone"),
    *(f"{side}Geo_{part}" for side in ("Actor1", "Actor2", "Action") for part in GEO),
    *listed("DATEADDED SOURCEURL"),
]
POLECAT = listed(
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,"
    "Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,"
    "Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,"
    "Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,"
    "Feature Type,Source,Publication Date,Story People,Story Organizations,Story Locations,Language,Version",
    ",",
)
ICEWS = listed(
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,"
    "Target Name,Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,"
    "Country,Latitude,Longitude",
    ",",
)
ACLED = listed(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
PUBLISHED = {"gdelt": GDELT, "polecat": POLECAT, "icews": ICEWS, "acled": ACLED}


def rows_of(name: str, accounts=ALL, **more) -> list[dict[str, str]]:
    out = io.BytesIO()
    FORMATS[name].write(accounts, out, **more)
    text = out.getvalue().decode("utf-8")
    if name == "acled":
        return list(csv.DictReader(io.StringIO(text, newline="")))
    lines = [line.split("\t") for line in text.split("\n")[:-1]]
    header = GDELT if name == "gdelt" else lines.pop(0)
    return [dict(zip(header, line, strict=True)) for line in lines]


@pytest.mark.parametrize(("name", "count"), [("gdelt", 61), ("polecat", 40), ("icews", 20), ("acled", 31)])
def test_the_columns_are_those_published(name, count):
    assert len(PUBLISHED[name]) == count
    assert [column.name for column in codebook(name)] == PUBLISHED[name]
    assert list(rows_of(name)[0]) == PUBLISHED[name]


@pytest.mark.parametrize("name", PUBLISHED)
def test_columns_are_filled_as_the_codebook_says(name):
    rows = rows_of(name)
    filled = {column.name for column in codebook(name) if any(row[column.name] for row in rows)}
    assert {column.name for column in codebook(name) if column.filled} == filled


@pytest.mark.parametrize("name", PUBLISHED)
def test_only_actual_events_go_in_and_the_others_are_counted(name):
    found = FORMATS[name].write((demolition(), plan()), io.BytesIO())
    assert (found.rows, found.left_out) == (1, {"status future": 1})


def test_other_statuses_go_in_when_asked_for():
    found = write_gdelt((plan(),), io.BytesIO(), frozenset({Status.FUTURE}))
    assert (found.rows, found.left_out) == (1, {})


@pytest.mark.parametrize("name", PUBLISHED)
def test_hostile_text_breaks_no_row(name):
    row = rows_of(name, (hostile(),))[0]
    if name != "acled":
        assert not any('"' in text or "\r" in text for text in row.values())
    assert not any(text.startswith(("=", "+", "@", "\t")) for text in row.values())


def test_gdelt_row():
    row = rows_of("gdelt", (demolition(),))[0]
    assert (row["SQLDATE"], row["MonthYear"], row["Year"], row["FractionDate"]) == (
        "20200616",
        "202006",
        "2020",
        "2020.4548",
    )
    assert (row["Actor1Code"], row["Actor1Name"], row["Actor1CountryCode"]) == ("PRK", "NORTH KOREA", "PRK")
    assert (row["Actor2Code"], row["Actor2Name"], row["Actor2Type1Code"]) == ("KORGOV", "UNIFICATION MINISTRY", "GOV")
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"], row["QuadClass"]) == (
        "1712",
        "171",
        "17",
        "4",
    )
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == ("2", "2", "2")
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"], row["ActionGeo_Lat"]) == ("4", "KN", "37.97083")
    assert (row["DATEADDED"], row["SOURCEURL"]) == ("20200617000000", "https://example.org/a?b=1&c=2")
    assert f"{int(row['GLOBALEVENTID']):015x}" == demolition().event.id[:15]


def test_gdelt_leaves_unknown_days_places_and_actors_empty():
    row = rows_of("gdelt", (vague(),))[0]
    names = listed(
        "SQLDATE MonthYear Year FractionDate Actor1CountryCode Actor2Code NumSources ActionGeo_Lat DATEADDED"
    )
    assert [row[name] for name in names] == [""] * len(names)
    assert (row["Actor1Code"], row["Actor1Type1Code"], row["Actor1Name"]) == ("REB", "REB", "ARMED GROUP")


def test_a_month_has_no_day():
    row = rows_of("gdelt")[1]
    assert (row["SQLDATE"], row["MonthYear"], row["Year"]) == ("", "202006", "2020")


def test_a_joint_act_is_a_row_for_each_ordered_pair():
    rows = rows_of("gdelt", (talks(),))
    assert len(rows) == 6
    assert len({row["GLOBALEVENTID"] for row in rows}) == 6
    assert (rows[1]["Actor2Code"], rows[1]["Actor2KnownGroupCode"], rows[1]["Actor2Type1Code"]) == (
        "IGOUNO",
        "UNO",
        "IGO",
    )


def test_an_event_without_actors_is_left_out_of_gdelt():
    nobody = account(witness(claim("nobody"), report("x"), "It was attacked."))
    assert write_gdelt((nobody,), io.BytesIO()).left_out == {"no actor": 1}


def test_pairs():
    assert pairs(demolition().event) == ((NORTH, SOUTH),)
    assert len(pairs(raid().event)) == 4
    assert pairs(vague().event)[0][1] is None
    apart = replace(talks().event, type="ASSAULT", cameo="190")
    assert pairs(apart) == ((NORTH, None), (SOUTH, None), (UNITED_NATIONS, None))


def test_numbers_are_below_2_to_60_and_differ():
    event = demolition().event
    odd = replace(event, id="x" * 40)
    found = [number(event, 0), number(event, 1), number(event, 2), number(odd, 0), number(odd, 1)]
    assert len(set(found)) == 5
    assert max(found) < 2**60
    assert found == [number(event, 0), number(event, 1), number(event, 2), number(odd, 0), number(odd, 1)]


@pytest.mark.parametrize(("day", "year"), [(date(2014, 2, 18), 2014.1315), (date(2020, 12, 31), 2020.989)])
def test_fraction_of_a_year(day, year):
    assert fraction(day) == year


@pytest.mark.parametrize(
    ("country", "sector", "code"),
    [
        ("PRK", None, "PRK"),
        ("PRK", "MIL", "PRKMIL"),
        ("---", "REB", "REB"),
        ("IGO", "UNO", "IGOUNO"),
        ("IGO", "ASN", "IGO"),
        ("GBR", "MED", "GBRHLH"),
        ("GBR", "JRN", "GBRMED"),
        ("ROU", "GOV", "GOV"),
        ("NGO", None, "NGO"),
        ("---", None, ""),
    ],
)
def test_actor_codes_of_cameo(country, sector, code):
    assert actor_code(Actor(country=country, sector=sector)) == code


def test_polecat_row_has_lists():
    row = rows_of("polecat", (talks(),))[0]
    assert row["Actor Name"] == "North Korea; Unification Ministry; United Nations"
    assert (row["Actor Country"], row["Actor Sectors"], row["Primary Actor Sector"]) == (
        "PRK; KOR; IGO",
        "GOV; UNO",
        "",
    )
    assert (row["Event Date"], row["Quad Code"], row["Language"]) == ("2020-12-30", "VERBAL COOPERATION", "en")
    assert (row["Province"], row["City"], row["Recipient Name"]) == ("Gao Region", "", "")
    assert rows_of("polecat", (vague(),))[0]["Event Date"] == ""


def test_polecat_has_raw_and_resolved_names():
    row = rows_of("polecat", (demolition(),))[0]
    assert (row["Recipient Name"], row["Recipient Name Raw"]) == ("Unification Ministry", "The Unification Ministry")
    assert (row["Placename"], row["Raw Placename"], row["GeoNames ID"]) == ("Kaesong", "Kaesong", "1876373")


def test_icews_row():
    row = rows_of("icews", (demolition(),))[0]
    assert (row["Source Name"], row["Source Country"], row["Target Country"]) == (
        "North Korea",
        "North Korea",
        "South Korea",
    )
    assert (row["Event Text"], row["CAMEO Code"], row["Intensity"]) == ("Destroy property", "1712", "-8.5")
    assert (row["Target Sectors"], row["Sentence Number"], row["City"]) == ("Government", "2", "Kaesong")


def test_icews_leaves_out_what_has_no_target():
    found = FORMATS["icews"].write((vague(), visit()), io.BytesIO())
    assert (found.rows, found.left_out) == (1, {"no source or no target": 1})


def test_acled_violence_against_civilians():
    row = rows_of("acled", (hostile(),))[0]
    assert (row["disorder_type"], row["event_type"]) == ("Political violence", "Violence against civilians")
    assert (row["sub_event_type"], row["civilian_targeting"]) == ("Attack", "Civilian targeting")
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("Rebel group", "Civilians", "Rebel group - Civilians")
    assert (row["actor2"], row["iso"], row["country"]) == ("Civilians (Mali)", "466", "Mali")
    assert (row["fatalities"], row["time_precision"], row["geo_precision"]) == ("3", "1", "1")
    assert "no report" not in row["notes"]
    assert row["timestamp"] == str(int(datetime(2020, 7, 2, tzinfo=UTC).timestamp()))


def test_acled_battle_of_a_week():
    row = rows_of("acled", (raid(),))[0]
    assert (row["event_type"], row["sub_event_type"], row["civilian_targeting"]) == ("Battles", "Armed clash", "")
    assert (row["actor1"], row["assoc_actor_1"], row["inter1"]) == (
        "Military (Mali)",
        "National Police",
        "State forces",
    )
    assert (row["event_date"], row["time_precision"], row["admin1"]) == ("2020-08-03", "2", "Gao Region")
    assert (row["fatalities"], row["notes"][-22:]) == ("", "[fatalities=no report]")


def test_acled_leaves_open_what_is_not_told():
    row = rows_of("acled", (vague(),))[0]
    assert (row["disorder_type"], row["event_type"], row["sub_event_type"]) == ("Political violence", "", "")
    empty = listed("event_date year time_precision actor2 latitude geo_precision fatalities timestamp interaction")
    assert [row[name] for name in empty] == ["Rebel group only" if name == "interaction" else "" for name in empty]


def test_acled_forces_abroad_are_others():
    assert rows_of("acled", (demolition(),))[0]["inter2"] == "External/Other forces"
    assert rows_of("acled", (demolition(),))[0]["inter1"] == "State forces"


@pytest.mark.parametrize(
    ("mode", "event", "interaction"),
    [
        ("demo", "Protests", "Protesters only"),
        ("riot", "Riots", "Rioters only"),
        ("strike", "Strategic developments", "Protesters only"),
    ],
)
def test_acled_protests_have_one_side(mode, event, interaction):
    told = claim("march", "PROTEST", mode=mode, actors=(mention(CIVILIANS),), recipients=(mention(SOUTH),))
    row = rows_of("acled", (account(witness(told, report("x"), "They marched.")),))[0]
    assert (row["event_type"], row["interaction"], row["actor2"]) == (event, interaction, "")


def test_acled_counts_what_it_does_not_cover():
    found = write_acled((talks(), visit(), raid()), io.BytesIO())
    assert (found.rows, found.left_out) == (1, {"type CONSULT": 2})


@pytest.mark.parametrize(
    ("figures", "deaths"),
    [
        ((Count(of="wounded", low=4, best=4, high=4),), ""),
        ((Count(of="killed", low=0, best=0, high=2),), "0"),
        ((Count(of="killed", low=None, best=3, high=3),), ""),
    ],
)
def test_acled_deaths_are_the_lowest_told_number(figures, deaths):
    found = raid()
    assert rows_of("acled", (replace(found, event=replace(found.event, figures=figures)),))[0]["fatalities"] == deaths


def test_acled_types_are_those_of_the_ontology():
    types = load_plover().types
    for row in load_acled_types():
        assert row.mode in ("", "*") or row.mode in types[row.type].modes
        assert row.versus in ("any", "armed", "unarmed", "unknown")
    assert {found.acled for found in load_crosswalk().sectors.values()} <= {"", *load_crosswalk().acled.order}


def test_every_code_of_the_rules_has_a_label_of_its_own():
    codes = set()
    for path in (files("crisisdesk.lexicon") / "en" / "codebook").iterdir():
        rules = tomllib.loads(path.read_text(encoding="utf8"))["rule"]
        codes |= {rule["cameo"] for rule in rules if rule.get("cameo")}
    assert len(codes) > 100
    assert codes - set(load_labels()) == set()


def test_labels_hang_together():
    labels = load_labels()
    assert {f"{n:02}" for n in range(1, 21)} == {code for code in labels if len(code) == 2}
    assert all(code[:-1] in labels for code in labels if len(code) > 2)
    assert (cameo_label("1953"), cameo_label("2099"), cameo_label("99")) == (labels["195"], labels["20"], "")


def test_sectors_are_all_named():
    rows = tomllib.loads((files("crisisdesk.lexicon") / "sectors.toml").read_text(encoding="utf8"))
    assert set(load_crosswalk().sectors) == set(rows["sectors"])


def test_countries():
    countries = load_countries().values()
    for part in ("iso3", "name", "numeric", "cameo", "fips"):
        known = [getattr(country, part) for country in countries if getattr(country, part)]
        assert len(known) == len(set(known)) > 180
    told = [(country_of(code).fips, country_of(code).numeric) for code in ("PRK", "KOR", "DEU", "UKR", "AUS", "AUT")]
    assert told == [("KN", "408"), ("KS", "410"), ("GM", "276"), ("UP", "804"), ("AS", "36"), ("AU", "40")]
    assert (country_of("ROU").cameo, country_of("PSE").fips, country_of("").name) == ("", "", "")


def test_names_of_actors():
    assert name_of(Actor(country="PRK", sector="MIL")) == "Military (North Korea)"
    assert [name_of(found) for found in (None, NORTH, Actor(country="MLI"))] == ["", "North Korea", "Mali"]
    assert KAESONG.precision == "place"
