"""A record made by hand, without the language model, and a browser on its desk."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

sys.path.append(str(Path(__file__).parents[1] / "record"))

from desk_reports import HOME, reports
from made import keep

from crisisdesk.record.store import Record
from crisisdesk.web.app import create_app
from crisisdesk.web.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples" / "kaesong"


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


@pytest.fixture(scope="session")
def coded_examples(tmp_path_factory):
    """Return the file of a record of the example dispatches; who changes it takes a copy."""
    path = tmp_path_factory.mktemp("examples") / "coded.db"
    with Record.open(path) as record:
        record.add([f"{EXAMPLES}/*.txt"])
    return path


@pytest.fixture(scope="module")
def browser():
    """Return Chromium; where it or Playwright is missing, tests of it are skipped: the desk needs neither."""
    driver = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install playwright")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("needs Chromium on the path: apt install chromium")
    with driver.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()
