"""Near copies: articles of which most words stand in another, in order. MinHash finds them, words confirm them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from rensa import RMinHash  # type: ignore[import-untyped]

SHINGLE = 3
"""Words that are compared as one. Three outlast an edit of every fourth word (0.75 ** 3 = 42 % of them stay)."""
PERMUTATIONS = 128
ROWS = 2
"""Hashes of a band. Two find a pair that shares 27 % of its shingles (a quarter of the words edited) in 99 of 100."""
SEED = 14
SCHEME = f"rensa-{RMinHash.ALGORITHM_VERSION}-{PERMUTATIONS}-{SHINGLE}"
"""What a stored signature was made by; those of another scheme are made anew."""
LEAST_ESTIMATE = 0.1
"""Share of equal hashes below which two texts are not read: they share less than a sixth of their words."""
LEAST_SHARE = 0.5
"""Share of an article's words that must stand in another for it to be a near copy."""
FEWEST_WORDS = 20
"""Words of the shortest text that can be a near copy; shorter ones are credits, captions and corrections."""
MOST_PARTNERS = 300
"""Articles that share a band, beyond which the band is boilerplate and says nothing."""
_WORD = re.compile(r"\w+")

SIGNATURES = pl.Schema({"article_id": pl.String(), "scheme": pl.String(), "signature": pl.Binary()})
"""One row per article: its MinHash, `PERMUTATIONS` little-endian 32-bit numbers; texts too short have none."""
COPY_PAIRS = pl.Schema({"article_id": pl.String(), "other_id": pl.String(), "share": pl.Float64()})
"""One row per article and other article: the share of its words that stand in the other. Both directions are kept."""


def split_words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.lower())


def make_shingles(words: Sequence[str]) -> list[str]:
    """Every `SHINGLE` words that follow each other."""
    return [" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]


def sign_articles(articles: pl.DataFrame) -> pl.DataFrame:
    """The signatures of articles (article_id, text), of columns `SIGNATURES`."""
    rows = []
    for article_id, text in articles.select("article_id", "text").iter_rows():
        words = split_words(text)
        if len(words) >= FEWEST_WORDS:
            minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
            minhash.update(make_shingles(words))
            rows.append((article_id, SCHEME, np.asarray(minhash.digest(), dtype="<u4").tobytes()))
    return pl.DataFrame(rows, SIGNATURES, orient="row")


def find_candidates(new: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The pairs (article_id, other_id) of new signatures and any of `known` or `new` that may be near copies."""
    both = pl.concat([known, new]).unique("article_id", keep="last", maintain_order=True).sort("article_id")
    both = both.filter(pl.col("scheme") == SCHEME)
    matrix = np.frombuffer(b"".join(both["signature"]), dtype="<u4").reshape(both.height, PERMUTATIONS)
    is_new = both["article_id"].is_in(new["article_id"].implode()).to_numpy()
    pairs = _match_bands(matrix, is_new)
    estimates = (matrix[pairs["a"]] == matrix[pairs["b"]]).mean(axis=1) if pairs.height else np.zeros(0)
    near = pairs.filter(pl.Series(estimates >= LEAST_ESTIMATE, dtype=pl.Boolean()))
    ids = both["article_id"]
    return pl.DataFrame({"article_id": ids.gather(near["a"]), "other_id": ids.gather(near["b"])})


def _match_bands(matrix: np.ndarray, is_new: np.ndarray) -> pl.DataFrame:
    """Rows of the matrix with an equal band, one of them new, each pair once; band by band, to keep memory small."""
    found = [pl.DataFrame(schema={"a": pl.UInt32(), "b": pl.UInt32()})]
    weights = np.array([1, 2**32], dtype="u8")
    for start in range(0, PERMUTATIONS, ROWS):
        keys = (matrix[:, start : start + ROWS].astype("u8") * weights).sum(axis=1)
        band = pl.DataFrame({"key": keys, "is_new": is_new}).with_row_index("a")
        news = band.filter("is_new")
        partners = band.join(news.select("key").unique(), on="key", how="semi")
        usual = partners.filter(pl.len().over("key") <= MOST_PARTNERS)
        pairs = (
            news.select("a", "key")
            .join(usual.select(pl.col("a").alias("b"), "key"), on="key")
            .filter(pl.col("a") != pl.col("b"))
        )
        found.append(pairs.select(a=pl.min_horizontal("a", "b"), b=pl.max_horizontal("a", "b")))
    return pl.concat(found).unique().sort("a", "b")


def measure_share(words: Sequence[str], other: set[str]) -> float:
    """The share of a text's words that stand in a shingle which another text has too."""
    covered = bytearray(len(words))
    for at, shingle in enumerate(make_shingles(words)):
        if shingle in other:
            covered[at : at + SHINGLE] = b"\x01" * SHINGLE
    return sum(covered) / len(words) if words else 0.0


def confirm_copies(candidates: pl.DataFrame, texts: Mapping[str, str]) -> pl.DataFrame:
    """The candidates whose texts are near copies at least in one direction, of columns `COPY_PAIRS`."""
    words = {key: split_words(text) for key, text in texts.items()}
    shingles = {key: set(make_shingles(each)) for key, each in words.items()}
    rows = []
    for one, other in candidates.select("article_id", "other_id").iter_rows():
        shares = measure_share(words[one], shingles[other]), measure_share(words[other], shingles[one])
        if max(shares) >= LEAST_SHARE:
            rows += [(one, other, round(shares[0], 3)), (other, one, round(shares[1], 3))]
    return pl.DataFrame(rows, COPY_PAIRS, orient="row").unique().sort("article_id", "other_id")
