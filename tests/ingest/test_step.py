"""A night's files, good and bad, each to its outcome."""

from __future__ import annotations

import json
import os
import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from flows.enums import Outcome
from flows.errors import UsageError
from flows.ingest.article import build
from flows.records import ARTICLES, OUTCOMES, PAYLOAD_CHARS, QUARANTINE, article_id
from flows.settings import Limits

from .conftest import Run

TEXT = "The bridge will reopen on Monday, the mayor said.\n\n“We are ready,” she added."


def jsonl(path: Path, *records: object) -> Path:
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records), encoding="utf-8")
    return path


def test_only_line_ends_of_a_text_file_change(inbox: Path, run: Run) -> None:
    text = "  Two  spaces,\ttab,\u00a0no-break.\r\n\r\nOld Mac\rends \n"
    path = inbox / "bridge.txt"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    article = run(path).article
    assert article["text"] == "  Two  spaces,\ttab,\u00a0no-break.\n\nOld Mac\nends \n"
    assert article["url"] == path.as_uri()
    assert article["article_id"] == article_id(None, None, "files", "bridge.txt")
    assert article["source"] == "files"
    assert article["authors"] == []


def test_every_field_and_its_synonyms_are_read(inbox: Path, run: Run) -> None:
    path = jsonl(
        inbox / "day.jsonl",
        {"body": TEXT, "headline": "A  title ", "byline": "By Ann Lee and Bo Xi", "date": "2026-11-20", "mood": 1},
        {
            "text": TEXT + "!",
            "url": "https://www.example.org/a",
            "canonical_url": "https://example.org/b",
            "title": "T",
            "authors": ["Cy Dee"],
            "published_at": "2026-11-20T23:30:00-05:00",
            "source": "Wire",
            "language": "en-GB",
            "id": 7,
        },
    )
    night = run(path)
    first, second = night.articles
    assert (first["title"], first["authors"]) == ("A title", ["Ann Lee", "Bo Xi"])
    assert first["published_at"] == datetime(2026, 11, 20, tzinfo=UTC)
    assert first["published_from"] == "record (day only)"
    assert night.ingested.notes == (("ignored_field", "mood", 1),)
    assert second["published_on"] == date(2026, 11, 21)
    assert (second["source"], second["language"], second["authors"]) == ("Wire", "en", ["Cy Dee"])
    assert second["article_id"] == article_id("https://example.org/b", None, "", "")


def test_an_unreadable_date_is_null_and_noted(inbox: Path, run: Run) -> None:
    night = run(jsonl(inbox / "a.jsonl", {"text": TEXT, "published_at": "03/04/2026"}))
    assert night.article["published_at"] is None
    assert night.ended() == [("loaded", "date_unreadable")]
    assert "03/04/2026" in night.outcomes[0]["reason"]
    assert night.ingested.notes == (("date_unreadable", None, 1),)


def test_one_broken_line_is_quarantined_alone(inbox: Path, run: Run) -> None:
    path = jsonl(
        inbox / "day.jsonl",
        {"text": TEXT, "id": "1"},
        {"text": TEXT, "id": "2"},
        '{"text": "cut',
        {"text": TEXT, "id": "4"},
    )
    night = run(path)
    assert [o for o, _ in night.ended()] == ["loaded", "loaded", "quarantined", "loaded"]
    [refused] = night.quarantine
    assert refused["input"] == f"{path}:line 3"
    assert (refused["rule"], refused["payload"]) == ("broken_json", '{"text": "cut')


