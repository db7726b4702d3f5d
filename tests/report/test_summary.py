"""What a person reads when a night is over: only what the ledger and the published file say."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from flows.ledger import Ledger
from flows.load.database import open_stage
from flows.load.publish import PUBLISHED
from flows.load.schema import prepare
from flows.report.summary import TOP, print_summary
from tests.rows import make_check, start_run

ROOT = Path(__file__).parents[2]
ROWS = """
    insert into articles by name
    select 'a' || i as article_id, source, [] as authors, language, 'Rain.' as text, 1 as word_count, '' as text_hash,
        '' as record_hash, 1 as version, now() as first_seen_at, now() as loaded_at, '' as run_id, 'x' as extractor
    from (values (1, 'a.test', 'en'), (2, 'b.test', 'tr')) as t(i, source, language);
    insert into entities values ('e1', 'Ana [b]O''Hara[/b]', 'PERSON', [], now(), 3, 2);
    insert into quotes by name
    select 'q' || i as quote_id, 'a1' as article_id, kind, 'Rain.' as text, 0 as start_char, 5 as end_char,
        [{start_char: 0, end_char: 5}] as segments, 'speech' as cue_class, speaker, entity as speaker_entity_id,
        'name' as speaker_form, 'explicit' as resolution, 1.0 as confidence, 'test' as rule, false as is_unclosed
    from (values (1, 'direct', 'Ana O''Hara', 'e1'), (2, 'mixed', 'Ana O''Hara', 'e1'), (3, 'indirect', null, null))
        as t(i, kind, speaker, entity);
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("summary") / PUBLISHED
    with open_stage(file) as connection:
        prepare(connection, ROOT / "sql", ROOT / "seeds")
        connection.execute(ROWS)
    return file


@pytest.fixture
def ledger(tmp_path: Path, template: Path) -> Iterator[Ledger]:
    shutil.copyfile(template, tmp_path / PUBLISHED)
    with Ledger.open(tmp_path, ROOT / "sql") as opened:
        start_run(opened, date(2026, 11, 22))
        opened.update_run("2026-11-22.1", status="published", seconds=12.4, inputs=2, articles_extracted=1)
        yield opened


def shown(warehouse: Path, ledger: Ledger) -> str:
    ledger.close()
    console = Console(file=io.StringIO(), width=120, color_system=None)
    print_summary(console, warehouse, "2026-11-22.1", frozenset({"en"}))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def outcome(name: str, ended: str, reason: str | None = None) -> dict[str, object]:
    return {"input": f"inbox/{name}", "outcome": ended, "reason": reason}


def test_what_the_warehouse_holds(tmp_path: Path, ledger: Ledger) -> None:
    ledger.add("outcomes", [outcome("a", "loaded"), outcome("b", "loaded")], run_id="2026-11-22.1")
    text = shown(tmp_path, ledger)
    assert "night of 2026-11-22 · run 2026-11-22.1 · published in 12 s" in text
    assert "2 loaded" in text
    assert "from 2 outlets; not extracted because of their language: 1 in tr" in text
    assert "1 direct, 1 mixed, 1 indirect; 67% with a speaker" in text
    assert "1 articles extracted tonight" in text
    assert "Left out" not in text
    assert "Rules that failed" not in text


def test_names_are_printed_as_they_are_written_and_quoted_for_sql(tmp_path: Path, ledger: Ledger) -> None:
    text = shown(tmp_path, ledger)
    assert "Ana [b]O'Hara[/b]" in text
    assert "quotes_by('Ana [b]O''Hara[/b]')" in text
    assert f"-w {tmp_path}" in text


def test_what_was_left_out_and_why(tmp_path: Path, ledger: Ledger) -> None:
    rows = [outcome(f"{number}.txt", "quarantined", "is [red]empty\x1b[2J") for number in range(TOP + 3)]
    ledger.add("outcomes", rows, run_id="2026-11-22.1")
    text = shown(tmp_path, ledger)
    assert f"Left out ({TOP + 3})" in text
    assert "0.txt: quarantined, is [red]empty[2J" in text
    assert "… and 3 more: onrecord sql" in text


def test_a_page_that_was_left_out_is_named_by_its_address(tmp_path: Path, ledger: Ledger) -> None:
    page = {
        **outcome("", "quarantined", "thin"),
        "input": "http://a.test/2026/lund (/w/raw/2026.1-a.test.warc.gz:1409)",
    }
    ledger.add("outcomes", [page], run_id="2026-11-22.1")
    text = shown(tmp_path, ledger)
    assert "  http://a.test/2026/lund: quarantined, thin" in text
    assert "warc" not in text


def test_rules_that_failed(tmp_path: Path, ledger: Ledger) -> None:
    rule = make_check("cue", kind="sql", count_failed=2, count_rows=9, sample_keys=["q1", "q2", "q3"])
    ledger.add("checks", [rule, {**rule, "rule_id": "met", "is_passed": True}], run_id="2026-11-22.1")
    text = shown(tmp_path, ledger)
    assert "Rules that failed (1)" in text
    assert "warning: quotes.cue, 2 of 9 rows (q1, q2)" in text


def test_ignored_fields_are_named_with_their_counts(tmp_path: Path, ledger: Ledger) -> None:
    fields = [{"rule": "ignored_field", "detail": f"[b]f{n}[/b]", "count_inputs": 40 - n} for n in range(TOP + 2)]
    repairs = {"rule": "bad_bytes", "detail": None, "count_inputs": 9}
    ledger.add("notes", [*fields, repairs], run_id="2026-11-22.1")
    text = shown(tmp_path, ledger)
    assert f"Ignored fields ({TOP + 2})" in text
    assert "[b]f0[/b] 40, [b]f1[/b] 39" in text
    assert "and 2 more: onrecord sql" in text
    assert "bad_bytes" not in text


def test_a_site_that_could_not_be_built_is_told_with_what_to_do(tmp_path: Path, ledger: Ledger) -> None:
    reason = "The site could not be built: No space left on [device]"
    ledger.add("notes", [{"rule": "site_not_whole", "detail": reason, "count_inputs": 0}], run_id="2026-11-22.1")
    text = shown(tmp_path, ledger)
    assert reason in text
    assert f"onrecord site -w {tmp_path}" in text
