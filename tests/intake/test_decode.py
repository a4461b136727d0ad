"""Bytes to text: encodings with and without a mark, and files that hold no text."""

from __future__ import annotations

import codecs

import pytest

from crisisdesk.intake.decode import decode

TEXT = "Le café de Kaesŏng: “fermé”.\r\n\tFin\x0c"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TEXT.encode("utf-8"), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode("utf-8"), id="utf-8 with a mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="utf-16 little"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16 big"),
    ],
)
def test_unicode_is_read_as_it_is(content):
    assert decode(content) == (TEXT, ())


def test_other_bytes_are_read_as_windows_1252_with_the_first_place():
    text, found = decode("The café said “no”.".encode("cp1252"))
    assert text == "The café said “no”."
    assert [(d.code, d.severity) for d in found] == [("D003", "warning")]
    assert "byte 7" in found[0].message


def test_a_byte_that_no_encoding_has_is_no_error():
    text, found = decode(b"Caf\xe9 \x81 closed")
    assert text == "Café \ufffd closed"
    assert [d.code for d in found] == ["D003"]


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n "])
def test_an_empty_file_has_no_text(content):
    text, found = decode(content)
    assert text is None
    assert [(d.code, d.severity) for d in found] == [("D001", "error")]


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x01" * 40, b"GIF89a" + bytes(range(32))]
)
def test_a_binary_file_has_no_text(content):
    text, found = decode(content)
    assert text is None
    assert [(d.code, d.severity) for d in found] == [("D002", "error")]


def test_a_stray_control_character_does_not_make_a_file_binary():
    content = b"\x07" + b"The guns fell silent. " * 10
    assert decode(content) == (content.decode(), ())


@pytest.mark.parametrize("content", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE + b"\x00 \x00\n"])
def test_a_file_with_a_mark_alone_is_empty(content):
    text, found = decode(content)
    assert text is None
    assert [d.code for d in found] == ["D001"]
