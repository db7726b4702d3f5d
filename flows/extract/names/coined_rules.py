"""Coined names of firms that the net takes for people: "Merid", "Stannard Aggregates". `rules.py` has their order.

What belongs here: what a firm has and a person has not. People of the news have a full name or a title in the text.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from spacy.tokens import Span

from flows.enums import Label
from flows.extract.names.list_rules import ARTICLES, POSSESSIVES
from flows.extract.names.person_rules import follows_title
from flows.extract.names.seeds import NameSeeds
from flows.extract.names.spans import Names
from flows.extract.word_groups import WordGroup

BEHIND_BODY = frozenset({",", ".", "that", "which", "whose", "behind", "based", "in", "with"})
"""What follows such a word where it ends what it opens."""
MOST_BETWEEN = 3
"""Words between a possessive or an article and the word that tells ("Merid's two biggest plants")."""


def label_coined_bodies(names: Names, seeds: NameSeeds) -> None:
    """Label a person that the text shows to be a firm once, everywhere, and the first word of its name alone."""
    full = Counter(span.text for span in names.spans if len(span) > 1)
    doubtful = [span for span in names.spans if span.label_ == Label.PERSON and _is_doubtful(names, span, full, seeds)]
    persons = {span.text for span in doubtful if follows_title(names, span.start, seeds)}
    firms = {span.text for span in doubtful if _trade_end(names, span, seeds) or _is_firm(names, span, seeds)}
    firms |= {span[0].text for span in doubtful if span.text in firms}
    for span in doubtful:
        if span.text in firms - persons:
            names.put(span.start, _trade_end(names, span, seeds) or span.end, Label.ORG)


def _is_doubtful(names: Names, span: Span, full: Counter[str], seeds: NameSeeds) -> bool:
    """Whether no given name opens it, and no other full name of a person ends in its last word."""
    is_given = names.words[span.start] in seeds.given_names
    return not is_given and names.full[names.words[span.end - 1]] <= full[span.text]


def _trade_end(names: Names, span: Span, seeds: NameSeeds) -> int:
    """The end of a name that closes with a trade, or that a trade follows: "Roe Aggregates"; 0 for any other."""
    if len(span) > 1 and names.words[span.end - 1] in seeds.trades:
        return span.end
    return span.end + 1 if names.words[span.end : span.end + 1] and names.words[span.end] in seeds.trades else 0


def _is_firm(names: Names, span: Span, seeds: NameSeeds) -> bool:
    """Whether a possession, a holding, a word for a body or ", which" stands beside a name."""
    has_something = _has_something(names, span.end, seeds)
    return has_something or _is_held(names, span.start, seeds) or _is_called_body(names, span.end, seeds)


def _has_something(names: Names, end: int, seeds: NameSeeds) -> bool:
    """Whether what only a firm has stands behind a name: "Merid's plants", "Merid crews", "Merid chief executive"."""
    is_possessive = names.words[end : end + 1] and names.words[end] in POSSESSIVES
    start, length = (end + 1, 1 + MOST_BETWEEN) if is_possessive else (end, 1)
    following = names.doc[start : start + length]
    possessions, officers = seeds.groups[WordGroup.POSSESSION], seeds.groups[WordGroup.OFFICER]
    for token in following:
        if token.text in possessions and token.tag_ in {"NNS", "NN", ""}:  # no verb: "Merid shares her view"
            return True
        if token.text == "chief" and not officers.isdisjoint(names.words[token.i + 1 : token.i + 2]):
            return True
    return False


def _is_held(names: Names, start: int, seeds: NameSeeds) -> bool:
    """Whether "shares in", "chief executive of" or "regulator" stands before a name."""
    before = names.words[max(0, start - 2) : start]
    is_held = len(before) > 1 and before[0] in seeds.groups[WordGroup.HELD] and before[1] in {"of", "in"}
    return is_held or bool(before and before[-1] in seeds.groups[WordGroup.FIRM])


def _is_called_body(names: Names, end: int, seeds: NameSeeds) -> bool:
    """Whether a name is told for a body between commas: ", which", ", the Dutch regulator,"."""
    words = names.words[end : end + MOST_BETWEEN + 4]
    if words[:2] == [",", "which"]:
        return True
    is_told = words[:1] == [","] and not ARTICLES.isdisjoint(words[1:2])
    firms = seeds.groups[WordGroup.FIRM]
    return is_told and any(word in firms and after in BEHIND_BODY for word, after in pairwise(words[2:]))
