"""Finds the encoding of bytes: byte order marks, labels as browsers read them, and detection."""

from __future__ import annotations

import codecs
import re
from functools import cache
from itertools import islice

import webencodings

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python's codecs are narrower than those of browsers under these names: these are the ones that pages rely on.
_WIDER = {"gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "big5": "big5hkscs"}
# Codecs that webencodings does not know. Others of Python are no text encodings ("rot13", "hex").
_OTHERS = frozenset({"utf-32", "utf-32-le", "utf-32-be", "hz", "iso2022_kr", "cp437", "cp850", "cp852", "cp1125"})
_WIDE_SAMPLE_BYTES = 4096
# Share of NULs among the bytes at even or odd places. Latin text in UTF-16 has nearly only NULs at one of them.
_NUL_SHARE = 0.5
_DETECTION_PASSAGES = 500
_MARKED_PASSAGES = re.compile(rb"[\x00-\x7f]{0,60}[\x80-\xff][^\n]{0,60}")
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+")
# Accented letters are single bytes between ASCII ones; Chinese, Japanese and Korean characters mostly are not.
_SINGLE_SHARE = 0.9
_MULTI_BYTE = ("big5", "big5hkscs", "cp932", "cp949", "cp950", "euc_jis_2004", "euc_jisx0213", "euc_jp", "euc_kr",
               "gb18030", "gb2312", "gbk", "johab", "shift_jis", "shift_jis_2004", "shift_jisx0213")  # fmt: skip
_ESCAPED = re.compile(rb"\x1b(?:\$|\()")


def detect_bom(raw: bytes) -> str | None:
    """The encoding of the byte order mark at the start of `raw`, or None."""
    return next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)


def detect_unmarked_utf16(raw: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` if `raw` looks like Latin text in it without a byte order mark; else None."""
    sample = raw[:_WIDE_SAMPLE_BYTES]
    half = len(sample) // 2
    if half == 0 or 0 not in sample:
        return None
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if even < 0.1 and odd > _NUL_SHARE:
        return "utf-16-le"
    return "utf-16-be" if odd < 0.1 and even > _NUL_SHARE else None


@cache
def python_codec(label: str) -> str | None:
    """The codec for a label, as browsers read it: "iso-8859-1" is windows-1252, "gb2312" is GBK. None if unknown."""
    encoding = webencodings.lookup(label)
    if encoding is not None:
        name: str = encoding.codec_info.name
        return _WIDER.get(encoding.name, name)
    try:
        other = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return other if other in _OTHERS else None


def is_escaped(raw: bytes) -> bool:
    """Whether the bytes have escape sequences of ISO-2022, which are ASCII and so look like UTF-8."""
    return _ESCAPED.search(raw) is not None


def detect_encoding(raw: bytes) -> str | None:
    """The most likely encoding of bytes that are not UTF-8; None if none fits."""
    from charset_normalizer import from_bytes

    # Only passages with letters outside ASCII: in a long text the others would outweigh them.
    sample = b" ".join(match[0] for match in islice(_MARKED_PASSAGES.finditer(raw), _DETECTION_PASSAGES))
    runs = _HIGH_RUNS.findall(sample)
    is_alphabet = sum(len(run) == 1 for run in runs) >= _SINGLE_SHARE * len(runs)
    matches = list(from_bytes(sample, cp_exclusion=list(_MULTI_BYTE) if is_alphabet else None))
    if not matches:
        return None
    best = matches[0]
    tied = [m for m in matches if m.chaos == best.chaos]
    # Several encodings can fit equally well: of those, Western European is the most likely in the news.
    is_western = any("cp1252" in (m.encoding, *m.could_be_from_charset) for m in tied)
    return "cp1252" if is_western and _can_decode(raw, "cp1252") else best.encoding


def _can_decode(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeError:
        return False
    return True
