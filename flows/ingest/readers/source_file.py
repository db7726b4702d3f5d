"""A file as the readers see it: its bytes, its name for people, its address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from flows.ingest.units import Fields, Note, Refused, Unit
from flows.settings import MIB, Limits

MEMBER_MARK = "!/"
"""Between the name of a container and that of its member: "day.zip!/a.txt"."""


@dataclass(frozen=True)
class SourceFile:
    """`path`: where the bytes lie. `name`: its path for people, or "container!/member". `url`: its address. `depth`:
    the number of containers around it."""

    path: Path
    name: str
    url: str
    limits: Limits
    depth: int = 0

    @property
    def base_name(self) -> str:
        """The bare name, which can identify the article in the file."""
        return self.name.replace(MEMBER_MARK, "/").rpartition("/")[2]

    def member(self, path: Path, name: str) -> SourceFile:
        """The file of a member that was unpacked to `path`."""
        url = f"{self.url}#{quote(name)}"
        return SourceFile(path, f"{self.name}{MEMBER_MARK}{name}", url, self.limits, self.depth + 1)

    def unpacked(self, path: Path) -> SourceFile:
        """The same file after its compression was removed."""
        return SourceFile(path, self.name, self.url, self.limits, self.depth + 1)

    def read_whole(self, limit: int) -> bytes:
        """The bytes. Raises `Refused` with `too_large` if there are more than `limit`."""
        size = self.path.stat().st_size
        if size > limit:
            raise Refused("too_large", f"{size / MIB:.1f} MiB; the limit for such a file is {limit / MIB:g} MiB")
        return self.path.read_bytes()

    def unit(self, content: Fields | Refused, place: str | None = None, notes: tuple[Note, ...] = ()) -> Unit:
        """A unit of this file. `place` says where in the file it stands ("line 3"); None if it is the whole file."""
        name = self.name if place is None else f"{self.name}:{place}"
        return Unit(name, self.base_name, content, is_alone=place is None, notes=notes)


def open_file(path: Path, limits: Limits) -> SourceFile:
    """A file of this machine."""
    return SourceFile(path, str(path), path.as_uri(), limits)
