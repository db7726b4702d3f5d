"""Which versions of the corpora the weights were trained on: MD5 sums, one line a file, as `md5sum` writes them.

    python -m models.checksums CORPORA models/corpora.md5

A corpus that has moved on is no error: training works, and the figures will differ.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import typer


def read_sums(path: Path) -> dict[str, str]:
    """Map each file's path below the corpora folder to its sum."""
    pairs = (line.split("  ", 1) for line in path.read_text(encoding="utf-8").splitlines())
    return {name: total for total, name in pairs}


def differences(corpora: Path, sums: dict[str, str]) -> dict[str, str]:
    """Map each file that is `missing` or has `changed` to which of the two."""
    found = {}
    for name, total in sums.items():
        path = corpora / name
        if not path.is_file():
            found[name] = "missing"
        elif hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest() != total:
            found[name] = "changed"
    return found


def main(corpora: Path, sums: Path) -> None:
    """Say which files differ; exit 1 if any is missing."""
    expected = read_sums(sums)
    found = differences(corpora, expected)
    for name, what in found.items():
        typer.echo(f"{what}: {name}", err=True)
    typer.echo(f"{len(expected) - len(found)} of {len(expected)} files are the ones that the weights were trained on")
    if "missing" in found.values():
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
