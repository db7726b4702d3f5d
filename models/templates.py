"""Fill the sentences of `templates.txt` with names: labelled text for what the open corpora hardly hold."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from models.bodies import values
from models.mentions import Labelled, Mention
from models.name_pools import Person, Pools, load_pools

TEMPLATES = Path(__file__).parent / "templates.txt"
SLOT = re.compile(r"\{([A-Za-z]+)(\d?)\}")
TOKEN = re.compile(r"\w+(?:[-.&+’']\w+)*\.?(?=\s|$)|\w+(?:[-.&+]\w+)*|[^\w\s]")
LABELS = {
    "person": "PERSON",
    "first": "PERSON",
    "last": "PERSON",
    "city": "GPE",
    "country": "GPE",
    "norp": "NORP",
    "org": "ORG",
    "company": "ORG",
    "club": "ORG",
    "body": "ORG",
    "usstate": "GPE",
    "place": "LOC",
}


def read_templates(path: Path = TEMPLATES) -> list[str]:
    """The lines that are no comments."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


class Filler:
    """The names of one filled sentence: a slot with the same number keeps its name."""

    def __init__(self, pools: Pools, rng: random.Random) -> None:
        self.pools, self.rng = pools, rng
        self.people: dict[str, Person] = {}

    def name(self, kind: str, number: str) -> str:
        """A name for a slot of `kind`. Errors: KeyError for a kind that no pool fills."""
        person = self.people.setdefault(number, self.pools.person(self.rng))
        pools, rng = self.pools, self.rng
        makers = {
            "person": lambda: " ".join(person.words),
            "first": lambda: person.first,
            "last": lambda: person.last,
            "city": lambda: rng.choice(pools.cities),
            "country": lambda: rng.choice(pools.countries),
            "norp": lambda: rng.choice(pools.demonyms),
            "org": lambda: rng.choice(pools.organisations),
            "company": lambda: pools.company(rng),
            "club": lambda: pools.club(rng),
            "place": lambda: rng.choice(pools.places),
            "body": lambda: pools.body(rng),
            "role": lambda: rng.choice(pools.roles).capitalize(),
            "job": lambda: rng.choice(pools.roles),
            "n": lambda: str(rng.randint(2, 90)),
        }
        return makers[kind]() if kind in makers else rng.choice(values(kind))


def fill(template: str, pools: Pools, rng: random.Random) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the sentence and its names as (start, end, label) in characters. A slot in capitals gives capitals."""
    filler, text, spans, position = Filler(pools, rng), "", [], 0
    for match in SLOT.finditer(template):
        kind, number = match[1], match[2]
        name = filler.name(kind.lower(), number)
        name = name.upper() if kind.isupper() and len(kind) > 1 else name
        text += template[position : match.start()]
        if label := LABELS.get(kind.lower()):
            spans.append((len(text), len(text) + len(name), label))
        text, position = text + name, match.end()
    return text + template[position:], spans


def to_labelled(text: str, spans: list[tuple[int, int, str]]) -> Labelled:
    """Cut a filled sentence into words; the pipeline's own tokenizer has the last word in training."""
    cuts = {0, len(text)} | {edge for start, end, _ in spans for edge in (start, end)}
    edges = sorted(cuts)
    words: list[tuple[int, int]] = []
    for left, right in pairwise(edges):
        words += [(left + m.start(), left + m.end()) for m in TOKEN.finditer(text[left:right])]
    mentions = []
    for start, end, label in spans:
        inside = [i for i, (a, b) in enumerate(words) if a >= start and b <= end]
        mentions.append(Mention(inside[0], inside[-1] + 1, label))
    spaces = tuple(text[b : b + 1] == " " for _, b in words)
    return Labelled(tuple(text[a:b] for a, b in words), spaces, tuple(mentions))


def filled_templates(count: int, seed: int) -> Iterator[Labelled]:
    """Yield `count` texts of one to three filled sentences each."""
    rng, pools, templates = random.Random(seed), load_pools(), read_templates()
    for _ in range(count):
        parts, spans = "", []
        for template in rng.sample(templates, rng.randint(1, 3)):
            text, found = fill(template, pools, rng)
            offset = len(parts) + (1 if parts else 0)
            parts = f"{parts} {text}" if parts else text
            spans += [(a + offset, b + offset, label) for a, b, label in found]
        yield to_labelled(parts, spans)
