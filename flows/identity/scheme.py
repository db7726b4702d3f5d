"""The version of identity: what its code and lists are, so that a change of either reaches known articles."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from flows import ordinary_words
from flows.records import digest

SEEDS = (
    *(
        "body_aliases",
        "body_words",
        "countries",
        "country_adjectives",
        "demonyms",
        "family_first_names",
        "given_names",
        "headline_verbs",
        "known_names",
    ),
    *("merge_scores", "name_heads", "name_nouns", "name_particles", "name_variants", "organisation_aliases", "parties"),
    *("people_aliases", "person_aliases", "place_aliases", "places", "role_nouns", "titles"),
    "words_after_peoples",
)
"""The seed files that identity reads."""


@lru_cache(maxsize=4)
def digest_rules(seeds: Path) -> str:
    """The digest of the modules of this package and of the seeds they read; a missing seed counts as empty."""
    ours = [*sorted(Path(__file__).parent.glob("*.py")), Path(ordinary_words.__file__)]
    files = [*ours, *(seeds / f"{name}.csv" for name in SEEDS)]
    return digest("identity", *(file.read_text("utf-8") if file.exists() else "" for file in files))
