"""Texts of our own with their names marked inline, `[Mette Holm](PERSON) spoke`, read into plain text and offsets."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"\[([^\[\]]+)\]\(([A-Z]+)\)")
LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "MISC"})


@dataclass(frozen=True)
class Marked:
    """A text and its names as (start, end, label), half-open, in code points of `text`."""

    id: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def parse(marked: str, name: str = "") -> Marked:
    """Take the marks out. Errors: ValueError for a label that the pipeline does not have."""
    text, spans, position = "", [], 0
    for match in MARK.finditer(marked):
        if match[2] not in LABELS:
            raise ValueError(f"{name or marked[:40]}: no such label: {match[2]} (labels: {', '.join(sorted(LABELS))})")
        text += marked[position : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        position = match.end()
    return Marked(name, text + marked[position:], tuple(spans))


def read_marked(path: Path) -> list[Marked]:
    """Read a JSONL file of `{"id", "marked"}` records."""
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [parse(record["marked"], record["id"]) for record in records]
