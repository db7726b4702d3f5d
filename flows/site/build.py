"""The site of a warehouse, brought up to date: what did not change is not rendered again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from time import monotonic

import duckdb
from jinja2 import Environment

from flows.load.publish import PUBLISHED
from flows.site import articles, morning, names, outlets, quality, stories
from flows.site.pages import Page, article_path
from flows.site.quality import Readable
from flows.site.render import HERE, make_environment
from flows.site.search import build_index
from flows.site.store import SITE, Store
from flows.site.warehouse import PAGE_LIMIT, SQL, SiteWarehouse

FEWEST_ARTICLES = 20
"""The default of the setting `site_fewest_articles`."""
_SECTIONS = {"names/": "names", "outlets/": "outlets", "stories/": "stories", "articles/": "articles"}
_REASONS = (
    "select rule, any_value(reason order by reason) as reason from seeds.quote_confidence group by rule order by rule"
)


@dataclass(frozen=True)
class Built:
    """A site after its build: where it lies, how many files it has, how many were written and removed, and seconds.

    `search`: why there is no search; empty where there is one.
    """

    folder: Path
    count_files: int
    count_written: int
    count_removed: int
    seconds: float
    search: str = ""


def build_site(
    warehouse: Path,
    ledger: Readable | None,
    *,
    is_whole: bool = False,
    fewest: int = FEWEST_ARTICLES,
    page_limit: int = PAGE_LIMIT,
) -> Built:
    """Build `warehouse/site`. Without a published file it has the quality page alone.

    `is_whole`: show the articles' whole texts, not only the sentences around quotes: they are others' property.
    `fewest`: as in `morning.read_pages`.
    Raises `OnRecordError` where the published file is damaged or of another shape.
    """
    started = monotonic()
    store = Store(warehouse / SITE, _builder())
    store.load()
    environment = make_environment()
    _put_assets(store)
    if ledger is not None:
        _put(store, environment, quality.read_page(ledger))
    reason = ""
    if (warehouse / PUBLISHED).exists():
        with SiteWarehouse.open(warehouse / PUBLISHED, page_limit) as opened:
            reason = _put_published(store, environment, opened, fewest, is_whole=is_whole)
    removed = store.finish()
    return Built(store.root, len(store.now), store.count_written, removed, monotonic() - started, reason)


def _put_published(
    store: Store, environment: Environment, warehouse: SiteWarehouse, fewest: int, *, is_whole: bool
) -> str:
    """Write what the published file gives. Returns why there is no search, or an empty text."""
    for page in _pages(warehouse, fewest):
        _put(store, environment, page)
    digests = articles.read_fingerprints(warehouse, is_whole=is_whole)
    _put_articles(store, environment, warehouse, digests, is_whole=is_whole)
    search = build_index(warehouse, store)
    _put(
        store, environment, Page("search.html", "search.html.j2", {"bundles": search.bundles, "reason": search.reason})
    )
    return search.reason


def _pages(warehouse: SiteWarehouse, fewest: int) -> Iterator[Page]:
    yield from morning.read_pages(warehouse, fewest)
    yield from names.read_pages(warehouse)
    yield from outlets.read_pages(warehouse)
    yield from stories.read_pages(warehouse)


def _put_articles(
    store: Store, environment: Environment, warehouse: SiteWarehouse, digests: dict[str, str], *, is_whole: bool
) -> None:
    changed = []
    for article_id, digest in digests.items():
        path = article_path(article_id)
        if store.is_current(path, digest):
            store.keep(path, digest)
        else:
            changed.append(article_id)
    for article_id, page in zip(
        changed, articles.read_pages(warehouse, changed, _reasons(warehouse), is_whole=is_whole), strict=True
    ):
        store.put(page.path, digests[article_id], partial(_render, environment, page))


def _reasons(warehouse: SiteWarehouse) -> dict[str, str]:
    """What each rule finds, as the published file's own seeds say."""
    try:
        return {row["rule"]: row["reason"] for row in warehouse.rows(_REASONS)}
    except duckdb.CatalogException:
        return {}


def _put(store: Store, environment: Environment, page: Page) -> None:
    store.put(page.path, page.fingerprint(), partial(_render, environment, page))


def _render(environment: Environment, page: Page) -> bytes:
    section = next((name for folder, name in _SECTIONS.items() if page.path.startswith(folder)), Path(page.path).stem)
    context = page.prepare(page.data)
    root = "../" * page.path.count("/")
    return (
        environment.get_template(page.template).render(context, root=root, section=section).encode("utf-8", "replace")
    )


def _put_assets(store: Store) -> None:
    for file in sorted((HERE / "assets").iterdir()):
        content = file.read_bytes()
        store.put(f"assets/{file.name}", blake2b(content, digest_size=10).hexdigest(), partial(bytes, content))


@cache
def _builder() -> str:
    """A digest of all that decides how data becomes pages: our files, the queries, and the version of DuckDB."""
    digest = blake2b(duckdb.__version__.encode(), digest_size=10)
    for folder, pattern in ((HERE, "*.py"), (HERE / "templates", "*"), (SQL, "*/*.sql")):
        for file in sorted(folder.glob(pattern)):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
