"""Fits `seeds/speaker_confidence.csv`: how often the person of a row is right, by how the speaker was resolved.

`python -m benchmarks.confidence GOLD.jsonl --speakers SPEAKERS.jsonl --write` runs it. The gold file is as for
`benchmarks.gold`; each quote has also `speaker_name`: the name, alternatives with | between, * for any words, or null
where nobody is named. Only rows whose speaker's words are right count: the words have shares of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from math import sqrt
from typing import Any

from spacy.tokens import Doc

from benchmarks.gold import partners, speaks
from flows.extract.confidence import Certainty, grade_certainty
from flows.extract.finder import QuoteFinder
from flows.extract.names.identity import normalised
from flows.extract.names.mentions import find_mentions
from flows.extract.quotes import Quote, Speaker
from flows.extract.vocabulary import Vocabulary

Judgements = Counter[tuple[str, bool]]
"""Rows by their certainty and whether the person is right."""

DEVIATIONS = 1.96
"""Standard deviations on either side of the mean between which 95 of 100 samples of a normal distribution lie."""

REASONS = {
    Certainty.NAMED: "a name, a place that stands for a body, or a pronoun with a chance of at least nine in ten",
    Certainty.DOUBTFUL: "a description of somebody who may be named elsewhere, or a pronoun with a lower chance",
    Certainty.ROLE: 'a description of somebody who is named nowhere ("a farmer")',
    Certainty.UNRESOLVED: "a pronoun without an antecedent",
}


def judge_speakers(
    docs: Iterable[Doc], gold: Sequence[Mapping[str, Any]], words: Vocabulary
) -> Counter[tuple[str, bool]]:
    """How many rows of each certainty name the right person, and how many do not."""
    counts: Judgements = Counter()
    finder = QuoteFinder(words)
    for doc, wanted in zip(docs, gold, strict=True):
        quotes = finder.match(doc, find_mentions(doc, words))
        for quote, number in zip(quotes, partners(quotes, wanted["quotes"]), strict=True):
            known = wanted["quotes"][number] if number is not None else None
            if known is None or quote.speaker is None or not _is_judged(quote, known):
                continue
            counts[grade_certainty(quote.speaker), is_right(quote.speaker, known["speaker_name"])] += 1
    return counts


def _is_judged(quote: Quote, known: Mapping[str, Any]) -> bool:
    """Whether the speaker's words are right and the gold knows the person: names that it leaves out it does not."""
    is_left_out = known["speaker_name"] is None and known.get("speaker_form") == "name"
    return speaks(quote, known["speaker_span"]) and not is_left_out


def is_right(speaker: Speaker, wanted: str | None) -> bool:
    """Whether a speaker is the one that the gold names; where it names nobody, whether no entity is given."""
    if wanted is None:
        return speaker.entity_id is None
    return any(is_same_name(name.strip(), speaker.name or "") for name in re.split(r"[|/]", wanted))


def is_same_name(wanted: str, given: str) -> bool:
    """Whether two names may be one: the last word of the shorter ends the other, and no given names differ."""
    if "*" in wanted:
        return fnmatchcase(given.casefold(), wanted.casefold())
    one, other = (normalised(name).split() for name in (wanted, given))
    if not one or not other or one[-1] != other[-1]:
        return one == other
    return min(len(one), len(other)) == 1 or one[0][0] == other[0][0]


def lower_share(right: int, rows: int) -> float:
    """The share of right rows that is surely reached: the lower end of Wilson's interval (1927) for 95 of 100 samples.

    A kind of which few rows were seen must not look as sure as one with many. Without rows it is 0.5.
    """
    if not rows:
        return 0.5
    share, spread = right / rows, DEVIATIONS**2 / rows
    return (share + spread / 2 - sqrt(spread * (share * (1 - share) + spread / 4))) / (1 + spread)


def fit_rows(counts: Judgements) -> Iterator[dict[str, str]]:
    """The rows of the seed file."""
    for certainty, reason in REASONS.items():
        right, wrong = counts[certainty, True], counts[certainty, False]
        yield {
            "certainty": certainty,
            "share": f"{lower_share(right, right + wrong):.3f}",
            "count_rows": str(right + wrong),
            "count_right": str(right),
            "reason": reason,
        }
