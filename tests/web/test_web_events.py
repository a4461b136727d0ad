"""The list of events: filter, facets, pages, downloads, completion, and the same as JSON."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from html import unescape
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from made import claim, coded, keep, on
from starlette.testclient import TestClient

from crisisdesk.cli.export import command as export
from crisisdesk.export.formats import FORMATS
from crisisdesk.filters import Filter
from crisisdesk.record.store import Record
from crisisdesk.views.dyads import first_of, rank_dyads
from crisisdesk.web.app import create_app
from crisisdesk.web.facets import tallied
from crisisdesk.web.finding import find
from crisisdesk.web.kept import Kept
from crisisdesk.web.settings import Settings

FIRST, GAP = date(2015, 1, 1), timedelta(days=20)
HOME = "http://127.0.0.1:8765"


def links(text: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'href="([^"]*)"', text)]


def counts(client, q: str = "") -> dict[str, dict[str, int]]:
    found = client.get("/events.json", params={"q": q}).json()["facets"]
    return {facet["key"]: {value["value"]: value["count"] for value in facet["values"]} for facet in found}


def test_the_table_tells_when_what_who_whom_where_and_how_often(client):
    text = client.get("/events", params={"q": "actor:PRK"}).text
    for told in ("ASSAULT", "PRK", "KOR", "Kaesong", "actual", 'class="disputed">when</span>'):
        assert told in text
    assert "1 event." in text
    assert any(re.fullmatch(r"/event/[0-9a-z]+", link) for link in links(text))


def test_reports_cannot_put_markup_into_the_list(client):
    text = client.get("/events").text
    assert "<i>" not in text and "&lt;i&gt;Bad&lt;/i&gt; Press" in text
    hostile = client.get("/events", params={"q": '"><script>alert(1)</script>'})
    assert hostile.status_code == 422
    assert "<script>alert" not in hostile.text


def test_a_filter_error_shows_the_place_and_help(client):
    answer = client.get("/events", params={"q": "actor:PRK typ:ASSAULT"})
    assert answer.status_code == 422
    assert "no such key: typ" in answer.text and "did you mean type?" in answer.text
    assert "\n  actor:PRK typ:ASSAULT\n            ^^^^" in answer.text.replace("<pre>", "\n")
    assert 'value="actor:PRK typ:ASSAULT"' in answer.text and "/help#filters" in answer.text


def test_facets_count_the_events_found(client):
    assert counts(client) == {
        "type": {"ASSAULT": 2},
        "quad": {"material-conflict": 2},
        "status": {"actual": 2},
        "actor": {"PRK": 1},
        "disputed": {"no": 1, "yes": 1},
        "source": {"<i>Bad</i> Press": 1, "Own Wire": 1, "Second Wire": 1},
    }
    assert counts(client, "disputed:yes")["source"] == {"Own Wire": 1, "Second Wire": 1}


def test_every_facet_leads_to_as_many_events_as_it_says(client):
    for q in ("", "disputed:yes or place:Gao", "type:ASSAULT"):
        for facet in client.get("/events.json", params={"q": q}).json()["facets"]:
            for value in facet["values"]:
                led = client.get("/events.json", params={"q": value["filter"]}).json()
                assert led["total"] == (2 if value["chosen"] else value["count"]), value


def test_a_facet_that_is_chosen_can_be_taken_out(client):
    q = 'source:"Own Wire" type:ASSAULT'
    assert {"/events?q=type%3AASSAULT", "/events?q=source%3A%22Own+Wire%22"} <= set(
        links(client.get("/events", params={"q": q}).text)
    )


@pytest.mark.parametrize(
    "q", ["", "place:*", "-place:*", "actor:PRK", "type:ASSAULT", "disputed:no", "liaison", "id:zz"]
)
def test_facets_are_the_same_however_they_are_counted(path, q):
    where = Filter.parse(q)
    with Record.open(path) as record:
        events = list(record.events(q))
        publishers = [{w.report.publisher for w in account.witnesses} for account in record.accounts(q)]
        tallies = tallied(find(record.connection, where.node), where.node)
    expected = {
        "type": Counter(event.type for event in events),
        "status": Counter(event.status.value for event in events),
        "disputed": Counter("yes" if event.disagreements else "no" for event in events),
        "actor": Counter(code for e in events for code in {actor.country for actor in e.actors} - {"---"}),
        "source": Counter(name for names in publishers for name in names),
    }
    assert {key: {value: n for value, n in tallies[key] if n} for key in expected} == expected


@pytest.fixture
def many(tmp_path):
    """Return a browser on a record of 120 events, twenty days apart."""
    with Record.open(tmp_path / "many.db") as record:
        keep(
            record,
            *(
                coded(
                    f"Rebels number {n} demolished a bridge at place {n}.",
                    claim(
                        f"c{n:03}",
                        actors="MLI",
                        recipients="KOR" if n % 9 else "USA",
                        place=None,
                        when=on(FIRST + n * GAP),
                    ),
                    publisher=f"Wire {n}",
                    published=day,
                )
                for n, day in enumerate(FIRST + n * GAP for n in range(120))
            ),
        )
        total = record.totals().events
    assert total > 100
    return TestClient(create_app(Settings(record=tmp_path / "many.db")), base_url=HOME), total


def test_pages_hold_fifty_and_together_everything_once(many):
    client, total = many
    found = [client.get("/events.json", params={"page": n}).json() for n in (1, 2, 3, 4)]
    assert [len(page["events"]) for page in found] == [50, 50, total - 100, 0]
    assert {page["total"] for page in found} == {total} and {page["pages"] for page in found} == {3}
    assert len({event["id"] for page in found for event in page["events"]}) == total


def test_pages_link_to_each_other_and_keep_the_filter(many):
    client, _ = many
    text = client.get("/events", params={"q": "actor:MLI", "page": 2, "sort": "oldest"}).text
    assert "/events?q=actor%3AMLI&sort=oldest" in links(text)
    assert "/events?q=actor%3AMLI&sort=oldest&page=3" in links(text)
    assert "There is no page 9." in client.get("/events?page=9").text


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("newest", lambda event: event["start"]),
        ("reports", lambda event: event["reports"]),
        ("sources", lambda event: event["voices"]),
        ("cooperation", lambda event: event["score"]),
    ],
)
def test_orders(client, sort, key):
    events = client.get("/events.json", params={"sort": sort}).json()["events"]
    assert events == sorted(events, key=key, reverse=True)
    assert [key(event) for event in events]


def test_at_most_twelve_publishers_are_offered(many):
    assert len(counts(many[0])["source"]) == 12


@pytest.mark.parametrize("form", [name for name in FORMATS if "parquet" not in name])
@pytest.mark.parametrize("q", ["", "actor:PRK"])
def test_a_download_is_what_export_writes(client, path, tmp_path, form, q):
    flag = "--as" if FORMATS[form].profile else "--format"
    done = CliRunner().invoke(export, [q, "--record", str(path), flag, form, "--out", str(tmp_path / "out")])
    assert done.exit_code == 0
    answer = client.get(f"/events/download/{form}", params={"q": q})
    assert answer.content == (tmp_path / "out").read_bytes()
    assert answer.headers["content-disposition"] == f'attachment; filename="{form}{FORMATS[form].suffix}"'


def test_a_parquet_download_can_be_read(client):
    parquet = pytest.importorskip("pyarrow.parquet")
    import io

    table = parquet.read_table(io.BytesIO(client.get("/events/download/events-parquet?q=actor:PRK").content))
    assert table.num_rows == 1


def test_the_list_offers_downloads_of_what_is_found(client):
    text = client.get("/events", params={"q": "actor:PRK", "page": 1}).text
    assert f"/events/download/events-csv?q={quote('actor:PRK', safe='')}" in links(text)
    assert client.get("/events/download/jsonl?q=nix:x").status_code == 422


def test_events_in_json_are_those_of_the_record(client, path):
    from crisisdesk.record.codec import EVENT

    with Record.open(path) as record:
        kept = {event.id: EVENT.dump_python(event, mode="json") for event in record.events()}
    found = client.get("/events.json").json()
    assert {event["id"]: event for event in found["events"]} == kept
    assert set(found) == {
        "filter", "total", "capped", "page", "pages", "per_page", "sort", "facets", "events",
    }  # fmt: skip


def test_completion(client):
    found = client.get("/filters/completions.json", params={"text": "type:ASS", "cursor": 8}).json()
    assert [(row["text"], row["start"], row["end"]) for row in found] == [("ASSAULT", 5, 8)]
    assert client.get("/filters/completions.json?cursor=-1").status_code == 422


def test_what_is_kept_is_asked_for_again_when_the_record_changes(path):
    asked = []
    with Record.open(path) as record:
        kept = Kept(path)
        for _ in range(2):
            assert kept.all(record, "n", lambda opened: asked.append(1) or opened.totals().reports) == 3
        keep(record, coded("Rebels demolished a bridge.", claim("z", actors="MLI:REB", place=None)))
        assert kept.all(record, "n", lambda opened: asked.append(1) or opened.totals().reports) == 4
    assert len(asked) == 2


def test_a_page_does_not_wait_for_long_counts(desk, monkeypatch):
    from crisisdesk.web import kept

    monkeypatch.setattr(kept.Kept, "get", lambda *_: None)
    client = desk()
    assert "The counts are being made" in client.get("/events").text
    assert "This is being worked out" in client.get("/").text


def test_tension_on_the_desk_is_that_of_the_ranking(many):
    client, record = many[0], many[0].app.state.settings.record
    told = client.get("/desk.json").json()["tension"]
    with Record.open(record) as opened:
        ranked = rank_dyads(opened.events())
    assert ranked.period and told["start"] == ranked.period.start.isoformat()
    want = [(d.actor, d.recipient, d.tally.tension, first_of(d.tally.changes).difference) for d in ranked.dyads]
    assert [(r["actor"], r["recipient"], r["tension"], r["change"]) for r in told["rows"]] == want
    assert want
