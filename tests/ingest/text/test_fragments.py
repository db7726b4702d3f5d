"""HTML fragments and their text."""

from __future__ import annotations

import pytest

from flows.ingest.text.fragments import fragment_to_text, is_document, is_fragment


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a &amp; b</p>\n<p>“c,” said <a href='x'>d</a>.</p>", "a & b\n\n“c,” said d."),
        ("one<br>two<br><br>three", "one two\n\nthree"),
        ("<!-- wp:paragraph --><p>a</p><script>1</script><figure><figcaption>f</figcaption></figure>tail", "a\n\ntail"),
        ("<div><h2>Head</h2>text</div>", "Head\n\ntext"),
        ("", ""),
        ("\x00<p>a\x01&#1;</p>", "a"),
    ],
)
def test_blocks_become_paragraphs(html: str, text: str) -> None:
    assert fragment_to_text(html) == text


@pytest.mark.parametrize(
    ("text", "expected"), [("<p>a</p>", True), ("a < b and c > d", False), ("x <y@z.test>", False)]
)
def test_only_tags_of_prose_make_a_fragment(text: str, expected: bool) -> None:
    assert is_fragment(text) is expected


def test_a_whole_page_is_a_document() -> None:
    assert is_document("\n<!doctype html><html></html>")
    assert not is_document("<p>a</p>")
