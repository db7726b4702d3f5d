"""Identity inside one article: which names mean the same person, body or place, and what is known of them.

Names come in as plain values, identities go out; no model, no document. A surname resolves to the full name that the
article gives, an acronym to the name it abbreviates. Identity *across* articles rests on `normalised` names alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from flows.extract.text.plain import without_accents
from flows.records import entity_id

INITIAL = re.compile(r"^[^\W\d_]\.?$")
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
POSSESSIVE = re.compile(r"(?:['’`]s|['’])$")
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in the text: its span in code points, its label, and the title before it ('' for none).

    `gender` is what a noun beside it says ("his wife, Ann Roe"), '' where none does.
    """

    text: str
    label: str
    start: int
    end: int
    title: str = ""
    gender: str = ""


@dataclass
class Identity:
    """One person, body or place of an article, with the names by which it goes there.

    Its name and id are worked out when first asked for, and kept: ask once all names of the article are known.
    """

    label: str
    forms: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    order: int = 0
    is_gender_told: bool = False
    """A form of address or a noun tells the gender; a given name alone may err."""

    @cached_property
    def name(self) -> str:
        """The fullest of its common forms: most words first (up to four), then most frequent, then alphabetical."""
        return min(self.forms, key=lambda f: (-min(len(f.split()), 4), f.isupper() and len(f) > 4, -self.forms[f], f))

    @cached_property
    def entity_id(self) -> str:
        """The id of the entity, the same in every article that calls it so."""
        return entity_id(self.label, normalised(self.name))

    @property
    def gender(self) -> str:
        """'male', 'female' or ''."""
        return self.genders.most_common(1)[0][0] if self.genders else ""


@lru_cache(maxsize=20_000)  # asked again for each mention of a name: a quarter of the rules' time
def normalised(name: str) -> str:
    """A name as identity across articles compares it: folded case and accents, no initials, suffixes or articles."""
    words = ARTICLE.sub("", without_accents(name).casefold().strip()).split()
    kept = [w for w in words if not INITIAL.match(w) and w.strip(",") not in SUFFIXES]
    return " ".join(kept or words).replace("’", "'").strip(" .,;:'\"")


def identify(names: Sequence[Name], titles: Mapping[str, str], given_names: Mapping[str, str]) -> list[Identity]:
    """The identity of each of `names` (same length, same order; names that mean the same share one object)."""
    known = _Register()
    tails = {tuple(words[1:]) for n in names if n.label == "PERSON" and len(words := _words(n)) > 2}
    full = [None if _is_short(n, tails) else known.full(n) for n in names]
    for name, identity in zip(names, full, strict=True):
        if identity is not None:
            _learn_gender(name, identity, titles, given_names)
    found = [i or known.short(n, titles.get(n.title.lower(), "")) for n, i in zip(names, full, strict=True)]
    for name, identity, own in zip(names, found, full, strict=True):
        if own is None:
            _learn_gender(name, identity, titles, given_names)
    return found


def _learn_gender(name: Name, identity: Identity, titles: Mapping[str, str], given_names: Mapping[str, str]) -> None:
    """Count what a name says of a person's gender; a form of address counts for more than a given name."""
    told = titles.get(name.title.lower(), "") or name.gender
    gender = told or given_names.get(name.text.split()[0], "")
    if gender and identity.label == "PERSON" and (told or name.title or len(_words(name)) > 1):
        identity.genders[gender] += 3 if told else 1
        identity.is_gender_told |= bool(told)


