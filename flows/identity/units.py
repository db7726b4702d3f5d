"""From the mentions of articles to units: one row per article and identity in it, with its fullest name there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass

import polars as pl

from flows.identity.bodies import fold_thing
from flows.identity.chains import NamedChain, read_chains
from flows.identity.completions import complete_names
from flows.identity.definitions import find_definitions
from flows.identity.fold import fold_name
from flows.identity.frames import CHAINS, DEFINITIONS, UNITS
from flows.identity.kinds import Company, find_known, find_label, read_company
from flows.identity.parties import choose_party
from flows.identity.persons import parse_person
from flows.identity.splits import Row
from flows.identity.vocabulary import Names, Words

SHORTEST_ACRONYM = 3
"""Letters of an acronym that an article may give to another body than the lists do."""


@dataclass(frozen=True, slots=True)
class Units:
    """The frames of `make_units`: `UNITS`, `DEFINITIONS`, `CHAINS`."""

    units: pl.DataFrame
    definitions: pl.DataFrame
    chains: pl.DataFrame


def make_units(articles: pl.DataFrame, mentions: pl.DataFrame, names: Names) -> Units:
    """The units of articles (article_id, title, text, published_at) from their mentions (`records.MENTIONS`)."""
    by_article: dict[str, list[Row]] = defaultdict(list)
    linked = mentions.filter(pl.col("entity_id").is_not_null())
    for mention in linked.sort("article_id", "start_char", "end_char", "mention_id").iter_rows(named=True):
        by_article[mention["article_id"]].append(mention)
    units: list[Row] = []
    definitions: list[Row] = []
    chains: list[Row] = []
    for article in articles.select("article_id", "title", "text", "published_at").iter_rows(named=True):
        named = complete_names(article, read_chains(article, by_article.get(article["article_id"], ()), names), names)
        company = read_company(article, named, names)
        rows = [_make_unit(article, chain, company, names) for chain in named]
        units += rows
        definitions += find_definitions(article, named, rows, names)
        chains += [
            {"mention_id": mention["mention_id"], "chain_id": each.chain.chain_id}
            for each in named
            for mention in each.chain.mentions
        ]
    return Units(pl.DataFrame(units, UNITS), pl.DataFrame(definitions, DEFINITIONS), pl.DataFrame(chains, CHAINS))


def make_speaker_units(articles: pl.DataFrame, quotes: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Units of speakers whom no mention names, the bodies of metonyms, of columns `UNITS`; they have no mentions.

    `quotes` has article_id, speaker_entity_id and speaker.
    """
    known = units.select("article_id", "chain_id")
    speaking = quotes.filter(pl.col("speaker_entity_id").is_not_null() & pl.col("speaker").is_not_null())
    unnamed = (
        speaking.select("article_id", chain_id="speaker_entity_id", name="speaker")
        .unique(["article_id", "chain_id"], keep="first", maintain_order=True)
        .join(known, on=["article_id", "chain_id"], how="anti")
        .join(articles.select("article_id", "published_at"), on="article_id")
    )
    bases = [" ".join(fold_thing(name)) or name.casefold() for name in unnamed["name"]]
    return unnamed.select(
        "article_id",
        "chain_id",
        pl.Series("base", bases, pl.String()),
        pl.lit(False).alias("is_person"),
        "name",
        pl.lit("ORG").alias("label"),
        pl.lit("").alias("gender"),
        pl.lit(False).alias("is_listed"),
        pl.lit(0).alias("mention_count"),
        "published_at",
    ).cast(UNITS)


def _make_unit(article: Row, named: NamedChain, company: Company, names: Names) -> Row:
    chain = named.chain
    is_person, listed, base = _look_up(named, company, names)
    label = find_label(named, listed, company, names)
    return {
        "article_id": article["article_id"],
        "chain_id": chain.chain_id,
        "base": " ".join(base) or named.name.casefold(),
        "is_person": is_person and label in ("PERSON", "MISC"),
        # A listed person is parsed by the full name; what else is listed keeps the name that the article uses.
        "name": listed if listed and is_person else named.name,
        "label": label,
        "gender": chain.gender,
        "is_listed": bool(listed),
        "mention_count": len(chain.mentions),
        "published_at": article["published_at"],
    }


def _look_up(named: NamedChain, company: Company, names: Names) -> tuple[bool, str, Words]:
    """Whether a chain is a person, the name that lists give it ('' for none) and the folded words it goes by."""
    is_person = named.chain.label == "PERSON"
    if known := find_known(named.words, named.chain.label, names):
        return False, known[0], fold_thing(known[0])
    if is_person and (person := names.person_aliases.get(named.words)):
        return True, person, fold_name(person)
    words = named.words
    if _has_owner(words, company, names):
        words = words[1:]
    listed = _find_alias(words, named.chain.label, company.words, names)
    if listed and not _is_other(words, listed, company, names):
        return False, listed, fold_thing(listed) or named.words
    return is_person, "", _order_group(words, named.chain.label, names)


def _has_owner(words: Words, company: Company, names: Names) -> bool:
    """Whether a listed body has its owner before it: "the Okoro White House", "the Republican Senate"."""
    if words[1:] not in names.aliases or words[1:] in names.places:
        return False
    is_person = len(words) > 2 and parse_person(words[0], names).family in company.families
    return is_person or (words not in names.aliases and words[:1] in names.parties)


def _is_other(words: Words, listed: str, company: Company, names: Names) -> bool:
    """Whether the article has another body with a listed acronym, and not the listed one: a convention "(RNC)"."""
    if len(words) != 1 or len(words[0]) < SHORTEST_ACRONYM:
        return False
    spelled = [each for each in company.things if len(each) > 1 and "".join(word[0] for word in each) == words[0]]
    return bool(spelled) and all(
        fold_thing(names.aliases.get(each, " ".join(each))) != fold_thing(listed) for each in spelled
    )


def _order_group(words: Words, label: str, names: Names) -> Words:
    """The words of a name; of a people within a people in one order: American Muslims are Muslim Americans."""
    if label not in ("NORP", "ORG") or len(words) != 2 or any((word,) not in names.peoples for word in words):
        return words
    return tuple(sorted(word for each in words for word in fold_thing(names.peoples[each,])))


def _find_alias(words: Words, label: str, here: Set[Words], names: Names) -> str:
    """The one name that a form stands for anywhere: a party, a body, a country, a people; '' if it is its own."""
    if label != "PERSON" and words in names.parties:
        party = choose_party(words, here, names)
        return party or ("" if label == "NORP" else names.aliases.get(words, ""))
    if label == "NORP" and words in names.peoples:
        return names.peoples[words]
    return names.aliases.get(words, "")
