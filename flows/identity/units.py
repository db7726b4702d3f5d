"""From the mentions of articles to units: the fullest name of each chain, and the short names that articles define."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import polars as pl

from flows.identity.bodies import fold_thing
from flows.identity.fold import fold_name
from flows.identity.forms import clean_form, is_acronym, spells
from flows.identity.frames import CHAINS, DEFINITIONS, UNITS
from flows.identity.parties import choose_party
from flows.identity.persons import parse_person
from flows.identity.vocabulary import Names, Words
from flows.records import digest

Row = dict[str, Any]
MOST_LONG_NAMES = 50
"""Longer names of one first letter that a short name of the article is compared with."""
LONGEST_OPENING = 5
"""Code points between a name and the acronym in brackets behind it."""
LONGEST_HEADLINE = 200
"""Code points of a first paragraph that still is a headline; the 99th percentile of news headlines is near 120."""
TITLE_REACH = 30
"""Code points before a name in which its title stands ("Lieutenant Governor ")."""
MOST_WORDS_PERSON, MOST_WORDS_BODY = 4, 7
"""Words up to which a longer form is the fuller one; beyond them it is mostly two names run together."""
_PRONOUN_GENDER = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female", "hers": "female"}
_MODEL = re.compile(r" ((?=[A-Z0-9-]*\d)[A-Z][A-Z0-9]*-?[A-Z0-9]*)\b")
"""What follows a maker's name makes it a product: "Airbus A380", "Lockheed F-16"."""
_OPENS = re.compile(r"\s*[(\[]\s*[\"“”'‘’]?\s*")


@dataclass(slots=True)
class Chain:
    """What one article says of one identity: its forms in the text and in the headline, its labels and genders."""

    chain_id: str
    forms: Counter[str] = field(default_factory=Counter)
    headline_forms: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    mentions: list[Row] = field(default_factory=list)

    @property
    def is_person(self) -> bool:
        """Whether most of its mentions are a person's."""
        return self.labels.most_common(1)[0][0] == "PERSON" if self.labels else False


Named = tuple[Chain, tuple[str, Words]]
"""A chain, its fullest form and the folded words of it."""


@dataclass(frozen=True, slots=True)
class Units:
    """The frames of `make_units`: `UNITS`, `DEFINITIONS`, `CHAINS`."""

    units: pl.DataFrame
    definitions: pl.DataFrame
    chains: pl.DataFrame


def make_units(articles: pl.DataFrame, mentions: pl.DataFrame, names: Names) -> Units:
    """The units of some articles. `articles` has article_id, title, text, published_at; `mentions` is `records.MENTIONS`."""
    by_article: dict[str, list[Row]] = defaultdict(list)
    linked = mentions.filter(pl.col("entity_id").is_not_null()).sort("article_id", "start_char", "end_char", "mention_id")
    for mention in linked.iter_rows(named=True):
        by_article[mention["article_id"]].append(mention)
    units: list[Row] = []
    definitions: list[Row] = []
    chains: list[Row] = []
    for article in articles.select("article_id", "title", "text", "published_at").iter_rows(named=True):
        read = _read_article(article, by_article.get(article["article_id"], ()), names)
        units += read[0]
        definitions += read[1]
        chains += read[2]
    return Units(pl.DataFrame(units, UNITS), pl.DataFrame(definitions, DEFINITIONS), pl.DataFrame(chains, CHAINS))


def _read_article(article: Row, mentions: Sequence[Row], names: Names) -> tuple[list[Row], list[Row], list[Row]]:
    chains = _gather_chains(article, mentions, names)
    found = [(chain, _name_chain(chain, names)) for chain in chains if chain.forms or chain.headline_forms]
    here = {words for _, (_, words) in found}
    units = [_make_unit(article, chain, name, words, here, names) for chain, (name, words) in found]
    ids = [{"mention_id": m["mention_id"], "chain_id": chain.chain_id} for chain in chains for m in chain.mentions]
    return units, _define(article, found, units, names), ids


def find_headline_end(title: str | None, text: str) -> int:
    """Where the headline at the start of a text ends, in code points; 0 where the text has none."""
    first, blank, _ = text.partition("\n\n")
    line = first.strip()
    if title and line and fold_name(line) == fold_name(title):
        return len(first)
    is_headline = bool(blank) and not title and "\n" not in line and len(line) <= LONGEST_HEADLINE
    return len(first) if is_headline else 0


def _gather_chains(article: Row, mentions: Sequence[Row], names: Names) -> list[Chain]:
    headline_end = find_headline_end(article["title"], article["text"])
    marked = _find_marked(mentions, names)
    chains: dict[str, Chain] = {}
    for mention in mentions:
        chain_id = mention["entity_id"]
        if mention["kind"] == "name" and mention["entity_id"] in marked and _generation(mention["text"], names):
            chain_id = digest(chain_id, _generation(mention["text"], names))
        elif mention["label"] == "ORG" and (model := _MODEL.match(article["text"], mention["end_char"])):
            chain_id = digest(chain_id, model[1])
            mention = {**mention, "label": "MISC", "text": f"{mention['text']} {model[1]}"}
        chain = chains.setdefault(chain_id, Chain(chain_id))
        chain.mentions.append(mention)
        if mention["kind"] == "name":
            _add_name(chain, mention, article["text"], mention["start_char"] < headline_end, names)
        elif mention["kind"] == "pronoun" and (gender := _PRONOUN_GENDER.get(mention["text"].lower())):
            chain.genders[gender] += 1
    return list(chains.values())


def _generation(text: str, names: Names) -> str:
    return parse_person(text, names).generation


