"""Every statement of a closed vocabulary agrees with `flows.enums`: SQL, schema comments, rules, seeds, docs, code."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from flows import enums
from flows.enums import (
    CheckedRows,
    CheckKind,
    CueClass,
    DeliveryStatus,
    FetchOutcome,
    IncidentStatus,
    KeyKind,
    Label,
    MentionKind,
    Outcome,
    QuoteKind,
    Resolution,
    RuleId,
    RunKind,
    RunStatus,
    Severity,
    SpeakerForm,
    StepName,
)
from tests.conftest import ROOT

Vocabulary = type[StrEnum]

COLUMNS: dict[str, tuple[Vocabulary, ...]] = {
    "checked_rows": (CheckedRows,),
    "cue_class": (CueClass,),
    "kind": (QuoteKind, MentionKind, CheckKind, RunKind, KeyKind),
    "label": (Label,),
    "outcome": (Outcome, FetchOutcome),
    "resolution": (Resolution,),
    "severity": (Severity,),
    "speaker_form": (SpeakerForm,),
    "status": (RunStatus, IncidentStatus, DeliveryStatus),
}
"""Column -> the vocabularies that its values come from, over all tables."""

SEARCHED = {"article", "quote"}
"""`main.stemmed_texts.kind`: the texts that searches read. No module names them."""

ENTITY_LABELS: list[StrEnum] = [label for label in Label if label is not Label.DATE]
MART_LABELS: list[StrEnum] = [label for label in ENTITY_LABELS if label is not Label.MISC]

COMMENTS: dict[str, list[StrEnum]] = {
    "main.mentions.kind": list(MentionKind),
    "main.mentions.label": list(Label),
    "main.entities.label": ENTITY_LABELS,
    "main.quotes.kind": list(QuoteKind),
    "main.quotes.cue_class": list(CueClass),
    "main.quotes.speaker_form": list(SpeakerForm),
    "main.quotes.resolution": list(Resolution),
    "ops.checks.kind": list(CheckKind),
    "ops.checks.severity": list(Severity),
    "ops.forgotten.kind": list(KeyKind),
    "ops.incidents.kind": list(CheckKind),
    "ops.incidents.severity": list(Severity),
    "ops.incidents.status": list(IncidentStatus),
    "ops.deliveries.status": list(DeliveryStatus),
    "ops.fetches.outcome": list(FetchOutcome),
    "ops.outcomes.outcome": list(Outcome),
    "ops.runs.kind": list(RunKind),
    "ops.runs.status": list(RunStatus),
    "ops.run_outcomes.status": list(RunStatus),
    "ops.steps.step": list(StepName),
    "mart.attributed_quotes.kind": list(QuoteKind),
    "mart.attributed_quotes.speaker_label": MART_LABELS,
    "mart.printed_quotes.kind": list(QuoteKind),
    "mart.printed_quotes.cue_class": list(CueClass),
    "mart.quoted_by_day.speaker_label": MART_LABELS,
    "mart.entities_by_day.label": MART_LABELS,
    "mart.new_entities.label": MART_LABELS,
    "mart.said_about.about_label": MART_LABELS,
}
"""Column -> the words that its comment lists, in this order."""

COMPARED = re.compile(
    rf"\b({'|'.join(COLUMNS)})\s*(?:(?:=|<>|is (?:not )?distinct from)\s*('[^']*')|(?:not )?in\s*\(\s*('[^)]*)\))"
)
WORD = re.compile(r"'([^']*)'")
SQL_FILES = sorted(path for path in (ROOT / "sql").rglob("*.sql") if path.parent.name != "migrations")
"""A migration keeps the words of its time."""
MODULES = sorted((ROOT / "flows").rglob("*.py"))


def compared_words(sql: str) -> Iterator[tuple[str, str]]:
    """Column and word of each comparison with words."""
    for column, single, several in COMPARED.findall(sql):
        yield from ((column, word) for word in WORD.findall(single or several))


def allowed(column: str) -> set[str]:
    words = {word.value for vocabulary in COLUMNS[column] for word in vocabulary}
    return words | SEARCHED | seed_column("countries", "kind") if column == "kind" else words


def sql_strings(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search("select|update", node.value):
            yield node.value


def column_comment(column: str) -> str:
    pattern = re.compile(rf"comment on column {re.escape(column)} is '((?:[^']|'')*)'")
    [comment] = [found[1] for file in SQL_FILES if (found := pattern.search(file.read_text("utf-8")))]
    return comment


def seed_column(name: str, column: str) -> set[str]:
    with (ROOT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


@pytest.mark.parametrize("file", SQL_FILES, ids=lambda file: file.stem)
def test_sql_compares_with_known_words(file: Path) -> None:
    found = list(compared_words(file.read_text("utf-8")))
    assert [pair for pair in found if pair[1] not in allowed(pair[0])] == []


def test_queries_in_modules_use_known_words() -> None:
    found = [pair for module in MODULES for sql in sql_strings(module) for pair in compared_words(sql)]
    assert len(found) > 20
    assert [pair for pair in found if pair[1] not in allowed(pair[0])] == []


@pytest.mark.parametrize(
    ("check", "column", "words"),
    [
        ("mention_vocabulary", "kind", MentionKind),
        ("mention_vocabulary", "label", Label),
        ("entity_vocabulary", "label", ENTITY_LABELS),
        ("quote_vocabulary", "kind", QuoteKind),
        ("quote_vocabulary", "cue_class", CueClass),
        ("quote_vocabulary", "speaker_form", SpeakerForm),
        ("quote_vocabulary", "resolution", Resolution),
    ],
)
def test_checks_list_the_whole_vocabulary(check: str, column: str, words: list[StrEnum]) -> None:
    sql = (ROOT / "sql" / "checks" / f"{check}.sql").read_text("utf-8")
    assert [word for name, word in compared_words(sql) if name == column] == [word.value for word in words]


@pytest.mark.parametrize("column", COMMENTS)
def test_comments_list_the_words_in_order(column: str) -> None:
    without_notes = re.sub(r" \([^)]*\)", "", column_comment(column))
    listed = re.split(r", | or ", re.split(r"[;:]", without_notes.rpartition(": ")[2] or without_notes)[0])
    words = [word.value for word in COMMENTS[column]]
    assert listed[: len(words)] == words


@pytest.mark.parametrize("table", ["articles", "mentions", "quotes"])
def test_expectations_use_known_words(table: str) -> None:
    own = {"kind": {"mentions": MentionKind, "quotes": QuoteKind}.get(table)}
    suite = json.loads((ROOT / "expectations" / f"{table}.json").read_text("utf-8"))
    for rule in suite["expectations"]:
        column = rule["kwargs"].get("column")
        vocabulary = own.get(column) or (COLUMNS[column][0] if column in COLUMNS else None)
        if vocabulary and rule["type"] == "expect_column_values_to_be_in_set":
            assert rule["kwargs"]["value_set"] == [word.value for word in vocabulary], rule["meta"]["rule_id"]
        elif vocabulary and "value_set" in rule["kwargs"]:
            assert set(rule["kwargs"]["value_set"]) <= set(vocabulary), rule["meta"]["rule_id"]


@pytest.mark.parametrize(
    ("seed", "column", "vocabulary"),
    [
        ("reporting_verbs", "cue_class", CueClass),
        ("reporting_nouns", "cue_class", CueClass),
        ("source_phrases", "cue_class", CueClass),
        ("entity_labels", "ours", Label),
        ("metonyms", "label", Label),
    ],
)
def test_seeds_use_known_words(seed: str, column: str, vocabulary: Vocabulary) -> None:
    assert seed_column(seed, column) - {""} <= set(vocabulary)


def test_only_known_rules_have_a_confidence() -> None:
    assert seed_column("quote_confidence", "rule") <= set(RuleId)


@pytest.mark.parametrize("vocabulary", [RuleId, QuoteKind, CueClass, Resolution], ids=lambda one: one.__name__)
def test_docs_name_every_word(vocabulary: Vocabulary) -> None:
    docs = "".join(file.read_text("utf-8") for file in (ROOT / "docs").rglob("*.md"))
    assert [word for word in vocabulary if f"`{word}`" not in docs] == []


@pytest.mark.parametrize("folder", ["validate", "load", "alert", "report", "cli"])
def test_code_compares_with_enums_not_strings(folder: str) -> None:
    words = {str(word) for found in vars(enums).values() if isinstance(found, type) for word in members(found)}
    wrong = [
        f"{module.relative_to(ROOT)}:{node.lineno}"
        for module in (ROOT / "flows" / folder).rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Compare) and has_word_of(node, words)
    ]
    assert wrong == []


def members(vocabulary: type) -> list[object]:
    return list(vocabulary) if issubclass(vocabulary, StrEnum) and vocabulary is not StrEnum else []


def has_word_of(compare: ast.Compare, words: set[str]) -> bool:
    """Whether a column of a closed vocabulary is compared with a bare string."""
    sides = [compare.left, *compare.comparators]
    is_column = any(
        isinstance(side, ast.Subscript) and isinstance(side.slice, ast.Constant) and side.slice.value in COLUMNS
        for side in sides
    )
    return is_column and any(isinstance(side, ast.Constant) and side.value in words for side in sides)
