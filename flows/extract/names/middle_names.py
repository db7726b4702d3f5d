"""Middle names and initials, which tell two people of one first and last name apart."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.extract.text.plain import without_accents

INITIALS = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]")
"""A word of initials, one or several: "W." or "H.W."."""
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


@lru_cache(maxsize=20_000)
def read_middle(name: str) -> tuple[str, bool]:
    """The first letters of the middle names ("hw" of "George H.W. Bush"), and whether one is an initial only."""
    words = [w for w in without_accents(name).split() if w.strip(",").casefold() not in SUFFIXES][1:-1]
    letters = "".join(w.replace(".", "") if INITIALS.fullmatch(w) else w[0] for w in words if w[0].isupper())
    return letters.casefold(), any(INITIALS.fullmatch(w) for w in words)


def are_apart(one: str, other: str) -> bool:
    """Whether middle initials contradict: George W. is not George H.W., while John A. may be John A.B. or John."""
    (a, is_initial), (b, is_other_initial) = read_middle(one), read_middle(other)
    return (is_initial or is_other_initial) and not (a.startswith(b) or b.startswith(a))
