"""The words of bylines that are not part of a name: `seeds/byline_words.csv` and `seeds/wire_agencies.csv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.seeds import read_seed
from flows.settings import HOME

_KINDS = ("prefix", "conjunction", "suffix", "particle", "role", "qualifier", "organisation", "account")


@dataclass(frozen=True)
class Vocabulary:
    """Words in lower case by their kind; `prefix` and `conjunction` as patterns, `agencies` as whole names."""

    prefix: re.Pattern[str]
    conjunction: re.Pattern[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    roles: frozenset[str]
    qualifiers: frozenset[str]
    organisations: frozenset[str]
    accounts: frozenset[str]
    agencies: frozenset[str]


@cache
def load_vocabulary() -> Vocabulary:
    """The shipped vocabulary: what an author is called must not depend on a run's settings."""
    seeds = HOME / "seeds"
    words: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for row in read_seed(seeds, "byline_words", ("kind", "word", "reason")):
        words[row.choice("kind", _KINDS)].append(row["word"])
    return Vocabulary(
        prefix=re.compile(rf"(?:{_any_of(words['prefix'])})(?:\s*[:：/／＝]\s*|\s+)", re.IGNORECASE),
        conjunction=re.compile(
            rf"\s*[,&+]\s*(?:(?:{_any_of(words['conjunction'])})\s+)?|\s+(?:{_any_of(words['conjunction'])})\s+|\sو(?=\S)",
            re.IGNORECASE,
        ),
        suffixes=frozenset(words["suffix"]),
        particles=frozenset(words["particle"]),
        roles=frozenset(words["role"]),
        qualifiers=frozenset(words["qualifier"]),
        organisations=frozenset(words["organisation"]),
        accounts=frozenset(words["account"]),
        agencies=frozenset(form.lower() for form in _agencies()),
    )


def find_agency(name: str) -> str | None:
    """The news agency called `name` in any of its forms, as `seeds/wire_agencies.csv` writes it."""
    return _agencies().get(name)


@cache
def _agencies() -> dict[str, str]:
    rows = read_seed(HOME / "seeds", "wire_agencies", ("form", "agency", "reason"))
    return {row["form"]: row["agency"] for row in rows}


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
