"""The frame around all pages: who is answered, with which headers, how errors look, what forms need."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from fastapi import APIRouter, Depends, Request
from starlette.testclient import TestClient

from crisisdesk.cli.serve import command
from crisisdesk.errors import RecordError
from crisisdesk.record.store import Record
from crisisdesk.web.app import create_app
from crisisdesk.web.render import NAVIGATION, page
from crisisdesk.web.safety import checked_form, form_token, is_loopback
from crisisdesk.web.settings import Settings

HOME = "http://127.0.0.1:8765"
ELSEWHERE = {"host": "192.168.0.7", "token": "correct horse"}


@pytest.fixture
def form(path):
    """Return a browser on a desk with one form of our own, and its settings as they come or changed."""

    def made(**more):
        app = create_app(Settings(record=path, **more))
        app.include_router(_own_routes())
        return TestClient(app, base_url=HOME, follow_redirects=False)

    return made


def _own_routes() -> APIRouter:
    router = APIRouter()

    def give(request: Request):
        return {"token": form_token(request)}

    async def take(request: Request):
        return {"said": (await request.form()).get("said")}

    def fail():
        raise ValueError("/home/somebody/secret.txt")

    def fail_of_record():
        raise RecordError(path="/home/somebody/crisis.db", reason="it is locked")

    def show(request: Request):
        return page(request, "error.html", heading="a\u202eb", says=None, status=200)

    router.add_api_route("/give.json", give)
    router.add_api_route("/take", take, methods=["POST"], dependencies=[Depends(checked_form)])
    router.add_api_route("/fail", fail)
    router.add_api_route("/fail-of-record", fail_of_record)
    router.add_api_route("/show", show)
    return router


@pytest.mark.parametrize(
    "address", ["/", "/events", "/help", "/desk.json", "/static/style.css", "/nothing", "/events?q=("]
)
def test_every_answer_has_the_headers_of_safety(client, address):
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'self'") and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == ("no-cache" if "static" in address else "no-store")


@pytest.mark.parametrize("address", ["/", "/events", "/help", "/nothing"])
def test_pages_hold_no_script_or_style_of_their_own_and_load_nothing_from_outside(client, address):
    text = client.get(address).text
    assert "<style" not in text and " style=" not in text and "<script>" not in text
    assert "http://" not in text.replace(HOME, "") and "https://" not in text
    assert 'href="#content"' in text and 'id="content"' in text and '<html lang="en">' in text


def test_every_page_of_the_navigation_is_there(client):
    assert [(path, client.get(path).status_code) for path, _ in NAVIGATION] == [(path, 200) for path, _ in NAVIGATION]


@pytest.mark.parametrize(
    ("method", "address", "status", "says"),
    [
        ("GET", "/nothing", 404, "There is nothing here"),
        ("POST", "/events", 405, "cannot be used that way"),
        ("GET", "/events?page=0", 422, "page: Input should be greater than or equal to 1"),
        ("GET", "/events?q=" + "a" * 3000, 422, "q: String should have at most"),
        ("GET", "/events/download/word", 404, "There is no such format"),
    ],
)
def test_errors_are_pages(client, method, address, status, says):
    answer = client.request(method, address)
    assert answer.status_code == status
    assert says in answer.text and "<h1>" in answer.text


def test_errors_are_json_where_json_was_asked_for(client):
    assert client.get("/nothing.json").json() == {"detail": "There is nothing here"}
    assert client.get("/nothing", headers={"accept": "application/json"}).status_code == 404
    found = client.get("/events.json?q=typ:x").json()["detail"]
    assert [(row["loc"], row["msg"], row["ctx"]["start"]) for row in found] == [(["query", "q"], "no such key: typ", 0)]


@pytest.mark.parametrize("address", ["/fail", "/fail-of-record"])
def test_an_error_of_ours_is_a_page_without_trace_or_path(form, address):
    answer = form().get(address)
    assert answer.status_code == 500
    assert "somebody" not in answer.text and "Traceback" not in answer.text and "<h1>" in answer.text
    assert answer.headers["content-security-policy"]


def test_marks_that_turn_text_around_are_shown_as_such(form):
    assert "<h1>a\ufffdb</h1>" in form().get("/show").text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[", ""])
def test_on_loopback_other_names_are_not_answered(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "crisis.db" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:80", "[::1]:8765"])
def test_names_of_this_machine_are_answered(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


def test_elsewhere_a_token_is_shown_once(desk):
    client = desk(**ELSEWHERE)
    closed = client.get("/events")
    assert closed.status_code == 401 and "crisis.db" not in closed.text
    assert client.get("/events?token=wrong").status_code == 401
    assert client.get("/static/style.css").status_code == 200
    opened = client.get("/events?q=type:ASSAULT&token=correct+horse")
    assert (opened.status_code, opened.headers["location"]) == (303, "/events?q=type%3AASSAULT")
    assert "SameSite=Strict" in opened.headers["set-cookie"] and "correct" not in opened.headers["set-cookie"]
    assert client.get("/events").status_code == 200


def test_a_token_may_come_as_a_header_and_leads_nowhere_else(desk):
    client = desk(**ELSEWHERE)
    assert client.get("/desk.json", headers={"authorization": "Bearer correct horse"}).status_code == 200
    assert client.get("/desk.json", headers={"authorization": "Bearer "}).status_code == 401
    assert client.get(f"{HOME}//evil.example/?token=correct+horse").headers["location"] == "/evil.example/"


def test_a_form_is_taken_with_its_token_only(form):
    client = form()
    assert client.post("/take", data={"said": "a"}).status_code == 403
    token = client.get("/give.json").json()["token"]
    assert client.post("/take", data={"said": "a", "token": token}).json() == {"said": "a"}
    assert client.post("/take", headers={"x-form-token": token}).status_code == 200
    assert client.post("/take", data={"token": token[:-1]}).status_code == 403
    client.cookies.clear()
    assert client.post("/take", data={"token": token}).status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 200),
        ({"origin": HOME}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site", "origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_a_form_from_elsewhere_is_not_taken(form, headers, status):
    client = form()
    token = client.get("/give.json").json()["token"]
    assert client.post("/take", data={"token": token}, headers=headers).status_code == status


def test_a_read_only_desk_takes_no_forms_and_offers_none(form):
    client = form(read_only=True)
    token = client.get("/give.json").json()["token"]
    assert client.post("/take", data={"token": token}).status_code == 403
    assert 'href="/add"' not in client.get("/").text


def test_what_is_too_large_is_refused_whatever_length_it_announces(form):
    client = form(upload_bytes=1000)
    assert client.post("/take", content=b"x" * 2000).status_code == 413

    def drops():
        for _ in range(200):
            yield b"said=aaaa&"

    told = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/take", content=drops(), headers=told).status_code == 413


def test_the_shapes_of_all_answers_are_documented(client):
    found = client.get("/openapi.json").json()
    assert {"/desk.json", "/events.json", "/help.json", "/filters/completions.json"} <= set(found["paths"])
    assert "/events" not in found["paths"]


def test_there_is_no_desk_without_a_record(tmp_path):
    with pytest.raises(RecordError):
        create_app(Settings(record=tmp_path / "none.db"))
    assert not (tmp_path / "none.db").exists()


def test_an_empty_record_has_a_desk(tmp_path):
    with Record.open(tmp_path / "empty.db") as record:
        record.rebuild()
    client = TestClient(create_app(Settings(record=tmp_path / "empty.db")), base_url=HOME)
    assert "The record is empty" in client.get("/").text
    assert client.get("/events.json").json()["total"] == 0


def test_the_desk_shows_what_is_new_and_escapes_it(client):
    text = client.get("/").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text and "<script>alert" not in text and "<i>Bad" not in text
    desk = client.get("/desk.json").json()
    assert [row["publisher"] for row in desk["additions"]] == ["<i>Bad</i> Press", "Second Wire", "Own Wire"]
    assert desk["totals"] | {"judgements": 0} == {
        "reports": 3, "families": 3, "claims": 3, "events": 2, "judgements": 0, "refused": 0,
    }  # fmt: skip
    assert desk["open"] == len(desk["questions"]) == 1
    assert desk["questions"][0]["asks"].startswith("Which is right, when:")
    assert [(row["actor"], row["recipient"], row["change"]) for row in desk["tension"]["rows"]] == [
        ("KOR", "PRK", None)
    ]


def test_help_tells_every_code(client):
    found = client.get("/help.json").json()
    assert {"ASSAULT", "CONSULT"} <= {row["name"] for row in found["types"]}
    assert {"actual", "negated"} <= {row["code"] for row in found["statuses"]}
    text = client.get("/help").text
    assert all(f'id="{row["code"]}"' in text for row in found["diagnostics"])


def test_serve_prints_one_answer(path):
    done = CliRunner().invoke(command, [str(path), "--get", "/events.json?q=type:ASSAULT", "--token", "a"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["total"] == 2
    assert CliRunner().invoke(command, [str(path), "--get", "/nothing"]).exit_code == 1


def test_serve_elsewhere_needs_a_token(path):
    done = CliRunner().invoke(command, [str(path), "--host", "0.0.0.0", "--get", "/"])
    assert done.exit_code == 2 and "--token" in done.output
    assert CliRunner().invoke(command, [f"{path}.none", "--get", "/"]).exit_code == 1


@pytest.mark.parametrize(
    ("host", "here"), [("127.0.0.9", True), ("::1", True), ("localhost.", True), ("0.0.0.0", False), ("", False)]
)
def test_which_hosts_are_this_machine(host, here):
    assert is_loopback(host) is here
