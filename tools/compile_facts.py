"""Compile the fact files into the compact tables of the actor lexicon.

Usage: python tools/compile_facts.py FACTS_DIR

Reads the public-domain, CC0 and CC BY fact files (see FACTS_DIR/LICENCES.md) and the hand-written lists of
``lexicon/en/actors``; writes ``lexicon/facts/*.tsv``. The share-alike and unconfirmed files are not read.
"""

from __future__ import annotations

import csv
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from crisisdesk.lexicon.actor_words import normal

LEXICON = Path(__file__).resolve().parents[1] / "src" / "crisisdesk" / "lexicon"
TARGET = LEXICON / "facts"
HAND = LEXICON / "en" / "actors"
FILTERS = tomllib.loads((HAND / "filters.toml").read_text(encoding="utf-8"))
BLOCKED = frozenset(FILTERS["blocked"])
COMMON = frozenset(FILTERS["common_surnames"]) | frozenset(FILTERS["ordinary"])
MAJOR = frozenset(FILTERS["major"])
FAMILY_FIRST = frozenset(FILTERS["family_first"])
SOVEREIGN = re.compile(r"^the |\b(?:of the )?(?:us|uk)$")
FAMILY_PARTICLES = frozenset(FILTERS["family_particles"])
OPEN_SINCE = "2025-10"
MARGIN = timedelta(days=365)
NAME = re.compile(r"^[^\W\d_][\w'’`.\-]*(?: [\w'’`.\-]+){1,5}$")
FACTBOOK = "CIA World Factbook (public domain; factbook.json CC0)"
Row = dict[str, str]
Line = tuple[str, ...]


def rows_of(folder: Path, name: str) -> list[Row]:
    """Read one CSV fact file."""
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write(name: str, columns: str, lines: Iterable[Line]) -> None:
    """Write one table with its comment header."""
    body = sorted({"\t".join(line) for line in lines})
    header = f"Compiled by tools/compile_facts.py. {HEADERS[name]}\ncolumns: {columns}"
    head = [f"# {part}" for part in header.split("\n")]
    (TARGET / f"{name}.tsv").write_text("\n".join([*head, *body]) + "\n", encoding="utf-8")
    print(f"{name}: {len(body)} rows")


