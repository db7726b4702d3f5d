"""How long each mart and macro takes on a made warehouse of a million mentions and 200,000 quotes.

    python benchmarks/marts.py FOLDER [QUOTES]

FOLDER keeps the made file for the next time. Each mart is read whole, with all columns; each macro is asked for a name,
or words, that a thousandth of the rows have. Prints seconds of the processor; the limit is 0.5 (exit 1 above it).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flows.load.database import open_published, open_stage
from flows.load.schema import prepare
from flows.load.search import index_texts
from flows.settings import HOME

LIMIT = 0.5
QUOTES = 200_000
ROWS = Path(__file__).with_suffix(".sql")
MACROS = (
    "quotes_by('Family77')",
    "quotes_about('Family77')",
    "search_quotes('word77 bridge77')",
    "search_quotes('\"spoken in this place\" ete')",
    "search_articles('term77 term777')",
    "search_articles('\"term7 term0\" term1')",
    "named_entities('Family77')",
    "named_with('Family77')",
    "precise_entities('Family77')",
    "versus('Family77', 'Family78')",
)


def make_warehouse(file: Path, quotes: int) -> None:
    """A warehouse file with made rows."""
    with open_stage(file) as stage:
        prepare(stage, HOME / "sql", HOME / "seeds")
        for statement in stage.extract_statements(ROWS.read_text("utf-8")):
            asked = {"quotes": quotes} if "$quotes" in statement.query else None
            stage.execute(statement, asked)
        stage.execute("create temp table arriving as select article_id from main.articles")
        index_texts(stage, HOME / "sql")


def measure(connection: duckdb.DuckDBPyConnection, relation: str) -> float:
    """Seconds of the processor to read a relation whole; the hash needs every column."""
    began = time.process_time()
    connection.execute(f"select count(*), bit_xor(hash(rows)) from {relation} as rows").fetchall()
    return time.process_time() - began


def main() -> None:
    """Print the seconds of each mart and macro; exit 1 if one is above the limit."""
    file = Path(sys.argv[1], "onrecord.duckdb")
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        make_warehouse(file, int(sys.argv[2]) if len(sys.argv) > 2 else QUOTES)
    with open_published(file) as connection:
        connection.execute("set threads = 2")
        query = "select 'mart.' || view_name from duckdb_views() where schema_name = 'mart' order by view_name"
        marts = [name for (name,) in connection.execute(query).fetchall()]
        times = {relation: measure(connection, relation) for relation in (*marts, *MACROS)}
    for relation, seconds in times.items():
        print(f"{seconds:6.2f} s  {relation}{'' if seconds <= LIMIT else '  ABOVE THE LIMIT'}")
    sys.exit(any(seconds > LIMIT for seconds in times.values()))


if __name__ == "__main__":
    main()
