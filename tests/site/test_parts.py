"""The small parts of the site: words, addresses, excerpts, plots, files, the server."""

from __future__ import annotations

import re
import threading
import urllib.request
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from flows.errors import UsageError
from flows.site.charts import MOST_BARS, draw_bar, draw_timeline, group_by_time
from flows.site.excerpts import cut_excerpt, paragraphs
from flows.site.serve import make_server
from flows.site.store import MANIFEST, Store
from flows.site.text import clean, file_stem, shorten, web_address
from flows.site.warehouse import shown_sql


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.test/x",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://",
        "https://user:secret@estuary.test/",
        "https://[bad/",
        " https://estuary.test/",
        "ht\u202etps://estuary.test/",
        None,
        7,
    ],
)
def test_only_plain_web_addresses_are_linked(url: object) -> None:
    assert web_address(url) is None


def test_a_web_address_stays_as_it_is() -> None:
    assert web_address("https://estuary.test/a?b=c#d") == "https://estuary.test/a?b=c#d"


@pytest.mark.parametrize("identifier", ["../../etc", "<b>", "", "a/b", "é", "x" * 65, "CON.x"])
def test_a_strange_id_becomes_its_digest(identifier: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", file_stem(identifier))


def test_an_id_of_ours_is_its_own_file_name() -> None:
    assert file_stem("00143332611ac4ad") == "00143332611ac4ad"


def test_words_lose_what_reorders_them() -> None:
    assert clean("a\u202eb\x00c\nd\u200de") == "abc\nd\u200de"


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shorten("one two three", 9) == "one two…"
    assert shorten("one\n two", 9) == "one two"
    assert shorten("x" * 20, 9) == "x" * 8 + "…"


def quote(text: str, words: str, speaker: str = "", cue: str = "") -> dict[str, Any]:
    start = text.index(words)
    row: dict[str, Any] = {"kind": "direct", "start_char": start, "end_char": start + len(words)}
    row["segments"] = [{"start_char": start, "end_char": start + len(words)}]
    for part, written in (("speaker", speaker), ("cue", cue)):
        at = text.index(written) if written else None
        row |= {f"{part}_start": at, f"{part}_end": None if at is None else at + len(written)}
    return row


def test_an_excerpt_is_the_sentence_of_its_quote() -> None:
    text = "Rain fell. “We stay,” said Ann Ash. Nobody left."
    excerpt = cut_excerpt(text, quote(text, "We stay,", "Ann Ash", "said"))
    assert [tuple(piece) for piece in excerpt.pieces] == [
        ("", "“"),
        ("direct", "We stay,"),
        ("", "” "),
        ("cue", "said"),
        ("", " "),
        ("speaker", "Ann Ash"),
        ("", "."),
    ]
    assert not excerpt.is_cut_before
    assert not excerpt.is_cut_after


def test_a_quote_that_ends_its_sentence_ends_there() -> None:
    text = "Ash said: “We stay.” Nobody left."
    excerpt = cut_excerpt(text, quote(text, "We stay.", "Ash", "said"))
    assert "".join(piece.text for piece in excerpt.pieces) == "Ash said: “We stay.”"


def test_an_endless_sentence_is_cut_at_words() -> None:
    text = "word " * 200 + "“here it is” " + "word " * 200
    excerpt = cut_excerpt(text, quote(text, "here it is"))
    assert excerpt.is_cut_before
    assert excerpt.is_cut_after
    assert len("".join(piece.text for piece in excerpt.pieces)) < 520


def test_a_speech_is_not_copied_whole() -> None:
    text = "“" + "word " * 1000 + "”"
    excerpt = cut_excerpt(text, quote(text, "word " * 999))
    assert sum(len(piece.text) for piece in excerpt.pieces) <= 1500


def test_the_inner_of_two_quotes_shows() -> None:
    text = "She said he said “no”."
    outer, inner = quote(text, "he said “no”") | {"kind": "indirect"}, quote(text, "no")
    ((*pieces,),) = paragraphs(text, [inner, outer])
    assert [piece.layer for piece in pieces] == ["", "indirect", "direct", "indirect", ""]
    assert "".join(piece.text for piece in pieces) == text


@pytest.mark.parametrize(("days", "unit"), [(1, "day"), (90, "day"), (400, "week"), (2000, "month"), (9000, "year")])
def test_a_long_time_is_shown_in_longer_steps(days: int, unit: str) -> None:
    first = date(2001, 1, 1)
    found, bars = group_by_time([(first, 2), (first + timedelta(days=days - 1), 3)])
    assert found == unit
    assert len(bars) <= MOST_BARS + 1
    assert sum(bar.value for bar in bars) == 5


def test_no_day_gives_no_plot() -> None:
    assert draw_timeline(group_by_time([])[1], "nothing") == ""


def test_a_plot_has_no_style_of_its_own() -> None:
    plot = draw_timeline(group_by_time([(date(2026, 11, 1), 3)])[1], "<b>\"&'")
    assert "style" not in plot
    assert "<b>" not in plot
    assert 'class="loss"' in draw_bar(-1, 2)


def test_sql_takes_a_value_as_a_literal() -> None:
    sql = shown_sql("outlet_days", name="O'Hara $id'; drop table x --")
    assert "source = 'O''Hara $id''; drop table x --'" in sql


def test_a_file_outside_the_folder_is_not_removed(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    site = tmp_path / "site"
    site.mkdir()
    store = Store(site, "b")
    store.known = {"../kept.txt": "x"}
    store.finish()
    assert (tmp_path / "kept.txt").exists()


@pytest.mark.parametrize("manifest", ["", "[]", '{"builder": 1}', '{"builder": "b", "files": 3}', "\x00"])
def test_a_broken_manifest_means_a_whole_build(tmp_path: Path, manifest: str) -> None:
    (tmp_path / MANIFEST).write_text(manifest)
    store = Store(tmp_path, "b")
    store.load()
    assert store.known == {}


def test_a_port_that_is_taken_says_so(tmp_path: Path) -> None:
    with make_server(tmp_path, 0) as server, pytest.raises(UsageError, match="is taken"):
        make_server(tmp_path, server.server_address[1])


def test_the_server_gives_files_to_this_machine_only(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("hello")
    (tmp_path / "names").mkdir()
    with make_server(tmp_path, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        assert server.server_address[0] == "127.0.0.1"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert answer.read() == b"hello"
        for path, host in (("/names/", "127.0.0.1"), ("/../x", "127.0.0.1"), ("/", "rebound.test")):
            connection = HTTPConnection("127.0.0.1", port)
            connection.request("GET", path, headers={"Host": host})
            assert connection.getresponse().status in {403, 404}
            connection.close()
        server.shutdown()
