"""Near copies made of a file of articles in memory: how many are found, how many are wrong, and the cost of 100,000.

usage: python -m benchmarks.copies ARTICLES.jsonl [--many 100000]      (records with a `text`)
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from pathlib import Path

import polars as pl

from flows.identity.copies import confirm_copies, find_candidates, sign_articles

EDITS = (0.0, 0.1, 0.2, 0.25, 0.3, 0.4)


def edit_words(text: str, share: float, vocabulary: list[str], rng: random.Random) -> str:
    """A text with a share of its words replaced, dropped or doubled by another, one third each, at random places."""
    words = text.split(" ")
    for at in rng.sample(range(len(words)), int(share * len(words))):
        words[at] = rng.choice(("", rng.choice(vocabulary), f"{words[at]} {rng.choice(vocabulary)}"))
    return " ".join(words)


def drop_paragraphs(text: str, share: float, rng: random.Random) -> str:
    """A text with another headline and without a share of its paragraphs."""
    first, *rest = [part for part in text.split("\n") if part.strip()]
    kept = [part for part in rest if rng.random() >= share] or rest
    return "\n\n".join([" ".join(reversed(first.split(" "))), *kept])


def find_natural(texts: list[str]) -> set[tuple[str, str]]:
    """The pairs of articles that repeat each other as they are, in both orders: no edit made them."""
    known = {f"t{i:05d}": text for i, text in enumerate(texts)}
    signed = sign_articles(pl.DataFrame({"article_id": list(known), "text": list(known.values())}))
    pairs = confirm_copies(find_candidates(signed, signed.clear()), known)
    return {(one[1:], other[1:]) for one, other in pairs.select("article_id", "other_id").iter_rows()}


def measure_edits(texts: list[str], natural: set[tuple[str, str]], share: float, rng: random.Random) -> None:
    vocabulary = " ".join(texts[:50]).split()
    half = len(texts) // 2
    copies = [
        edit_words(text, share, vocabulary, rng) if i % 2 else drop_paragraphs(text, share, rng)
        for i, text in enumerate(texts[:half])
    ]
    known = {f"t{i:05d}": text for i, text in enumerate(texts)} | {f"u{i:05d}": text for i, text in enumerate(copies)}
    frame = pl.DataFrame({"article_id": list(known), "text": list(known.values())})
    signed = sign_articles(frame)
    pairs = confirm_copies(find_candidates(signed, signed.clear()), known)
    found = {tuple(sorted(pair)) for pair in pairs.select("article_id", "other_id").iter_rows()}
    true = {(f"t{i:05d}", f"u{i:05d}") for i in range(half)}
    right = len(found & true)
    wrong = {pair for pair in found if pair[0][1:] != pair[1][1:] and (pair[0][1:], pair[1][1:]) not in natural}
    precision = 1 - len(wrong) / max(1, len(found))
    print(f"edits {share:4.0%}: found {right} of {len(true)} (R {right / len(true):.1%}), P {precision:.1%}")


def measure_cost(texts: list[str], many: int, rng: random.Random) -> None:
    sentences = [part for text in texts for part in text.split(". ")]
    made = [" ".join(rng.choices(sentences, k=12)) for _ in range(many)]
    frame = pl.DataFrame({"article_id": [f"m{i:07d}" for i in range(many)], "text": made})
    started = time.process_time()
    known = sign_articles(frame)
    signed = time.process_time()
    pairs = find_candidates(known.tail(1000), known)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"{many:,} articles signed in {signed - started:.1f} s, 1,000 of them compared with all in "
        f"{time.process_time() - signed:.1f} s of processor time, {pairs.height:,} candidates; peak {peak:.2f} GiB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--many", type=int, default=100_000)
    args = parser.parse_args()
    rng = random.Random(14)
    texts = [json.loads(line)["text"] for line in args.articles.open(encoding="utf-8")]
    natural = find_natural(texts)
    print(f"{len(natural) // 2} pairs of the {len(texts)} articles repeat each other as they are")
    for share in EDITS:
        measure_edits(texts, natural, share, rng)
    measure_cost(texts, args.many, rng)


if __name__ == "__main__":
    main()
