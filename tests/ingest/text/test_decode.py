"""Bytes of every kind, and the text in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.ingest.text.decode import decode, decode_page
from flows.ingest.units import Refused

SENTENCE = "“It’s over,” José said at the café in Zürich — and left."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_every_encoding_is_decoded(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The café", "latin-1"),
        ("The mayor of São Paulo said: never. " * 3000 + "Señor Núñez left.", "latin-1"),
        ("Привет, это новости из Москвы. Президент сказал, что всё хорошо.", "cp1251"),
        ("Zażółć gęślą jaźń, powiedział minister. Wszystko będzie dobrze, dodał później.", "cp1250"),
    ],
)
def test_an_unmarked_encoding_is_detected(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_only_line_ends_are_normalised() -> None:
    assert decode(b" a\r\nb\rc\n\n\td\x0c\xc2\xa0 ") == " a\nb\nc\n\n\td\x0c\xa0 "


@pytest.mark.parametrize("read", [decode, decode_page])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_stray_nul_is_taken_out(read: Callable[[bytes], str], encoding: str) -> None:
    text = "".join([SENTENCE] * 50)
    assert read(text.replace("café", "ca\x00fé", 2).encode(encoding)) == text


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\x01\x02\x03abc",
        b"\xff\xfea",
        b"%PDF\x00",
        SENTENCE.encode("utf-16-le"),
        b"a" * 99_000 + b"\x00" * 999,
    ],
)
def test_binary_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(Refused, match="not_text"):
        decode(raw)


@pytest.mark.parametrize(
    ("raw", "declared"),
    [
        ('<meta charset="windows-1251"><p>Да</p>'.encode("cp1251"), None),
        ("<p>Да</p>".encode("cp1251"), "windows-1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Да</p>'.encode("koi8-r"), None),
        # The bytes are right, the declaration is wrong: UTF-8 does not happen by chance.
        ('<meta charset="windows-1251"><p>Да</p>'.encode(), "latin-1"),
    ],
)
def test_a_declared_charset_yields_only_to_utf8(raw: bytes, declared: str | None) -> None:
    assert "<p>Да</p>" in decode_page(raw, declared)


@pytest.mark.parametrize("name", ["no-such-charset", "rot13", "hex", "undefined"])
def test_an_unknown_charset_is_detected_instead(name: str) -> None:
    assert decode_page("<p>café owner José</p>".encode("latin-1"), name) == "<p>café owner José</p>"
