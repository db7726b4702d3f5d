"""The search index, by Pagefind: a bundle of names, and one for every 2,000 articles as they were first seen.

The newest articles stand in bundles of 500 until they fill one of 2,000. A night adds to the last and leaves the others
alone. Pagefind reads small HTML files of our making, so that the pages themselves carry nothing for it.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from importlib import import_module
from pathlib import Path

from flows.site.search_records import Record, article_records, name_records
from flows.site.store import Store
from flows.site.text import clean
from flows.site.warehouse import SiteWarehouse

FOLDER = "search"
_ENTRY = "pagefind-entry.json"
_BUNDLE_SIZE = 2000
"""Articles of a bundle: Pagefind takes some 3 s for 1,000 of them, and a browser merges five bundles without delay."""
_NEW_SIZE = 500
"""Articles of a bundle of those that fill no bundle yet: the most that a night indexes again beside its own."""
_NEEDED = {"pagefind.js", "pagefind-worker.js", "wasm.en.pagefind", _ENTRY, "fragment", "index", "filter"}
"""What the search page loads. Pagefind also writes pages and styles of its own."""
_TIMEOUT = 600
"""Seconds for one bundle, a hundred times what it takes: a program that hangs must not hold the next night."""

_RECORDS = """
    with said as (
        select
            article_id,
            md5(string_agg(
                concat_ws('|', number, kind, confidence, coalesce(speaker, ''), text), '|' order by number
            )) as digest
        from site_quotes
        group by article_id
    )
    select article_id, md5(concat_ws('|', title, source, published_on, said.digest)) as digest
    from site_articles left join said using (article_id)
    order by first_seen_at, article_id
"""
_NAMES = "select entity_id, name, label, aliases, count_by, count_articles from site_entities"

_NO_PROGRAM = (
    "This site has no search: Pagefind, which indexes it, has no program for this machine. Put `pagefind` on the PATH "
    "(its project has programs for more systems), then run `onrecord site`."
)


@dataclass(frozen=True)
class Search:
    """The bundles of the index, oldest first; without any, the reason why the search does not work."""

    bundles: list[str]
    reason: str = ""


def build_index(warehouse: SiteWarehouse, store: Store) -> Search:
    """Bring the index up to date."""
    program = find_program()
    if program is None:
        return Search([], _NO_PROGRAM)
    bundles = _Bundles(store, program)
    try:
        _build_bundles(bundles, warehouse)
    except (OSError, subprocess.SubprocessError) as error:
        return Search([], f"The search index could not be built: {clean(error)[:300]}")
    bundles.remove_others()
    return Search(bundles.names)


def find_program() -> str | None:
    """The path of the Pagefind program: that of the package `pagefind_bin`, else one on the PATH, else None."""
    try:
        return str(import_module("pagefind_bin").get_executable())
    except (ImportError, OSError, RuntimeError):
        return shutil.which("pagefind")


def _build_bundles(bundles: _Bundles, warehouse: SiteWarehouse) -> None:
    names = warehouse.rows(_NAMES)
    if names:
        bundles.put("names", repr(names), lambda: name_records(names))
    # A link that an article's page gains changes no record, so records have digests of their own.
    digests = {row["article_id"]: row["digest"] for row in warehouse.rows(_RECORDS)}
    for name, batch in split_bundles(list(digests)):
        key = repr([(article_id, digests[article_id]) for article_id in batch])
        bundles.put(name, key, partial(article_records, warehouse, batch))


def split_bundles(ids: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The bundles of articles, oldest first: their names, and the articles of each."""
    whole = len(ids) // _BUNDLE_SIZE * _BUNDLE_SIZE
    for first in range(0, whole, _BUNDLE_SIZE):
        yield f"articles-{first // _BUNDLE_SIZE + 1:04}", ids[first : first + _BUNDLE_SIZE]
    for first in range(whole, len(ids), _NEW_SIZE):
        yield f"newest-{(first - whole) // _NEW_SIZE + 1}", ids[first : first + _NEW_SIZE]


@dataclass
class _Bundles:
    """The bundles of a site, in the order in which they were put."""

    store: Store
    program: str
    names: list[str] = field(default_factory=list)

    def put(self, name: str, key: str, make: Callable[[], Iterable[Record]]) -> None:
        """Build a bundle unless it is current. `key` changes with the records that `make` gives."""
        path = f"{FOLDER}/{name}/{_ENTRY}"
        fingerprint = blake2b(key.encode("utf-8", "replace"), digest_size=10).hexdigest()
        if not self.store.is_current(path, fingerprint):
            self.store.begin()
            _index(self.program, make(), self.store.root / FOLDER / name)
            self.store.count_written += 1
        self.store.keep(path, fingerprint)
        self.names.append(name)

    def remove_others(self) -> None:
        """Remove the folders of bundles that this build did not put, and what a killed build left."""
        folder = self.store.root / FOLDER
        for child in folder.iterdir() if folder.is_dir() else ():
            if child.name not in self.names and child.is_dir():
                shutil.rmtree(child)


def _index(program: str, records: Iterable[Record], folder: Path) -> None:
    """Run Pagefind over the records; its files take the place of `folder`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".part-") as made:
        source, output = Path(made, "in"), Path(made, "out")
        source.mkdir()
        for name, content in records:
            (source / f"{name}.html").write_text(content, "utf-8", "replace")
        _run(program, source, output)
        for file in output.iterdir():
            if file.name not in _NEEDED and file.suffix != ".pf_meta":
                shutil.rmtree(file) if file.is_dir() else file.unlink()
        shutil.rmtree(folder, ignore_errors=True)
        output.replace(folder)


def _run(program: str, source: Path, output: Path) -> None:
    # The program runs in a folder of its own, from which a relative path would lead elsewhere.
    paths = ["--site", str(source.absolute()), "--output-path", str(output.absolute())]
    command = [program, *paths, "--force-language", "en", "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, cwd=source.parent, check=False)
    if done.returncode:
        raise subprocess.SubprocessError((done.stderr or done.stdout).strip() or "Pagefind failed")
