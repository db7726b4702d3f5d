"""`python -m tests.load.snapshot` writes the tables of the newest schema version, for the tests of migrations.

`versions/NNNN/` holds the files of `sql/schema` that a version added or changed, as they were when it was the newest;
an empty file is a table that it dropped. Only the newest version is written anew, before its release.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from flows.load.schema import SCHEMA_VERSION
from flows.settings import HOME

VERSIONS = Path(__file__).parent / "versions"
PARTS = ("main", "ops")


def read_tables(version: int) -> dict[str, str]:
    """Path in `sql/schema` -> the statements of a table, for each table of a schema version."""
    folders = [VERSIONS / f"{each:04}" / part for each in range(1, version + 1) for part in PARTS]
    files = [file for folder in folders for file in sorted(folder.glob("*.sql"))]
    return {f"{file.parent.name}/{file.name}": file.read_text("utf-8") for file in files}


def main() -> None:
    """Write the tables that the newest version changed."""
    schema, target = HOME / "sql" / "schema", VERSIONS / f"{SCHEMA_VERSION:04}"
    shutil.rmtree(target, ignore_errors=True)
    before = read_tables(SCHEMA_VERSION - 1)
    now = {f"{part}/{file.name}": file.read_text("utf-8") for part in PARTS for file in (schema / part).glob("*.sql")}
    for name in before.keys() | now.keys():
        if before.get(name) != (text := now.get(name, "")):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
