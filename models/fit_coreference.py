"""Fits `seeds/coreference_weights.csv`: python -m models.fit_coreference CORPORA [--gap FILE] [--meantime FILE].

CORPORA holds the folders `gum/dep` and `litbank/coref/brat`; the news articles of our own are in `models/news`. All of
it is openly licensed text. Each anaphor is a question with
candidates, "nobody" among them; the weights are those of a softmax over each question's answers (with a penalty on
their squares), for each kind of anaphor by itself. Questions whose right answer is not among the candidates are asked
as "nobody" for descriptions, and left out for pronouns.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_array  # type: ignore[import-untyped]
from spacy.tokens import Doc

from flows.enums import MentionKind
from flows.extract import pipeline, vocabulary
from flows.extract.coreference.entities import Entity
from flows.extract.coreference.ranker import Question, Reference, anaphor_of
from flows.extract.coreference.weights import Anaphor
from flows.extract.finder import QuoteFinder
from flows.extract.names.mentions import find_mentions
from flows.extract.text.plain import plain
from flows.extract.vocabulary import Vocabulary
from models.coreference_corpora import Annotated, read_all
from models.coreference_reasons import describe_sign

Vector = NDArray[np.float64]

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
MODEL = ROOT / "models" / "en_onrecord_sm"
SEED = SEEDS / "coreference_weights.csv"
ARTICLES = ROOT / "models" / "news"
WEIGHT = {"gum": 1.0, "litbank": 0.3, "meantime": 2.0, "gap": 8.0, "news": 1.5}
"""How much a question of each corpus counts: MEANTIME and our own articles are news, LitBank is old fiction."""
NEWS, NEWS_WEIGHT = "GUM_news", 2.0
OLD_WEIGHT = 1.0
"""Fiction describes its persons in other ways than news do."""
PENALTIES = {Anaphor.PERSON: 8.0, Anaphor.THEY: 8.0, Anaphor.IT: 8.0, Anaphor.ROLE: 2.0, Anaphor.BODY: 2.0}
"""Penalty on the squares of the weights. Descriptions have fewer questions and fewer signs."""
STEPS = 300
FEWEST = 8
"""Questions that a feature must decide between; rarer ones get no weight."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the numbers of its right answers."""

    kind: Anaphor
    answers: tuple[tuple[str, ...], ...]
    right: frozenset[int]
    weight: float


class Teacher:
    """Answers the questions of one document as its annotation does, and keeps them."""

    def __init__(self, doc: Doc, annotated: Annotated) -> None:
        self.annotated = annotated
        self.chain_of = _chains_by_head(doc, annotated)
        self.asked = {_head(doc, span) for span in annotated.asked}
        self.last = max((end for chain in annotated.chains for _, end in chain), default=0)
        self.doc = doc
        self.chains: dict[int, set[int]] = defaultdict(set)
        """The chains of each entity's mentions so far, by the entity's id."""
        self.kept: list[Entity] = []
        self.judged: list[Judged] = []

    def meet(self, entity: Entity, head: int) -> None:
        """Record that the phrase with that head means `entity`."""
        if head in self.chain_of:
            self.chains[id(entity)].add(self.chain_of[head])
            self.kept.append(entity)

    def choose(self, question: Question) -> Reference:
        """The right answer; the question is kept where the annotation knows it."""
        phrase = question.phrase
        chain = self.chain_of.get(phrase.head, -1)
        entities = [candidate.entity for candidate in question.candidates]
        right = frozenset(n for n, entity in enumerate(entities) if chain in self.chains[id(entity)])
        if self._is_judged(question, is_known=bool(right)):
            is_old = self.annotated.corpus == "litbank" and phrase.form is MentionKind.NOMINAL
            answers = tuple(map(tuple, question.features))
            is_news = self.annotated.name.startswith(NEWS)
            weight = WEIGHT[self.annotated.corpus] * (NEWS_WEIGHT if is_news else OLD_WEIGHT if is_old else 1.0)
            self.judged.append(Judged(anaphor_of(phrase), answers, right or frozenset({len(entities)}), weight))
        entity = entities[min(right)] if right else None
        if entity is not None:
            self.meet(entity, phrase.head)
        return Reference(phrase, entity, 1.0)

    def _is_judged(self, question: Question, *, is_known: bool) -> bool:
        phrase = question.phrase
        if self.annotated.asked:
            return phrase.head in self.asked and is_known
        if not question.candidates or self.doc[phrase.head].idx > self.last:
            return False
        if phrase.form is MentionKind.NOMINAL:
            return True
        chain = self.chain_of.get(phrase.head)
        has_name_before = False if chain is None else any(chain in known for known in self.chains.values())
        return is_known or not has_name_before


def _head(doc: Doc, span: tuple[int, int]) -> int:
    found = doc.char_span(*span, alignment_mode="expand")
    return found.root.i if found is not None and len(found) else -1


