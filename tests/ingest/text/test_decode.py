"""Bytes of every kind, and the text in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.ingest.text.decode import Decoded, decode, decode_line, decode_page
from flows.ingest.units import Refused

SENTENCE = "“It’s over,” José said at the café in Zürich — and left."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_is_decoded(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)).text == SENTENCE


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
    assert decode(text.encode(encoding)).text == text


def test_only_line_ends_are_normalised() -> None:
    assert decode(b" a\r\nb\rc\n\n\td\x0c\xc2\xa0 ").text == " a\nb\nc\n\n\td\x0c\xa0 "


@pytest.mark.parametrize("read", [decode, decode_page])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_stray_nul_is_taken_out(read: Callable[[bytes], Decoded], encoding: str) -> None:
    text = "".join([SENTENCE] * 50)
    assert read(text.replace("café", "ca\x00fé", 2).encode(encoding)).text == text


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\x01\x02\x03abc",
        b"\xff\xfea",
        b"%PDF\x00",
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
    assert "<p>Да</p>" in decode_page(raw, declared).text


@pytest.mark.parametrize("name", ["no-such-charset", "rot13", "hex", "undefined"])
def test_an_unknown_charset_is_detected_instead(name: str) -> None:
    assert decode_page("<p>café owner José</p>".encode("latin-1"), name).text == "<p>café owner José</p>"


@pytest.mark.parametrize("damage", [b"\xe9", b"\x93", b"\xe2\x80", b"\xff"])
def test_a_stray_byte_garbles_no_text(damage: bytes) -> None:
    decoded = decode(SENTENCE.encode() + b" The caf" + damage + b" closed.")
    assert decoded.text == f"{SENTENCE} The caf\ufffd closed."
    assert [note.rule for note in decoded.notes] == ["bad_bytes"]
    assert str(len(damage)) in decoded.notes[0].reason


def test_a_text_cut_in_a_character_is_read() -> None:
    assert decode(f"{SENTENCE}’".encode()[:-1]).text == f"{SENTENCE}\ufffd"


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("iso-8859-1", "cp1252", "“A — b,” she said."),
        ("iso-8859-9", "cp1254", "“Bu iskele,” dedi Şule Ağaoğlu."),
        ("gb2312", "gb18030", "镕基路 这座码头"),
        ("shift_jis", "cp932", "①「この桟橋」"),
        ("iso-2022-jp", "iso2022_jp", "「この桟橋を九年間」"),
        ("utf-16le", "utf-16-le", "“A — b,” she said."),
    ],
)
def test_a_label_is_read_as_browsers_do(label: str, codec: str, text: str) -> None:
    page = f"<meta charset='{label}'><p>{text}</p>"
    assert text in decode_page(page.encode(codec)).text
    assert text in decode_page(f"<p>{text}</p>".encode(codec), label).text


def test_a_declaration_after_long_scripts_counts() -> None:
    page = f"<script>{'x' * 9_000}</script><meta charset='windows-1251'><p>Мы ждали</p>"
    assert "Мы ждали" in decode_page(page.encode("cp1251")).text


@pytest.mark.parametrize("raw", [b"The pier\x00 is closed.", b"The pier is closed.\x1a"])
def test_a_stray_control_byte_is_no_binary_file(raw: bytes) -> None:
    assert decode(raw).text.startswith("The pier is closed.")
    assert decode_line(raw, "cp1252").text.startswith("The pier is closed.")