def hand_lines(name: str) -> Iterator[list[str]]:
    """Yield the fields of a hand-written table."""
    for line in (HAND / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split(",")


class Taken:
    """The keys already used, so that a later table does not repeat or contradict an earlier one."""

    def __init__(self) -> None:
        self.keys: set[str] = {normal(alias) for row in hand_lines("names.csv") for alias in row[0].split("|")}

    def free(self, aliases: Iterable[str]) -> list[str]:
        """Return the aliases still free and not blocked, in order, without repeats."""
        kept = {normal(a): a for a in reversed([a.strip() for a in aliases]) if len(normal(a)) > 1}
        return [a for key, a in reversed(kept.items()) if key not in self.keys and key not in BLOCKED]

    def take(self, aliases: Iterable[str]) -> str:
        """Claim aliases; returns those that were free, joined."""
        free = self.free(aliases)
        self.keys.update(map(normal, free))
        return "|".join(free)


# --- countries


def demonym_forms(text: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, form) for a Factbook demonym such as ``Croat(s), Croatian(s)`` or ``Irishman(men)``."""
    for part in re.split(r",| or |;", re.sub(r"note.*|\((?:colloquial|US citizens)\)", "", text)):
        yield from _forms_of(part.strip())


def _forms_of(part: str) -> Iterator[tuple[str, str]]:
    stem = re.sub(r"\s*\(.*", "", part)
    if not stem or not stem[0].isupper():
        return
    if "(s)" in part:
        yield "people", stem + "s"
    if stem.endswith("man") and "(men)" in part:
        yield "people", stem[:-3] + "men"
    yield "demonym", stem


def demonyms(rows: list[Row]) -> dict[tuple[str, str, str], str]:
    """Return (kind, key, country) -> form, one owner a form."""
    forms: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in rows:
        for kind, form in demonym_forms(row["demonym_noun"] + "," + row["demonym_adj"]):
            forms[kind, normal(form)][row["iso3"]] = form
    owner: dict[str, str] = FILTERS["demonym_owner"]
    found: dict[tuple[str, str, str], str] = {}
    for (kind, key), by_country in forms.items():
        country = owner.get(key, next(iter(by_country)) if len(by_country) == 1 else "")
        if country in by_country:
            found[kind, key, country] = by_country[country]
    return found


def former_names(row: Row, current: set[str]) -> list[str]:
    """Return the short former names that are no other country's name."""
    names = [part.strip() for part in re.split(r",|;", re.sub(r"\(.*?\)|\[.*?\]", "", row["former"]))]
    banned = set(FILTERS["former_words"])
    return [
        n
        for n in names
        if n and len(n.split()) <= 2 and normal(n) not in current and not banned & set(normal(n).split())
    ]


def countries(folder: Path, taken: Taken) -> list[Line]:
    """Names, demonyms and capitals."""
    rows = rows_of(folder, "countries.csv")
    current = {normal(row["name"]) for row in rows}
    lines: list[Line] = []
    for row in rows:
        names = [row["name"], re.split(r";| note", row["long_name"])[0], *former_names(row, current)]
        lines.append((taken.take(names), "country", row["iso3"], "", "wfb"))
    for (kind, _, country), form in demonyms(rows).items():
        lines.append((taken.take([form]), kind, country, "", "wfb"))
    for row in rows:
        capital = re.split(r" in |;|\(|/", row["capital"])[0].strip()
        lines.append(
            (
                taken.take([capital] if capital and "no official" not in capital else []),
                "capital",
                row["iso3"],
                "",
                "wfb",
            )
        )
    return [line for line in lines if line[0]]


# --- persons


def clean_person(name: str) -> str:
    """Return a name in ordinary capitals without dashes and brackets."""
    words = re.sub(r"\(.*?\)|^\W+", "", name).strip().split()
    return " ".join(w.title() if w.isupper() and len(w) > 3 and "." not in w else w for w in words)


def person_aliases(name: str, aliases: str, country: str) -> list[str]:
    """Return full-name aliases, with each given name joined to the last when names end in the family name."""
    found = [name, *(a for a in aliases.split("|") if " " in a)]
    words = name.split()
    if country not in FAMILY_FIRST and len(words) > 2:
        joint = next(
            (i for i, w in enumerate(words) if i and w.lower() in FAMILY_PARTICLES),
            len(words) - 1,
        )
        family = words[joint:]
        found += [" ".join([given, *family]) for given in words[:joint] if len(given) > 2]
    keys = {normal(clean_person(a)) for a in found}
    return sorted(k for k in keys if " " in k and k not in BLOCKED)


def surname_of(row: Row, name: str) -> str:
    """Return the family name, or an empty string where none may stand alone."""
    office = row.get("office", "").lower()
    if any(re.search(rf"\b{title}\b", office) for title in FILTERS["regnal"]):
        return ""
    words = name.split()
    guess = words[0] if row["iso3"] in FAMILY_FIRST else words[-1]
    return normal(row.get("surname", "") or guess)


def _any_in(text: str, words: str) -> bool:
    return any(word in text for word in FILTERS[words])


def rank_of(country: str, office: str, surname: str) -> int:
    """Return 1 head, 2 minister of a major country, 3 other head, 4 surname with a title only, 5 full name only."""
    text = office.lower()
    head = _any_in(text, "high_offices") and not _any_in(text, "not_first")
    rank = 5
    if head:
        rank = 1 if country in MAJOR else 3
    elif _any_in(text, "second_offices") and not _any_in(text, "regional"):
        rank = 2 if country in MAJOR else 4
    return max(rank, 4) if surname in COMMON else rank


def end_of(row: Row) -> str:
    """Return the known end, else the latest day the source supports with a year's margin, else open."""
    if row.get("end"):
        return row["end"]
    if row.get("gone_by"):
        return row["gone_by"]
    seen = row.get("last_seen", "")
    if not seen or seen >= OPEN_SINCE:
        return ""
    return (date.fromisoformat((seen + "-12-31")[:10] if len(seen) == 4 else (seen + "-28")[:10]) + MARGIN).isoformat()


def sector_of(office: str) -> str:
    """Return the sector of an office."""
    text = office.lower()
    if any(word in text for word in FILTERS["legislators"]):
        return "LEG"
    return "JUD" if "justice" in text and "minister" not in text and "secretary" not in text else "GOV"


def person_line(row: Row, source: str) -> Line | None:
    """Return the table row of one term of office, or None for a name that cannot be used."""
    name = clean_person(row["name"])
    if not NAME.match(name) or not row["iso3"] or SOVEREIGN.search(normal(name)):
        return None
    office = re.sub(r"\*\*\*.*?\*\*\* ?", "", row["office"]).split(";")[0].strip().lower()
    surname = surname_of(row, name)
    aliases = "|".join(person_aliases(name, row.get("aliases", ""), row["iso3"]))
    rank = rank_of(row["iso3"], office, surname)
    start = row.get("start", "") or (row.get("first_seen", "") if source == "lead" else "")
    return (
        aliases,
        surname if rank < 5 else "",
        row["iso3"],
        sector_of(office),
        str(rank),
        start,
        end_of(row),
        office[:40],
        source,
    )


def party_leader_line(row: Row) -> Line | None:
    """Return the row of a party leader, by full name only."""
    name = clean_person(row["leader"])
    if not NAME.match(name) or len(name.split()) > 4:
        return None
    aliases = "|".join(person_aliases(name, "", row["iso3"]))
    return (aliases, "", row["iso3"], "PTY", "5", "", "", "party leader", "party")


def merged(lines: list[Line]) -> list[Line]:
    """Join the terms of one person under one sector when the sources repeat them; party leaders yield to office."""
    officials = {(line[0], line[2]) for line in lines if line[3] != "PTY"}
    return [line for line in lines if line[0] and (line[3] != "PTY" or (line[0], line[2]) not in officials)]


def persons(folder: Path) -> list[Line]:
    """Leaders, officials and party leaders that the hand-written table does not hold."""
    known = {(normal(alias), row[1 + 1]) for row in hand_lines("persons.csv") for alias in row[0].split("|")}
    ambassador = re.compile(r"^(ambassador to|permanent rep|chief of mission)", re.IGNORECASE)
    officials = [r for r in rows_of(folder, "officials.csv") if not ambassador.match(r["office"])]
    lines = [person_line(row, "lead") for row in rows_of(folder, "leaders.csv")]
    lines += [person_line(row, "offi") for row in officials]
    lines += [party_leader_line(row) for row in rows_of(folder, "parties_leaders.csv")]
    found = merged([line for line in lines if line])
    return [line for line in found if not _covered(line, known)]


def _covered(line: Line, known: set[tuple[str, str]]) -> bool:
    """Tell whether the hand-written table holds the person, or holds them as the head of the sovereign state."""
    names = {name for name, _ in known}
    return any((alias, line[2]) in known or (alias in names and line[2] not in MAJOR) for alias in line[0].split("|"))


# --- organisations, groups, parties, bodies, places


def organisations(folder: Path, taken: Taken) -> list[Line]:
    """Intergovernmental and other organisations with their letters."""
    lines: list[Line] = []
    for row in rows_of(folder, "organisations.csv"):
        if row["kind"] == "country_group" or not row["name"][0].isupper():
            continue
        letters = re.sub(r"^or .*, | - .*|^.* or ", "", row["abbreviation"]).split(";")[0]
        short = [letters] if len(letters) > 2 else []
        united = (
            "UNO"
            if row["name"].startswith("United Nations")
            else letters.upper().replace(" ", "")
            if letters.isascii()
            else ""
        )
        names = taken.take([re.sub(r" \(.*?\)", "", row["name"]), *short])
        lines.append((names, "organisation", row["kind"], united if row["kind"] == "IGO" else "", "wfb-b"))
    return [line for line in lines if line[0]]


def usable(name: str, least: int) -> bool:
    """Tell whether a name is long enough and names one thing."""
    generic = any(re.search(rf"\b{word}\b", normal(name)) for word in FILTERS["generic"])
    return len(name.split()) >= least and not generic and len(name.split()) <= 8 and name[0].isalnum()


def group_names(row: Row) -> list[str]:
    """Return the usable names of an armed group."""
    listed = "designated" in row["kind"]
    single = [row["name"]] if listed or (len(row["name"]) > 3 and row["name"].isupper()) else []
    names = [row["name"]] if usable(row["name"], 2) else [n for n in single if usable(n, 1) and not n.islower()]
    short = (
        [row["abbreviation"]]
        if len(row["abbreviation"]) > (2 if listed else 3) and row["abbreviation"].isupper()
        else []
    )
    return [*names, *short, *(a for a in row["aliases"].split("|") if usable(a, 2) and a[0].isupper())] if names else []


def armed_groups(folder: Path, taken: Taken) -> list[Line]:
    """Armed groups, with the country where they have a single home."""
    homes: dict[str, set[str]] = defaultdict(set)
    names: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(folder, "armed_groups.csv"):
        key = normal(row["name"])
        if "present in" not in row["kind"] or not homes[key]:
            homes[key].update(filter(None, row["countries_iso3"].split("|")))
        names[key] += group_names(row)
    lines = [
        (taken.take(names[key]), "group", min(found) if len(found) == 1 else "---", "REB", "arm")
        for key, found in homes.items()
    ]
    return [line for line in lines if line[0]]


def unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return name -> country for the names that only one country has."""
    owners: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    for name, country in pairs:
        owners[normal(name)].add(country)
        shown.setdefault(normal(name), name)
    return {shown[key]: min(found) for key, found in owners.items() if len(found) == 1}


def plain(names: Iterable[tuple[str, str]], least: int) -> frozenset[str]:
    """Return the words that the names of at least so many countries share, and words without a capital."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name, country in names:
        for word in name.split():
            owners[normal(word)].update({country} if word[0].isupper() else map(str, range(least)))
    return frozenset(word for word, found in owners.items() if len(found) >= least)


def distinct(names: dict[str, str], common: frozenset[str], most: int) -> dict[str, str]:
    """Leave out short names made of common words only."""
    return {n: c for n, c in names.items() if len(n.split()) > most or not common.issuperset(normal(n).split())}


def parties(folder: Path, taken: Taken) -> list[Line]:
    """Parties with a distinctive name of several words."""
    pairs = []
    for row in rows_of(folder, "parties_leaders.csv"):
        name = re.sub(r"\(.*?\)| or .*", "", row["party"]).strip()
        if usable(name, 2) and name[0].isupper() and not re.search(r"[()\[\];:,]", name):
            pairs.append((name, row["iso3"]))
    found = distinct(unique(pairs), plain(pairs, 3) | {"we", "the"}, 2)
    lines = [(taken.take([name]), "party", country, "PTY", "party") for name, country in found.items()]
    return [line for line in lines if line[0]]


def bodies(folder: Path, taken: Taken) -> list[Line]:
    """Parliaments, courts and forces whose names are theirs alone."""
    sectors: dict[str, str] = {}
    pairs = []
    for row in rows_of(folder, "state_bodies.csv"):
        inner = re.findall(r"\(([^)]+)\)", row["body"])
        for name in (re.sub(r"\(.*| or .*|,.*", "", row["body"]).strip(), *inner):
            acronym = name.isupper() and len(name) > 3 and name.isalpha()
            if acronym or (usable(name, 2) and name[0].isupper() and name.split()[-1][0].isupper()):
                pairs.append((name, row["iso3"]))
                sectors.setdefault(normal(name), row["sector"])
    found = distinct(unique(pairs), plain(pairs, 2), 4)
    lines = [(taken.take([name]), "body", country, sectors[normal(name)], "wfb26") for name, country in found.items()]
    return [line for line in lines if line[0]]


def places(folder: Path, taken: Taken, people: list[Line]) -> list[Line]:
    """Regions and cities that give a role its country; no name that is also a person's."""
    personal = {word for line in people for alias in line[0].split("|") for word in alias.split()} | COMMON
    pairs = [(row["ascii_name"], row["iso3"]) for row in rows_of(folder, "admin1.csv")]
    extra = [
        r
        for r in rows_of(folder, "places_extra.csv")
        if r["kind"] in {"city", "region", "province", "state", "", "island"}
    ]
    pairs += [(row["name"], row["countries_iso3"]) for row in extra if len(row["countries_iso3"]) == 3]
    fit = {
        n: c
        for n, c in unique(pairs).items()
        if len(n) > 3 and len(n.split()) <= 3 and normal(n) not in personal and n.isascii()
    }
    lines = [(taken.take([name]), "place", country, "", "adm") for name, country in fit.items() if "(" not in name]
    return [line for line in lines if line[0]]


Build = Callable[[Path, Taken], list[Line]]
COLUMNS = "aliases (|), kind, country, sector, provenance"
PERSON_COLUMNS = "aliases (|, normal form), surname, country, sector, rank, start, end, office, provenance"
HEADERS = {
    "countries": f"Names, demonyms and capitals of countries.\nSource wfb: {FACTBOOK}.",
    "organisations": "Organisations.\nSource wfb-b: CIA World Factbook 2020 appendix B (public domain).",
    "groups": "Armed groups.\nSource arm: CIA World Factbook appendix T (public domain) and\n"
    "UCDP Dyadic Dataset 24.1 (CC BY 4.0; Davies et al. 2024).",
    "parties": f"Political parties.\nSource party: {FACTBOOK}.",
    "bodies": f"Parliaments, courts and forces.\nSource wfb26: {FACTBOOK}.",
    "places": "Regions and cities.\nSource adm: GeoNames admin1 (CC BY 4.0, geonames.org) and\n"
    "CIA World Factbook appendix F (public domain).",
    "persons": "Leaders, officials and party leaders by term.\n"
    "Sources lead: CIA World Factbook 1990-2026 (public domain) and Wikidata (CC0);\n"
    "offi: CIA World Leaders 2019 (public domain), Wikidata (CC0), congress-legislators (CC0);\n"
    f"party: {FACTBOOK}.",
}
BUILDS: dict[str, Build] = {
    "countries": countries,
    "organisations": organisations,
    "groups": armed_groups,
    "parties": parties,
    "bodies": bodies,
}


def main(folder: Path) -> None:
    """Compile every table."""
    taken = Taken()
    TARGET.mkdir(exist_ok=True)
    for name, build in BUILDS.items():
        write(name, COLUMNS, build(folder, taken))
    people = persons(folder)
    write("persons", PERSON_COLUMNS, people)
    write("places", COLUMNS, places(folder, taken, people))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