def _chains_by_head(doc: Doc, annotated: Annotated) -> dict[int, int]:
    """The chain of each annotated span by the head of the span; of several with one head that of the longest chain."""
    found: dict[int, int] = {}
    ordered = sorted(range(len(annotated.chains)), key=lambda number: len(annotated.chains[number]))
    for number in ordered:
        for span in annotated.chains[number]:
            found[_head(doc, span)] = number
    found.pop(-1, None)
    return found


def questions(doc: Doc, annotated: Annotated, words: Vocabulary) -> list[Judged]:
    """The questions of a document that its annotation answers."""
    teacher = Teacher(doc, annotated)
    QuoteFinder(words, teacher).read(doc, find_mentions(doc, words))
    return teacher.judged


def fit(judged: Sequence[Judged], penalty: float) -> dict[str, float]:
    """The weight of each feature of the questions of one kind; none where there are no questions."""
    if not judged:
        return {}
    counts = Counter(name for one in judged for name in set().union(*one.answers))
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    index = {name: number for number, name in enumerate(names)}
    table, starts, is_right, importance = _table(judged, index)

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = table @ weights
        chances = np.exp(scores - _spread(np.maximum.reduceat(scores, starts), starts, len(scores)))
        chances /= _spread(np.add.reduceat(chances, starts), starts, len(scores))
        right = np.maximum(np.add.reduceat(chances * is_right, starts), 1e-12)
        shares = chances * is_right / _spread(right, starts, len(scores))
        total = penalty * float(weights @ weights) / 2 - float(importance @ np.log(right))
        slope = _spread(importance, starts, len(scores)) * (chances - shares)
        return total, penalty * weights + table.T @ slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return dict(zip(names, map(float, found.x), strict=True))


def _table(judged: Sequence[Judged], index: dict[str, int]) -> tuple[Any, Any, Vector, Vector]:
    """All answers as rows of one table; where each question starts, which rows are right, what a question counts."""
    rows, columns, starts, right = [], [], [], []
    row = 0
    for one in judged:
        starts.append(row)
        for number, names in enumerate(one.answers):
            known = [index[name] for name in names if name in index]
            rows += [row] * len(known)
            columns += known
            right.append(float(number in one.right))
            row += 1
    table = csr_array((np.ones(len(rows)), (rows, columns)), shape=(row, len(index)))
    return table, np.array(starts), np.array(right), np.array([one.weight for one in judged])


def _spread(values: Vector, starts: Any, length: int) -> Vector:
    """Each question's value for each of its answers."""
    return np.repeat(values, np.diff([*starts, length]))


def accuracy(judged: Iterable[Judged], weights: dict[str, float]) -> tuple[int, int]:
    """How many questions the weights answer rightly, and how many there are."""
    right = count = 0
    for one in judged:
        scores = [sum(weights.get(name, 0.0) for name in names) for names in one.answers]
        best = max(range(len(scores)), key=lambda n: (scores[n], -n))
        right, count = right + (best in one.right), count + 1
    return right, count


def weigh(judged: Sequence[Judged]) -> list[dict[str, str]]:
    """The rows of the seed file."""
    fitted = {kind: fit([one for one in judged if one.kind is kind], PENALTIES[kind]) for kind in Anaphor}
    names = sorted(set().union(*fitted.values()))
    return [
        {
            "feature": name,
            **{kind: f"{fitted[kind].get(name, 0.0):.2f}" for kind in Anaphor},
            "reason": describe_sign(name),
        }
        for name in names
    ]


def write(rows: Sequence[dict[str, str]], path: Path) -> None:
    """Write the seed file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _parsed(documents: Sequence[Annotated], model: str) -> Iterator[tuple[Doc, Annotated]]:
    docs = pipeline.load(model, SEEDS).pipe([plain(one.text) for one in documents], batch_size=16)
    return zip(docs, documents, strict=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--gap", type=Path)
    parser.add_argument("--meantime", type=Path)
    parser.add_argument("--model", default=str(MODEL))
    args = parser.parse_args()
    documents = list(
        read_all(
            args.corpora / "gum" / "dep", args.corpora / "litbank" / "coref" / "brat", args.meantime, args.gap, ARTICLES
        )
    )
    words = vocabulary.load(SEEDS)
    judged = [one for doc, annotated in _parsed(documents, args.model) for one in questions(doc, annotated, words)]
    rows = weigh(judged)
    write(rows, SEED)
    for kind in Anaphor:
        weights = {row["feature"]: float(row[kind]) for row in rows}
        right, count = accuracy([one for one in judged if one.kind is kind], weights)
        print(f"{kind:12} {right} of {count} right ({100 * right / max(count, 1):.1f} %)")


if __name__ == "__main__":
    main()
