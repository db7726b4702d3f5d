"""The inputs of a night: the given paths and addresses, else the configured sources."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.errors import UsageError
from flows.ingest.files.list_files import Target, require_readable
from flows.settings import Source

_ON_DISK = ("files", "warc")


@dataclass(frozen=True)
class Inputs:
    """Paths to read, addresses and sources to fetch. `source`: the source of what was given by hand. `only`: names of
    the inputs to read (empty: all)."""

    paths: tuple[Path | Target, ...] = ()
    urls: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    source: str | None = None
    only: frozenset[str] = frozenset()

    @property
    def is_online(self) -> bool:
        """Whether the run sends requests to servers."""
        return bool(self.urls or self.sources)

    @property
    def requested_sources(self) -> set[str]:
        """The sources that a run requests by name: those configured, or the one that `--source` gives to its inputs."""
        on_disk = (path.source for path in self.paths if isinstance(path, Target))
        return {name for name in (self.source, *self.sources, *on_disk) if name}


def select_inputs(
    targets: Sequence[str], configured: Mapping[str, Source], source: str | None, only: Iterable[str] = ()
) -> Inputs:
    """The inputs: `targets` (paths and addresses of the source `source`), else the `configured` sources.

    Without targets, `source` selects one configured source. `only` names the inputs to read in the files (empty: all).

    Raises:
        UsageError: a path does not exist or holds nothing to read; nothing is given and nothing is configured; or
            no source has that name.
    """
    if targets:
        urls = tuple(target for target in targets if is_url(target))
        paths = tuple(Path(target) for target in targets if not is_url(target))
        require_readable(paths)
        return Inputs(paths, urls, source=source, only=frozenset(only))
    chosen = _select_sources(configured, source)
    on_disk = tuple(Target(path, name) for name, one in chosen.items() if one.kind in _ON_DISK for path in one.paths)
    return Inputs(on_disk, sources={name: one for name, one in chosen.items() if one.kind not in _ON_DISK})


def count_new_bytes(inputs: Inputs, since: float) -> int:
    """The size of the files on disk that came or changed after `since` (seconds of the epoch); an empty one counts 1.

    A guess for what can be prepared early, never a reason to leave a file out.
    """
    paths = (Path(path.path) if isinstance(path, Target) else path for path in inputs.paths)
    return sum(max(size, 1) for path in paths for size in _find_new_sizes(path, since))


def _find_new_sizes(path: Path, since: float) -> Iterator[int]:
    files = (Path(folder, name) for folder, _, names in os.walk(path) for name in names) if path.is_dir() else (path,)
    found = (file.lstat() for file in files if os.path.lexists(file))
    return (one.st_size for one in found if max(one.st_mtime, one.st_ctime) > since)


def is_url(target: str) -> bool:
    """Whether a target is a web address and not a path."""
    return target.lower().startswith(("http://", "https://"))


def make_absolute(target: str) -> str:
    """A target that means the same in every folder."""
    return target if is_url(target) else str(Path(target).absolute())


def _select_sources(configured: Mapping[str, Source], source: str | None) -> Mapping[str, Source]:
    if not configured:
        raise UsageError(
            "Nothing to read: name files, folders or addresses (`onrecord run seeds/articles`), or configure sources "
            "(`onrecord init`, `onrecord sources add URL`)."
        )
    if source is None:
        return configured
    if source not in configured:
        raise UsageError(f"No source is called {source}: there are {', '.join(sorted(configured))}.")
    return {source: configured[source]}
