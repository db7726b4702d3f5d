"""Decodes bytes into text, normalises line ends and removes NULs. A few bad bytes do not change the encoding."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.ingest.text.encodings import (
    detect_bom,
    detect_encoding,
    detect_unmarked_utf16,
    is_escaped,
    python_codec,
)
from flows.ingest.text.normalise import normalise
from flows.ingest.units import Note, Refused

# Control characters that texts do not contain; tab, line feed, form feed, escape and the record
# separator of JSON sequences are not among them.
_CONTROL = bytes({*range(0x20)} - {*b"\t\n\x0b\x0c\r\x1b\x1e"})
# A file with a higher share of control bytes is not text.
_CONTROL_SHARE = 0.005
# A short text may have two, a tenth of its bytes at most: a NUL from a database, the end mark of DOS.
_STRAY_CONTROLS = 2
_STRAY_SHARE = 0.1
_SAMPLE_BYTES = 64 * 1024
# Above this share of invalid bytes among those from 0x80 a text is not UTF-8. Legacy encodings have 0.61 and more; a
# short UTF-8 text with few curly quotation marks and one stray byte has 0.14.
_BAD_SHARE = 0.25
_ASCII = bytes(range(0x80))
# Long enough for a declaration after scripts and styles.
_META_BYTES = 64 * 1024
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})|<\?xml[^>]{1,60}?encoding\s*=\s*["']([\w.:-]{2,30})""",
    re.IGNORECASE,
)
# A shorter text in UTF-16 that is cut inside a character is no text.
_LEAST_WIDE_BYTES = 16
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and how many of its bytes were invalid and became U+FFFD."""

    text: str
    bad_bytes: int = 0

    @property
    def notes(self) -> tuple[Note, ...]:
        """The note on invalid bytes, if there are any."""
        if not self.bad_bytes:
            return ()
        count = "1 byte was" if self.bad_bytes == 1 else f"{self.bad_bytes:,} bytes were"
        return (Note("bad_bytes", f"{count} not valid and became U+FFFD"),)


def decode(raw: bytes) -> Decoded:
    """The text of `raw`, by byte order mark, as UTF-8, else by detection. Line ends are `\\n`.

    Raises:
        Refused: `not_text`, if the bytes are not a text in any encoding.
    """
    if (decoded := _decode_unicode(raw)) is not None:
        return decoded
    encoding = detect_encoding(raw)
    if encoding is None:
        raise Refused("not_text", "no encoding fits the bytes", repr(raw[:200]))
    return _decode_as(raw, encoding)


def decode_page(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of an HTML or XML document. `declared`: the charset in the HTTP header.

    UTF-8 is recognised whatever is declared. Otherwise the HTTP header counts first, then the document's declaration.
    """
    labels = [declared or "", *_declared_in(raw)]
    codecs = [codec for label in labels if label and (codec := python_codec(label.lower()))]
    if codecs and is_escaped(raw) and codecs[0].startswith(("iso2022", "iso-2022")):
        return _decode_as(raw, codecs[0])
    if (decoded := _decode_unicode(raw)) is not None:
        return decoded
    for codec in codecs:
        if codec != "utf-8" and (decoded := _decode_declared(raw, codec)) is not None:
            return decoded
    return decode(raw)


def decode_line(raw: bytes, encoding: str) -> Decoded:
    """The text of a line of a file in `encoding`: UTF-8, else a legacy encoding."""
    if encoding == "utf-8":
        return decode(raw)
    if _is_binary(raw):
        raise _not_text(raw)
    return _decode_as(raw, encoding)


def find_encoding(sample: bytes) -> str:
    """The encoding of a file that begins with `sample`: UTF-8, or the most likely legacy encoding."""
    text = sample.decode("utf-8", "surrogateescape")
    if sample.isascii() or _is_nearly_utf8(sample, _count_bad(text)):
        return "utf-8"
    return detect_encoding(sample) or "utf-8"


def _decode_unicode(raw: bytes) -> Decoded | None:
    """The text of bytes in UTF-8, UTF-16 or UTF-32; None if they are in another encoding."""
    encoding = detect_bom(raw) or detect_unmarked_utf16(raw)
    if encoding is not None and encoding != "utf-8":
        return _decode_wide(raw, encoding)
    if _is_binary(raw):
        raise _not_text(raw)
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        return Decoded(normalise(raw.decode("utf-8")))
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "surrogateescape")
    bad = _count_bad(text)
    if encoding is None and not _is_nearly_utf8(raw, bad):
        return None
    return Decoded(normalise(_ESCAPED_BYTE.sub("\ufffd", text)), bad)


def _decode_wide(raw: bytes, encoding: str) -> Decoded:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        # A file cut inside its last character is still readable; anything else is no text.
        if error.start < max(len(raw) - 4, _LEAST_WIDE_BYTES):
            raise Refused("not_text", f"marked as {encoding}, but {error.reason} at byte {error.start}") from error
        return Decoded(normalise(raw[: error.start].decode(encoding)).removeprefix("\ufeff"), len(raw) - error.start)
    return Decoded(normalise(text).removeprefix("\ufeff"))


def _decode_declared(raw: bytes, codec: str) -> Decoded | None:
    """The text in a declared encoding; None if too many bytes are invalid in it, so that it is the wrong one."""
    decoded = _decode_as(raw, codec)
    return decoded if decoded.bad_bytes <= _BAD_SHARE * max(_count_high(raw), 1) else None


def _decode_as(raw: bytes, codec: str) -> Decoded:
    text = raw.decode(codec, "replace")
    return Decoded(normalise(text), text.count("\ufffd"))


def _declared_in(raw: bytes) -> list[str]:
    match = _DECLARED.search(raw[:_META_BYTES])
    return [(match[1] or match[2]).decode("ascii", "replace")] if match else []


def _is_nearly_utf8(raw: bytes, bad: int) -> bool:
    return bad <= _BAD_SHARE * _count_high(raw)


def _count_high(raw: bytes) -> int:
    return len(raw.translate(None, _ASCII))


def _count_bad(text: str) -> int:
    return sum(len(run) for run in _ESCAPED_BYTE.findall(text))


def _is_binary(raw: bytes) -> bool:
    sample = raw[:_SAMPLE_BYTES]
    count = len(sample) - len(sample.translate(None, _CONTROL))
    return _is_too_much(raw.count(0), raw) or _is_too_much(count, sample)


def _is_too_much(count_controls: int, raw: bytes) -> bool:
    stray = min(_STRAY_CONTROLS, _STRAY_SHARE * len(raw))
    return count_controls > max(stray, _CONTROL_SHARE * len(raw))


def _not_text(raw: bytes) -> Refused:
    return Refused("not_text", "the bytes are not text (a binary file?)", repr(raw[:200]))
