"""What `onrecord explain` prints: the right words coloured, and nothing of an article that a terminal would obey."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

import pytest
from rich.console import Console

from flows import settings
from flows.errors import UsageError
from flows.extract import rows
from flows.load.database import open_stage
from flows.report import explain

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = "“It is safe,” Ann Roe said."
QUOTE: dict[str, Any] = {
    "kind": "direct",
    "text": "It is safe,",
    "start_char": 1,
    "end_char": 12,
    "segments": [{"start_char": 1, "end_char": 12}],
    "cue": "said",
    "cue_start": 22,
    "cue_end": 26,
    "cue_class": "speech",
    "speaker": "Ann Roe",
    "speaker_text": "Ann Roe",
    "speaker_start": 14,
    "speaker_end": 21,
    "speaker_role": "engineer",
    "resolution": "explicit",
    "rule": "after",
    "confidence": 0.9,
    "is_unclosed": False,
}


def printed(explained: explain.Explained) -> str:
    out = StringIO()
    explain.print_article(Console(file=out, width=100), explained, SEEDS)
    return out.getvalue()


def test_contents_cues_and_speakers_are_coloured() -> None:
    shown = explain.colour_text(TEXT, [QUOTE])
    styled = {shown.plain[span.start : span.end]: str(span.style) for span in shown.spans}
    assert shown.plain == "“[1] It is safe,” Ann Roe said."
    assert styled["It is safe,"] == "green"
    assert styled["said"] == explain.CUE
    assert styled["Ann Roe"] == explain.SPEAKER


def test_an_article_cannot_steer_the_terminal() -> None:
    shown = explain.colour_text("\x1b[2J" + TEXT, [])
    assert "\x1b" not in shown.plain
    hostile = explain.describe_quote(1, {**QUOTE, "speaker": "\x1b[31mRoe"}, {})
    assert "\x1b" not in hostile.plain


def test_a_quote_says_who_how_and_why() -> None:
    said = explain.describe_quote(1, QUOTE, explain.read_rule_reasons(SEEDS)).plain
    assert "by Ann Roe, engineer, written “Ann Roe”: explicit" in said
    assert "rule after: “...,” X said" in said
    assert "confidence 0.90" in said


def test_an_unmeasured_rule_is_not_called_gone() -> None:
    said = explain.describe_quote(1, {**QUOTE, "rule": "telling"}, explain.read_rule_reasons(SEEDS)).plain
    assert "rule telling: a new rule that was not measured yet, or" in said


def test_a_file_is_explained_without_a_warehouse(tmp_path: Path, model: str) -> None:
    path = tmp_path / "story.txt"
    path.write_text(f"The bridge\n\n{TEXT}\n", "utf-8")
    ([explained], _) = explain.from_path(path, settings.load(model=model))
    assert [quote["speaker"] for quote in explained.quotes] == ["Ann Roe"]
    assert "[1] It is safe,” Ann Roe said." in printed(explained)


def test_a_file_that_holds_no_article_is_said_why(tmp_path: Path, model: str) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("")
    with pytest.raises(UsageError, match="has no article to explain"):
        explain.from_path(path, settings.load(model=model))


@pytest.mark.parametrize(
    ("why", "said"),
    [(None, "Nobody is quoted"), ("ValueError: \x1b[2J no", "was not extracted: ValueError: [2J no")],
)
def test_an_article_that_was_not_extracted_is_none_without_quotes(why: str | None, said: str) -> None:
    article = {"article_id": "a", "url": None, "title": None, "text": TEXT}
    told = printed(explain.Explained(article, [], why))
    assert said in told
    assert ("Nobody is quoted" in told) == (why is None)


def test_why_the_pipeline_cannot_read_it(tmp_path: Path, model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> NoReturn:
        raise ValueError("no such label")

    monkeypatch.setattr(rows, "document_rows", fails)
    (tmp_path / "story.txt").write_text(f"The bridge\n\n{TEXT}\n", "utf-8")
    ([explained], _) = explain.from_path(tmp_path / "story.txt", settings.load(model=model))
    assert (explained.quotes, explained.skipped, explained.is_failed) == ([], "ValueError: no such label", True)


def test_an_article_in_another_language_is_said_so(tmp_path: Path, model: str) -> None:
    record = {"title": "Die Brücke", "text": "„Sie ist sicher“, sagte Ann Roe.", "language": "de"}
    (tmp_path / "story.json").write_text(json.dumps(record), "utf-8")
    ([explained], _) = explain.from_path(tmp_path / "story.json", settings.load(model=model))
    assert explained.skipped == "its language is de; only en is extracted"
    assert not explained.is_failed


def test_lines_and_folders_are_explained_whole(tmp_path: Path, model: str) -> None:
    lines = [{"id": n, "text": f"Bridge {n}\n\n{TEXT}"} for n in range(2)]
    (tmp_path / "day.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines) + "{broken\n", "utf-8")
    (tmp_path / "story.txt").write_text(f"The bridge\n\n{TEXT}\n", "utf-8")
    found, left_out = explain.from_path(tmp_path, settings.load(model=model))
    assert [len(one.quotes) for one in found] == [1, 1, 1]
    assert len(left_out) == 1
    assert "day.jsonl:line 3: quarantined, not valid JSON" in left_out[0]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("explain") / "onrecord.duckdb"
    with open_stage(file) as stage:
        stage.execute(
            "create table articles as from (values ('3fa1', null, 'One', 'Rain.', 'en'), "
            "('3fb2', null, 'Zwei', 'Regen.', 'de')) as t(article_id, url, title, text, language)"
        )
        stage.execute("create table quotes (article_id text, start_char integer, end_char integer, quote_id text)")
    return file


@pytest.mark.parametrize(
    ("asked", "found", "why"),
    [("3fa1", "One", None), ("3fa", "One", None), ("3fb", "Zwei", "its language is de; only en is extracted")],
)
def test_any_unambiguous_beginning_of_an_id_is_enough(published: Path, asked: str, found: str, why: str | None) -> None:
    explained = explain.from_warehouse(published, asked, ["en"])
    assert (explained.article["title"], explained.skipped, explained.is_failed) == (found, why, False)


@pytest.mark.parametrize(
    ("asked", "count"), [("3f", "several articles have"), ("4", "no article has"), ("", "no article")]
)
def test_other_beginnings_of_ids_are_errors(published: Path, asked: str, count: str) -> None:
    with pytest.raises(UsageError, match=count):
        explain.from_warehouse(published, asked, ["en"])
