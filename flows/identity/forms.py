"""One mention's words made a name: titles, possessives, headline verbs and words in front of it are cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from flows.identity.bodies import fold_thing
from flows.identity.fold import fold_name
from flows.identity.vocabulary import Names

LONGEST_TITLE = 3
"""Words of a title: "Secretary of State"."""
_EDGES = ' \t\n\r.,;:!?"“”„«»()[]{}*–—-'
_POSSESSIVE = re.compile(r"(?:['’‘`]s|(?<=s)['’‘])$")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_PLURAL_ACRONYM = re.compile(r"^([A-Z]{2,6})s$")
_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "sir", "dame", "lady", "lord"})
"""Forms of address that only persons have, whatever label the pipeline gives."""
_RUN_ON = re.compile(r"\s*—.*|\s+[–-]\s.*|\s+(?:\S*://|@).*|(?<=[a-z])(?:[A-Z][a-z]+){3}.*")
"""What a broken page has run into a name: a dash and more, an address or handle, words without spaces between."""
_OF = re.compile(r"^(\S+ \S+(?: \S+)?) of [A-Z].*$")
"""A full name and where its bearer is from or works: "Ari Emanuel of William Morris"."""
_WITHIN = re.compile(r"^(.+?) (?:on|in|at|with|against|over) (?:the )?[A-Z].*$")
"""A body and where it is or acts: "Islamic State on the Internet"."""
_TAIL = re.compile(r"\b([A-Z][a-z]{3,})[A-Z][a-z]{5,}$")
_HEAD = re.compile(r"^[a-z]{3,}(?=[A-Z][a-z])")
_CAPITALS = re.compile(r"(?:[A-Z]\.?){2,6}$")


@dataclass(frozen=True, slots=True)
class Form:
    """A cleaned form, its title and the gender that this tells ('' for none); whether a person is addressed by it."""

    text: str
    title: str
    gender: str
    is_addressed: bool


def clean_form(text: str, before: str, label: str, is_headline: bool, names: Names) -> Form:
    """A mention's words without what is no part of the name. `before`: the text before it, which may hold its title."""
    return _clean(text, _title_before(before.split()[-LONGEST_TITLE:], names), label, is_headline, names)


@lru_cache(maxsize=50_000)
def _clean(text: str, stands_before: str, label: str, is_headline: bool, names: Names) -> Form:
    whole = " ".join(text.split())
    words = (_RUN_ON.sub("", whole) or whole).strip(_EDGES.replace(".", "") if label == "GPE" else _EDGES)
    words = _PLURAL_ACRONYM.sub(r"\1", _ARTICLE.sub("", _POSSESSIVE.sub("", words)))
    title, rest = split_title(words, names)
    if label == "PERSON" or (stands_before and fold_name(stands_before)[0] in _ADDRESS):
        title = title or stands_before
    is_addressed = bool(title) and fold_name(title)[0] in _ADDRESS
    if label == "PERSON" or is_addressed:
        words = _cut_run_on(_cut_origin(_cut_front(rest, names), names))
        words = f"{words}." if words.endswith((" Jr", " Sr")) else words
    elif label == "ORG":
        words = _cut_within(words, names)
    if is_headline:
        words = _cut_verb(words, names)
    return Form(words, title, names.titles.get(fold_name(title), "") if title else "", is_addressed)


def split_title(text: str, names: Names) -> tuple[str, str]:
    """The last of the titles at the start of a name ('' for none), and the rest of the name."""
    words = text.split()
    at, title = 0, ""
    while length := _title_length(words[at:], names):
        title = " ".join(words[at : at + length])
        at += length
    return title, " ".join(words[at:])


def _title_length(words: list[str], names: Names) -> int:
    lengths = (
        n for n in range(LONGEST_TITLE, 0, -1) if n < len(words) and fold_name(" ".join(words[:n])) in names.titles
    )
    return next(lengths, 0)


def _title_before(words: list[str], names: Names) -> str:
    """The longest title that words end with; few end with the last word of one."""
    last = fold_name(words[-1]) if words else ()
    if not words or (last and last[-1] not in names.title_ends):
        return ""
    ends = (" ".join(words[-length:]) for length in range(LONGEST_TITLE, 0, -1))
    return next((end for end in ends if fold_name(end) in names.titles), "")


def _cut_front(text: str, names: Names) -> str:
    """A person's name without a people or role run into it: "Vermonter Bernie Sanders"."""
    words = text.split()
    if len(words) > 2 or (len(words) == 2 and is_acronym(words[1])):
        first = fold_name(words[0])
        is_other = first in names.peoples or "".join(first) in names.roles
        if is_other and "".join(first) not in names.given_names:
            return " ".join(words[1:])
    return text


def _cut_origin(text: str, names: Names) -> str:
    found = _OF.match(text)
    return found[1] if found and fold_name(text)[0] in names.given_names else text


def _cut_within(text: str, names: Names) -> str:
    found = _WITHIN.match(text)
    head = fold_thing(found[1]) if found else ()
    return found[1] if found and (head in names.aliases or head in names.parties) else text


def _cut_run_on(text: str) -> str:
    """A person's full name without a word of the page that ran into it: "Jon RoePhotograph", "aboutJon Roe"."""
    return _HEAD.sub("", _TAIL.sub(r"\1", text)) if " " in text else text


def _cut_verb(text: str, names: Names) -> str:
    """A name in a headline up to the verb that its capitals made part of it: "Trump Slams"."""
    words = text.split()
    at = next((i for i, word in enumerate(words) if i and word.casefold() in names.verbs), len(words))
    return " ".join(words[:at])


def is_acronym(text: str) -> bool:
    """Whether a name is written as an acronym: two to six capitals, with or without full stops."""
    return bool(_CAPITALS.fullmatch(text))


def spells(acronym: str, name: str) -> bool:
    """Whether an acronym is made of the first letters of a name's words, small words skipped or not."""
    letters = "".join(fold_thing(acronym))
    words = [word for part in name.split() for word in part.split("-") if word[:1].isalnum()]
    initials = "".join(word[0] for word in words).lower()
    capitals = "".join(word[0] for word in words if word[0].isupper()).lower()
    return len(words) > 1 and letters in (initials, capitals)
