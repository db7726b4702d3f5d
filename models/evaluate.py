"""Every figure of the model card, measured.

    python -m models.evaluate models/en_onrecord_sm --data models/data
    python -m models.evaluate models/en_onrecord_sm --data models/data --against OTHER_PIPELINE

Syntax is scored by spaCy's scorer on raw text: whole documents, no paragraph breaks, own tokenization. Names are
scored on exact spans and labels; "the" before a name is no difference. `--against` adds the other pipeline's figures
and the ratio of speeds, measured by turns.
"""

from __future__ import annotations

import json
import resource
import statistics
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import spacy
import typer
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from flows.extract.names import rules as _rules  # noqa: F401  (registers onrecord_names)
from models.fast_gemm import use_numpy_blas
from models.marked_text import read_marked

HERE = Path(__file__).parent
NEWSWIRE = HERE.parent / "tests" / "models" / "newswire.jsonl"
ATTRIBUTIONS = NEWSWIRE.with_name("attributions.jsonl")
SEEDS = HERE.parent / "seeds"
RELATIONS = ("ccomp", "parataxis", "nsubj")
COARSE = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
BATCH = 16

Key = tuple[int, int, int, str]


@dataclass(frozen=True)
class Figure:
    """One measured number, in percent unless its name says otherwise."""

    test_set: str
    measure: str
    value: float


def read_docs(nlp: Language, path: Path) -> list[Doc]:
    """Read the gold documents of one test set. Errors: FileNotFoundError that names the command which makes it."""
    if not path.is_file():
        raise FileNotFoundError(f"{path}: run the project's `convert` command first (see models/README.md)")
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def syntax_figures(nlp: Language, name: str, docs: list[Doc]) -> Iterator[Figure]:
    """LAS, UAS, UPOS, sentences and the relations that quotes hang on."""
    with nlp.select_pipes(disable=[p for p in nlp.pipe_names if p in {"ner", "onrecord_names", "onrecord_dates"}]):
        scores: dict[str, Any] = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs], batch_size=BATCH)
    for measure, key in (("LAS", "dep_las"), ("UAS", "dep_uas"), ("UPOS", "pos_acc"), ("sentences F1", "sents_f")):
        yield Figure(name, measure, 100 * scores[key])
    for relation in RELATIONS:
        yield Figure(name, f"{relation} F1", 100 * scores["dep_las_per_type"][relation]["f"])


def spans(doc: Doc, number: int) -> set[Key]:
    """The entities of a document as (document, start, end, label) in characters, without "the"."""
    found = set()
    for span in doc.ents:
        start = span.start_char + (4 if span.text[:4] in {"the ", "The "} else 0)
        found.add((number, start, span.end_char, span.label_))
    return found


def coarse(keys: set[Key]) -> set[Key]:
    """PER, LOC and ORG only, as web and news gold sets label."""
    return {(n, a, b, COARSE[label]) for n, a, b, label in keys if label in COARSE}


def f1(gold: set[Key], own: set[Key]) -> float:
    hits = len(gold & own)
    return 200 * hits / (len(gold) + len(own)) if hits else 0.0


def name_figures(name: str, gold: set[Key], own: set[Key], labels: Iterable[str]) -> Iterator[Figure]:
    """F1 over `labels` together, if there are several to be taken together, and by label."""
    for label in labels:
        yield Figure(name, f"{label} F1", f1({k for k in gold if k[3] == label}, {k for k in own if k[3] == label}))


def predicted(nlp: Language, docs: Iterable[Doc]) -> set[Key]:
    """The names that the whole pipeline finds: the rules read tags and sentences too."""
    texts = (doc.text for doc in docs)
    return {key for n, doc in enumerate(nlp.pipe(texts, batch_size=BATCH)) for key in spans(doc, n)}


def web_names(nlp: Language, docs: list[Doc]) -> Iterator[Figure]:
    """UNER English EWT test: PER, LOC, ORG; a GPE counts as LOC."""
    gold = coarse({key for n, doc in enumerate(docs) for key in spans(doc, n)})
    own = coarse(predicted(nlp, docs))
    yield Figure("UNER EWT test", "all F1", f1(gold, own))
    yield from name_figures("UNER EWT test", gold, own, ("PER", "LOC", "ORG"))


def politics_names(nlp: Language, docs: list[Doc]) -> Iterator[Figure]:
    """CrossNER politics test, with its labels merged as `labels.csv` says."""
    gold = {key for n, doc in enumerate(docs) for key in spans(doc, n)}
    yield from name_figures("CrossNER politics test", gold, predicted(nlp, docs), ("PERSON", "ORG"))


