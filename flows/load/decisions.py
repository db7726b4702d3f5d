"""The decisions of a warehouse folder, compared with the ids of its published file."""

from __future__ import annotations

from pathlib import Path

from flows.identity.decisions import DECISIONS, Decision, read_decisions
from flows.load.database import open_published
from flows.load.publish import PUBLISHED

_HAS_DECISIONS = "select 1 from duckdb_tables() where schema_name = 'main' and table_name = 'entity_decisions'"
# An article may leave and take an entity along; a decision that earlier runs obeyed does not stop the night then.
_KNOWN_IDS = """
    select entity_id from main.entities
    union
    select old_id from main.entity_redirects
    union
    select unnest([one, other]) from main.entity_decisions
"""


def read_known_decisions(warehouse: Path) -> list[Decision]:
    """The decisions in `decisions.csv` of a warehouse folder; none where the file is missing.

    Raises `UsageError` with the line where one is malformed, contradicts the others, or names an id that no entity has
    or had. Ids are compared only where something is published.
    """
    file, published = warehouse / DECISIONS, warehouse / PUBLISHED
    known = _read_known_ids(published) if file.exists() and published.exists() else None
    return read_decisions(file, known)


def _read_known_ids(published: Path) -> frozenset[str] | None:
    """The ids that a decision may name; None for a file of an earlier version, whose ids are others."""
    with open_published(published) as connection:
        if not connection.execute(_HAS_DECISIONS).fetchone():
            return None
        return frozenset(key for (key,) in connection.execute(_KNOWN_IDS).fetchall())
