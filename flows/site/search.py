"""The search index, by Pagefind: one bundle of names, and one for every 2,000 articles in the order they were first seen.

A night adds to the last bundle and leaves the others alone. Pagefind reads small HTML files of our making, a heading for
each quote, so that the pages themselves carry nothing for it.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path

from markupsafe import Markup

from flows.site.pages import article_path, name_path
from flows.site.render import LABELS, format_day
from flows.site.store import Store
from flows.site.text import clean
from flows.site.warehouse import Row, SiteWarehouse

FOLDER = "search"
_ENTRY = "pagefind-entry.json"
_BUNDLE = 2000
"""Articles of a bundle: Pagefind takes some 3 s for 1,000 of them, and a browser merges five bundles without delay."""
_NEEDED = ("pagefind.js", "pagefind-worker.js", _ENTRY, "fragment", "index", "filter")
_SECONDS = 600
_HIGH, _MIDDLE = 0.85, 0.6

_IDS = "select article_id from site_articles order by first_seen_at, article_id"
_ARTICLES = "select * from site_articles where list_contains($ids, article_id) order by first_seen_at, article_id"
_QUOTES = """
    select article_id, number, kind, text, speaker, confidence
    from site_quotes where list_contains($ids, article_id) order by article_id, number
"""
_NAMES = "select entity_id, name, label, aliases, count_by, count_articles from site_entities"

_HEAD = Markup('<html lang="en"><body><h1 data-pagefind-weight="4">{}</h1><p data-pagefind-meta="path:{}"></p>')
_WHERE = Markup('<p data-pagefind-ignore data-pagefind-meta="where">{}</p>')
_FILTER = Markup('<p data-pagefind-ignore data-pagefind-filter="{}">{}</p>')
_QUOTE = Markup('<h2 id="q{}_{}_{}">{}</h2><p>{} ¶</p>')


# Pagefind ends a block with a full stop where it has none: the mark behind a quote tells which one is its own.


@dataclass(frozen=True)
class Search:
    """The bundles of the index, oldest first; without any, the reason why the search does not work."""

    bundles: list[str]
    reason: str = ""


def build_index(warehouse: SiteWarehouse, store: Store, digests: Mapping[str, str]) -> Search:
    """Bring the index up to date. `digests`: article id -> digest of its page; equal digests are equal records."""
    program = find_program()
    if program is None:
        return Search([], _NOT_THERE)
    try:
        bundles = [_build_names(warehouse, store, program), *_build_articles(warehouse, store, program, digests)]
    except (OSError, subprocess.SubprocessError) as error:
        return Search([], f"The search index could not be built: {clean(error)[:300]}")
    _remove_others(store.root / FOLDER, bundles)
    return Search([bundle for bundle in bundles if bundle])


_NOT_THERE = (
    "This site has no search: Pagefind, which indexes it, has no program for this machine. Put `pagefind` on the PATH "
    "(its project has programs for more systems), then run `onrecord site`."
)


@cache
def find_program() -> str | None:
    """The path of the Pagefind program: that of the package `pagefind_bin`, else one on the PATH, else None."""
    try:
        return str(import_module("pagefind_bin").get_executable())
    except (ImportError, OSError, RuntimeError):
        return shutil.which("pagefind")


def _build_names(warehouse: SiteWarehouse, store: Store, program: str) -> str:
    rows = warehouse.rows(_NAMES)
    return _build_bundle(store, program, "names", repr(rows), lambda: map(_name_record, rows)) if rows else ""


def _build_articles(warehouse: SiteWarehouse, store: Store, program: str, digests: Mapping[str, str]) -> Iterator[str]:
    ids = [row["article_id"] for row in warehouse.rows(_IDS)]
    for first in range(0, len(ids), _BUNDLE):
        batch = ids[first : first + _BUNDLE]
        told = repr([(article_id, digests[article_id]) for article_id in batch])
        name = f"articles-{first // _BUNDLE + 1:04}"
        yield _build_bundle(store, program, name, told, lambda batch=batch: _article_records(warehouse, batch))  # type: ignore[misc]


def _build_bundle(store: Store, program: str, name: str, told: str, records) -> str:  # type: ignore[no-untyped-def]
    """Build one bundle unless it is current. Returns its name."""
    path = f"{FOLDER}/{name}/{_ENTRY}"
    fingerprint = blake2b(told.encode("utf-8", "replace"), digest_size=10).hexdigest()
    if not store.is_current(path, fingerprint):
        store.begin()
        _index(program, records(), store.root / FOLDER / name)
        store.count_written += 1
    store.keep(path, fingerprint)
    return name


def _index(program: str, records: Iterable[tuple[str, str]], folder: Path) -> None:
    """Run Pagefind over the records; its files take the place of `folder` in one step."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".part-") as made:
        source, output = Path(made, "in"), Path(made, "out")
        source.mkdir()
        for name, content in records:
            (source / f"{name}.html").write_text(content, "utf-8", "replace")
        command = [program, "--site", source, "--output-path", output, "--force-language", "en", "--silent"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, cwd=made, check=False)
        if done.returncode:
            raise subprocess.SubprocessError((done.stderr or done.stdout).strip() or "Pagefind failed")
        for file in output.iterdir():
            if file.name not in _NEEDED and not file.name.endswith((".pf_meta", "wasm.en.pagefind")):
                shutil.rmtree(file) if file.is_dir() else file.unlink()
        shutil.rmtree(folder, ignore_errors=True)
        output.replace(folder)


