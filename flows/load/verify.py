"""Finds out whether the published file is one that a run published. If not, a kept version takes its place.

A file that somebody changed is never read or copied by a night. It is set aside in `changed/`, so that nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from flows.ledger import Ledger
from flows.load.digests import digest_file, sync
from flows.load.earlier_nights import find_published_run
from flows.load.publish import PUBLISHED, READ_ONLY
from flows.load.versions import link_or_copy, list_versions

CHANGED = "changed"
"""The folder of published files that somebody changed."""


@dataclass(frozen=True)
class PublishedFile:
    """The published file as a run finds it.

    `run_id`, `digest`: the run that published it and its SHA-256; None where nothing is published. `change`: what
    somebody did to the file, None if nobody did anything. `is_usable`: whether the night may start from it, which after
    a change means that a kept version took its place.
    """

    run_id: str | None = None
    digest: str | None = None
    change: str | None = None
    is_usable: bool = True


def verify_published(warehouse: Path, ledger: Ledger) -> PublishedFile:
    """The published file, after a kept version took its place where somebody changed it. The caller holds the lock."""
    if not has_digests(ledger):
        adopt_files(warehouse, ledger)
    found = examine_published(warehouse, ledger)
    return found if found.change is None else go_back(warehouse, ledger, found)


def examine_published(warehouse: Path, ledger: Ledger) -> PublishedFile:
    """The published file, compared with the digests in the ledger; changes nothing."""
    published = warehouse / PUBLISHED
    newest_run = ledger.find_newest_published()
    newest = str(newest_run["run_id"]) if newest_run else None
    if published.exists():
        digest = digest_file(published)
        if run_id := _find_writer(ledger, digest):
            return PublishedFile(run_id, digest)
        change = f"{published} is not the file that run {newest} published: somebody changed it"
        return PublishedFile(newest, digest, change, is_usable=False)
    if newest is None:
        return PublishedFile()
    return PublishedFile(newest, None, f"{published} is missing, which run {newest} published", is_usable=False)


def has_digests(ledger: Ledger) -> bool:
    """Whether the ledger knows the digest of the newest published file: an earlier On Record recorded none."""
    if not ledger.rows("select 1 from pragma_table_info('runs') where name = 'file_digest'"):
        return False  # a ledger of an earlier On Record, read before a run has added the column
    newest = ledger.find_newest_published()
    return newest is not None and newest["file_digest"] is not None


def find_changed_versions(warehouse: Path, ledger: Ledger) -> list[Path]:
    """The kept versions that somebody changed, oldest first. Versions without a digest in the ledger do not count."""
    digests = {row["run_id"]: row["file_digest"] for row in ledger.rows("select run_id, file_digest from runs")}
    return [path for path in list_versions(warehouse) if digests.get(path.stem) not in (None, digest_file(path))]


def adopt_files(warehouse: Path, ledger: Ledger) -> None:
    """Record the digests of files that an earlier On Record published, as they are now. Damaged files get none."""
    for file in (*list_versions(warehouse), warehouse / PUBLISHED):
        if run_id := find_published_run(file):
            ledger.update_run(run_id, file_digest=digest_file(file))


def go_back(warehouse: Path, ledger: Ledger, found: PublishedFile) -> PublishedFile:
    """Put the newest kept version that nobody changed in the place of the published file, and set that aside.

    The runs after that version count as not published, so that the next runs fetch and load their articles again.
    Returns `found` as it is where no version can be used.
    """
    for version in reversed(list_versions(warehouse)):
        digest = digest_file(version)
        if _find_writer(ledger, digest) == version.stem:
            published = warehouse / PUBLISHED
            _set_aside(published, found)
            ledger.withdraw_runs(version.stem, f"withdrawn: {found.change}; the warehouse went back to {version.stem}")
            version.chmod(READ_ONLY)
            version.replace(published)
            sync(warehouse)
            return replace(found, run_id=version.stem, digest=digest, is_usable=True)
    return found


def _set_aside(published: Path, found: PublishedFile) -> None:
    if found.digest:
        link_or_copy(published, published.parent / CHANGED / f"{found.run_id}-{found.digest[:8]}.duckdb")


def _find_writer(ledger: Ledger, digest: str) -> str | None:
    runs = ledger.rows("select run_id from runs where file_digest = ?", [digest])
    return str(runs[0]["run_id"]) if runs else None