def _find_marked(mentions: Iterable[Row], names: Names) -> set[str]:
    """The chains that hold a son and his father: "Donald Trump Jr." beside "Donald Trump"."""
    full: dict[str, set[tuple[Words, str]]] = defaultdict(set)
    for mention in mentions:
        if mention["kind"] == "name" and mention["label"] == "PERSON":
            person = parse_person(mention["text"], names)
            if person.given:
                full[mention["entity_id"]].add((person.words, person.generation))
    return {
        chain for chain, forms in full.items() if any(mark and len(words) == 2 and (words, "") in forms for words, mark in forms)
    }


def _add_name(chain: Chain, mention: Row, text: str, is_headline: bool, names: Names) -> None:
    before = text[max(0, mention["start_char"] - TITLE_REACH) : mention["start_char"]].rpartition("\n")[2]
    form, gender, is_addressed = clean_form(mention["text"], before, mention["label"], is_headline, names)
    if not form:
        return
    chain.labels["PERSON" if is_addressed else mention["label"]] += 1
    (chain.headline_forms if is_headline else chain.forms)[form] += 1
    if gender:
        chain.genders[gender] += 3


def _name_chain(chain: Chain, names: Names) -> tuple[str, Words]:
    """The fullest form of a chain and its folded words; a form that only the headline has comes second."""
    forms = chain.forms or chain.headline_forms
    if chain.is_person:
        best = min(forms, key=lambda f: (-min(len(parse_person(f, names).words), MOST_WORDS_PERSON), _is_loud(f), -forms[f], f))
        return best, fold_name(best)
    best = min(forms, key=lambda f: (-min(len(f.split()), MOST_WORDS_BODY), _is_loud(f), -forms[f], f))
    return best, fold_thing(best)


def _is_loud(form: str) -> bool:
    return form.isupper() and len(form) > 4


def _make_unit(article: Row, chain: Chain, name: str, words: Words, here: set[Words], names: Names) -> Row:
    is_person = chain.is_person
    label = chain.labels.most_common(1)[0][0] if chain.labels else "MISC"
    listed = (names.person_aliases if is_person else {}).get(words) or _find_alias(words, label, here, names)
    base = words if not listed else (fold_name(listed) if is_person and words in names.person_aliases else fold_thing(listed))
    return {
        "article_id": article["article_id"],
        "chain_id": chain.chain_id,
        "base": " ".join(base or words) or name.casefold(),
        "is_person": is_person and not (listed and words not in names.person_aliases),
        "name": listed or name,
        "label": label,
        "gender": chain.genders.most_common(1)[0][0] if chain.genders else "",
        "is_listed": bool(listed),
        "mention_count": len(chain.mentions),
        "published_at": article["published_at"],
    }


def _find_alias(words: Words, label: str, here: set[Words], names: Names) -> str:
    """The one name that a form stands for anywhere: a party, a body, a country, a people; '' if it is its own."""
    if label == "NORP" and words in names.peoples and words not in names.parties:
        return names.peoples[words]
    if label != "PERSON" and words in names.parties and (party := choose_party(words, here, names)):
        return party
    return names.aliases.get(words, "") if label != "NORP" or words not in names.peoples else ""


def _define(article: Row, found: Sequence[Named], units: Sequence[Row], names: Names) -> list[Row]:
    """The short names of an article: forms of one chain, acronyms in brackets or spelled by initials, first words."""
    pairs: dict[tuple[str, str], bool] = {}
    for (chain, (name, words)), unit in zip(found, units, strict=True):
        for form in chain.forms if not unit["is_person"] else ():
            if is_acronym(form) and spells(form, name) and " ".join(fold_thing(form)) != unit["base"]:
                pairs[" ".join(fold_thing(form)), unit["base"]] = True
    _define_across(found, units, pairs, names)
    _define_in_brackets(article["text"], found, units, pairs)
    keys = dict.fromkeys(pair for pair in pairs if pair[0] != pair[1])
    return [{"article_id": article["article_id"], "short": s, "long": long, "is_acronym": pairs[s, long]} for s, long in keys]


def _define_across(
    found: Sequence[Named], units: Sequence[Row], pairs: dict[tuple[str, str], bool], names: Names
) -> None:
    """Short names of one word and longer names of other chains that they abbreviate."""
    by_letter: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for (_, (name, words)), unit in zip(found, units, strict=True):
        if len(words) > 1 and not unit["gender"]:
            by_letter[words[0][:1]].append((name, unit))
    for (_, (name, words)), unit in zip(found, units, strict=True):
        if len(words) != 1 or unit["is_listed"] or words in names.places or words in names.peoples:
            continue
        is_opening = unit["label"] in ("ORG", "PERSON") and words[0] not in names.body_words
        for long, other in by_letter.get(words[0][:1], ())[:MOST_LONG_NAMES]:
            if is_acronym(name) and spells(name, long):
                pairs[unit["base"], other["base"]] = True
            elif is_opening and other["base"].split()[0] == words[0] and other["label"] in ("ORG", "PERSON"):
                pairs.setdefault((unit["base"], other["base"]), False)


def _define_in_brackets(text: str, found: Sequence[Named], units: Sequence[Row], pairs: dict[tuple[str, str], bool]) -> None:
    """"Singapore Airlines (SIA)": a body, and at once an acronym in brackets. Datelines have places before theirs."""
    placed = sorted((m["start_char"], m["end_char"], i) for i, (chain, _) in enumerate(found) for m in chain.mentions)
    for (_, end, long), (start, stop, short) in pairwise(placed):
        is_bracketed = 0 < start - end < LONGEST_OPENING and _OPENS.fullmatch(text[end:start])
        if is_bracketed and units[long]["label"] == "ORG" and is_acronym(text[start:stop]) and stop - start > 2:
            pairs[" ".join(fold_thing(text[start:stop])), units[long]["base"]] = True
