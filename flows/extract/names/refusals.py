"""Refuses words that are no names: ordinary words with the capital of a headline, a sentence or a title."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Span

from flows.enums import Label
from flows.extract.names.headlines import find_headline_tokens, find_sure_capitals, is_common_word, opens_sentence
from flows.extract.names.person_rules import acts, follows_title
from flows.extract.names.seeds import NameSeeds
from flows.extract.names.spans import Names
from flows.extract.word_groups import WordGroup

PERSON, ORG, MISC = Label.PERSON, Label.ORG, Label.MISC
PLACES = (Label.GPE, Label.LOC)
MOST_GIVEN = 4
"""Words of a person's name in a headline that a given name vouches for."""


def refuse_tags(names: Names, seeds: NameSeeds) -> None:
    """Remove hashtags and accounts taken for names ("#BlackLives", "@velport"); a name behind one stays."""
    for span in names.spans:
        i = span.start
        is_tag = i > 0 and names.words[i - 1] == "#" and not names.doc[i - 1].whitespace_
        if is_tag or names.words[i][0] in "#@":
            names.replace([span], [Span(names.doc, i + 1, span.end, label=span.label_)] if len(span) > 1 else [])


def refuse_common_words(names: Names, seeds: NameSeeds) -> None:
    """Cut ordinary words off the names of headlines, and remove names that are one ordinary word.

    A word counts as part of a name if the text gives it a capital inside a sentence ("the Supreme Court ruled").
    """
    headlines = find_headline_tokens(names, seeds)
    sure = find_sure_capitals(names, headlines)
    lower: Counter[str] = Counter(word for word in names.words if word.islower())
    for span in names.spans:
        if span.label_ == MISC:
            continue
        if headlines.issuperset(range(span.start, span.end)):
            _cut_headline_name(names, span, sure, seeds)
        elif _is_title_alone(names, span, seeds) or _is_one_common_word(names, span, sure, lower, seeds):
            names.replace([span], [])


def _is_title_alone(names: Names, span: Span, seeds: NameSeeds) -> bool:
    """Whether a person is an office of several words: "Defense Secretary"."""
    return span.label_ == PERSON and len(span) > 1 and seeds.is_title(names.words[span.start : span.end])


def _is_one_common_word(names: Names, span: Span, sure: dict[str, int], lower: Counter[str], seeds: NameSeeds) -> bool:
    is_listed = names.words[span.start] in seeds.groups[WordGroup.ABBREVIATION]
    return len(span) == 1 and (is_listed or _is_common_name(names, span, sure, lower, seeds))


def _cut_headline_name(names: Names, span: Span, sure: dict[str, int], seeds: NameSeeds) -> None:
    start, end = span.start, span.end
    if _is_vouched_for(names, span, seeds):
        return
    while start < end and _is_loose(names, start, sure, seeds):
        start += 1
    while start < end and _is_loose(names, end - 1, sure, seeds):
        end -= 1
    if (start, end) != (span.start, span.end):
        kept = [Span(names.doc, start, end, label=span.label_)] if start < end else []
        names.replace([span], kept)


def _is_vouched_for(names: Names, span: Span, seeds: NameSeeds) -> bool:
    """Whether a given name opens it, or a word for a kind of body or place is in it ("Security Department")."""
    words = [word.capitalize() for word in names.words[span.start : span.end]]
    if len(words) == 1:
        return False
    if span.label_ == PERSON:
        return len(words) <= MOST_GIVEN and words[0] in seeds.given_names and not names.doc[span.start].is_stop
    if span.label_ in PLACES:
        return words[-1] in seeds.groups[WordGroup.PLACE_END] | seeds.groups[WordGroup.ADDRESS_END]
    return span.label_ == ORG and not seeds.strong_suffixes.isdisjoint(words)


def _is_loose(names: Names, i: int, sure: dict[str, int], seeds: NameSeeds) -> bool:
    word = names.words[i]
    if not word[0].isalnum() or names.doc[i].is_stop:
        return True
    return word.lower() not in sure and is_common_word(word, seeds)


def _is_common_name(names: Names, span: Span, sure: dict[str, int], lower: Counter[str], seeds: NameSeeds) -> bool:
    """Whether a name of one word, outside headlines, is an ordinary word or a title."""
    word, i = names.words[span.start], span.start
    if names.full[word] or names.given[word] or follows_title(names, i, seeds):
        return False
    if seeds.is_title([word]) and (span.label_ == PERSON or word.endswith(".")):
        return True
    if _is_acronym(names, i):
        return False
    if not is_common_word(word, seeds) or word in seeds.possible_organisations or word in seeds.ambiguous_countries:
        return False
    capital = sure.get(word.lower(), 0)
    is_adjective = names.doc[i].pos_ == "ADJ" and names.words[i + 1 : i + 2] and names.words[i + 1].islower()
    is_adjective = is_adjective and span.label_ != Label.NORP  # "the Liberal caucus"
    if lower[word.lower()] > capital or is_adjective:
        return True
    is_acting = span.label_ == PERSON and names.doc[i].tag_ in {"NNP", ""} and acts(names, i)
    return not capital and opens_sentence(names, i) and not is_acting


def _is_acronym(names: Names, i: int) -> bool:
    """Whether a word in capitals opens a sentence in small letters ("AP was founded"), or has full stops ("U.S.")."""
    word, following = names.words[i], names.words[i + 1 : i + 2]
    return word.isupper() and len(word) > 1 and ("." in word or (bool(following) and following[0].islower()))
