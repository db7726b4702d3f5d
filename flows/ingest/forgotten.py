"""Recognises what somebody asked to forget, by the digests of its id, address or source: the keys are not kept.

An input that is forgotten ends as `skipped`, under a name that does not tell it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from html import unescape

from flows.enums import KeyKind
from flows.ingest.units import Refused, skip
from flows.ingest.urls.identity import identity_url
from flows.records import digest

_ADDRESS = re.compile(r"https?://[^\s\"'<>\]]+", re.IGNORECASE)
_TRAILING = ".,;:!?)"

NOTHING: frozenset[str] = frozenset()
RULE = "forgotten"


def digest_key(kind: KeyKind, key: str) -> str:
    """The digest of a key. An address counts as the article that it identifies, whatever its spelling."""
    value = (identity_url(key) or key) if kind is KeyKind.ADDRESS else key
    return digest("forgotten", kind, value)


def is_forgotten(
    forgotten: frozenset[str],
    *,
    article_id: str | None = None,
    addresses: Iterable[object] = (),
    source: str | None = None,
) -> bool:
    """Whether one of the keys of an input is among the `forgotten` digests."""
    if not forgotten:
        return False
    keys = [digest_key(KeyKind.ADDRESS, one) for one in addresses if isinstance(one, str) and one]
    keys += [digest_key(KeyKind.ARTICLE, article_id)] if article_id else []
    keys += [digest_key(KeyKind.SOURCE, source)] if source else []
    return not forgotten.isdisjoint(keys)


def make_matcher(addresses: Collection[str]) -> Callable[[str], bool]:
    """What tells whether a text names one of `addresses`, as a whole and in any spelling that identifies an article."""
    identities = {identity_url(address) for address in addresses} - {None}
    files = [address for address in addresses if identity_url(address) is None]

    def names(text: str) -> bool:
        found = (one.rstrip(_TRAILING) for one in _ADDRESS.findall(unescape(text))) if identities else ()
        return any(identity_url(one) in identities for one in found) or any(file in text for file in files)

    return names


def mask_name(name: str) -> str:
    """The name under which a forgotten input is recorded: the same every night, and telling nothing."""
    return f"{RULE} {digest('input', name)}"


def refuse() -> Refused:
    """The refusal of a forgotten input."""
    return skip(RULE, "somebody asked to forget it; see: onrecord sql 'from ops.forgotten'")
