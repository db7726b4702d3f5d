"""What a night takes in: the paths and addresses it is given, else the sources that are configured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.ingest.discover import Target
from flows.outcomes import UsageError
from flows.settings import Source

_ON_DISK = ("files", "warc")


@dataclass(frozen=True)
class Inputs:
    """Paths to read, addresses and configured sources to ask, and the source that what is given belongs to."""

    paths: tuple[Path | Target, ...] = ()
    urls: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    source: str | None = None

    @property
    def is_online(self) -> bool:
        """Whether servers have to be asked."""
        return bool(self.urls or self.sources)


def sort_out(targets: Sequence[str], configured: Mapping[str, Source], source: str | None) -> Inputs:
    """What to take in, given `targets` (paths and addresses, which belong to `source`), else the `configured` sources,
    of which `source` selects one.

    Raises:
        UsageError: a path does not exist, nothing is given and nothing configured, or no source has that name.
    """
    if targets:
        urls = tuple(target for target in targets if is_url(target))
        paths = tuple(Path(target) for target in targets if not is_url(target))
        for path in paths:
            if not path.exists():
                raise UsageError(f"{path} does not exist. Nothing was run.")
        return Inputs(paths, urls, source=source)
    chosen = _chosen(configured, source)
    on_disk = tuple(Target(path, name) for name, one in chosen.items() if one.kind in _ON_DISK for path in one.paths)
    return Inputs(on_disk, sources={name: one for name, one in chosen.items() if one.kind not in _ON_DISK})


def is_url(target: str) -> bool:
    """Whether a target is an address of the web, not a path."""
    return target.lower().startswith(("http://", "https://"))


def _chosen(configured: Mapping[str, Source], source: str | None) -> Mapping[str, Source]:
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
