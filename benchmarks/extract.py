"""What our rules add to the language model, and how they grow with the length of an article.

    python -m benchmarks.extract [--runs 5] [--words 5000 10000 20000 40000]

The articles are the sample articles, again and again. Bare is `nlp.pipe` with the trained components alone. Rules are
what comes on top: sentence starts, names and dates, marks, cues, contents, coreference, speakers and rows. Both take
turns on the same articles in one process, and their medians are compared. Growth is the time of the rules per 1,000
words of one article, at each length, against that at the shortest; beside ordinary text also one that is nothing but
quotations.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from spacy.language import Language

from flows.extract import pipeline, vocabulary
from flows.extract.rows import document_rows
from flows.extract.step import load_extractor
from flows.extract.text.plain import plain

ROOT = Path(__file__).parents[1]
LIMIT = 0.30
"""Of the model, for rules, names and coreference together."""
GROWTH_LIMIT = 1.5
OURS = ("onrecord_sentences", "onrecord_names", "onrecord_dates", "onrecord_days")


def sample_text() -> str:
    """The text of the sample articles that are plain text, as one."""
    files = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
    return "\n\n".join(path.read_text("utf-8").strip() for path in files)


def timed(work: Callable[[], object]) -> float:
    """Processor seconds that `work` takes: what else runs on the machine must not decide the ratio."""
    started = time.process_time()
    work()
    return time.process_time() - started


def of_length(text: str, words: int) -> str:
    """The text again and again, cut at `words` words."""
    paragraphs = text.split("\n\n")
    kept: list[str] = []
    count = 0
    while count < words:
        kept.append(paragraphs[len(kept) % len(paragraphs)])
        count += len(kept[-1].split())
    return "\n\n".join(kept)


def ratio(nlp: Language, words: vocabulary.Vocabulary, runs: int) -> tuple[float, float]:
    """Median seconds of the model alone, and of the model with the rules, on 40 articles of some 400 words."""
    texts = [of_length(f"Article {n}.\n\n{sample_text()}", 400) for n in range(40)]

    def bare() -> None:
        with nlp.select_pipes(disable=list(OURS)):
            list(nlp.pipe(texts, batch_size=16))

    def whole() -> None:
        for text, doc in zip(texts, nlp.pipe(map(plain, texts), batch_size=16), strict=True):
            document_rows("a", text, doc, words)

    bare()
    whole()
    turns = [(timed(bare), timed(whole)) for _ in range(runs)]
    return median(t[0] for t in turns), median(t[1] for t in turns)


def growth(nlp: Language, words: vocabulary.Vocabulary, text: str, lengths: list[int]) -> list[tuple[int, float]]:
    """For each length, the seconds of our part per 1,000 words, on a document that the model has read already."""
    found = []
    for length in lengths:
        doc = nlp(of_length(text, length))
        seconds = min(timed(lambda doc=doc: document_rows("a", doc.text, doc, words)) for _ in range(2))  # type: ignore[misc]
        found.append((length, 1000 * seconds / length))
    return found


def main() -> None:
    """Print both measures, each against its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--words", type=int, nargs="+", default=[5_000, 10_000, 20_000, 50_000])
    parser.add_argument("--model", default=str(ROOT / "models" / "en_onrecord_sm"))
    args = parser.parse_args()
    load_extractor(args.model, ROOT / "seeds")  # as a worker does: what lasts is kept from the garbage collector
    nlp = pipeline.load(args.model, ROOT / "seeds")
    nlp.max_length = 10_000_000
    words = vocabulary.load(ROOT / "seeds")
    bare, whole = ratio(nlp, words, args.runs)
    share = (whole - bare) / bare
    print(f"model alone {bare:.2f} s, with the rules {whole:.2f} s: {share:+.1%} (limit {LIMIT:+.0%})")
    quotations = "\n\n".join(f"“We saw number {n},” Ann Roe said. “It was late.”" for n in range(50))
    for name, text in (("articles", sample_text()), ("quotations", quotations)):
        # The model takes long over quotations; a fifth of the words has thousands of them already.
        costs = growth(nlp, words, text, args.words if name == "articles" else [n // 5 for n in args.words])
        for length, cost in costs:
            print(f"{name}: {length:6} words  {1000 * cost:6.2f} ms per 1,000 words  ({cost / costs[0][1]:.2f} x)")
        print(f"{name}: grows {costs[-1][1] / costs[0][1]:.2f} x per word (limit {GROWTH_LIMIT} x)")


if __name__ == "__main__":
    main()
