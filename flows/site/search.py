"""The search index, by Pagefind: a bundle of names, and one for every 2,000 articles as they were first seen.

A night adds to the last bundle and leaves the others alone. Pagefind reads small HTML files of our making, so that the
pages themselves carry nothing for it.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
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
_NEEDED = {"pagefind.js", "pagefind-worker.js", "wasm.en.pagefind", _ENTRY, "fragment", "index", "filter"}
"""What the search page loads. Pagefind also writes pages and styles of its own."""
_TIMEOUT = 600
"""Seconds for one bundle, a hundred times what it takes: a program that hangs must not hold the next night."""

_IDS = "select article_id from site_articles order by first_seen_at, article_id"
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


def build_index(warehouse: SiteWarehouse, store: Store, digests: Mapping[str, str]) -> Search:
    """Bring the index up to date. `digests`: article id -> digest of its page; equal digests are equal records."""
    program = find_program()
    if program is None:
        return Search([], _NO_PROGRAM)
    bundles = _Bundles(store, program)
    try:
        _build_bundles(bundles, warehouse, digests)
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


def _build_bundles(bundles: _Bundles, warehouse: SiteWarehouse, digests: Mapping[str, str]) -> None:
    names = warehouse.rows(_NAMES)
    if names:
        bundles.put("names", repr(names), lambda: name_records(names))
    ids = [row["article_id"] for row in warehouse.rows(_IDS)]
    for first in range(0, len(ids), _BUNDLE_SIZE):
        batch = ids[first : first + _BUNDLE_SIZE]
        key = repr([(article_id, digests[article_id]) for article_id in batch])
        name = f"articles-{first // _BUNDLE_SIZE + 1:04}"
        bundles.put(name, key, lambda batch=batch: article_records(warehouse, batch))  # type: ignore[misc]


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
    command = [program, "--site", str(source), "--output-path", str(output), "--force-language", "en", "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, cwd=source.parent, check=False)
    if done.returncode:
        raise subprocess.SubprocessError((done.stderr or done.stdout).strip() or "Pagefind failed")
