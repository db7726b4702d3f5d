"""Removes an article, an address or a source from everything that a warehouse keeps, so that it never comes back.

The published file is replaced last: until then, a command that was killed finds the same articles again.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.enums import KeyKind
from flows.errors import UsageError
from flows.ingest.fetch.erase import erase_records
from flows.ingest.forgotten import digest_key, make_matcher
from flows.ingest.inputs import is_url
from flows.ingest.urls.identity import identity_url
from flows.ledger import Ledger
from flows.load.forget import (
    Forgotten,
    find_rows,
    is_known_schema,
    list_frames,
    rewrite_published,
    rewrite_version,
)
from flows.load.publish import PUBLISHED, STAGE, remove_left_behind
from flows.load.versions import VERSIONS
from flows.settings import HOME, Settings
from flows.site.build import build_site
from flows.site.store import SITE

_ID = re.compile(r"[0-9a-f]{16}")
# Folders that only speed up the next run, or explain the last ones: they hold copies of texts and addresses.
_WORKING_FOLDERS = ("runs", "prefect", "fetching/listings", "changed")


@dataclass(frozen=True)
class Request:
    """What somebody asked to forget, and what the warehouse holds of it. `asked_at`: of an earlier request."""

    kind: KeyKind
    key: str
    found: Forgotten
    asked_at: str | None = None

    @property
    def is_done(self) -> bool:
        """Whether an earlier request removed everything."""
        return self.asked_at is not None and not self.found.articles


def find_request(warehouse: Path, ledger: Ledger, key: str) -> Request:
    """The request for a key: the id of an article, an address, or the name of a source.

    Raises `UsageError` if the warehouse knows no such id or source. An unknown address can be forgotten in advance.
    """
    kind = _find_kind(ledger, key)
    asked = Forgotten(
        articles=frozenset({key} if kind is KeyKind.ARTICLE else ()),
        addresses=frozenset({key, identity_url(key) or key} if kind is KeyKind.ADDRESS else ()),
        sources=frozenset({key} if kind is KeyKind.SOURCE else ()),
    )
    files = list_files(warehouse)
    articles = frozenset[str]().union(*(find_rows(file, asked).articles for file in files))
    held = [find_rows(file, Forgotten(articles=articles)) for file in files]
    addresses = asked.addresses.union(*(one.addresses for one in held))
    earlier = ledger.rows("select asked_at from forgotten where key_digest = ?", [digest_key(kind, key)])
    if not articles and not earlier and kind is KeyKind.ARTICLE:
        raise UsageError(
            f"No article has the id {key}. Ids are in: onrecord sql 'select article_id, title from articles'"
        )
    found = Forgotten(articles, addresses, asked.sources)
    return Request(kind, key, found, earlier[0]["asked_at"] if earlier else None)


def _find_kind(ledger: Ledger, key: str) -> KeyKind:
    if is_url(key):
        return KeyKind.ADDRESS
    known = [digest_key(KeyKind.SOURCE, key), key, key]
    query = "select 1 from forgotten where key_digest = ? union select 1 from outcomes where source = ? or source = ?"
    if ledger.rows(query, known):
        return KeyKind.SOURCE
    if _ID.fullmatch(key):
        return KeyKind.ARTICLE
    raise UsageError(f"{key} is no source, no address (https://…) and no id of an article (16 hex digits).")


def forget(settings: Settings, ledger: Ledger, request: Request, reason: str, asked_at: datetime) -> None:
    """Remove everything of a request and record it. The caller holds the warehouse."""
    warehouse, what, sql = settings.warehouse, request.found, HOME / "sql"
    _record(ledger, request, reason, asked_at)
    had_site = (warehouse / SITE).exists()
    for folder in (*_WORKING_FOLDERS, SITE):
        shutil.rmtree(warehouse / folder, ignore_errors=True)
    remove_left_behind(warehouse)
    for half_written in (warehouse / "raw").rglob("*.part"):
        half_written.unlink()
    for archive in sorted((warehouse / "raw").rglob("*.warc.gz")):
        erase_records(archive, what.addresses, what.sources)
    names = make_matcher(what.addresses)
    ledger.run_script(sql / "forget" / "ops", list_frames(what), names)
    *versions, published = list_files(warehouse)
    for version in versions:
        rewrite_version(version, what, names, ledger, sql) if is_known_schema(version) else version.unlink()
    rewrite_published(published, what, names, ledger, sql, settings.seeds)
    if had_site:
        build_site(warehouse, ledger, is_whole=settings.site_whole_texts, fewest=settings.site_fewest_articles)


def list_files(warehouse: Path) -> list[Path]:
    """The warehouse files: all that lies in `versions/`, then the published file.

    Unlike `list_versions`, it also takes copies that somebody named otherwise: they hold the same texts. Only what a
    killed command left behind is none.
    """
    kept = sorted(file for file in (warehouse / VERSIONS).glob("*.duckdb") if not file.name.startswith(STAGE))
    return [*kept, warehouse / PUBLISHED]


def _record(ledger: Ledger, request: Request, reason: str, asked_at: datetime) -> None:
    rows = {digest: kind for kind, digest in _digest_keys(request)}
    known = {row["key_digest"] for row in ledger.rows("select key_digest from forgotten")}
    common = {"reason": reason, "asked_at": asked_at}
    ledger.put("forgotten", [{"key_digest": d, "kind": k, **common} for d, k in rows.items() if d not in known])


def _digest_keys(request: Request) -> Iterator[tuple[KeyKind, str]]:
    yield request.kind, digest_key(request.kind, request.key)
    if request.kind is not KeyKind.SOURCE:  # the name of a source stands for all its articles
        for article in request.found.articles:
            yield KeyKind.ARTICLE, digest_key(KeyKind.ARTICLE, article)
        for address in request.found.addresses:
            yield KeyKind.ADDRESS, digest_key(KeyKind.ADDRESS, address)
