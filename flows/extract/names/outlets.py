"""A newspaper or station by the last word of its name: "the Ledger" where the article names the Omaha Ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from flows.enums import Label
from flows.extract.names.identity import Name

FAMILY = "newspaper"
"""The family of `seeds/noun_families.csv` whose words end such names."""
LABELS = frozenset({Label.ORG, Label.MISC})


def complete_outlets(names: Sequence[Name], families: Mapping[str, frozenset[str]]) -> list[Name]:
    """The names of an article in their order; the short name of its one outlet that ends so is whole.

    Two outlets that end alike ("the Times") leave it as it is.
    """
    whole: dict[str, set[str]] = defaultdict(set)
    for name in names:
        *before, last = name.text.split() or [""]
        if before and name.label == Label.ORG and FAMILY in families.get(last.lower(), ()):
            whole[last].add(name.text)
    outlets = {last: next(iter(known)) for last, known in whole.items() if len(known) == 1}
    return [
        replace(name, text=outlets[name.text], label=Label.ORG)
        if name.label in LABELS and name.text in outlets
        else name
        for name in names
    ]
