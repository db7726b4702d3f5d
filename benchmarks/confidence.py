"""Fits the confidences anew: python -m benchmarks.confidence GOLD.jsonl [--speakers SPEAKERS.jsonl] [--write].

`seeds/quote_confidence.csv` says how often the words of a row are right, `seeds/speaker_confidence.csv` how often the
person is (with --speakers: see `benchmarks.speaker_confidence`).

The gold file, and when a quote is right, are those of `benchmarks.gold`. Prints how the confidences hold on articles
that they were not fitted on.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from benchmarks.gold import MODEL, ROOT, SEEDS, parsed, partners, read, speaks
from benchmarks.speaker_confidence import fit_rows, judge_speakers
from flows.extract import vocabulary
from flows.extract.confidence import Certainty, Evidence
from flows.extract.finder import QuoteFinder
from flows.extract.names.mentions import find_mentions
from flows.extract.rules.registry import RULES
from flows.extract.vocabulary import Vocabulary

SEED = SEEDS / "quote_confidence.csv"
SPEAKER_SEED = SEEDS / "speaker_confidence.csv"
SURE = 0.9
"""What an analyst filters by: rows from here on are right nine times in ten."""
BAND = 0.42
"""Share of all rows that the sure ones should make: above the 40 % asked for, by what other articles differ."""
FLOOR = 0.75
"""Cells that are right less often than this are never among the sure ones, whatever the others are."""
PRIOR = 10
"""Rows of the evidence at large that stand in for what a rule with few rows has not shown."""
FOLDS = 5

Cell = tuple[str, str]
"""A rule and the evidence of its rows."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A found quote: the number of its article, its rule and evidence, and whether it is right."""

    article: int
    cell: Cell
    is_right: bool


def judged(docs: Iterable[Doc], gold: Sequence[Mapping[str, Any]], words: Vocabulary) -> list[Judged]:
    """Each quote found in `docs`, judged by the gold article of the same place."""
    cells = [(rule.id, kind) for rule in RULES for kind in Evidence]
    numbered = replace(
        words,
        confidence={cell: number for number, cell in enumerate(cells)},
        speaker_confidence=dict.fromkeys(Certainty, 1.0),
    )
    finder = QuoteFinder(numbered)  # a row's confidence is now the number of its cell
    found = []
    for article, (doc, wanted) in enumerate(zip(docs, gold, strict=True)):
        quotes = finder.match(doc, find_mentions(doc, words))
        for quote, number in zip(quotes, partners(quotes, wanted["quotes"]), strict=True):
            is_right = number is not None and speaks(quote, wanted["quotes"][number]["speaker_span"])
            found.append(Judged(article, cells[int(quote.confidence)], is_right))
    return found


def fit(rows: Iterable[Judged], cells: Iterable[Cell]) -> dict[Cell, float]:
    """The confidence of each cell, two digits: its share of right rows, with `PRIOR` rows as its rule or evidence has.

    The best cells that together make `BAND` of the rows, and are right at `SURE` or better, have at least `SURE`, also
    those of them that are a little worse by themselves; all others have less.
    """
    rows = list(rows)
    count, right = Counter(row.cell for row in rows), Counter(row.cell for row in rows if row.is_right)
    share = {cell: _share(cell, count, right) for cell in cells}
    sure = _band(
        sorted((cell for cell in share if count[cell] and share[cell] >= FLOOR), key=lambda cell: -share[cell]),
        count,
        right,
    )
    below = SURE - 0.01
    return {cell: round(max(share[cell], SURE) if cell in sure else min(share[cell], below), 2) for cell in share}


def _share(cell: Cell, count: Counter[Cell], right: Counter[Cell]) -> float:
    """The share of right rows in a cell, drawn towards that of its rule or of its evidence, whichever is worse."""
    priors = []
    for part in (0, 1):
        alike = [other for other in count if other[part] == cell[part]]
        rows = sum(count[other] for other in alike)
        priors.append(sum(right[other] for other in alike) / rows if rows else 0.5)
    return (right[cell] + PRIOR * min(priors)) / (count[cell] + PRIOR)