def _remove_others(folder: Path, bundles: list[str]) -> None:
    for child in folder.iterdir() if folder.is_dir() else ():
        if child.name not in bundles and child.is_dir():
            shutil.rmtree(child)


def _name_record(row: Row) -> tuple[str, str]:
    path = name_path(row["entity_id"])
    where = f"{LABELS.get(row['label'], 'Name')}, {row['count_by']} quotes, {row['count_articles']} articles"
    aliases = Markup("<p>{}</p>").format(clean("; ".join(row["aliases"][:50])))
    head = _HEAD.format(clean(row["name"]), path)
    return Path(path).stem, str(head + _WHERE.format(where) + aliases + Markup("</body></html>"))


def _article_records(warehouse: SiteWarehouse, ids: list[str]) -> Iterator[tuple[str, str]]:
    quotes: dict[str, list[Row]] = {}
    for quote in warehouse.rows(_QUOTES, {"ids": ids}):
        quotes.setdefault(quote["article_id"], []).append(quote)
    for article in warehouse.rows(_ARTICLES, {"ids": ids}):
        path = article_path(article["article_id"])
        yield Path(path).stem, _article_record(article, path, quotes.get(article["article_id"], []))


def _article_record(article: Row, path: str, quotes: list[Row]) -> str:
    day = article["published_on"]
    parts = [_HEAD.format(clean(article["title"]), path)]
    parts.append(_WHERE.format(f"{clean(article['source'])}, {format_day(day)}"))
    parts += [_FILTER.format(name, clean(value)) for name, value in _filters(article, quotes)]
    for quote in quotes:
        percent = round(quote["confidence"] * 100)
        speaker = clean(quote["speaker"] or "Nobody named")
        parts.append(_QUOTE.format(quote["number"], quote["kind"], percent, speaker, clean(quote["text"])))
    return "".join(map(str, [*parts, Markup("</body></html>")]))


def _filters(article: Row, quotes: list[Row]) -> Iterator[tuple[str, str]]:
    yield "outlet", article["source"]
    if article["published_on"]:
        yield "day", article["published_on"].isoformat()
    yield from (("person", speaker) for speaker in dict.fromkeys(q["speaker"] for q in quotes if q["speaker"]))
    yield from (("kind", kind) for kind in dict.fromkeys(quote["kind"] for quote in quotes))
    yield from (("confidence", band) for band in dict.fromkeys(_band(quote["confidence"]) for quote in quotes))


def _band(confidence: float) -> str:
    return "high" if confidence >= _HIGH else "middle" if confidence >= _MIDDLE else "low"
