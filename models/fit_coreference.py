"""Fits `seeds/coreference_weights.csv` and `seeds/coreference_units.csv`.

    python -m models.fit_coreference CORPORA [--gap FILE] [--meantime FILE]

CORPORA holds the folders `gum/dep` and `litbank/coref/brat`; the news articles of our own are in `models/news`. All of
it is openly licensed text. Each anaphor is a question with candidates, "nobody" among them; the weights are those of a
softmax over each question's answers (with a penalty on their squares), for each kind of anaphor by itself. Questions
whose right answer is not among the candidates are asked as "nobody" for descriptions, and left out for pronouns. Then
`coreference_units` adds what the signs tell together.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from spacy.tokens import Doc

from flows.enums import MentionKind
from flows.extract import pipeline, vocabulary
from flows.extract.coreference.entities import Entity
from flows.extract.coreference.ranker import Question, Reference, anaphor_of
from flows.extract.coreference.weights import SEED, UNITS, Anaphor, Scorer, read_scorers
from flows.extract.finder import QuoteFinder
from flows.extract.names.mentions import find_mentions
from flows.extract.text.plain import plain
from flows.extract.vocabulary import Vocabulary
from models.answer_table import Judged, Vector, make_table, measure_loss
from models.coreference_corpora import Annotated, read_all
from models.coreference_reasons import describe_sign
from models.coreference_units import fit_units

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
MODEL = ROOT / "models" / "en_onrecord_sm"
ARTICLES = ROOT / "models" / "news"
WEIGHT = {"gum": 1.0, "litbank": 0.3, "meantime": 2.0, "gap": 20.0, "news": 1.5}
"""How much a question of each corpus counts: MEANTIME and our own articles are news, LitBank is old fiction. GAP has
few questions, which are harder than those of news."""
NEWS, NEWS_WEIGHT = "GUM_news", 2.0
OLD_WEIGHT = 1.0
"""Fiction describes its persons in other ways than news do."""
PENALTIES = {Anaphor.PERSON: 8.0, Anaphor.THEY: 8.0, Anaphor.IT: 8.0, Anaphor.ROLE: 2.0, Anaphor.BODY: 2.0}
"""Penalty on the squares of the weights. Descriptions have fewer questions and fewer signs."""
STEPS = 300


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
    table = make_table(judged)

    def loss(weights: Vector) -> tuple[float, Vector]:
        value, slope = measure_loss(table.rows @ weights, table.starts, table.is_right, table.importance)
        return penalty * float(weights @ weights) / 2 + value, penalty * weights + table.rows.T @ slope

    found = minimize(loss, np.zeros(len(table.features)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return dict(zip(table.features, map(float, found.x), strict=True))


def accuracy(judged: Iterable[Judged], scorer: Scorer) -> tuple[int, int]:
    """How many questions are answered rightly, and how many there are."""
    right = count = 0
    for one in judged:
        scores = scorer.score(one.answers)
        right, count = right + (scores.index(max(scores)) in one.right), count + 1
    return right, count


def weigh(judged: Sequence[Judged]) -> list[dict[str, str]]:
    """The rows of the seed file of the weights."""
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


def weigh_together(judged: Sequence[Judged], weighed: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The rows of the seed file of the units, given those of the weights."""
    rows = []
    for kind in Anaphor:
        weights = {row["feature"]: float(row[kind]) for row in weighed}
        asked = [one for one in judged if one.kind is kind]
        units = fit_units(asked, weights) if asked else {}
        for name in sorted(units):
            numbers = " ".join(f"{number:.3f}" for number in units[name])
            rows.append({"anaphor": kind, "feature": name, "weights": numbers, "reason": describe_sign(name)})
    return rows


def write(rows: Sequence[dict[str, str]], path: Path) -> None:
    """Write a seed file."""
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
    weighed = weigh(judged)
    write(weighed, SEEDS / f"{SEED}.csv")
    write(weigh_together(judged, weighed), SEEDS / f"{UNITS}.csv")
    read_scorers.cache_clear()
    for kind, scorer in read_scorers(SEEDS).items():
        right, count = accuracy([one for one in judged if one.kind is kind], scorer)
        print(f"{kind:12} {right} of {count} right ({100 * right / max(count, 1):.1f} %)")


if __name__ == "__main__":
    main()
