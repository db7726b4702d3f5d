"""Cuts names to the shape of names: without words in small letters at their ends, a date's year, an open quotation."""

from __future__ import annotations

from spacy.tokens import Span

from flows.enums import Label
from flows.extract.names.dates import INFO
from flows.extract.names.headlines import is_common_word
from flows.extract.names.list_rules import POSSESSIVES
from flows.extract.names.person_rules import PARTICLES, QUOTES
from flows.extract.names.seeds import NameSeeds
from flows.extract.names.spans import Names
from flows.extract.text.punctuation import HYPHENS, LONG_DASHES
from flows.extract.word_groups import WordGroup
from flows.ordinary_words import is_known

EVENT, MISC, ORG, PERSON = Label.EVENT, Label.MISC, Label.ORG, Label.PERSON
PLACES = (Label.GPE, Label.LOC)
LOOSE_MARKS = QUOTES | POSSESSIVES | HYPHENS | LONG_DASHES | {",", ";"}
VERSUS = frozenset({"v.", "vs.", "v", "vs"})
APOSTROPHES = frozenset({"'", "’"})
MOST_QUOTED = 30
"""Words behind a name among which a quotation that opens in it closes."""
SMALL_STARTS = 0.2
"""Share of sentences that open with a small letter in a text that writes so."""
MONTHS = frozenset(word.lower() for group in INFO.MONTHS for word in group)


def cut_years(names: Names, seeds: NameSeeds) -> None:
    """Cut off the year of a date before a name: "May 24, 2008 Boeing said"; with it went the words up to the name."""
    for span in names.spans:
        if len(span) > 1 and _is_year_of_date(names, span.start):
            start = _last_capital_run(names, span.start + 1, span.end)
            label = ORG if span.label_ == EVENT and start > span.start + 1 else span.label_
            names.replace([span], [Span(names.doc, start, span.end, label=label)] if start < span.end else [])


def _is_year_of_date(names: Names, i: int) -> bool:
    before = [word.lower().rstrip(".") for word in names.words[max(0, i - 3) : i]]
    has_year = any(len(word) == 4 and word.isdigit() for word in before)  # "December 2018; 2016 Vela election"
    return len(names.words[i]) == 4 and names.words[i].isdigit() and bool(MONTHS.intersection(before)) and not has_year


def _last_capital_run(names: Names, start: int, end: int) -> int:
    """The start of the words with a capital that end a stretch; `end` if it ends in a small letter."""
    first = end
    while first > start and names.words[first - 1][0].isupper():
        first -= 1
    return start if all(not names.words[i].islower() for i in range(start, end)) else first


def split_members(names: Names, seeds: NameSeeds) -> None:
    """Remove a member of a party from a place taken for a body, "Republican of Ohio", and from before a person's name,
    "Tory Ann Roe" (Tory is a given name too). Lists find places again.

    "Democrats of the Left" is a party.
    """
    members = seeds.groups[WordGroup.PARTY_MEMBER]
    for span in [span for span in names.spans if names.words[span.start] in members]:
        words = names.words[span.start : span.end]
        if span.label_ == PERSON and len(words) > 2:
            names.replace([span], [Span(names.doc, span.start + 1, span.end, label=PERSON)])
        if span.label_ == ORG and words[1:2] == ["of"] and words[2:3] != ["the"]:
            names.replace([span], [])


def split_pairs(names: Names, seeds: NameSeeds) -> None:
    """Split two people at the hyphen between them, if the text has the full names of both: "the Roe-Poe ticket"."""
    for span in [span for span in names.spans if span.label_ == PERSON and len(span) == 3]:
        first, mark, second = names.words[span.start : span.end]
        if mark in HYPHENS and names.full[first] and names.full[second]:
            first_person, second_person = (span.start, span.start + 1), (span.end - 1, span.end)
            _replace_by_two(names, span, (first_person, PERSON), (second_person, PERSON))


def split_neighbours(names: Names, seeds: NameSeeds) -> None:
    """Split a listed place from the surname beside it, if the text has the full name: "the Roe Iowa campaign"."""
    for span in [span for span in names.spans if span.label_ in PLACES and len(span) > 1]:
        words = names.words[span.start : span.end]
        first, last = (span.start, span.start + 1), (span.end - 1, span.end)
        if span.text in seeds.countries:
            continue
        if names.full[words[0]] and " ".join(words[1:]) in seeds.countries:
            _replace_by_two(names, span, (first, PERSON), ((first[1], span.end), Label.GPE))
        elif names.full[words[-1]] and " ".join(words[:-1]) in seeds.countries:
            _replace_by_two(names, span, ((span.start, last[0]), Label.GPE), (last, PERSON))


def _replace_by_two(names: Names, span: Span, *parts: tuple[tuple[int, int], str]) -> None:
    names.replace([span], [Span(names.doc, start, end, label=label) for (start, end), label in parts])


def label_court_cases(names: Names, seeds: NameSeeds) -> None:
    """Label a case before a court as a work, whatever the net saw: "Roe v. Poe" is no person."""
    for span in names.spans:
        if span.label_ == PERSON and VERSUS.intersection(names.words[span.start + 1 : span.end - 1]):
            names.put(span.start, span.end, MISC)


