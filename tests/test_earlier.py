"""What a night asks of those before it."""

from __future__ import annotations

from pathlib import Path

from flows.earlier import refused_articles
from flows.ledger import Ledger
from tests.conftest import NIGHT, ROOT, START


def test_of_what_was_refused_before_only_the_articles_of_tonight_are_read(tmp_path: Path) -> None:
    with Ledger.open(tmp_path, ROOT / "sql") as ledger:
        for status in ("published", "published", "gate_failed"):
            run_id = ledger.start_run(NIGHT, START, None, software_version="0", model="m", extractor="x")
            rows = [
                {
                    "table_name": table,
                    "article_id": article,
                    "rule": "r",
                    "reason": "",
                    "payload": f"{status} {article}",
                }
                for table, article in (("articles", "again"), ("articles", "gone"), ("quotes", "new"), ("inputs", None))
            ]
            ledger.add("quarantine", rows, run_id=run_id)
            ledger.update_run(run_id, status=status)
        found = refused_articles(ledger, ["again", "new", None])
        assert found.rows() == [("again", "r", "published again")]
        assert refused_articles(ledger, []).rows() == []
        assert refused_articles(ledger, []).schema == found.schema
