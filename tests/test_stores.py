"""Files by name: the same on this machine, in memory and in an S3-compatible store."""

from __future__ import annotations

import sys

import pytest

from crisisdesk import files
from crisisdesk.errors import AddressError, MissingStoreError, StoreError
from stores import MISSING, pointed_at


@pytest.fixture(params=["path", "file"])
def here(request, tmp_path):
    folder = tmp_path / "a folder"
    return str(folder) if request.param == "path" else folder.as_uri()


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("news/a.txt", False),
        ("C:\\news", False),
        ("-", False),
        ("s3://b", True),
        ("S3://b/k", True),
        ("./s3://b", False),
    ],
)
def test_an_address_has_a_scheme(name, address):
    assert files.is_url(name) is address


def written_and_read(folder, tmp_path):
    """Go through the life of a folder; what is seen is compared step by step."""
    name = files.join(folder, "b.txt")
    assert not files.exists(name)
    assert files.names_in(folder) == []
    files.write_whole(name, b"one")
    files.write_whole(files.join(folder, "a.txt"), b"two")
    files.write_whole(files.join(folder, "deeper/c.txt"), b"three")
    assert files.exists(name)
    assert not files.exists(folder)
    assert files.names_in(folder) == ["a.txt", "b.txt"]
    with files.open_read(name) as stream:
        assert (stream.read(2), stream.read()) == (b"on", b"e")
        assert (stream.seek(1), stream.read()) == (1, b"ne")
    first = files.size_and_key(name)
    assert files.size_and_key(name) == first
    local = tmp_path / "local.bin"
    local.write_bytes(b"x" * 100_000)
    files.write_whole(name, local)
    assert files.size_and_key(name)[0] == 100_000
    assert files.size_and_key(name)[1] != first[1]
    with files.open_read(name) as stream:
        assert stream.read() == local.read_bytes()
    files.remove_folder(folder)
    files.remove_folder(folder)
    assert files.names_in(folder) == files.names_in(files.join(folder, "deeper")) == []
    with pytest.raises(FileNotFoundError):
        files.open_read(name)


def test_files_are_written_and_read_here(here, tmp_path):
    written_and_read(here, tmp_path)


def test_files_are_written_and_read_in_a_store(store, tmp_path):
    written_and_read(store, tmp_path)


def test_the_key_of_a_local_file_is_its_digest(tmp_path):
    (tmp_path / "a").write_bytes(b"abc")
    size, key = files.size_and_key(str(tmp_path / "a"))
    assert (size, key[:15]) == (3, "sha256:ba7816bf")


def test_a_write_that_fails_leaves_what_was_there(tmp_path):
    name = tmp_path / "a.txt"
    name.write_bytes(b"old")
    with pytest.raises(FileNotFoundError):
        files.write_whole(str(name), tmp_path / "none")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert name.read_bytes() == b"old"


@pytest.mark.parametrize(
    "name", ["http://own.example/a.txt", "https://own.example/a.txt", "ftp://a/b", "file://host/a"]
)
def test_other_addresses_are_refused(name):
    with pytest.raises(AddressError) as raised:
        files.open_read(name)
    assert str(raised.value).startswith(name.partition("://")[0])


@pytest.mark.parametrize(
    "name", ["memory://a.txt::https://own.example/a.txt", "simplecache::https://own.example/a.txt"]
)
def test_a_chain_of_addresses_is_not_followed(name, monkeypatch):
    pytest.importorskip("fsspec", reason=MISSING)
    asked = []
    monkeypatch.setattr("socket.getaddrinfo", lambda *names, **_: asked.append(names) or [])
    with pytest.raises(FileNotFoundError):
        files.open_read(name)
    assert asked == []


@pytest.mark.parametrize(
    ("name", "package", "install"), [("s3://b/a", "s3fs", "cluster"), ("gs://b/a", "gcsfs", "gcsfs")]
)
def test_a_missing_package_is_named_with_what_installs_it(monkeypatch, name, package, install):
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(MissingStoreError) as raised:
        files.exists(name)
    assert package in str(raised.value)
    assert install in raised.value.install


def test_a_store_that_does_not_answer_is_an_error_not_an_absence(closed_port):
    with pointed_at(f"http://127.0.0.1:{closed_port}"):
        for ask in (files.exists, files.names_in, files.open_read):
            with pytest.raises(StoreError) as raised:
                ask("s3://bucket/a.txt")
            assert str(closed_port) in raised.value.strerror


@pytest.mark.parametrize("store", ["s3"], indirect=True)
def test_a_bucket_is_never_removed_whole(store):
    with pytest.raises(StoreError):
        files.remove_folder(store.rpartition("/")[0])
