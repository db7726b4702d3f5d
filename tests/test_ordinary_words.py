from __future__ import annotations

import pytest

from flows.ordinary_words import is_ordinary


@pytest.mark.parametrize("word", ["Frustrations", "joke", "SURVIVORS", "Long-Time", "Of"])
def test_ordinary_words(word: str) -> None:
    assert is_ordinary(word)


@pytest.mark.parametrize("word", ["Obama", "Brown", "Ryanair", "Mulally", "1996", "—", "-", "", "Жуков"])
def test_other_words(word: str) -> None:
    assert not is_ordinary(word)
