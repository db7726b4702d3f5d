"""What the model card says of the weights, read back so that a test can hold it against them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

CARD = Path(__file__).parent / "README.md"
WEIGHTS = Path(__file__).parent / "en_onrecord_sm"
DIGEST = re.compile(r"digest of the weights: `([0-9a-f]{16})`")


def digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of a pipeline's files, in order: the first 16 hex digits."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def stated_digest(card: str) -> str:
    """The digest that the card gives. Errors: ValueError where it gives none."""
    if found := DIGEST.search(card):
        return found[1]
    raise ValueError("models/README.md states no digest of the weights: models.assemble prints it")


def stated_figures(card: str) -> dict[tuple[str, str], list[float]]:
    """The rows of the card's figures: (test set, measure) to the numbers in the row."""
    figures = {}
    for line in card.splitlines():
        cells = [cell.strip().strip("*") for cell in line.strip("|").split("|")]
        if len(cells) >= 3 and all(re.fullmatch(r"[\d.,]+|–", cell) for cell in cells[2:]):
            figures[cells[0], cells[1]] = [float(c.replace(",", "")) for c in cells[2:] if c != "–"]
    return figures
