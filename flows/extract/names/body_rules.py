"""Completes names of bodies that the net cut at "and", a comma or a hyphen, and makes a text's labels agree."""

from __future__ import annotations

from collections import Counter, defaultdict

from spacy.tokens import Span

from flows.enums import Label
from flows.extract.names.headlines import is_common_word
from flows.extract.names.seeds import NameSeeds
from flows.extract.names.spans import Names, is_name_word
from flows.extract.text.punctuation import HYPHENS
from flows.extract.word_groups import WordGroup

GPE, ORG, PERSON = Label.GPE, Label.ORG, Label.PERSON
OF = frozenset({"of", "on", "for"})
AND = frozenset({"and", "&"})
WEIGHT = 2
"""Votes of a place for the label that a name has there."""
FEWEST_PLACES = 2
"""Places at which the net must see a name before the rest of the text follows."""
MOST_JOINED = 4
"""Words between two marks of a body's name ("Science, Space and Technology")."""


def join_bodies(names: Names, seeds: NameSeeds) -> None:
    """Join what "and" cuts off a body's name: "Customs and Border Protection", "the Trade and Investment Partnership".

    Joined are ordinary words alone. A second body has a name of its own, and a title belongs to the person behind it.
    """
    for span in [
        span for span in names.spans if span.label_ == ORG and span[-1].lower_ in seeds.groups[WordGroup.PANEL]
    ]:
        if names.words[span.end : span.end + 1] == ["on"] and (topic := names.at(span.end + 1, span.end + 2)):
            names.put(span.start, topic[0].end, ORG)  # "the Select Committee on Benghazi"
    for span in [span for span in names.spans if span.label_ in {ORG, GPE} and len(span) > 1]:
        start, end = _left_part(names, span, seeds), _right_part(names, span, seeds)
        if (start, end) != (span.start, span.end):
            names.put(start, end, ORG)


def _right_part(names: Names, span: Span, seeds: NameSeeds) -> int:
    """The end of the name behind the span: over ", Space and Technology"; the span's own end where nothing belongs."""
    end, at, words = span.end, span.end, names.words[span.start : span.end]
    is_whole = words[-1] in seeds.strong_suffixes and OF.isdisjoint(words)
    if is_whole or not is_common_word(words[-1], seeds):
        return end
    while at + 1 < len(names.words) and names.words[at] in AND | {","}:
        after = _ordinary_run(names, at + 1, seeds)
        if after == at + 1:
            break
        if names.words[at] in AND:
            is_office = seeds.is_title(names.words[at + 1 : after]) or bool(names.at(after, after + 1))
            return end if is_office else after
        at = after
    return end


def _left_part(names: Names, span: Span, seeds: NameSeeds) -> int:
    """The start of the name before the span: over "the Transatlantic Trade and"."""
    first = at = span.start - 1
    if at < 2 or names.words[at] not in AND or not is_common_word(names.words[span.end - 1], seeds):
        return span.start
    if names.words[at - 1] in seeds.given_names and not names.at(at - 1, at):
        first -= 1  # the William and Flora Hewlett Foundation
    while first > 0 and at - first < MOST_JOINED and _is_ordinary_capital(names, first - 1, seeds):
        first -= 1
    return first if first < at and names.words[first - 1] == "the" else span.start


def _ordinary_run(names: Names, start: int, seeds: NameSeeds) -> int:
    end = start
    while end < len(names.words) and end - start < MOST_JOINED and _is_ordinary_capital(names, end, seeds):
        end += 1
    return end


def _is_ordinary_capital(names: Names, i: int, seeds: NameSeeds) -> bool:
    token = names.doc[i]
    is_free = all(span.label_ == PERSON and len(span) == 1 for span in names.at(i, i + 1))  # "Roads and Bridges"
    return is_name_word(token) and not token.is_sent_start and is_free and is_common_word(token.text, seeds)


def join_hyphens(names: Names, seeds: NameSeeds) -> None:
    """Join a name of one word with the capitalised word behind its hyphen, where that is no name: "Hewlett-Packard"."""
    found = [span for span in names.spans if len(span) == 1 and span.label_ in {ORG, PERSON}]
    for span in [span for span in found if span.end + 1 < len(names.words)]:
        i = span.end
        is_tight = names.words[i] in HYPHENS and not names.doc[i - 1].whitespace_ and not names.doc[i].whitespace_
        is_other = span.label_ == PERSON and is_common_word(names.words[i + 1], seeds)  # "Hello Ann-Thanks for it"
        if is_tight and is_name_word(names.doc[i + 1]) and not names.at(i + 1, i + 2) and not is_other:
            names.put(span.start, i + 2, span.label_)


