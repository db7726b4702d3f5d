"""Why a gold quote is missed: one of each cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.failures import causes, table
from benchmarks.gold import Gold
from flows.enums import CueClass, MentionKind, QuoteKind, Resolution, RuleId
from flows.extract import vocabulary
from flows.extract.quotes import Cue, Quote, Segment, Speaker
from flows.extract.vocabulary import Vocabulary

SPEAKER = (0, 7)


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return vocabulary.load(Path(__file__).parents[2] / "seeds")


def found(*segments: Segment, speaker: tuple[int, int] = SPEAKER) -> Quote:
    who = Speaker(
        *speaker, name="Ann Roe", entity_id="a", form=MentionKind.NAME, role=None, resolution=Resolution.EXPLICIT
    )
    cue = Cue(8, 12, CueClass.SPEECH)
    return Quote(QuoteKind.DIRECT, segments, cue, who, Resolution.EXPLICIT, RuleId.AFTER, 0.9)


def wanted(start: int, end: int, cue: str | None = "said") -> Gold:
    return {"type": "direct", "segments": [[start, end]], "speaker_span": SPEAKER, "cue": cue}


@pytest.mark.parametrize(
    ("quotes", "gold", "cause"),
    [
        ([found((20, 40))], wanted(20, 42), "right"),
        ([found((20, 40), speaker=(50, 57))], wanted(20, 42), "speaker"),
        ([found((20, 40)), found((40, 60))], wanted(20, 60), "pieces"),
        ([found((20, 90))], wanted(20, 42), "swallowed"),
        ([found((20, 30))], wanted(20, 60), "short"),
        ([found((10, 40))], wanted(32, 60), "bounds"),
        ([], wanted(20, 42), "cue"),
        ([], wanted(20, 42, "yodelled"), "word"),
        ([], wanted(20, 42, None), "none"),
    ],
)
def test_each_cause(quotes: list[Quote], gold: Gold, cause: str, words: Vocabulary) -> None:
    assert causes(quotes, [gold], words) == {("direct", cause): 1}


def test_the_table_has_a_row_for_each_cause(words: Vocabulary) -> None:
    counts = causes([found((20, 40))], [wanted(20, 42), wanted(60, 80)], words)
    assert "| right | 1 | 0 | 0 |\n" in table(counts)
    assert "| nothing found: its cue is known | 1 | 0 | 0 |\n" in table(counts)
