"""What a country is called: never by a part of it, nor by what it was before."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from crisisdesk.lexicon.codes import _rows, country_names


@pytest.mark.parametrize(
    ("code", "name"),
    [("RUS", "Russia"), ("CHN", "China"), ("DEU", "Germany"), ("SRB", "Serbia"), ("KOR", "South Korea")],
)
def test_a_country_has_its_own_name(code, name):
    assert country_names()[code] == name


def test_where_names_share_a_code_one_is_written_down():
    written = tomllib.loads((files("crisisdesk.lexicon") / "countries.toml").read_text(encoding="utf8"))["names"]
    shared = Counter(row[2] for row in _rows() if row[1] == "country")
    assert {code for code, n in shared.items() if n > 1} - set(written) == set()
