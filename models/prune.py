"""What a training leaves behind and a trained pipeline never reads: edit trees without a label, words of the corpora.

Every further training adds both, and each process would keep them in memory.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import spacy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language

NO_TREE = 2**32 - 1  # how spaCy writes that an edit tree has no part on that side
BRANCHES = ("prefix_tree", "suffix_tree")
TEXTS = ("orig", "subst")
Tree = dict[str, int]


def used_trees(trees: Any, labels: list[int]) -> list[int]:
    """The numbers, sorted, of the edit trees that are labels or parts of one."""
    used: set[int] = set()
    waiting = list(labels)
    while waiting:
        number = waiting.pop()
        if number not in used:
            used.add(number)
            waiting += [trees[number][b] for b in BRANCHES if trees[number].get(b, NO_TREE) != NO_TREE]
    return sorted(used)


def prune_trees(lemmatizer: Any) -> None:
    """Leave the lemmatizer the edit trees that its labels need; it writes the same lemmas as before."""
    trees, labels = lemmatizer.trees, lemmatizer.cfg["labels"]
    places = {number: place for place, number in enumerate(used_trees(trees, labels))}
    places[NO_TREE] = NO_TREE
    kept = [_renumbered(trees[number], places) for number in places if number != NO_TREE]
    trees.from_json(kept)
    lemmatizer.cfg["labels"] = [places[label] for label in labels]
    lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}


def _renumbered(tree: Tree, places: dict[int, int]) -> Tree:
    return {key: places[value] if key in BRANCHES else value for key, value in tree.items()}


def needed_strings(nlp: Language) -> set[str]:
    """The strings that a pipeline must know before it meets a text: what its parts write, and what spaCy's English has.

    The rows of the vectors are found by hash, so their words need not be spelled out.
    """
    tokenizer: Any = nlp.tokenizer
    needed = {*spacy.blank("en").vocab.strings, *tokenizer.rules}
    for labels in nlp.pipe_labels.values():
        needed.update(part for label in map(str, labels) for part in (label, *_features(label)))
    if nlp.has_pipe("trainable_lemmatizer"):
        trees: Any = nlp.get_pipe("trainable_lemmatizer").trees  # type: ignore[attr-defined]
        needed.update(nlp.vocab.strings[trees[n][t]] for n in range(len(trees)) for t in TEXTS if t in trees[n])
    return needed - {""}


def _features(label: str) -> list[str]:
    """The features of a morphological label, and their names and values; spaCy looks each of them up."""
    pairs = [pair for pair in label.split("|") if "=" in pair]
    return [*pairs, *(side for pair in pairs for side in pair.split("="))]


def write_strings(folder: Path, strings: set[str]) -> None:
    """Put `strings` in place of those that the pipeline in FOLDER was saved with."""
    srsly.write_json(folder / "vocab" / "strings.json", sorted(strings))
