"""JSON documents, and the records in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ..conftest import Run

A, B = {"title": "A", "text": "Text one."}, {"title": "B", "text": "Text two."}
COLUMNS = {"title": {"0": "A", "1": "B"}, "text": {"0": "Text one.", "1": "Text two."}}
SPLIT = {"columns": ["title", "text"], "index": [0, 1], "data": [["A", "Text one."], ["B", "Text two."]]}


@pytest.mark.parametrize(
    "document",
    [
        [A, B],
        {"status": "ok", "articles": [A, B]},
        {"status": "ok", "errors": [], "data": {"articles": [A, B]}},
        {"hits": {"total": 2, "hits": [{"_id": "1", "_source": A}, {"_id": "2", "_source": B}]}},
        {"data": {"articles": {"edges": [{"node": A}, {"node": B}]}}},
        {"response": {"status": "ok", "tags": [{"id": 1}, {"id": 2}, {"id": 3}], "docs": [A, B]}},
        COLUMNS,
        {"a": A, "b": B},
        SPLIT,
        {"schema": {"fields": [{"name": "title"}]}, "data": [A, B]},
        [["title", "text"], ["A", "Text one."], ["B", "Text two."]],
        {"2024-09-05": [A], "2024-09-06": [B], "comments": [{"text": "Aha."}]},
        {"sections": [{"name": "news", "articles": [A]}, {"name": "sport", "articles": [B]}]},
        {"news": {"articles": [A]}, "sport": {"articles": [B]}},
    ],
)
def test_records_are_found_in_every_shape(inbox: Path, run: Run, document: Any) -> None:
    (inbox / "a.json").write_text(json.dumps(document))
    assert [(row["title"], row["text"]) for row in run(inbox).articles] == [("A", "Text one."), ("B", "Text two.")]


def test_a_bad_item_of_a_wrapped_list_is_refused_alone(inbox: Path, run: Run) -> None:
    (inbox / "a.json").write_text(json.dumps({"articles": [A, "no record", None, B]}))
    night = run(inbox)
    assert [row["title"] for row in night.articles] == ["A", "B"]
    assert [rule for _, rule in night.ended()] == [None, "not_a_record", "not_a_record", None]


def test_json_lines_are_read_under_any_name(inbox: Path, run: Run) -> None:
    (inbox / "a.json").write_text(f"{json.dumps(A)}\n{json.dumps(B)}\n")
    assert [row["title"] for row in run(inbox).articles] == ["A", "B"]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"maintext": "T.", "date_publish": "2024-09-05 18:30:00", "source_domain": "www.c.test"}, ("T.", "c.test")),
        ({"articleBody": "T.", "datePublished": "2024-09-05T18:30:00Z", "publisher": {"name": "C"}}, ("T.", "C")),
        ({"content": {"rendered": "<p>T.</p>"}, "date_gmt": "2024-09-05T18:30:00", "source": "C"}, ("T.", "C")),
        ({"BODY": "T.", "Pub Date": "5 Sep 2024 18:30 GMT", "outlet": "C"}, ("T.", "C")),
        ({"text": "T.", "date": {"$date": "2024-09-05T18:30:00Z"}, "source": {"id": None, "name": "C"}}, ("T.", "C")),
        ({"text": "T.", "published": "nan", "timestamp": 1725561000, "source": "https://c.test/a"}, ("T.", "c.test")),
        ({"text": ["T."], "published_at": "1725561000.0", "source": "C", "title": None}, ("T.", "C")),
        ({"webTitle": "A", "fields": {"bodyText": "T."}, "webPublicationDate": "2024-09-05T18:30:00Z",
          "publication": "C"}, ("T.", "C")),
    ],
)  # fmt: skip
def test_fields_are_read_under_other_names(
    inbox: Path, run: Run, record: dict[str, Any], expected: tuple[str, str]
) -> None:
    (inbox / "a.json").write_text(json.dumps(record))
    article = run(inbox).article
    assert (article["text"], article["source"]) == expected
    assert f"{article['published_at']:%Y-%m-%d %H:%M}" == "2024-09-05 18:30"


@pytest.mark.parametrize("nothing", ["nan", "None", "NULL", "NaT", "N/A", "[]", "", None, float("nan"), [], {}])
def test_a_word_for_nothing_is_nothing(inbox: Path, run: Run, nothing: Any) -> None:
    record = dict.fromkeys(("title", "authors", "date", "source", "url", "id"), nothing)
    (inbox / "a.json").write_text(json.dumps({**record, "text": "T."}))
    article = run(inbox).article
    assert (article["title"], article["authors"], article["published_at"], article["source"]) == (
        None,
        [],
        None,
        "files",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One &amp; “two,”</p><p>three.</p>", "One & “two,”\n\nthree."),
        ("One &amp; “two.”", "One & “two.”"),
        ("â€œOne,â€\x9d she said.", "“One,” she said."),
        ("One. … [+1234 chars]", "One."),
        ("a < b, and c > d.", "a < b, and c > d."),
    ],
)
def test_a_damaged_text_is_repaired(inbox: Path, run: Run, text: str, expected: str) -> None:
    (inbox / "a.json").write_text(json.dumps({"text": text}))
    assert run(inbox).article["text"] == expected


@pytest.mark.parametrize(
    ("language", "code"), [("eng", "en"), ("en_GB", "en"), ("eng_Latn", "en"), ("English", "en"), ("ger", "de")]
)
def test_a_language_has_its_short_code(inbox: Path, run: Run, language: str, code: str) -> None:
    (inbox / "a.json").write_text(json.dumps({"text": "T.", "language": language}))
    assert run(inbox).article["language"] == code


@pytest.mark.slow
def test_a_million_fields_are_refused(inbox: Path, run: Run) -> None:
    (inbox / "a.json").write_text(json.dumps({"text": "T.", **{f"f{n}": 1 for n in range(1_000_000)}}))
    night = run(inbox)
    assert night.ended() == [("quarantined", "not_a_record")]
    assert len(night.ingested.notes) < 100