def newswire_names(nlp: Language, path: Path = NEWSWIRE) -> Iterator[Figure]:
    """The paragraphs of our own."""
    marked = read_marked(path)
    gold = {(n, a, b, label) for n, m in enumerate(marked) for a, b, label in m.spans}
    own = predicted(nlp, [nlp.make_doc(m.text) for m in marked])
    yield from name_figures("newswire", gold, own, ("PERSON", "GPE", "ORG"))


def attribution(doc: Doc, verb: str) -> tuple[str, str]:
    """The subject of a verb of saying, and how the quote hangs together with it: `ccomp`, `parataxis` or neither."""
    said = next(token for token in doc if token.text == verb)
    subject = next((t.text for t in said.children if t.dep_.startswith("nsubj")), "")
    if said.dep_ == "parataxis":
        return subject, "parataxis"
    return subject, "ccomp" if any(t.dep_ == "ccomp" for t in said.children) else said.dep_


def attribution_figures(nlp: Language, path: Path = ATTRIBUTIONS) -> Iterator[Figure]:
    """Sentences of our own with one verb of saying each: how often its subject and its quote are both found."""
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = sum(attribution(nlp(c["text"]), c["verb"]) == (c["subject"], c["relation"]) for c in cases)
    yield Figure("attributions of our own", "found, %", 100 * found / len(cases))


def words_per_second(nlp: Language, texts: list[str]) -> float:
    """Words (tokens that are no white space) a second of processor time at batch 16.

    Processor time is what one free core would take, however busy the machine is.
    """
    start, words = time.process_time(), 0
    for doc in nlp.pipe(texts, batch_size=BATCH):
        words += sum(not token.is_space for token in doc)
    return words / (time.process_time() - start)


def speeds(pipelines: list[Language], texts: list[str], rounds: int = 5) -> list[float]:
    """The median speed of each pipeline, the pipelines taking turns so that a busy machine slows them alike."""
    measured = [[words_per_second(nlp, texts) for nlp in pipelines] for _ in range(rounds)]
    return [statistics.median(row[i] for row in measured[1:]) for i in range(len(pipelines))]


def quality_figures(nlp: Language, data: Path) -> Iterator[Figure]:
    """Every figure that does not depend on the machine."""
    yield from syntax_figures(nlp, "UD EWT test", read_docs(nlp, data / "ewt-test.spacy"))
    yield from syntax_figures(nlp, "GUM test", read_docs(nlp, data / "gum-test.spacy"))
    yield from web_names(nlp, read_docs(nlp, data / "uner-test.spacy"))
    yield from politics_names(nlp, read_docs(nlp, data / "politics-test.spacy"))
    yield from newswire_names(nlp)
    yield from attribution_figures(nlp)


def load(pipeline: str, with_rules: bool) -> Language:
    nlp = spacy.load(Path(pipeline) if Path(pipeline).is_dir() else pipeline)
    if with_rules:
        nlp.add_pipe("onrecord_names", config={"seeds": str(SEEDS)})
    return nlp


def table(columns: dict[str, list[Figure]]) -> str:
    """A Markdown table: one row a figure, one column a set-up."""
    heads = list(columns)
    lines = [f"| test set | measure | {' | '.join(heads)} |", f"|---|---|{'---:|' * len(heads)}"]
    for row in zip(*columns.values(), strict=True):
        values = " | ".join(f"{figure.value:.1f}" for figure in row)
        lines.append(f"| {row[0].test_set} | {row[0].measure} | {values} |")
    return "\n".join(lines)


def main(
    pipeline: Annotated[str, typer.Argument(help="a pipeline's folder or name")],
    data: Annotated[Path, typer.Option(help="the folder with the converted test sets")] = HERE / "data",
    against: Annotated[str | None, typer.Option(help="another pipeline to compare with")] = None,
    quality: Annotated[bool, typer.Option(help="measure the quality")] = True,
) -> None:
    """Print the figures as Markdown."""
    use_numpy_blas()
    if quality:
        columns = {
            "net alone": list(quality_figures(load(pipeline, with_rules=False), data)),
            "with onrecord_names": list(quality_figures(load(pipeline, with_rules=True), data)),
        }
        if against:
            columns["the other, with onrecord_names"] = list(quality_figures(load(against, with_rules=True), data))
        typer.echo(table(columns))
    nlp = load(pipeline, with_rules=False)
    texts = [doc.text for doc in read_docs(nlp, data / "gum-test.spacy")]
    pipelines = [nlp] + ([load(against, with_rules=False)] if against else [])
    rates = speeds(pipelines, texts)
    typer.echo(f"\nwords per second: {rates[0]:,.0f}")
    if against:
        typer.echo(f"against {Path(against).name}: {rates[1]:,.0f}, ratio {rates[0] / rates[1]:.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    typer.echo(f"peak memory of this process: {peak:.0f} MB")


if __name__ == "__main__":
    typer.run(main)
