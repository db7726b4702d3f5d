"""What each source brought to the published file in one run, for the comparison with its earlier nights."""

from __future__ import annotations

from pathlib import Path

from flows.load.database import open_published


def brought_by(published: Path, run_id: str, sql: Path) -> dict[str, dict[str, int]]:
    """Source -> the counts of `ops.source_nights`, of the run's new and revised articles."""
    query = (sql / "measures" / "source_nights.sql").read_text("utf-8")
    with open_published(published) as connection:
        found = connection.execute(query, {"run_id": run_id})
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return {row.pop("source"): row for row in rows}
