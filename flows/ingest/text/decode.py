"""Decodes bytes: by byte order mark, as UTF-8, else by detection. Normalises line ends and removes NULs."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from flows.ingest.units import Refused

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that texts do not contain; tab, line feed, form feed and escape are not among them.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# A file with a higher share of control bytes is not text. Pages may have a stray one.
_CONTROL_SHARE = 0.005
_SAMPLE_BYTES = 64 * 1024
_DETECTION_PASSAGES = 500
_MARKED_PASSAGES = re.compile(rb"[\x00-\x7f]{0,60}[\x80-\xff][^\n]{0,60}")
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+")
# Accented letters are single bytes between ASCII ones; Chinese, Japanese and Korean characters mostly are not.
_SINGLE_SHARE = 0.9
_MULTI_BYTE = ("big5", "big5hkscs", "cp932", "cp949", "cp950", "euc_jis_2004", "euc_jisx0213", "euc_jp", "euc_kr",
               "gb18030", "gb2312", "gbk", "johab", "shift_jis", "shift_jis_2004", "shift_jisx0213")  # fmt: skip
_META_BYTES = 4096
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff]")


def detect_bom(raw: bytes) -> str | None:
    """The encoding of the byte order mark at the start of `raw`, or None."""
    return next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)


def decode(raw: bytes) -> str:
    """The text of `raw`. Line ends are `\\n`.

    Raises:
        Refused: `not_text`, if the bytes are not a text in any encoding.
    """
    if (encoding := detect_bom(raw)) is not None:
        return _decode_marked(raw, encoding)
    if _is_binary(raw):
        raise Refused("not_text", "the bytes are not text (a binary file?)", repr(raw[:200]))
    try:
        return normalise(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return normalise(_decode_detected(raw))


def decode_page(raw: bytes, declared: str | None = None) -> str:
    """The text of an HTML page: byte order mark and UTF-8 first, then the charset of server and `<meta>`."""
    if detect_bom(raw) is None and not _is_utf8(raw):
        meta = _DECLARED.search(raw[:_META_BYTES])
        for name in (declared, meta and meta[1].decode("ascii", "replace")):
            if name and (text := _try_decode(raw, name)) is not None:
                return normalise(text)
    return decode(raw)


def normalise(text: str) -> str:
    """The text with `\\n` as line end, without NULs (parsers stop there) and halves of surrogate pairs."""
    return _SURROGATES.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))


def _decode_marked(raw: bytes, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("not_text", f"marked as {encoding}, but {error.reason} at byte {error.start}") from error
    return normalise(text.removeprefix("\ufeff"))


def _is_utf8(raw: bytes) -> bool:
    return _try_decode(raw, "utf-8") is not None


def _try_decode(raw: bytes, encoding: str) -> str | None:
    # The web's "latin-1" is windows-1252: browsers read it so, and pages rely on it for dashes and curly quotes.
    name = "cp1252" if encoding.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else encoding
    try:
        return raw.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return None


def _is_binary(raw: bytes) -> bool:
    sample = raw[:_SAMPLE_BYTES]
    is_full_of_nuls = raw.count(0) > _CONTROL_SHARE * len(raw)
    return is_full_of_nuls or len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample)


def _decode_detected(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    # Only passages with letters outside ASCII: in a long text the others would outweigh them.
    sample = b" ".join(match[0] for match in islice(_MARKED_PASSAGES.finditer(raw), _DETECTION_PASSAGES))
    runs = _HIGH_RUNS.findall(sample)
    is_alphabet = sum(len(run) == 1 for run in runs) >= _SINGLE_SHARE * len(runs)
    matches = list(from_bytes(sample, cp_exclusion=list(_MULTI_BYTE) if is_alphabet else None))
    if not matches:
        raise Refused("not_text", "no encoding fits the bytes", repr(raw[:200]))
    best = matches[0]
    tied = [m for m in matches if m.chaos == best.chaos]
    # Several encodings can fit equally well: of those, Western European is the most likely in the news.
    western = any("cp1252" in (m.encoding, *m.could_be_from_charset) for m in tied)
    text = _try_decode(raw, "cp1252") if western else None
    return text if text is not None else raw.decode(best.encoding, "replace")
