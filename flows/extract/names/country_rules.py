"""Countries whose names are also people's or other places': Chad, Georgia, Jordan, Mali, Niger, Turkey.

The NER model decides, unless the text does: such a name is the country in a list of countries, and before what only
states have or do, where the text gives no person's full name with that word.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from flows.enums import Label
from flows.extract.names.seeds import NameSeeds
from flows.extract.names.spans import Names
from flows.extract.word_groups import WordGroup

SEPARATORS = frozenset({",", "and", "or", "&"})
MAX_ITS_DISTANCE = 5
"""Words after a name among which "its" tells that it is no person's."""


def split_joined_countries(names: Names, seeds: NameSeeds) -> None:
    """Split countries that the NER model took for one name ("Lebanon, Jordan and Turkey")."""
    for span in [span for span in names.spans if span.label_ in {Label.GPE, Label.LOC, Label.ORG} and len(span) > 2]:
        parts = list(_parts(names, span))
        is_list = len(parts) > 1 and all(part.text in seeds.countries for part in parts)
        if is_list and span.text not in seeds.countries:
            names.replace([span], parts)


def _parts(names: Names, span: Span) -> Iterator[Span]:
    start = span.start
    for i in range(span.start, span.end + 1):
        if i == span.end or names.words[i] in SEPARATORS:
            if i > start:
                yield Span(names.doc, start, i, label=Label.GPE)
            start = i + 1


def label_ambiguous_countries(names: Names, seeds: NameSeeds) -> None:
    """Label an ambiguous name as the country where its neighbours show it; "Jordan" is never an organisation."""
    found = [
        i
        for i, word in enumerate(names.words)
        if word in seeds.ambiguous_countries and all(len(span) == 1 for span in names.at(i, i + 1))
    ]
    listed = _in_lists(names, seeds, found)
    for i in found:
        label = "".join(span.label_ for span in names.at(i, i + 1))
        is_state = i in listed or _is_state(names, seeds, i)
        if label not in {Label.PERSON, Label.GPE, ""} or (is_state and not _is_part_of_person(names, i)):
            names.put(i, i + 1, Label.GPE)


def label_seats(names: Names, seeds: NameSeeds) -> None:
    """Label the place before an office and the person in it: "Washington senator Ann Roe"."""
    for span in [span for span in names.spans if span.label_ == Label.PERSON and len(span) == 1]:
        after = names.at(span.end + 1, span.end + 2)
        is_seat = names.words[span.end : span.end + 1] and names.words[span.end] in seeds.groups[WordGroup.SEAT]
        holder = after[0].label_ if after and after[0].start == span.end + 1 else ""
        if is_seat and holder == Label.PERSON and not _is_part_of_person(names, span.start):
            names.put(span.start, span.end, Label.GPE)


def _in_lists(names: Names, seeds: NameSeeds, found: list[int]) -> set[int]:
    """The positions of `found` that stand in a list with a sure country."""
    listed: set[int] = set()
    for positions in (found, found[::-1]):  # forwards and back, because each tells about the next one
        for i in positions:
            if any(_is_sure(names, seeds, j) or j in listed for j in _neighbours(names, i)):
                listed.add(i)
    return listed


def _neighbours(names: Names, i: int) -> Iterator[int]:
    """The words beside a word with a comma or "and" between them."""
    for step in (-1, 1):
        j = i + step
        while 0 <= j < len(names.words) and names.words[j] in SEPARATORS and abs(j - i) < 3:
            j += step
        if abs(j - i) > 1 and 0 <= j < len(names.words):
            yield j


def _is_sure(names: Names, seeds: NameSeeds, i: int) -> bool:
    return any(span.label_ == Label.GPE and span.text in seeds.countries for span in names.at(i, i + 1))


def _is_state(names: Names, seeds: NameSeeds, i: int) -> bool:
    """Whether a state's act, office or property follows: "expelled it", "Sen.", "'s army", "closed its border"."""
    following = names.words[i + 1 : i + 1 + MAX_ITS_DISTANCE]
    if following and following[0] in seeds.groups[WordGroup.STATE_OFFICE]:
        return True
    if not following or not names.doc[i + 1].is_alpha:
        is_possessive = len(following) > 1 and following[0] in {"'s", "’s"}
        return is_possessive and following[1] in seeds.groups[WordGroup.STATE_NOUN]
    its = following.index("its") if "its" in following else MAX_ITS_DISTANCE
    is_own = 0 < its < MAX_ITS_DISTANCE and all(word.islower() for word in following[:its])
    has_verb = following[0] in seeds.groups[WordGroup.STATE_VERB]
    return has_verb or (is_own and names.doc[i + 1].pos_ in {"VERB", "AUX", ""})


def _is_part_of_person(names: Names, i: int) -> bool:
    """Whether a full name of the text holds the word, as its first or last."""
    return names.full[names.words[i]] > 0 or names.given[names.words[i]] > 0
