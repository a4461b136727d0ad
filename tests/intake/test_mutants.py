"""Whatever bytes are given, intake says something about each file, raises nothing, and reads the files beside it."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mutants import BODY, TEXT, hostile, mutants, seeds

from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.sources import open_sources

SMALL = IntakeOptions(max_bytes=1_000_000, max_ratio=100)


def told(path, options=SMALL):
    """Return what was made of a file between two good ones, which must both be read."""
    good = path.parent / "good.txt"
    good.write_bytes(TEXT)
    opened = list(open_sources([str(good), str(path), str(good)], options))
    assert opened[0].source == opened[-1].source
    assert opened[0].source is not None
    return opened[1:-1]


def check(opened):
    assert opened, "nothing was said"
    assert all(one.source is not None or one.diagnostics for one in opened)
    for one in opened:
        one.path.encode()
        assert all(d.message.isprintable() for d in one.diagnostics)
        if one.source:
            assert one.source.text.strip()
            "".join((one.source.text, one.source.title, one.source.publisher, one.source.url)).encode()


@pytest.mark.parametrize("name", sorted(seeds()))
def test_a_seed_is_read_without_an_error(tmp_path, name):
    (tmp_path / name).write_bytes(seeds()[name][0])
    opened = told(tmp_path / name)
    assert all(one.source is not None for one in opened)
    assert any(BODY in one.source.text for one in opened)


def test_mutants(tmp_path):
    count = 0
    for name, content in mutants(2200):
        path = tmp_path / name
        path.write_bytes(content)
        check(told(path))
        count += 1
    assert count == 2200


@pytest.mark.parametrize(("name", "content"), [pytest.param(*one, id=one[0]) for one in hostile()])
def test_hostile_files(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    opened = told(tmp_path / name)
    check(opened)
    assert not any(one.source and ("root:" in one.source.text or len(one.source.text) > 3_000_000) for one in opened)


def test_the_same_bytes_give_the_same_sources(tmp_path):
    for name, content in mutants(60, seed=7):
        (tmp_path / name).write_bytes(content)
    assert list(open_sources([str(tmp_path)], SMALL)) == list(open_sources([str(tmp_path)], SMALL))


HEADS = (
    b"",
    b"<html>",
    b"<?xml?><rss>",
    b"{",
    b"[{",
    b"text,date\n",
    b"WARC/1.0\r\n",
    b"\x1f\x8b\x08\0",
    b"PAR1",
    b"\xff\xfe",
)


@given(
    st.sampled_from(HEADS),
    st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
@example(b"", b"")
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_bytes_on_standard_input(head, content):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(head + content)))
        check(list(open_sources(["-"], SMALL)))


@given(st.text(alphabet=st.characters(), max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_locator(name):
    check(list(open_sources([f"/no/such/{name}"], SMALL)))
