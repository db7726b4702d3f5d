from __future__ import annotations

import random

import polars as pl
import pytest

from flows.identity.copies import confirm_copies, find_candidates, measure_share, sign_articles, split_words

WORDS = [
    f"{a}{b}" for a in ("ka", "lo", "mi", "re", "su", "ta", "vo", "ne") for b in ("dan", "fer", "gil", "mon", "pas")
]


def write(seed: int, count: int = 300) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) + str(rng.randrange(9)) for _ in range(count))


def pairs(texts: dict[str, str]) -> dict[tuple[str, str], float]:
    signed = sign_articles(pl.DataFrame({"article_id": list(texts), "text": list(texts.values())}))
    found = confirm_copies(find_candidates(signed, signed.clear()), texts)
    return {(one, other): share for one, other, share in found.iter_rows()}


def edit(text: str, share: float) -> str:
    rng = random.Random(7)
    words = text.split()
    for at in rng.sample(range(len(words)), int(share * len(words))):
        words[at] = "changed"
    return " ".join(words)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.25])
def test_edited_articles_are_copies(share: float) -> None:
    text = write(1)
    assert ("a", "b") in pairs({"a": text, "b": edit(text, share), "c": write(2)})


def test_shortened_article_is_a_whole_copy() -> None:
    text = write(3)
    found = pairs({"a": text, "b": " ".join(text.split()[100:])})
    assert found["b", "a"] == 1.0
    assert found["a", "b"] == pytest.approx(2 / 3, abs=0.01)


def test_other_articles_are_no_copies() -> None:
    assert pairs({f"a{i}": write(i) for i in range(20)}) == {}


def test_short_texts_have_no_signature() -> None:
    assert sign_articles(pl.DataFrame({"article_id": ["a"], "text": ["Rain fell."]})).is_empty()


def test_new_articles_are_compared_with_known_ones() -> None:
    text = write(5)
    known = sign_articles(pl.DataFrame({"article_id": ["a", "b"], "text": [text, write(6)]}))
    new = sign_articles(pl.DataFrame({"article_id": ["c"], "text": [text]}))
    assert find_candidates(new, known).rows() == [("a", "c")]


def test_share_counts_words_in_shared_runs() -> None:
    words = split_words("One two three four, five!")
    assert measure_share(words, {"one two three"}) == pytest.approx(0.6)