BAD_FILES = {
    "empty.txt": (b"", "empty", "empty"),
    "blank.txt": (b" \n\n ", "empty", "empty"),
    "empty.jsonl": (b"", "empty", "empty"),
    "blank.jsonl": (b"\n\n", "empty", "no record"),
    "binary.txt": (bytes(range(256)) * 8, "not_text", "binary"),
    "bom.txt": (b"\xff\xfeabc", "not_text", "utf-16"),
    "broken.json": (b'{"text": ', "broken_json", "not valid JSON"),
    "deep.json": (b"[" * 200_000, "broken_json", "nested"),
    "list.json": (b"[]", "empty", "no record"),
    "number.json": (b"3", "not_a_record", "int"),
    "columns.json": (b'{"title": "T", "summary": "S"}', "missing_text", "found title, summary"),
    "columns.csv": (b"title,summary\nT,S\n", "missing_text", "found title, summary"),
    "header.csv": (b"title,text\n", "empty", "no record"),
    "number.jsonl": (b'{"text": 5}\n', "not_text", "int"),
    "null.jsonl": (b'{"text": null}\n', "empty", "empty"),
    "broken.parquet": (b"PAR1 no, it is not", "broken_parquet", "not a readable"),
    "index.html": (b"<html><body><p>Hi</p></body></html>", "no_article", "words"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_an_unreadable_file_is_quarantined(inbox: Path, run: Run, name: str) -> None:
    content, rule, reason = BAD_FILES[name]
    (inbox / name).write_bytes(content)
    (inbox / "good.txt").write_text(TEXT, encoding="utf-8")
    night = run(inbox)
    [refused] = night.quarantine
    assert refused["rule"] == rule
    assert name in refused["reason"]
    assert reason in refused["reason"]
    assert len(refused["payload"]) <= PAYLOAD_CHARS
    assert night.article["text"] == TEXT


@pytest.mark.parametrize(("suffix", "head"), [("jsonl", '{"text": "'), ("csv", 'text\n"')])
def test_a_line_of_50_mb_is_not_held_in_memory(inbox: Path, run: Run, suffix: str, head: str) -> None:
    path = inbox / f"big.{suffix}"
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        file.writelines("word " * 200_000 for _ in range(50))
        good = '"\nafter it\n' if suffix == "csv" else '"}\n{"text": "after it"}\n'
        file.write(good)
    run(jsonl(inbox / "warm.jsonl", {"text": TEXT}))
    tracemalloc.start()
    night = run(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [rule for _, rule in night.ended()] == ["too_large", None]
    assert night.article["text"] == "after it"
    assert peak < 35_000_000


@pytest.mark.parametrize(
    ("name", "content", "limits"),
    [
        ("long.txt", "x" * 2_000, Limits(page_bytes=1_000)),
        ("long.txt", "x" * 2_000, Limits(text_chars=1_000)),
        ("long.json", '{"text": "' + "x" * 2_000 + '"}', Limits(document_bytes=1_000)),
        ("long.jsonl", '{"text": "' + "x" * 2_000 + '"}', Limits(record_bytes=1_000)),
    ],
)
def test_an_oversized_input_is_quarantined(inbox: Path, run: Run, name: str, content: str, limits: Limits) -> None:
    (inbox / name).write_text(content, encoding="utf-8")
    assert run(inbox, limits=limits).ended() == [("quarantined", "too_large")]


def test_tables_are_read_row_by_row(inbox: Path, run: Run) -> None:
    (inbox / "a.csv").write_bytes('id;text;title\n1;"One\nand; more";A\n2;Two\n3;Thr\u00e9e;C\n'.encode("cp1252"))
    pl.DataFrame(
        {"id": ["4"], "text": ["Four"], "published_at": [datetime(2026, 1, 2, tzinfo=UTC)], "vector": [[1.0]]}
    ).write_parquet(inbox / "b.parquet")
    night = run(inbox)
    assert [row["text"] for row in night.articles] == ["One\nand; more", "Thrée", "Four"]
    assert night.quarantine[0]["input"].endswith("a.csv:line 4")
    assert night.articles[2]["published_at"] == datetime(2026, 1, 2, tzinfo=UTC)
    assert night.ingested.notes == (("ignored_field", "vector", 1),)


def test_a_wrapped_json_list_is_unwrapped(inbox: Path, run: Run) -> None:
    (inbox / "a.json").write_text(json.dumps({"status": "ok", "articles": [{"content": "One"}, {"content": "Two"}]}))
    assert [row["text"] for row in run(inbox).articles] == ["One", "Two"]


def test_folders_are_read_in_order(inbox: Path, run: Run) -> None:
    (inbox / "sub").mkdir()
    for name in ("b.txt", "sub/a.TXT", ".hidden.txt", "notes.xyz", "README"):
        (inbox / name).write_text(f"text of {name}")
    night = run(inbox)
    assert [row["text"] for row in night.articles] == ["text of b.txt", "text of sub/a.TXT"]
    skipped = {Path(r["input"]).name: r["reason"] for r in night.outcomes if r["outcome"] == "skipped"}
    assert sorted(skipped) == [".hidden.txt", "README", "notes.xyz"]
    assert ".xyz" in skipped["notes.xyz"]


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("https://ida:secret@c.test/a", "https://c.test/a"),
        ("HTTPS://C.TEST/Pier", "https://c.test/Pier"),
        ("http://[::1/", None),
        ("ftp://ida:secret@c.test/a", None),
    ],
)
def test_the_address_of_a_record_has_one_form(inbox: Path, run: Run, url: str, read: str | None) -> None:
    night = run(jsonl(inbox / "a.jsonl", {"text": TEXT, "url": url}))
    assert night.article["url"] == read
    assert night.ended() == [("loaded", None if read else "ignored_value")]
    assert "secret" not in str(night.outcomes)


@pytest.mark.parametrize(
    ("declared", "language", "rule"),
    [
        ("de", "de", None),
        ("English", "en", None),
        (["pt-BR"], "pt", None),
        ("sh", "sh", None),
        ("quc", "quc", None),
        ("n/a", "en", None),
        ("xx", "en", "ignored_value"),
        (["xx"], "en", "ignored_value"),
        (True, "en", "ignored_value"),
    ],
)
def test_a_declared_language_that_is_none_is_ignored_with_a_note(
    inbox: Path, run: Run, declared: object, language: str, rule: str | None
) -> None:
    night = run(jsonl(inbox / "a.jsonl", {"text": TEXT, "language": declared}))
    assert (night.article["language"], night.ended()) == (language, [("loaded", rule)])


def test_a_dangling_symlink_is_quarantined(inbox: Path, run: Run) -> None:
    (inbox / "gone.txt").symlink_to(inbox / "nowhere.txt")
    night = run(inbox)
    assert night.ended() == [("quarantined", "unreadable")]


def test_a_link_to_a_folder_is_skipped(inbox: Path, run: Run) -> None:
    (inbox / "a.txt").write_text(TEXT)
    (inbox / "again").symlink_to(inbox)
    assert sorted(run(inbox).ended()) == [("loaded", None), ("skipped", "linked_folder")]


def test_a_file_without_permission_is_quarantined(inbox: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (inbox / "a.txt").write_text(TEXT)
    (inbox / "b.txt").write_text(TEXT)
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    night = run(inbox)
    assert night.ended() == [("quarantined", "unreadable"), ("loaded", None)]
    assert "Permission denied" in night.quarantine[0]["reason"]


@pytest.mark.parametrize("names", [["missing"], ["inbox"], ["inbox/only.xyz"]])
def test_nothing_to_read_is_wrong_usage(inbox: Path, run: Run, names: list[str]) -> None:
    if names == ["inbox/only.xyz"]:
        (inbox / "only.xyz").write_text("x")
    with pytest.raises(UsageError, match=r"give|suffix"):
        run(*(inbox.parent / name for name in names))


def test_a_second_night_is_unchanged(inbox: Path, run: Run) -> None:
    path = jsonl(inbox / "a.jsonl", {"text": TEXT, "id": "1"})
    known = run(path).known("e1")
    again = run(path, known=known)
    assert (again.ended(), again.articles) == ([("unchanged", None)], [])
    renewed = run(path, known=known, extractor="e2")
    assert (renewed.ended(), len(renewed.articles)) == ([("unchanged", None)], 1)


def test_a_moved_file_is_unchanged(inbox: Path, run: Run) -> None:
    (inbox / "a.txt").write_text(TEXT)
    known = run(inbox).known()
    (inbox / "sub").mkdir()
    (inbox / "a.txt").rename(inbox / "sub" / "a.txt")
    assert run(inbox, known=known).ended() == [("unchanged", None)]


def test_a_change_revises_an_article(inbox: Path, run: Run) -> None:
    path = jsonl(inbox / "a.jsonl", {"text": TEXT, "id": "1"})
    known = run(path).known()
    jsonl(path, {"text": TEXT, "id": "1", "title": "New"})
    assert run(path, known=known).ended() == [("revised", "metadata")]
    jsonl(path, {"text": TEXT + " More.", "id": "1"})
    later = run(path, known=known)
    assert later.ended() == [("revised", "text")]
    both = pl.concat([known.with_columns(is_current=False), later.known().with_columns(pl.col("version") + 1)])
    jsonl(path, {"text": TEXT, "id": "1"})
    back = run(path, known=both)
    assert back.ended() == [("unchanged", "earlier_version")]
    assert back.outcomes[0]["reason"] == "an earlier version (1) of an article whose newer text is kept"


def test_the_same_article_twice_is_repeated(inbox: Path, run: Run) -> None:
    jsonl(inbox / "a.jsonl", {"text": "First", "url": "https://example.org/1"})
    jsonl(inbox / "b.jsonl", {"text": "Second", "url": "https://example.org/1"})
    night = run(inbox)
    assert [o for o, _ in night.ended()] == ["loaded", "repeated"]
    assert night.article["text"] == "First"


def test_only_named_inputs_are_read(inbox: Path, run: Run) -> None:
    path = jsonl(inbox / "a.jsonl", {"text": "First", "id": 1}, {"text": "Second", "id": 2}, "{")
    night = run(path, only=frozenset({f"{path}:line 2"}))
    assert [row["input"] for row in night.outcomes] == [f"{path}:line 2"]
    assert night.article["text"] == "Second"


def test_tables_have_their_schemas_and_add_up(inbox: Path, run: Run) -> None:
    jsonl(inbox / "a.jsonl", *({"text": f"Text {n}"} for n in range(7)), "{")
    night = run(inbox, shard_words=6)
    assert [p.name for p in night.ingested.shards] == [f"articles-00000{n}.parquet" for n in range(3)]
    assert all(pl.read_parquet_schema(path) == ARTICLES for path in night.ingested.shards)
    assert pl.read_parquet_schema(night.ingested.outcomes) == OUTCOMES
    assert pl.read_parquet_schema(night.ingested.quarantine) == QUARANTINE
    assert night.ingested.inputs == 8 == len(night.outcomes)
    assert night.ingested.counts[Outcome.LOADED] == 7


def test_another_language_is_loaded_with_its_code(inbox: Path, run: Run) -> None:
    (inbox / "de.txt").write_text("Der Minister sagte am Montag, dass die Brücke bald wieder geöffnet wird.")
    (inbox / "en.txt").write_text("Ankara says talks resume.")
    assert [row["language"] for row in run(inbox).articles] == ["de", "en"]
    path = jsonl(inbox / "a.jsonl", {"text": TEXT, "language": "tr"})
    assert run(path).article["language"] == "tr"


def test_a_known_text_keeps_its_language(inbox: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (inbox / "a.txt").write_text("Der Minister sagte am Montag, dass die Brücke bald wieder geöffnet wird.")
    (inbox / "b.txt").write_text(TEXT)
    first = run(inbox)
    asked: list[str] = []

    def identify(text: str, _default: str) -> str:
        asked.append(text)
        return "fr"

    monkeypatch.setattr(build, "identify_language", identify)
    (inbox / "b.txt").write_text(f"{TEXT} Une autre fin.")
    second = run(inbox, known=first.known())
    assert second.ended() == [("unchanged", None), ("revised", "text")]
    assert (asked, second.article["language"]) == ([f"{TEXT} Une autre fin."], "fr")


def test_a_declared_language_replaces_the_known_one(inbox: Path, run: Run) -> None:
    path = jsonl(inbox / "a.jsonl", {"id": "1", "text": TEXT})
    known = run(path).known()
    jsonl(path, {"id": "1", "text": TEXT, "language": "tr"})
    assert run(path, known=known).article["language"] == "tr"


def test_a_file_name_need_not_be_utf8(run: Run, inbox: Path) -> None:
    (inbox / os.fsdecode(b"bad\xff.txt")).write_text("Rain fell in Quito on Monday.", "utf-8")
    (inbox / os.fsdecode(b"empty\xff.txt")).write_bytes(b"")
    (inbox / "good.txt").write_text("Snow fell in Quito on Tuesday.", "utf-8")
    assert [outcome for outcome, _ in run(inbox).ended()] == ["loaded", "quarantined", "loaded"]


def test_the_counted_ignored_fields_are_bounded(inbox: Path, run: Run) -> None:
    night = run(jsonl(inbox / "a.jsonl", *({"text": TEXT, **{f"f{n}-{m}": 1 for m in range(50)}} for n in range(22))))
    assert len(night.ingested.notes) == 1_001
    assert night.ingested.notes[0] == ("ignored_field", None, 100)
