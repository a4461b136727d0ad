"""A page shows one state of the record, even while the record is made anew; temporary lists do not outlive it."""

from __future__ import annotations

from made import claim, coded, keep, on

from crisisdesk.filters import parse_filter
from crisisdesk.record.store import Record
from crisisdesk.web.finding import find, narrow


def more(n: int):
    return coded(f"Report {n}: North Korea demolished wall {n}.", claim(f"m{n}", when=on(n + 1)))


def test_what_is_read_together_belongs_together(path):
    with Record.open(path) as reader, Record.open(path) as writer:
        with reader.reading():
            before = reader.totals()
            found = find(reader.connection, parse_filter("actor:PRK"))
            keep(writer, *map(more, range(5)))
            assert writer.totals().events > before.events
            assert reader.totals() == before
            assert len(found.newest(10)) == found.count() == before.events - 1
        assert reader.totals() == writer.totals()


def test_a_filter_finds_among_what_was_found_as_both_find(path):
    with Record.open(path) as record:
        keep(record, *map(more, range(5)))
        for one, other in (("actor:PRK", "from:2020-06-03"), ("", "place:Gao"), ("type:ASSAULT", "party:PRK")):
            found = narrow(find(record.connection, parse_filter(one)), parse_filter(other))
            expected = [event.id for event in record.events(f"{one} {other}")]
            assert sorted(event.id for event in found.newest(100)) == sorted(expected)
            assert found.count(1) == min(2, len(expected))


def test_between_finds_both_ways_and_acts_of_both_together(path):
    with Record.open(path) as record:
        both = {event.id for event in record.events("between:PRK,KOR")}
        ways = "(actor:PRK recipient:KOR) or (actor:KOR recipient:PRK) or (actor:PRK actor:KOR)"
        assert both == {event.id for event in record.events(ways)}
        assert both
