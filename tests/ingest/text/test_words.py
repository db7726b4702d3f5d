"""Words of languages with and without blanks."""

from __future__ import annotations

import pytest

from flows.ingest.text.words import count_words


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("Two words", 2), ("“Zwei” – Wörter", 3), ("西港市议会决定重建渡轮码头。", 7), ("AB 西港 CD", 3),
     ("เรารอท่าเรือแห่งนี้มาเก้าปีแล้ว", 7), ("도서관이 새 지붕 아래", 4)],
)  # fmt: skip
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    assert count_words(text) == count
