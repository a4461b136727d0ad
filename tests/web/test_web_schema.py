"""Whatever is asked of the desk, it answers: no address and no form ends in an error of ours, and answers keep to the
shapes that the OpenAPI document tells.

``CRISISDESK_CASES=200`` asks each address so many questions instead of a few; that takes minutes.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from importlib import import_module

import pytest
from desk_reports import HOME, reports
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import keep
from starlette.testclient import TestClient

from crisisdesk.intake.sniff import ENDINGS
from crisisdesk.record.corrections import PARTS
from crisisdesk.record.store import Record
from crisisdesk.web.app import PAGES, create_app
from crisisdesk.web.judging import ACTIONS
from crisisdesk.web.settings import Settings

schemathesis = pytest.importorskip("schemathesis", reason="needs schemathesis: pip install schemathesis")

CASES = int(os.environ.get("CRISISDESK_CASES", "10"))
CALM = {"derandomize": True, "database": None, "deadline": None, "suppress_health_check": list(HealthCheck)}
FILTERS = ("type:ASSAULT", "actor:PRK", "(", "from:2020-06 to:", 'kaesong OR "', "-status:actual", "id:aaaa", "🕊", "\0")
DAYS = ("2020-06-16", "2020-06", "2020-W25", "2020-13-45", "0001-01-01", "9999-12-31", "-1")
PARTIES = ("PRK", "KOR", "KOR:GOV", "North Korea", "Unification Ministry", "Kaesong", "PRK:", "\u2067x", "%00")
WORDS = {"q": FILTERS, "text": FILTERS, "a": PARTIES, "b": PARTIES} | dict.fromkeys(("from", "to", "period"), DAYS)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Return the file of a record for all questions of this module."""
    path = tmp_path_factory.mktemp("schema") / "crisis.db"
    with Record.open(path) as record:
        keep(record, *reports())
    return path


@pytest.fixture(scope="module")
def names(path):
    """Return the names of all reports and claims, and some that are none."""
    with Record.open(path) as record:
        found = [name for (name,) in record.connection.execute("SELECT id FROM report UNION SELECT id FROM claim")]
    return (*found, found[0][:4], *PARTIES)


@pytest.fixture(scope="module")
def browser(path):
    """Return a browser that gets errors as answers, as they would come over the wire."""
    app = create_app(Settings(record=path))
    return TestClient(app, base_url=HOME, follow_redirects=False, raise_server_exceptions=False)


@contextmanager
def whole_document():
    """Have pages stand in the OpenAPI document beside their JSON twins."""
    routes = [
        route
        for name in PAGES
        for route in import_module(f"crisisdesk.web.pages.{name}").router.routes
        if not route.include_in_schema
    ]
    for route in routes:
        route.include_in_schema = True
    try:
        yield
    finally:
        for route in routes:
            route.include_in_schema = False


@pytest.fixture(scope="module")
def addresses(path):
    """Return what can be asked of the desk: every address with every method."""
    with whole_document():
        document = create_app(Settings(record=path)).openapi()
    return [found.ok() for found in schemathesis.openapi.from_dict(document).get_all_operations()]


def _strategy(address):
    """Return the questions to an address: fitting the document, and such that do not."""
    fitting = address.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)
    if not list(address.iter_parameters()):
        return fitting
    return fitting | address.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)


def _with_words(draw, case, names):
    """Put words that mean something in the place of some of those made up."""
    for held in (case.path_parameters, case.query):
        for key in held or ():
            words = names if key == "name" else WORDS.get(key, ())
            if words and draw(st.booleans()):
                held[key] = draw(st.sampled_from(words))
    return case


def _ask(browser, case):
    asked = case.as_transport_kwargs(base_url=HOME)
    try:
        answer = browser.request(**{key: asked.get(key) for key in ("method", "url", "params", "headers")})
    except (UnicodeError, ValueError):
        return  # the client itself cannot send this
    assert answer.status_code < 500, f"{answer.status_code} of {case.as_curl_command()}"
    if answer.status_code == 200 and answer.headers["content-type"] == "application/json":
        case.operation.validate_response(answer)


def _sweep(address, browser, names):
    @settings(max_examples=CASES, **CALM)
    @given(drawn=st.data())
    def asks(drawn):
        _ask(browser, _with_words(drawn.draw, drawn.draw(_strategy(address)), names))

    asks()


def test_no_address_errs_and_all_answers_have_the_shape_that_is_documented(addresses, browser, names):
    assert len(addresses) > 30
    for address in addresses:
        _sweep(address, browser, names)


def test_every_json_twin_documents_its_shape(client):
    document = client.get("/openapi.json").json()
    shapes = {
        path: answer["content"]["application/json"]["schema"]
        for path, methods in document["paths"].items()
        for answer in (method["responses"]["200"] for method in methods.values())
        if path.endswith(".json")
    }
    assert len(shapes) > 12 and all("$ref" in shape or "items" in shape for shape in shapes.values())


def test_closed_sets_are_documented_as_such(client):
    paths = client.get("/openapi.json").json()["paths"]
    known = {row["name"]: row["schema"] for row in paths["/events/download/{form}"]["get"]["parameters"]}
    assert "events-csv" in known["form"]["enum"]
    known = {row["name"]: row["schema"] for row in paths["/report/{name}.json"]["get"]["parameters"]}
    assert known["layer"]["anyOf"][0]["items"]["enum"] == ["claim", "speaker", "actor", "place", "time"]


def _token(browser) -> str:
    return re.search(r'name="token" value="([^"]+)"', browser.get("/add").text)[1]


ANY = st.text(max_size=40)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "action": st.sampled_from(tuple(ACTIONS)) | ANY,
        "answer": st.sampled_from(("yes", "no")) | ANY,
        "part": st.sampled_from(tuple(PARTS)) | ANY,
        "value": st.sampled_from(("none", "KOR", "negated", "2020-06", "12 killed", "Gao, Mali", "ASSAULT")) | ANY,
        "why": ANY,
        "who": ANY,
        "skip": ANY,
    },
)


def test_no_form_errs_whatever_stands_in_its_fields(desk, names):
    browser = desk()
    token = _token(browser)

    @settings(max_examples=CASES * 5, **CALM)
    @given(
        fields=FIELDS,
        targets=st.lists(st.sampled_from(names) | ANY, max_size=3),
        name=st.sampled_from([name for name in names if name.isalnum()]),
        review=st.booleans(),
    )
    def sends(fields, targets, name, review):
        told = {"token": token, "target": targets, **fields}
        answer = browser.post("/review" if review else f"/event/{name}/judge", data=told)
        assert answer.status_code in (303, 404, 422), answer.text

    sends()


@pytest.mark.model
def test_no_file_and_no_text_errs_whatever_it_is(desk):
    browser = desk()
    token = _token(browser)

    @settings(max_examples=CASES * 2, **CALM)
    @given(
        fields=st.dictionaries(st.sampled_from(("published", "publisher", "title", "text")), ANY),
        content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
        stem=ANY,
        ending=st.sampled_from((*ENDINGS, ".gz", "")),
        twin=st.booleans(),
    )
    def sends(fields, content, stem, ending, twin):
        files = {"files": (stem + ending, content)}
        answer = browser.post("/add.json" if twin else "/add", data={"token": token, **fields}, files=files)
        assert answer.status_code in (200, 422), answer.text

    sends()
