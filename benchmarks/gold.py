"""Gold quotes, and when a found one is right.

A gold file has an article a line: {"text": ..., "quotes": [{"segments": [[start, end], ...], "speaker_span": [start,
end] or null, "type": "direct", "mixed" or "indirect", "cue": its words or null}, ...]}, in code points. A found quote
is there when it shares more than half of its characters with a gold one (intersection over union); it is right when its
speaker's words also overlap the gold speaker's and are at most three times as long, or both have none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from flows.extract import pipeline
from flows.extract.quotes import Quote
from flows.extract.text.plain import plain

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
MODEL = ROOT / "models" / "en_onrecord_sm"
Gold = Mapping[str, Any]


def read(path: Path) -> list[dict[str, Any]]:
    """The articles of a gold file."""
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def parsed(articles: Iterable[Gold], model: str) -> Iterable[Doc]:
    """The articles as the pipeline `model` reads them, in order."""
    return pipeline.load(model, SEEDS).pipe([plain(article["text"]) for article in articles], batch_size=16)


def characters(segments: Iterable[Sequence[int]]) -> set[int]:
    """The offsets that segments hold."""
    return {i for start, end in segments for i in range(start, end)}


def overlap(one: set[int], other: set[int]) -> float:
    """Intersection over union."""
    return len(one & other) / len(one | other)


def partners(quotes: Sequence[Quote], gold: Sequence[Gold]) -> list[int | None]:
    """For each found quote the number of the gold one that it is, if any; each gold one is found once."""
    left = {number: characters(one["segments"]) for number, one in enumerate(gold)}
    found: list[int | None] = []
    for quote in quotes:
        own = characters(quote.segments)
        best = max(left, key=lambda number: overlap(own, left[number]), default=None)
        found.append(best if best is not None and overlap(own, left[best]) > 0.5 else None)
        if found[-1] is not None:
            del left[found[-1]]
    return found


def speaks(quote: Quote, wanted: Sequence[int] | None) -> bool:
    """Whether the quote's speaker is the gold one."""
    speaker = quote.speaker
    if speaker is None or wanted is None:
        return speaker is None and wanted is None
    start, end = wanted
    is_over = min(end, speaker.end) > max(start, speaker.start)
    return is_over and speaker.end - speaker.start <= 3 * (end - start) + 20