class _Places:
    """Where the identities that share a last or first name stand in full, in order of position (code points)."""

    def __init__(self) -> None:
        self.all: list[tuple[int, Identity]] = []

    @cached_property
    def by_gender(self) -> dict[str, list[tuple[int, Identity]]]:
        """The places by the gender of whom they name; to be asked for once all full names have told theirs."""
        found: dict[str, list[tuple[int, Identity]]] = defaultdict(list)
        for place in self.all:
            found[place[1].gender].append(place)
        return found

    def nearest(self, start: int, gender: str) -> Identity:
        """Whom the name at `start` means: the nearest named before it, else the first after it, of whom `gender` fits.

        Where it fits nobody, it may be somebody of whom none is known, and then anybody.
        """
        places = (gender and (self.by_gender[gender] or self.by_gender[""])) or self.all
        at = bisect_left(places, start, key=lambda place: place[0])
        chosen = places[at - 1][1] if at else places[0][1]
        if gender:
            for known in (self.all, self.by_gender[chosen.gender]):  # "Ms Roe ... Roe" is still she
                insort(known, (start, chosen), key=lambda place: place[0])
        return chosen


class _Register:
    """The identities of an article so far, findable by full name, last name, first name and acronym."""

    def __init__(self) -> None:
        self.by_key: dict[tuple[str, str], Identity] = {}
        self.by_last: dict[str, _Places] = defaultdict(_Places)
        self.by_first: dict[str, _Places] = defaultdict(_Places)
        self.by_acronym: dict[str, Identity] = {}

    def full(self, name: Name) -> Identity:
        """The identity of a name that stands for itself."""
        words = _words(name)
        identity = self._same(name, words)
        identity.forms[name.text] += 1
        if name.label == "PERSON":
            self.by_last[words[-1]].all.append((name.start, identity))
            self.by_first[words[0]].all.append((name.start, identity))
        elif len(words) > 1:
            capitals = "".join(w[0] for w in name.text.split() if w[0].isupper())
            self.by_acronym.setdefault(capitals.casefold(), identity)
        return identity

    def _same(self, name: Name, words: list[str]) -> Identity:
        kind = "PERSON" if name.label == "PERSON" else ""
        key = (kind, f"{words[0]} {words[-1]}" if kind else " ".join(words))
        if not kind and len(words) == 1 and name.text.isupper() and words[0] in self.by_acronym:
            return self.by_acronym[words[0]]
        return self.by_key.setdefault(key, Identity(name.label, order=name.start))

    def short(self, name: Name, gender: str) -> Identity:
        """The identity of a person's last or first name: the nearest earlier full name with it, else a later one.

        `gender` is what the title says ("Mr Poe"); of those who share the name it picks whom it fits.
        """
        words = _words(name)
        word = words[-1]
        for places in (self.by_last.get(word), self.by_first.get(word)):
            if places:
                return places.nearest(name.start, gender)
        identity = self.by_key.setdefault(("PERSON", word), Identity(name.label, order=name.start))
        identity.forms[name.text] += 1
        return identity


def _is_short(name: Name, tails: Set[tuple[str, ...]]) -> bool:
    """Whether a person's name stands for a fuller one: a word, or all but the first of it ("Ó Dálaigh")."""
    words = _words(name)
    return name.label == "PERSON" and (len(words) == 1 or tuple(words) in tails)


def _words(name: Name) -> list[str]:
    return normalised(name.text).split() or [name.text.casefold()]


def stripped(text: str, titles: Iterable[str]) -> tuple[int, int, str]:
    """Where the bare name lies in `text`, and the title before it: "Mr. Tim Scott's" gives (4, 13, "Mr.")."""
    end = len(text) - len(found.group()) if (found := POSSESSIVE.search(text)) else len(text)
    start = article.end() if (article := ARTICLE.match(text)) else 0
    title = ""
    vocabulary = titles if isinstance(titles, (set, frozenset, dict)) else frozenset(titles)
    while (at := _title_end(text, start, end, vocabulary)) is not None:
        title, start = text[start:at].strip(), at
    return start, end, title


def _title_end(text: str, start: int, end: int, titles: Iterable[str]) -> int | None:
    """The end of the longest title (up to three words) at `start` that leaves a name behind it, else None."""
    ends = [m.end() for m in re.finditer(r"\S+\s+", text[start:end])][:3]
    for length in reversed(ends):
        if text[start : start + length].strip().lower() in titles:
            return start + length
    return None
