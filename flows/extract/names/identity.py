"""In-article identity: which names of an article mean the same person, body or place.

Takes plain values and gives identities; needs no model and no document. A surname resolves to the full name that the
article gives, an acronym to the name it abbreviates. Identity *across* articles rests on `normalised` names alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from flows.enums import Label
from flows.extract.names.middle_names import SUFFIXES, are_apart, read_middle
from flows.extract.text.plain import without_accents
from flows.records import entity_id

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
PERSON = Label.PERSON

INITIAL = re.compile(r"^[^\W\d_]\.?$")
NEAR = 60
"""Code points behind a full name in which its surname alone goes on with it."""
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in the text: its span in code points, its label, and the title before it ('' for none)."""

    text: str
    label: str
    start: int
    end: int
    title: str = ""
    gender: str = ""
    """What a noun beside the name says ("his wife, Ann Roe"), '' where none does."""
    is_silent: bool = False
    """The words beside the name say that it is somebody dead, or somebody's child ("her son, Ben Roe")."""
    acts: bool = False
    """It is addressed ("Mr Roe") or speaks ("Roe said"), as the living do."""
    is_implied: bool = False
    """Its surname stands in the text with a name beside it ("*Ben* and Ann Roe")."""


@dataclass
class Identity:
    """One person, body or place of an article, with the names it has there.

    Its name and id are computed at the first access, so access them only when all names of the article are known.
    """

    label: str
    forms: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    order: int = 0
    is_gender_told: bool = False
    """A form of address or a noun tells the gender; a given name alone may err."""
    initials: str = ""
    """Its middle initials, where only they tell it from another of the article ("John A. Roe", "John B. Roe")."""
    silences: int = 0
    """How many of its full names are of somebody dead or a child."""

    @cached_property
    def name(self) -> str:
        """The fullest of its common forms: most words first (up to four), then most frequent, then alphabetical."""
        return min(self.forms, key=lambda f: (-min(len(f.split()), 4), f.isupper() and len(f) > 4, -self.forms[f], f))

    @cached_property
    def entity_id(self) -> str:
        """The id of the entity, the same in every article that calls it so and names no other of that name."""
        return entity_id(self.label, f"{normalised(self.name)} {self.initials}".strip())

    @property
    def is_silent(self) -> bool:
        """Whether each of its full names is of somebody dead, or a child."""
        return 0 < self.silences >= self.forms.total()

    @property
    def gender(self) -> str:
        """'male', 'female' or ''."""
        return self.genders.most_common(1)[0][0] if self.genders else ""


@lru_cache(maxsize=20_000)  # each mention of a name calls it: a quarter of the rules' time
def normalised(name: str) -> str:
    """Return a name as identity across articles compares it: no case, accents, initials, suffixes or articles."""
    words = ARTICLE.sub("", without_accents(name).casefold().strip()).split()
    kept = [w for w in words if not INITIAL.match(w) and w.strip(",") not in SUFFIXES]
    return " ".join(kept or words).replace("’", "'").strip(" .,;:'\"")


def identify_names(names: Sequence[Name], titles: Mapping[str, str], given_names: Mapping[str, str]) -> list[Identity]:
    """Return the identity of each of `names`, in their order; names that mean the same share one object."""
    known = _Register()
    tails = {tuple(words[1:]) for n in names if n.label == PERSON and len(words := _words(n)) > 2}
    full = [None if _is_short(n, tails) else known.add_full_name(n) for n in names]
    for name, identity in zip(names, full, strict=True):
        if identity is not None:
            _learn_gender(name, identity, titles, given_names)
    found = [i or known.add_short_name(n, titles.get(n.title.lower(), "")) for n, i in zip(names, full, strict=True)]
    for name, identity, own in zip(names, found, full, strict=True):
        if own is None:
            _learn_gender(name, identity, titles, given_names)
    return found


def _learn_gender(name: Name, identity: Identity, titles: Mapping[str, str], given_names: Mapping[str, str]) -> None:
    """Count the evidence of a name for a person's gender; a form of address counts for more than a given name."""
    told = titles.get(name.title.lower(), "") or name.gender
    is_surname = any(len(form.split()) > 1 and form.endswith(name.text) for form in identity.forms if form != name.text)
    gender = told or ("" if is_surname else given_names.get(name.text.split()[0], ""))  # "Secretary Clinton"
    if gender and identity.label == PERSON and (told or name.title or len(_words(name)) > 1):
        identity.genders[gender] += 3 if told else 1
        identity.is_gender_told |= bool(told)


_Place = tuple[int, Identity]
"""A code point, and whose full name starts there."""