def agree_on_labels(names: Names, seeds: NameSeeds) -> None:
    """Give a name of several words the label of most of its places, and mark the places that the net passed over."""
    known: dict[str, list[tuple[tuple[str, ...], str, int]]] = defaultdict(list)
    for words, votes in sorted(_count_labels(names, seeds).items(), key=lambda each: -len(each[0])):
        label, count = min(votes.items(), key=lambda vote: (-vote[1], vote[0] == PERSON))
        is_sure = label in {GPE, Label.LOC, ORG} or (label == PERSON and words[0] in seeds.given_names)
        if is_sure and 2 * count >= votes.total():
            known[words[0]].append((words, label, count))
    for i, word in enumerate(names.words):
        for words, label, count in known.get(word, ()):
            end = i + len(words)
            if tuple(names.words[i:end]) == words and _is_free(names, i, end, label):
                if count >= WEIGHT * FEWEST_PLACES or names.at(i, end):
                    names.put(i, end, label)
                break


def _count_labels(names: Names, seeds: NameSeeds) -> dict[tuple[str, ...], Counter[str]]:
    """The votes for each label of names of several words. A person without a given name is often a firm."""
    labels: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for span in names.spans:
        if len(span) > 1 and not span.ent_id_:
            is_weak = span.label_ == PERSON and names.words[span.start] not in seeds.given_names
            labels[tuple(names.words[span.start : span.end])][span.label_] += 1 if is_weak else WEIGHT
    return labels


def _is_free(names: Names, start: int, end: int, label: str) -> bool:
    """Whether a name may be set: free words, a piece of the body, a firm that is a person, or a person that is a place.

    Other labels stay: lists and the rules for places know more.
    """
    return all(not span.ent_id_ and _may_go(names, span, start, end, label) for span in names.at(start, end))


def _may_go(names: Names, span: Span, start: int, end: int, label: str) -> bool:
    if label == PERSON:
        return (span.start, span.end) == (start, end) and span.label_ != ORG
    if label != ORG or span.label_ not in {ORG, PERSON}:
        return False
    return span.label_ == PERSON or span.start == start or _stands_only_behind(names, span.start)


def _stands_only_behind(names: Names, i: int) -> bool:
    """Whether the same word stands before a word everywhere: "Lingus" of "Aer Lingus", not "GM" of "New GM"."""
    word, before = names.words[i], names.words[i - 1]
    return all(names.words[j - 1] == before for j, other in enumerate(names.words) if other == word)


def join_partners(names: Names, seeds: NameSeeds) -> None:
    """Join the names on both sides of "&": one firm ("Roe & Poe"); two full names ("Ann Roe & Ben Poe") are people."""
    for i in [i for i, word in enumerate(names.words[:-1]) if word == "&" and i and is_name_word(names.doc[i + 1])]:
        before, after = names.at(i - 1, i), names.at(i + 1, i + 2)
        are_people = all(_is_full_person(names, span, seeds) for span in [*before, *after]) and bool(after)
        is_firm = before and before[0].label_ in {ORG, PERSON} and (not after or after[0].label_ in {ORG, PERSON})
        if is_firm and not are_people:
            names.put(before[0].start, after[0].end if after else i + 2, ORG)


def _is_full_person(names: Names, span: Span, seeds: NameSeeds) -> bool:
    return span.label_ == PERSON and len(span) > 1 and names.words[span.start] in seeds.given_names


def split_firms(names: Names, seeds: NameSeeds) -> None:
    """Split a person off the firm before the name: "Velport LLC Ann Roe"."""
    for span in [span for span in names.spans if span.label_ == ORG and len(span) > 2]:
        inside = range(span.start, span.end - 2)
        ends = [i + 1 for i in inside if names.words[i].rstrip(".") in seeds.groups[WordGroup.COMPANY_FORM]]
        if ends and names.words[ends[-1]] in seeds.given_names:
            firm = Span(names.doc, span.start, ends[-1], label=ORG)
            names.replace([span], [firm, Span(names.doc, ends[-1], span.end, label=PERSON)])
