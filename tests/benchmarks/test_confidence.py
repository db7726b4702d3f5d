"""The fit of the confidences: on counts made up, and from a tiny gold set to the seed file."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import confidence, speaker_confidence
from flows.extract import pipeline, vocabulary
from flows.extract.confidence import Evidence

SEEDS = Path(__file__).parents[2] / "seeds"
GOOD, FAIR, BAD, RARE = ("after", "strong"), ("clause", "strong"), ("object", "poor"), ("label", "poor")


def rows(cell: confidence.Cell, right: int, wrong: int) -> list[confidence.Judged]:
    return [confidence.Judged(n % 7, cell, n < right) for n in range(right + wrong)]


def test_the_best_cells_are_sure_as_long_as_they_are_right_nine_times_in_ten() -> None:
    told = [*rows(GOOD, 980, 20), *rows(FAIR, 170, 30), *rows(BAD, 900, 900), *rows(RARE, 1, 0)]
    fitted = confidence.fit(told, [GOOD, FAIR, BAD, RARE])
    assert fitted[GOOD] == 0.98
    assert fitted[FAIR] == confidence.SURE  # 0.85 alone; with those above it, the sure rows are right at 0.96
    assert fitted[BAD] == 0.5
    assert fitted[RARE] < 0.6  # one right row proves little


def test_cells_that_would_make_the_sure_rows_wrong_too_often_are_not_sure() -> None:
    told = [*rows(GOOD, 95, 5), *rows(FAIR, 170, 30)]
    fitted = confidence.fit(told, [GOOD, FAIR])
    assert fitted[GOOD] >= confidence.SURE > fitted[FAIR] >= 0.84


def test_what_is_told_of_an_article_was_fitted_on_others() -> None:
    told = confidence.held_out([confidence.Judged(n, GOOD, n >= 5) for n in range(5 * 6)], [GOOD])
    assert {is_right for _, is_right in told} == {True, False}
    assert len({given for given, _ in told}) == 1  # each fold holds one wrong row
    assert "0.00-0.50" not in confidence.report(told)


GOLD = [
    {
        "text": "“The bridge is safe,” Ann Roe said. Ben Poe denied that the road was closed.",
        "quotes": [
            {"segments": [[1, 20]], "speaker_span": [22, 29]},
            {"segments": [[51, 76]], "speaker_span": [22, 29]},
        ],
    }
]


def test_found_quotes_are_judged_by_words_and_speaker(model: str, tmp_path: Path) -> None:
    words = vocabulary.load(SEEDS)
    coded = replace(words, confidence={(rule, kind): 0.5 for rule, _ in words.confidence for kind in Evidence})
    docs = pipeline.load(model, SEEDS).pipe(str(article["text"]) for article in GOLD)
    found = confidence.judged(docs, GOLD, coded)
    assert [(row.cell[0], row.is_right) for row in found] == [("after", True), ("clause", False)]
    seed = tmp_path / "quote_confidence.csv"
    confidence.write(confidence.seed_rows(found), seed)
    with seed.open(encoding="utf-8", newline="") as file:
        fitted = {(row["rule"], row["evidence"]): row for row in csv.DictReader(file)}
    assert set(fitted) == set(coded.confidence)
    assert (fitted["after", "strong"]["count_rows"], fitted["after", "strong"]["count_right"]) == ("1", "1")


def test_every_rule_and_evidence_has_a_confidence_that_its_counts_bear_out() -> None:
    with (SEEDS / "quote_confidence.csv").open(encoding="utf-8", newline="") as file:
        shipped = list(csv.DictReader(file))
    cells = {(row["rule"], row["evidence"]) for row in shipped}
    assert cells == {(rule, kind) for rule, _ in cells for kind in Evidence}
    sure = [row for row in shipped if float(row["confidence"]) >= confidence.SURE]
    count, right = (sum(int(row[name]) for row in sure) for name in ("count_rows", "count_right"))
    assert right >= confidence.SURE * count
    assert count >= 0.4 * sum(int(row["count_rows"]) for row in shipped)


def test_speakers_are_judged_by_their_names(model: str) -> None:
    gold = [
        {
            "text": "“The bridge is safe,” Ann Roe said. “It is new,” she said.",
            "quotes": [
                {"segments": [[1, 20]], "speaker_span": [22, 29], "speaker_name": "Roe"},
                {"segments": [[37, 47]], "speaker_span": [49, 52], "speaker_name": "Ben Poe|Mary Poe"},
            ],
        }
    ]
    words = vocabulary.load(SEEDS)
    docs = pipeline.load(model, SEEDS).pipe(str(article["text"]) for article in gold)
    counts = speaker_confidence.judge_speakers(docs, gold, words)
    assert counts["named", True] == 1
    assert sum(count for (_, is_right), count in counts.items() if not is_right) == 1
    assert {row["certainty"] for row in speaker_confidence.fit_rows(counts)} == set(words.speaker_confidence)


@pytest.mark.parametrize(("right", "rows", "share"), [(0, 0, 0.5), (19, 20, 0.764), (950, 1000, 0.935), (0, 9, 0.0)])
def test_few_rows_are_less_sure_than_many(right: int, rows: int, share: float) -> None:
    assert round(speaker_confidence.lower_share(right, rows), 3) == share