class _Places:
    """The places (code points) at which the identities that share a last or first name stand in full, in order."""

    def __init__(self) -> None:
        self.all: list[_Place] = []
        self.implied: list[_Place] = []
        """Where the last name is left out ("*Ben* and Ann Roe"): without a form of address it means the others."""

    @cached_property
    def by_gender(self) -> dict[str, list[_Place]]:
        """The places by the gender of the person; access them only when the genders of all full names are known."""
        found: dict[str, list[_Place]] = defaultdict(list)
        for place in sorted(self.all + self.implied, key=lambda place: place[0]):
            found[place[1].gender].append(place)
        return found

    @cached_property
    def has_silent(self) -> bool:
        """Whether one of them does not speak; access it only when all full names are known."""
        return any(identity.is_silent for _, identity in self.all + self.implied)

    def assign(self, start: int, gender: str, *, acts: bool = False, is_first: bool = False) -> Identity | None:
        """Assign the short name at `start` to an identity, None if it is nobody's with a full name here.

        It is whoever was named right before, else the first to bear the name: news articles call one of two Clintons
        by the surname alone. With a `gender` it is so of those it fits, else of those of unknown gender. Where the
        name stands first in the full one (`is_first`, "Mr Kim" of Kim Min), it is then of those whose gender only a
        given name tells. Who acts is not dead or a child, if another bears the name.
        """
        places, fits = self._choose(gender, is_first=is_first)
        chosen = None
        if acts and self.has_silent:
            chosen = _find_nearest(places, start, lambda identity: fits(identity) and not identity.is_silent)
        chosen = chosen or _find_nearest(places, start, fits)
        if gender and chosen is not None:
            for known in (
                self.all,
                self.by_gender[chosen.gender],
            ):  # so that in "Ms Roe ... Roe" both are the same person
                insort(known, (start, chosen), key=lambda place: place[0])
        return chosen

    def _choose(self, gender: str, *, is_first: bool) -> tuple[list[_Place], Callable[[Identity], bool]]:
        """The places at which whoever has a gender stands in full, and which of their identities count."""
        fitting = self.by_gender[gender] or self.by_gender[""] if gender else self.all
        if fitting or not is_first:
            return fitting, lambda _: True
        return self.all, lambda identity: not identity.is_gender_told


def _find_nearest(places: list[_Place], start: int, fits: Callable[[Identity], bool]) -> Identity | None:
    """Who stands right before `start`, else who stands first, of those that fit.

    A long text names somebody thousands of times, so no list of those that fit is made.
    """
    for at in range(bisect_left(places, start, key=lambda place: place[0]) - 1, -1, -1):
        if start - places[at][0] > NEAR:
            break
        if fits(places[at][1]):
            return places[at][1]
    return next((identity for _, identity in places if fits(identity)), None)


class _Register:
    """The identities of an article so far, findable by full name, last name, first name and acronym."""

    def __init__(self) -> None:
        self.by_key: dict[tuple[str, str], Identity] = {}
        self.namesakes: dict[str, list[Identity]] = defaultdict(list)
        self.by_last: dict[str, _Places] = defaultdict(_Places)
        self.by_first: dict[str, _Places] = defaultdict(_Places)
        self.by_acronym: dict[str, Identity] = {}

    def add_full_name(self, name: Name) -> Identity:
        """Add a full name and return its identity."""
        words = _words(name)
        identity = self._find_or_make(name, words)
        identity.forms[name.text] += 1
        identity.silences += name.is_silent
        if name.label == PERSON:
            last = self.by_last[words[-1]]
            (last.implied if name.is_implied else last.all).append((name.start, identity))
            self.by_first[words[0]].all.append((name.start, identity))
        elif len(words) > 1:
            capitals = "".join(w[0] for w in name.text.split() if w[0].isupper())
            self.by_acronym.setdefault(capitals.casefold(), identity)
        return identity

    def _find_or_make(self, name: Name, words: list[str]) -> Identity:
        if name.label == PERSON:
            return self._find_or_make_person(name, f"{words[0]} {words[-1]}")
        if len(words) == 1 and name.text.isupper() and words[0] in self.by_acronym:
            return self.by_acronym[words[0]]
        return self.by_key.setdefault(("", " ".join(words)), Identity(name.label, order=name.start))

    def _find_or_make_person(self, name: Name, key: str) -> Identity:
        """The first of that first and last name whom no middle initial tells from `name`."""
        known = self.namesakes[key]
        for identity in known:
            if not any(are_apart(form, name.text) for form in identity.forms):
                return identity
        made = Identity(name.label, order=name.start, initials=read_middle(name.text)[0] if known else "")
        known.append(made)
        return made

    def add_short_name(self, name: Name, gender: str) -> Identity:
        """Add a person's last or first name and return its identity: of the nearest full name before it, else after it.

        `gender` comes from the title ("Mr Poe") and picks among those who share the name.
        """
        words = _words(name)
        word = words[-1]
        for known in (self.by_last, self.by_first):
            if places := known.get(word):
                found = places.assign(name.start, gender, acts=name.acts, is_first=known is self.by_first)
                if found is not None and not (gender and name.acts and found.is_silent):
                    return found  # "Mr Roe" is somebody else than the child of that name
        identity = self.by_key.setdefault((PERSON, word), Identity(name.label, order=name.start))
        identity.forms[name.text] += 1
        return identity


def _is_short(name: Name, tails: Set[tuple[str, ...]]) -> bool:
    """Whether a person's name stands for a fuller one: a word, or all but the first of it ("Ó Dálaigh")."""
    words = _words(name)
    return name.label == PERSON and (len(words) == 1 or tuple(words) in tails)


def _words(name: Name) -> list[str]:
    return normalised(name.text).split() or [name.text.casefold()]
