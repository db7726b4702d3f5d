"""`python -m tests.load.snapshot` writes the tables of the newest schema version, for the tests of migrations."""

from __future__ import annotations

from pathlib import Path

from flows.load.schema import SCHEMA_VERSION
from flows.settings import HOME


def main() -> None:
    """The files of `sql/schema/main` and `sql/schema/ops`, one after the other."""
    files = [file for part in ("main", "ops") for file in sorted((HOME / "sql" / "schema" / part).glob("*.sql"))]
    target = Path(__file__).parent / "versions" / f"{SCHEMA_VERSION:04}.sql"
    target.parent.mkdir(exist_ok=True)
    target.write_text("create schema ops;\n\n" + "\n".join(file.read_text("utf-8") for file in files), "utf-8")


if __name__ == "__main__":
    main()
