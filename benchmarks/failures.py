"""Counts what is missed, by cause: python -m benchmarks.failures GOLD.jsonl.

The gold file is that of `benchmarks.gold`. Prints a table, a column for each kind of quote, as the docs have it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.gold import MODEL, SEEDS, Gold, characters, parsed, partners, read, speaks
from flows.extract import vocabulary
from flows.extract.finder import QuoteFinder
from flows.extract.names.mentions import find_mentions
from flows.extract.quotes import Quote
from flows.extract.vocabulary import Vocabulary

KINDS = ("direct", "mixed", "indirect")
CAUSES = {
    "right": "right",
    "speaker": "another speaker, or one where there is none, or the reverse",
    "pieces": "found, but in several rows",
    "swallowed": "swallowed by a longer quote",
    "short": "found, but most of it is left out",
    "bounds": "found, but the bounds are far off",
    "cue": "nothing found: its cue is known",
    "word": "nothing found: its cue is in no vocabulary",
    "none": "nothing found: it has no cue",
}
ALL = 0.8
"""The share of a text that counts as all of it: what the measures of coverage take."""


def causes(quotes: Sequence[Quote], gold: Sequence[Gold], words: Vocabulary) -> Counter[tuple[str, str]]:
    """How often each kind of gold quote ended in each cause."""
    found = {number: quote for quote, number in zip(quotes, partners(quotes, gold), strict=True) if number is not None}
    return Counter(
        (one["type"], _why(one, found[number]) if number in found else _why_missed(one, quotes, words))
        for number, one in enumerate(gold)
    )


def _why(one: Gold, quote: Quote) -> str:
    return "right" if speaks(quote, one["speaker_span"]) else "speaker"


def _why_missed(one: Gold, quotes: Iterable[Quote], words: Vocabulary) -> str:
    wanted = characters(one["segments"])
    beside = [own for quote in quotes if (own := characters(quote.segments)) & wanted]
    if not beside:
        return _why_nothing(one["cue"], words)
    best = max(beside, key=lambda own: len(own & wanted))
    if len(best & wanted) > ALL * len(wanted):
        return "swallowed"
    if len(set().union(*beside) & wanted) > ALL * len(wanted):
        return "pieces"
    return "short" if len(best & wanted) > ALL * len(best) else "bounds"


def _why_nothing(cue: str | None, words: Vocabulary) -> str:
    if cue is None:
        return "none"
    parts = [part.strip(',:."“”') for part in cue.lower().split()]
    return "cue" if any(part in words.verbs or part in words.nouns for part in parts) else "word"


def table(counts: Mapping[tuple[str, str], int]) -> str:
    """The counts as a table in Markdown."""
    lines = [f"| cause | {' | '.join(KINDS)} |", "|---|" + "---:|" * len(KINDS)]
    for cause, said in CAUSES.items():
        lines.append(f"| {said} | {' | '.join(f'{counts.get((kind, cause), 0):,}' for kind in KINDS)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", default=str(MODEL))
    args = parser.parse_args()
    gold, words = read(args.gold), vocabulary.load(SEEDS)
    finder, counts = QuoteFinder(words), Counter[tuple[str, str]]()
    for doc, article in zip(parsed(gold, args.model), gold, strict=True):
        counts += causes(finder.match(doc, find_mentions(doc, words)), article["quotes"], words)
    print(f"{len(gold)} articles\n\n{table(counts)}")


if __name__ == "__main__":
    main()
