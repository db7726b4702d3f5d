"""Words from an article cannot rewrite the terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.printing import blank_controls, one_line, shorten_middle, strip_controls


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rain in Dover", "Rain in Dover"),
        ("Rain\n in\t\tDover\r\n", "Rain in Dover"),
        ("\x1b[2J\x1b]0;owned\x07Rain", "[2J]0;ownedRain"),
        ("Rain\u202egnp.exe", "Raingnp.exe"),
        ("Rain\u200b\x00\x85", "Rain"),
        ("\ud800Rain", "Rain"),
        ("Ḥāmid “yes” 🙂", "Ḥāmid “yes” 🙂"),
        (None, "None"),
        ("", ""),
    ],
)
def test_what_is_printed(text: object, wanted: str) -> None:
    assert one_line(text) == wanted


def test_a_long_text_is_cut_and_says_so() -> None:
    assert one_line("abcdef", 6) == "abcdef"
    assert one_line("abcdefg", 6) == "abcde…"
    assert one_line("long " * 100, None) == " ".join(["long"] * 100)


def test_what_differs_at_its_end_is_cut_in_its_middle() -> None:
    assert shorten_middle("abcdefg", 7) == "abcdefg"
    assert shorten_middle("abcdefgh", 7) == "abc…fgh"
    assert shorten_middle("abcdefgh\x1b", 6) == "ab…fgh"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None), max_size=60), st.integers(1, 40))
def test_a_line_is_one_short_line_of_printable_characters(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert not any(unicodedata.category(ch)[0] == "C" or ch in "\n\r\t" for ch in line)
    assert one_line(line, limit) == line or line.endswith(" …")


def test_printable_keeps_lines_and_drops_what_rewrites_a_terminal() -> None:
    assert strip_controls("one\n\x1b[31mtwo\x9b\u202e\x07") == "one\n[31mtwo"


def test_a_blanked_text_keeps_its_offsets() -> None:
    assert blank_controls("a\x1b[2J\u202eb\n\tc\x9b") == "a [2J b\n\tc "
