"""A record made by hand, without the language model, and a browser on its desk."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

sys.path.append(str(Path(__file__).parents[1] / "record"))

from made import DAY_AFTER, GAO, KAESONG, claim, coded, exactly, keep, on

from crisisdesk.record.store import Record
from crisisdesk.web.app import create_app
from crisisdesk.web.settings import Settings

HOME = "http://127.0.0.1:8765"
HOSTILE = 'Rebels attacked <script>alert("x")</script> a \u202econvoy\u202c near Gao & "left".'
BLAST = "North Korea demolished the liaison office in Kaesong on Tuesday."


def reports():
    """Return three reports: two tell of one blast on two days, one of an attack in hostile words."""
    yield coded(BLAST, claim("a"), publisher="Own Wire", title="Blast")
    yield coded(
        "An official said North Korea demolished the liaison office with explosives on 15 June.",
        claim("b", when=on(15), said_by="KOR:GOV Unification Ministry"),
        publisher="Second Wire",
        title="<b>Office</b>",
    )
    yield coded(
        HOSTILE,
        claim(
            "c",
            word="attacked",
            actors="---:REB Rebels",
            recipients="MLI:CVL",
            place=GAO,
            when=on(10),
            figures=(exactly(3),),
        ),
        publisher="<i>Bad</i> Press",
        title="<script>alert(1)</script>",
        published=DAY_AFTER,
    )


@pytest.fixture
def path(tmp_path):
    """Return the file of a small record."""
    with Record.open(tmp_path / "crisis.db") as record:
        keep(record, *reports())
    return tmp_path / "crisis.db"


@pytest.fixture
def desk(path):
    """Return what makes a browser on a desk with such settings."""

    def made(**more) -> TestClient:
        return TestClient(
            create_app(Settings(record=path, **more)),
            base_url=HOME,
            follow_redirects=False,
            raise_server_exceptions=False,
        )

    return made


@pytest.fixture
def client(desk):
    """Return a browser on the desk as it comes."""
    return desk()


assert KAESONG
