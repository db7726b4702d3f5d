"""The differences between two warehouse files, and how they are printed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from flows.load.database import open_stage
from flows.load.publish import PUBLISHED
from flows.report.diff import TABLES, Sample, TableDiff, diff_files, print_diff
from tests.load.conftest import SEEDS, SQL, Nights, article, mention, publisher, quote


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The published files of two nights: the second changes a1, and brings a3. For reading only."""
    tmp_path = tmp_path_factory.mktemp("diff")
    nights = Nights(tmp_path / "nights")
    publish = publisher(tmp_path / "warehouse", SQL, SEEDS)
    said = {"speaker_text": "Ana", "start_char": 1}
    publish(
        nights.tonight(
            article("a1", "“Rain,” said Ana.", title="Rain"),
            article("a2", "Ana left.", title="Left"),
            mentions=[mention("a1", 13, 16, "Ana")],
            quotes=[quote("a1", (1, 6), text="Rain,", **said)],
        )
    )
    before = tmp_path / "before.duckdb"
    before.write_bytes((tmp_path / "warehouse" / PUBLISHED).read_bytes())
    publish(
        nights.tonight(
            article("a1", "“Rain,” said Ana.", title="Rain"),
            article("a3", "Bo came.", title="'Came'\x1b[2J"),
            quotes=[quote("a1", (1, 6), text="Rain,", cue="said", **said)],
        )
    )
    return before, tmp_path / "warehouse" / PUBLISHED


def find(diffs: list[TableDiff], table: str) -> TableDiff:
    return next(one for one in diffs if one.table == table)


def test_rows_added_gone_and_changed_are_found(files: tuple[Path, Path]) -> None:
    diffs = diff_files(*files)
    assert [one.table for one in diffs] == list(TABLES)
    articles = find(diffs, "articles")
    assert (articles.added, articles.gone, articles.changed) == (1, 0, 0)
    assert find(diffs, "mentions").gone == 1
    quotes = find(diffs, "quotes")
    assert (quotes.added, quotes.gone, quotes.changed, dict(quotes.columns)) == (0, 0, 1, {"cue": 1})
    assert quotes.samples == (Sample("changed", "a1-((1, 6),)", "Ana: Rain,", ("cue",)),)


def test_the_same_file_has_no_difference(files: tuple[Path, Path]) -> None:
    assert all(one.is_empty and not one.samples for one in diff_files(files[1], files[1]))


def test_without_an_earlier_file_all_is_added(files: tuple[Path, Path]) -> None:
    articles = find(diff_files(None, files[1]), "articles")
    assert (articles.added, articles.gone, articles.changed) == (3, 0, 0)


def test_rows_of_ids_show_the_words_behind_them(tmp_path: Path) -> None:
    before, after = tmp_path / "before.duckdb", tmp_path / "after.duckdb"
    nights = ((before, "q1", "old", "e1", 0.9), (after, "q2", "new", "e2", 0.8))
    for file, quote_id, word, entity, similarity in nights:
        with open_stage(file) as stage:
            stage.execute(f"""
                create table quotes as
                    select '{quote_id}' as quote_id, 'The {word} bridge' as text, null as speaker, null as speaker_text;
                create table mentions as select 'm1' as mention_id, 'GPE' as label, 'Galway' as text;
                create table quote_mentions as select '{quote_id}' as quote_id, 'm1' as mention_id;
                create table quote_families as select 'q0' as quote_id, {similarity} as similarity;
                insert into quote_families select '{quote_id}', 1;
                create table entities as select '{entity}' as entity_id, 'PERSON' as label, 'Ana Lind' as name;
                create table entity_redirects as select 'gone' as old_id, '{entity}' as entity_id;
            """)
    diffs = diff_files(before, after)
    assert [sample.label for sample in find(diffs, "quote_mentions").samples] == [
        "Galway in The old bridge",
        "Galway in The new bridge",
    ]
    families = [(sample.kind, sample.label) for sample in find(diffs, "quote_families").samples]
    assert families == [("gone", "The old bridge"), ("added", "The new bridge"), ("changed", "q0")]
    assert [sample.label for sample in find(diffs, "entity_redirects").samples] == ["gone to Ana Lind"]


def test_a_quote_that_only_moved_is_shown_once(tmp_path: Path) -> None:
    before, after = tmp_path / "before.duckdb", tmp_path / "after.duckdb"
    said = (
        (before, [("q1", "It rains", "Ana", 5), ("q2", "It rains", "Ana", 50), ("q3", "It pours", None, 90)]),
        (after, [("q4", "It rains", "Ana", 7), ("q5", "It pours", None, 92), ("q6", "It pours", "Bo", 99)]),
    )
    for file, rows in said:
        with open_stage(file) as stage:
            stage.execute("""
                create table quotes (quote_id varchar, text varchar, speaker varchar, start_char integer,
                    article_id varchar, speaker_text varchar);
            """)
            stage.executemany("insert into quotes values ($1, $2, $3, $4, 'a1', null)", rows)
    quotes = find(diff_files(before, after), "quotes")
    assert [(sample.kind, sample.key, sample.label) for sample in quotes.samples] == [
        ("gone", "q2", "Ana: It rains"),
        ("added", "q6", "Bo: It pours"),
        ("changed", "q4", "Ana: It rains"),
        ("changed", "q5", "nobody: It pours"),
    ]
    assert dict(quotes.columns) == {"start_char": 2}


def test_samples_are_bounded(files: tuple[Path, Path]) -> None:
    assert len(find(diff_files(None, files[1], samples=2), "articles").samples) == 2
    assert find(diff_files(None, files[1], samples=0), "articles").samples == ()


def test_every_table_of_the_contract_is_known() -> None:
    internal = {"article_names", "article_signatures", "name_definitions", "name_blocks", "near_copies"}
    internal |= {"entity_decisions", "late_quotes", "stemmed_texts", "story_bases", "word_stems"}
    assert {file.stem for file in (SQL / "schema" / "main").glob("*.sql")} == set(TABLES) | internal


def test_a_diff_is_printed_without_control_characters(files: tuple[Path, Path]) -> None:
    console = Console(file=io.StringIO(), width=120, color_system=None)
    print_diff(console, diff_files(*files))
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    assert "\x1b" not in shown
    assert "~ Ana: Rain, (cue)" in shown
    assert "+ courier.test: 'Came'" in shown


def test_no_difference_is_said() -> None:
    console = Console(file=io.StringIO(), width=120, color_system=None)
    print_diff(console, [TableDiff("articles", 0, 0, 0, {}, ())])
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().startswith("No difference")