def _band(ordered: Sequence[Cell], count: Counter[Cell], right: Counter[Cell]) -> set[Cell]:
    """The first of the cells, best first, that together reach `BAND`, as long as they are right at `SURE`."""
    taken: set[Cell] = set()
    rows = good = 0
    for cell in ordered:
        rows, good = rows + count[cell], good + right[cell]
        if good < SURE * rows or rows - count[cell] >= BAND * count.total():
            break
        taken.add(cell)
    return taken


def held_out(rows: Sequence[Judged], cells: Sequence[Cell]) -> list[tuple[float, bool]]:
    """The confidence that each row has where its article is none of those fitted on, and whether it is right."""
    told = []
    for fold in range(FOLDS):
        fitted = fit([row for row in rows if row.article % FOLDS != fold], cells)
        told += [(fitted[row.cell], row.is_right) for row in rows if row.article % FOLDS == fold]
    return told


def report(told: Sequence[tuple[float, bool]]) -> str:
    """The table of the docs: what a confidence promises, and what came of it."""
    lines = ["confidence   mean    rows   share   right"]
    for low, high in ((0.9, 1.01), (0.95, 1.01), (0.9, 0.95), (0.8, 0.9), (0.7, 0.8), (0.6, 0.7), (0.5, 0.6), (0, 0.5)):
        band = [(confidence, is_right) for confidence, is_right in told if low <= confidence < high]
        if band:
            mean, right = (sum(column) / len(band) for column in zip(*band, strict=True))
            lines.append(
                f"{low:.2f}-{min(high, 1):.2f}    {mean:.3f}  {len(band):6}  {len(band) / len(told):6.1%}  {right:6.1%}"
            )
    return "\n".join(lines)


def seed_rows(rows: Sequence[Judged]) -> list[dict[str, str]]:
    """The rows of the seed file, fitted anew: each rule of `RULES` on each evidence, with the rule's summary."""
    summaries = {rule.id: rule.summary for rule in RULES}
    cells = [(rule, kind) for rule in summaries for kind in Evidence]
    fitted = fit(rows, cells)
    count, right = Counter(row.cell for row in rows), Counter(row.cell for row in rows if row.is_right)
    return [
        {
            "rule": rule,
            "evidence": kind,
            "confidence": f"{fitted[rule, kind]:.2f}",
            "count_rows": str(count[rule, kind]),
            "count_right": str(right[rule, kind]),
            "reason": summaries[rule],
        }
        for rule, kind in cells
    ]


def write(rows: Sequence[Mapping[str, str]], seed: Path) -> None:
    """Write the seed file."""
    with seed.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", default=str(MODEL))
    parser.add_argument("--speakers", type=Path, help="articles whose speakers have resolved names")
    parser.add_argument("--write", action="store_true", help=f"write {SEED.relative_to(ROOT)}")
    args = parser.parse_args()
    gold = read(args.gold)
    rows = judged(parsed(gold, args.model), gold, vocabulary.load(SEEDS))
    fresh = seed_rows(rows)
    print(report(held_out(rows, [(row["rule"], row["evidence"]) for row in fresh])))
    if args.write:
        write(fresh, SEED)
    if args.speakers is not None:
        _fit_speakers(read(args.speakers), args.model, is_written=args.write)


def _fit_speakers(gold: Sequence[Mapping[str, Any]], model: str, *, is_written: bool) -> None:
    """Print the shares of right persons, and write them."""
    counts = judge_speakers(parsed(gold, model), gold, vocabulary.load(SEEDS))
    fresh = list(fit_rows(counts))
    for row in fresh:
        print(f"{row['certainty']:12} {row['share']}  {row['count_rows']:>5}")
    if is_written:
        write(fresh, SPEAKER_SEED)


if __name__ == "__main__":
    main()