def cut_open_quotations(names: Names, seeds: NameSeeds) -> None:
    """Cut a name where a quotation opens that does not close in it: "Yazidis ‘Genocide"."""
    for span in names.spans:
        marks = [i for i in range(span.start, span.end) if names.words[i] in QUOTES]
        if len(marks) == 1 and span.start < marks[0] and _opens_quotation(names, marks[0], span.end):
            names.replace([span], [Span(names.doc, span.start, marks[0], label=span.label_)])


def _opens_quotation(names: Names, mark: int, end: int) -> bool:
    """Whether a mark stands as an opening one. An apostrophe does where a like one closes behind the name; in
    "D 'Alema" and "Workers ' Party" it is a letter's."""
    stands_open = bool(names.doc[mark - 1].whitespace_) and not names.doc[mark].whitespace_
    if names.words[mark] not in APOSTROPHES or not stands_open:
        return stands_open
    return len(names.words[mark - 1]) > 1 and names.words[mark] in names.words[end : end + MOST_QUOTED]


def cut_small_letters(names: Names, seeds: NameSeeds) -> None:
    """Cut words in small letters off the ends of names; remove names without a capital.

    Kept are particles ("al-Assad", "van Gogh"), the word for a kind of body ("House education committee"), clubs with a
    number ("49ers"), and words of no English dictionary: alone ("velport"), or where they do not end a person ("Centre
    démocrate humaniste"). An event loses little words alone ("2008 Iowa campaign of"), and a text that writes small
    keeps its names.
    """
    if _writes_small(names):
        return
    for span in [span for span in names.spans if span.label_ != MISC and not _is_small_name(span)]:
        start, end = _cut_ends(names, span, seeds)
        if (start, end) == (span.start, span.end) and (span.label_ == EVENT or _has_capital(span.text)):
            continue
        is_name = start < end and not _is_rest(names, span, start, end, seeds)
        names.replace([span], [Span(names.doc, start, end, label=span.label_)] if is_name else [])


def _writes_small(names: Names) -> bool:
    """Whether a text writes names in small letters too: many of its sentences open with one."""
    is_parted = names.doc.has_annotation("SENT_START")
    starts = [sentence.start for sentence in names.doc.sents] if is_parted else [*range(min(1, len(names.words)))]
    small = sum(names.words[i].islower() for i in starts)
    return small >= SMALL_STARTS * len(starts)


def _is_small_name(span: Span) -> bool:
    """Whether a name is one word that is written small and is no word of English; no person is two words in one."""
    is_person = span.label_ == PERSON
    is_foreign = len(span) == 1 and _is_foreign(span.text, ORG if is_person else span.label_)
    return is_foreign and not (is_person and _is_compound(span.text))


def _is_compound(word: str) -> bool:
    """Whether a word is one of English behind another: "nonwhites", "coverup"."""
    return any(is_known(word[:i]) and is_known(word[i:]) for i in range(3, len(word) - 1))


def _is_foreign(word: str, label: str) -> bool:
    """Whether a small word may be part of a name: no dictionary has it, or it is a club's number ("76ers", "67s")."""
    if word[0].isdigit():
        return label == ORG and word.endswith("s")
    return label != PERSON and word.isalpha() and len(word) > 2 and not is_known(word)


def _is_rest(names: Names, span: Span, start: int, end: int, seeds: NameSeeds) -> bool:
    """Whether the words left of a name are none by themselves: "Western" of its states, "PAC" of a super PAC."""
    if span.label_ == EVENT or end - start > 1:
        return False
    word = names.words[start]
    is_acronym = start > span.start and word.isupper()
    return is_acronym or not _has_capital(word) or is_common_word(word, seeds)


def _cut_ends(names: Names, span: Span, seeds: NameSeeds) -> tuple[int, int]:
    start, end = span.start, span.end
    while end > start and _is_loose_end(names, end - 1, span, seeds):
        end -= 1
    while end > start and span.label_ != EVENT and _is_loose_start(names.words, start):
        start += 1
    return start, end


def _is_loose_start(words: list[str], i: int) -> bool:
    is_number = any(c.isdigit() for c in words[i]) and "-" not in words[i]
    is_particle = words[i] in PARTICLES or words[i].startswith(("d'", "d’", "al-", "el-"))
    return words[i].islower() and not is_number and not is_particle and words[i + 1 : i + 2] != ["-"]


def _is_loose_end(names: Names, i: int, span: Span, seeds: NameSeeds) -> bool:
    word = names.words[i]
    if span.label_ == EVENT:
        return word.islower() and names.doc[i].is_stop
    if word in LOOSE_MARKS:
        return True
    is_body = span.label_ == ORG and word.capitalize() in seeds.strong_suffixes
    is_kept = is_body or _is_foreign(word, span.label_)
    return word.islower() and not is_kept and not _is_hyphenated(names.words, i, span)


def _is_hyphenated(words: list[str], i: int, span: Span) -> bool:
    """Whether a small word belongs to the one before its hyphen: "Kim Jong-un", "al-qaida"; not "Washington-style"."""
    if i - 1 <= span.start or words[i - 1] not in HYPHENS:
        return False
    return words[i - 2].lower() in PARTICLES or (span.label_ == PERSON and i - 2 > span.start)


def _has_capital(text: str) -> bool:
    return any(c.isupper() for c in text)
