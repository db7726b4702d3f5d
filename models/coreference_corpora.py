"""Open corpora with coreference, read into one form: a text and its chains of spans.

Readers only: GUM (CoNLL-U with entities in MISC), LitBank (brat), MEANTIME chains (JSON lines), GAP (tab-separated),
and news articles of our own, with marks. Which of them a fit uses, and how much each counts, is for
`models.fit_coreference` to say.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]
"""Code points of the text, half-open."""

PIECE = re.compile(r"\(?[^()]+\)?")
NO_BLANK_BEFORE = re.compile(r"['’](?:s|re|ve|ll|d|m)\b|n['’]t\b|[,.;:!?)\]”’%]", re.IGNORECASE)
NO_BLANK_BEHIND = frozenset("([“‘$£")
MENTION_LABEL = re.compile(r"(?:PROP|NOM|PRON)_[A-Z]+$")
TRUE = "true"
MARK = re.compile(r"\{(?P<chain>\d+):|\}")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text and its chains. `asked` are the only spans whose antecedent is known; empty: that of all is."""

    corpus: str
    name: str
    text: str
    chains: tuple[tuple[Span, ...], ...]
    asked: tuple[Span, ...] = ()


def read_gum(folder: Path) -> Iterator[Annotated]:
    """The documents `GUM_*.conllu` in a folder; a paragraph of theirs ends with a blank line."""
    for path in sorted(folder.glob("GUM_*.conllu")):
        yield _gum_document(path)


def _gum_document(path: Path) -> Annotated:
    chains, opened = defaultdict[str, list[Span]](list), defaultdict[str, list[int]](list)
    text, glue = "", ""
    whole: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and text:
            glue = "\n\n"
        number, form, *_, misc = line.split("\t") if line[:1].isdigit() else ("", "", "")
        features = dict(part.split("=", 1) for part in misc.split("|") if "=" in part)
        if "-" in number:  # a word of several tokens: the last of them has its blank
            first, last = map(int, number.split("-"))
            whole = {str(i): "No" if i < last else features.get("SpaceAfter", "") for i in range(first, last + 1)}
        if not number.isdigit():
            continue
        start = len(text + glue)
        text += glue + form
        glue = "" if (whole.pop(number, "") or features.get("SpaceAfter")) == "No" else " "
        for piece in PIECE.findall(features.get("Entity", "")):
            key = piece.strip("()").split("-")[0]
            if piece.startswith("("):
                opened[key].append(start)
            if piece.endswith(")") and opened[key]:
                chains[key].append((opened[key].pop(), len(text)))
    return Annotated("gum", path.stem, text, tuple(map(tuple, chains.values())))


def read_litbank(folder: Path) -> Iterator[Annotated]:
    """The works `*.ann` with their `*.txt` in a folder of brat files; blanks before marks are taken out again."""
    for path in sorted(folder.glob("*.ann")):
        text, places = _joined(path.with_suffix(".txt").read_text(encoding="utf-8"))
        chains: dict[str, list[Span]] = defaultdict(list)
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("T"):
                label, start, end = line.split("\t")[1].split(" ")[:3]
                if not MENTION_LABEL.match(label):
                    chains[label].append((places[int(start)], places[int(end)]))
        yield Annotated("litbank", path.stem, text, tuple(map(tuple, chains.values())))


def _joined(tokens: str) -> tuple[str, list[int]]:
    """A text whose tokens are set apart by blanks as it is printed, and where each of its places is now."""
    kept: list[str] = []
    places = [0]
    is_open = False
    for i, character in enumerate(tokens):
        is_gap = character == " " and bool(NO_BLANK_BEFORE.match(tokens, i + 1))
        if character == '"':
            is_open = not is_open
            if not is_open and kept and kept[-1] == " ":
                kept.pop()
                places[-1] -= 1
        before = tokens[i - 1] if i else ""
        is_gap |= character == " " and (before in NO_BLANK_BEHIND or (before == '"' and is_open))
        kept += [] if is_gap else [character]
        places.append(len(kept))
    return "".join(kept), places


def read_meantime(path: Path) -> Iterator[Annotated]:
    """Chains as JSON lines: `text`, and `chains` of spans with `start` and `end`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        doc = json.loads(line)
        chains = tuple(tuple((span["start"], span["end"]) for span in chain) for chain in doc["chains"])
        yield Annotated("meantime", doc["doc_id"], doc["text"], chains)


def read_gap(path: Path) -> Iterator[Annotated]:
    """The examples of a GAP file in which the pronoun means one of the two names."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            pronoun, a, b = (_gap_span(row, field) for field in ("Pronoun", "A", "B"))
            meant = [span for span, field in ((a, "A"), (b, "B")) if row[f"{field}-coref"].lower() == TRUE]
            others = [(span,) for span in (a, b) if span not in meant]
            if meant:
                yield Annotated("gap", row["ID"], row["Text"], ((pronoun, *meant), *others), (pronoun,))


def _gap_span(row: dict[str, str], field: str) -> Span:
    start = int(row[f"{field}-offset"])
    return start, start + len(row[field])


def read_news(folder: Path) -> Iterator[Annotated]:
    """The articles `*.txt` in a folder, in which `{3:her deputy}` is a mention of the article's chain 3.

    Marks may stand inside each other. Raises `ValueError` with the file where they do not pair.
    """
    for path in sorted(folder.glob("*.txt")):
        text, chains = _unmarked(path.read_text(encoding="utf-8"), path.name)
        yield Annotated("news", path.stem, text, chains)


def _unmarked(marked: str, name: str) -> tuple[str, tuple[tuple[Span, ...], ...]]:
    """A text without its marks, and the chains that they name."""
    chains = defaultdict[str, list[Span]](list)
    opened: list[tuple[str, int]] = []
    text, end = "", 0
    for mark in MARK.finditer(marked):
        text += marked[end : mark.start()]
        end = mark.end()
        if mark["chain"]:
            opened.append((mark["chain"], len(text)))
        elif opened:
            chain, start = opened.pop()
            chains[chain].append((start, len(text)))
        else:
            raise ValueError(f"{name}: a mark ends that did not begin, behind {text[-30:]!r}")
    if opened:
        raise ValueError(f"{name}: chain {opened[-1][0]} is not closed, at {text[opened[-1][1] :][:30]!r}")
    return text + marked[end:], tuple(map(tuple, chains.values()))


def read_all(
    gum: Path | None, litbank: Path | None, meantime: Path | None, gap: Path | None, news: Path | None
) -> Iterable[Annotated]:
    """The documents of the corpora that are given, in this order."""
    readers = ((read_gum, gum), (read_litbank, litbank), (read_meantime, meantime), (read_gap, gap), (read_news, news))
    return [document for reader, path in readers if path is not None for document in reader(path)]
