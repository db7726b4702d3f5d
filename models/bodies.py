"""Names of organisations that exist in no list: coined companies, letters that stand for a body, offices of a state.

What belongs here: how such names are built. Where they go is `templates.py` and `swap_names.py`.
"""

from __future__ import annotations

import random
import string
from collections.abc import Mapping, Sequence
from functools import cache

from models.words import HERE, read_rows

# Slots: field (of work), city, country, norp, last and first (names). Small words inside are what nets cut names at.
PATTERNS = (
    "{field} Ministry",
    "Ministry of {field}",
    "Ministry of {field} and {field2}",
    "Department of {field}",
    "Department for {field}",
    "{field} Department",
    "Office for {field}",
    "{norp} {field} Agency",
    "{field} Agency",
    "{field} Authority of {country}",
    "National {field} Council",
    "Federal {field} Commission",
    "{city} City Council",
    "{city} County Council",
    "{city} Police Department",
    "{city} Police",
    "{city} Fire Department",
    "University of {city}",
    "{city} University",
    "{city} Institute of Technology",
    "{city} Chamber of Commerce",
    "{city} General Hospital",
    "{city} District Court",
    "{city} Port Authority",
    "{city} Stock Exchange",
    "{city} Philharmonic",
    "{city} Herald",
    "{city} Tribune",
    "{city} Gazette",
    "{city} Times",
    "{city} Evening Post",
    "Radio {city}",
    "Bank of {country}",
    "Central Bank of {country}",
    "{norp} Central Bank",
    "{norp} Academy of Sciences",
    "{norp} Red Cross",
    "{norp} Football Association",
    "{norp} Cycling Federation",
    "{norp} Workers' Party",
    "Free {norp} Party",
    "Supreme Court of {country}",
    "{norp} Broadcasting Corporation",
    "Institute for {field}",
    "Institute for {field} and {field2}",
    "Center for {field} and {field2}",
    "Centre for {field}",
    "Council on {field}",
    "Coalition for {field}",
    "Citizens for {field} Reform",
    "Campaign for {field}",
    "Campaign Against {field} Cuts",
    "Association of {field} Workers",
    "{field} Workers Union",
    "Federation of {norp} Industries",
    "Society for the Protection of {field}",
    "Committee on {field}",
    "House {field} Committee",
    "Senate {field} Committee",
    "{last} Foundation",
    "{last} & {last2}",
    "{last}, {last2} & Partners",
    "{last} School of {field}",
    "{last} University",
    "{last} Brothers",
    "{last} Motors",
    "St. {first}'s Hospital",
    "St {first} College",
)


@cache
def values(kind: str) -> tuple[str, ...]:
    """The entries of one kind in `slots.csv`. Errors: KeyError for a kind that is not there."""
    return {row["kind"]: tuple(row["values"].split(";")) for row in read_rows(HERE / "slots.csv")}[kind]


def coined(rng: random.Random) -> str:
    """A company name of one word that means nothing: Veltek, Norea; every fourth is letters: KPRT."""
    if rng.random() < 0.25:
        return "".join(rng.choices(string.ascii_uppercase, k=rng.randint(3, 5)))
    return rng.choice(values("opening")) + rng.choice(values("ending"))


def body(rng: random.Random, names: Mapping[str, Sequence[str]]) -> str:
    """A body of several words; `names` has the words for the slots city, country, norp, last and first."""
    pools = {**names, "field": values("field")}
    chosen = {kind: rng.choice(pool) for kind, pool in pools.items()}
    again = {f"{kind}2": rng.choice(pool) for kind, pool in pools.items()}
    return rng.choice(PATTERNS).format(**chosen, **again)
