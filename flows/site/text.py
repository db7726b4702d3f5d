"""Words from articles, made safe to show on a page. Escaping is Jinja's; here is what escaping leaves."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import urlsplit

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Control characters and those that change the order in which a text is shown. Joiners stay: scripts need them."""

_ID = re.compile(r"[0-9a-z]{1,64}")
_DIGEST = 16


def clean(text: object) -> str:
    """`text` without control and direction characters; its lines stay."""
    return _HIDDEN.sub("", str(text))


def shorten(text: object, limit: int) -> str:
    """`text` on one line of at most `limit` characters, cut at a word where there is one."""
    line = " ".join(clean(text).split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    at_word = head.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > limit // 2 else head).rstrip(" ,;:") + "…"


def file_stem(identifier: str) -> str:
    """The name of the file of an id: the id itself, or its digest where it holds anything but letters and digits."""
    return identifier if _ID.fullmatch(identifier) else sha256(identifier.encode()).hexdigest()[:_DIGEST]


def web_address(url: object) -> str | None:
    """The address if a page may link it: absolute, http or https, without credentials; else None."""
    if not isinstance(url, str) or url != clean(url).strip():
        return None
    try:
        parts = urlsplit(url)
        is_safe = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return url if is_safe else None
