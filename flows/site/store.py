"""The files of a site on disk: only what changed is written, what no page needs any more is removed.

`pages.json` holds the fingerprint of every file. It is taken away before the first write and comes back after the last:
a build that was killed is followed by a whole one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flows.system.whole_files import write_whole

SITE = "site"
"""Folder of the site in the warehouse folder."""

MANIFEST = "pages.json"


@dataclass
class Store:
    """A site's folder. `builder` is a digest of what renders it: another builder renders everything again."""

    root: Path
    builder: str
    known: dict[str, str] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)
    count_written: int = 0

    def load(self) -> None:
        """Read the fingerprints of the last build, if this builder made it and it ended."""
        try:
            manifest = json.loads((self.root / MANIFEST).read_text("utf-8"))
            same_builder = manifest["builder"] == self.builder
            files = dict(manifest["files"])
        except (OSError, ValueError, KeyError, TypeError):
            self.known = {}
            return
        self.known = files if same_builder else dict.fromkeys(files, "")

    def is_current(self, path: str, fingerprint: str) -> bool:
        """Whether the file on disk was made from the same data by the same builder."""
        return self.known.get(path) == fingerprint and (self.root / path).is_file()

    def put(self, path: str, fingerprint: str, make: Callable[[], bytes]) -> None:
        """Write a file unless it is current; `make` is called only where it is not."""
        if not self.is_current(path, fingerprint):
            self.begin()
            write_whole(self.root / path, make())
            self.count_written += 1
        self.now[path] = fingerprint

    def keep(self, path: str, fingerprint: str) -> None:
        """Note a file, or a folder of files, that another program wrote."""
        self.now[path] = fingerprint

    def finish(self) -> int:
        """Remove the files that this build did not name, write the manifest, return how many were removed."""
        gone = [path for path in self.known if path not in self.now]
        if gone or self.count_written:
            self.begin()
        for path in gone:
            file = self.root / path
            if file.is_file() and file.resolve().is_relative_to(self.root.resolve()):
                file.unlink()
        text = json.dumps({"builder": self.builder, "files": self.now}, indent=0, sort_keys=True)
        write_whole(self.root / MANIFEST, text.encode())
        return len(gone)

    def begin(self) -> None:
        """Take the manifest away: from here on the site is neither the old nor the new."""
        (self.root / MANIFEST).unlink(missing_ok=True)
