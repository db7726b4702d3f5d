"""Rules for names of persons: titles, given names, nicknames, surnames alone. `rules.py` has their order."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from flows.enums import Label
from flows.extract.names.dates import INFO, INTRODUCING
from flows.extract.names.headlines import is_common_word
from flows.extract.names.seeds import NameSeeds
from flows.extract.names.spans import Names, is_name_word
from flows.extract.text.tags import VERBS
from flows.extract.word_groups import WordGroup

PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "van", "von", "der", "den", "la", "du", "dos", "da", "di", "-"})
QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "''", "``"})
SPEECH_VERBS = frozenset({"said", "says", "told", "added"})
"""Verbs before which a common word that opens a sentence is a surname after all: "Young said so"."""
FINITE = frozenset({"VBD", "VBZ"})
"""Tags of verbs in the past or the third person, which stand behind no auxiliary."""
LITTLE = frozenset({"ADP", "AUX", "CCONJ", "DET", "PRON", "SCONJ"})
"""Kinds of words that no surname is, whatever their capital: "The President Can Save It"."""
MOST_NICKNAMES = 3  # words of one
MAX_NICKNAME = 12  # letters of one; longer words in quotation marks are speech
MONTHS = frozenset(group[-1] for group in INFO.MONTHS)
MIN_SURNAME = 3  # a surname of two letters ("Li", "Wu") is a word or an abbreviation too often


def join_hyphenated_names(names: Names, seeds: NameSeeds) -> None:
    """Join "Abena Owusu-Darko" to one person; surnames alone ("the Ruiz-Okello talks") are two people."""
    doc = names.doc
    for i in [i for i, word in enumerate(names.words[:-1]) if word == "-" and i]:
        is_tight = not doc[i - 1].whitespace_ and not doc[i].whitespace_
        before, after = names.at(i - 1, i), names.at(i + 1, i + 2)
        is_full_name = bool(before) and before[0].label_ == Label.PERSON and len(before[0]) > 1
        is_name = is_name_word(doc[i + 1]) and not is_common_word(names.words[i + 1], seeds)  # "Ann Roe-Analyst"
        if is_tight and is_full_name and is_name and (not after or after[0].label_ == Label.PERSON):
            names.put(before[0].start, after[0].end if after else i + 2, Label.PERSON)


def label_titled_persons(names: Names, seeds: NameSeeds) -> None:
    """Label capitalised words after a title ("Mr. Okafor", "Judge Alma Reyes") as a person where no name is known."""
    doc, position = names.doc, 0
    for i, word in enumerate(names.words[:-1]):
        if i < position or word.rstrip(".") not in seeds.title_openings:
            continue
        start = i + seeds.title_length(doc, i, len(doc) - 1)
        end = _unnamed_run(names, start, 3)
        last = names.words[end - 1]
        is_body = end - start > 1 and (last in seeds.strong_suffixes or last in seeds.groups[WordGroup.ADDRESS_END])
        is_plain = all(is_common_word(word, seeds) for word in names.words[start:end])  # "General Election"
        is_nobody = is_body or is_plain or seeds.is_title(names.words[start:end])
        if i < start < end and not is_nobody and not names.at(i, start):
            names.put(start, end, Label.PERSON)
        position = max(start, end)


def label_addressed(names: Names, seeds: NameSeeds) -> None:
    """Label a name behind a form of address a person, whatever the net saw: "Ms MacAskill"."""
    forms = seeds.groups[WordGroup.FORM_OF_ADDRESS]
    for span in [span for span in names.spans if span.label_ in {Label.MISC, Label.LOC, Label.GPE}]:
        is_addressed = names.words[span.start].rstrip(".") in forms and not span.ent_id_
        is_name = len(span) == 2 and is_name_word(span[1]) and not is_common_word(span[1].text, seeds)
        if is_addressed and is_name:
            names.replace([span], [Span(names.doc, span.start + 1, span.end, label=Label.PERSON)])


def _unnamed_run(names: Names, start: int, longest: int) -> int:
    """The end of the capitalised words that begin at `start` and belong to no name."""
    end = start
    while end < min(len(names.doc), start + longest) and is_name_word(names.doc[end]) and not names.at(end, end + 1):
        if names.doc[end].pos_ in LITTLE:
            break
        end += 1
    return end


def add_given_names(names: Names, seeds: NameSeeds) -> None:
    """Add a given name that opens a sentence to the surname after it, where only the surname is known.

    The capital there tells the NER model nothing. June is a month too, but no month opens "June Roe said".
    """
    doc = names.doc
    for span in [span for span in names.spans if span.label_ == Label.PERSON and span.start]:
        i = span.start - 1
        opens = doc[i].is_sent_start or i == 0 or "\n" in names.words[i - 1]
        is_given = (
            names.words[i] in seeds.given_names and not doc[i].is_stop and not seeds.is_title(names.words[i : i + 1])
        )
        is_surname = len(span) == 1 or names.words[span.start + 1] == "-"
        if opens and is_given and is_surname and not names.at(i, i + 1):
            names.put(i, span.end, Label.PERSON)


def label_given_names(names: Names, seeds: NameSeeds) -> None:
    """Label a given name alone a person where the text has a full name with it, whatever the net saw."""
    for span in [span for span in names.spans if len(span) == 1 and span.label_ in {Label.GPE, Label.LOC, Label.ORG}]:
        word = names.words[span.start]
        is_listed = word in seeds.countries or word.upper() in seeds.datelines or word in seeds.possible_organisations
        if names.given[word] and word in seeds.given_names and not is_listed:
            names.put(span.start, span.end, Label.PERSON)


def join_nicknames(names: Names, seeds: NameSeeds) -> None:
    """Join the words before and after a quoted nickname to one person: 'Harold "Buzz" Ames', 'Ann "The Fox" Roe'."""
    doc = names.doc
    for i, end in _find_nicknames(names):
        around = {*names.words[max(0, i - 2) : i - 1], *names.words[end + 2 : end + 3]}  # “Yes,” Ann “No” Ben “Maybe”
        is_name = all(is_name_word(doc[at]) for at in (i - 1, *range(i + 1, end), end + 1))
        if is_name and around.isdisjoint(QUOTES):
            first, last = names.at(i - 1, i), names.at(end + 1, end + 2)
            start, stop = (first[0].start if first else i - 1), (last[0].end if last else end + 2)
            if Label.PERSON in {span.label_ for span in first + last}:
                names.put(start, stop, Label.PERSON)


def _find_nicknames(names: Names) -> Iterator[tuple[int, int]]:
    """The places of the two marks around a few words, with a word before and behind."""
    for i in [i for i, word in enumerate(names.words[:-3]) if word in QUOTES and i]:
        for end in range(i + 2, min(i + 2 + MOST_NICKNAMES, len(names.words) - 1)):
            if names.words[end] in QUOTES:
                if len(names.doc[i + 1 : end].text) <= MAX_NICKNAME:
                    yield i, end
                break


def join_month_surnames(names: Names, seeds: NameSeeds) -> None:
    """Join a month to the given name before it where a verb follows: "Theresa May spoke"."""
    for span in [span for span in names.spans if span.label_ == Label.PERSON and len(span) == 1]:
        i = span.end
        is_full = span.text in seeds.given_names and i + 1 < len(names.words) and names.words[i] in MONTHS
        if is_full and not names.at(i, i + 1) and names.doc[i + 1].pos_ in VERBS:
            names.put(span.start, i + 1, Label.PERSON)


def label_surnames(names: Names, seeds: NameSeeds) -> None:
    """Label a surname that ends a full name earlier in the text, unless it is a country or part of a longer name."""
    surnames: dict[str, dict[tuple[str, ...], int]] = {}
    """First word of a surname -> its words -> the token from which on it is known."""
    for span in sorted(names.spans, key=lambda s: s.start):
        if span.label_ == Label.PERSON and len(span) > 1:
            for length in _surname_lengths(span):
                surname = tuple(names.words[span.end - length : span.end])
                surnames.setdefault(surname[0], {}).setdefault(surname, span.end)
    for i, word in enumerate(names.words):
        for surname, known_from in surnames.get(word, {}).items():
            end = i + len(surname)
            is_there = i >= known_from and word not in seeds.countries and tuple(names.words[i:end]) == surname
            if is_there and not _before_name_word(names.doc, end) and not _is_other_word(names, i):
                names.put(_with_particles(names.doc, i) if len(surname) == 1 else i, end, Label.PERSON)


def _is_other_word(names: Names, i: int) -> bool:
    """Whether a surname stands for a month there, or for a word that has its capital from opening a sentence."""
    if names.at(i, i + 1):
        return False
    token, before = names.doc[i], names.doc[i - 1]
    if names.words[i] in MONTHS and (before.lower_ in INTRODUCING or before.pos_ in {"ADJ", "DET", "NUM"}):
        return True
    is_common = token.pos_ not in {"PROPN", ""} and not token.tag_.startswith("NNP")
    return is_common and not (acts(names, i) or has_age(names, i)) and bool(token.is_sent_start or before.is_quote)


def follows_title(names: Names, i: int, seeds: NameSeeds) -> bool:
    """Whether the word before is a title: "Mr. Ford"."""
    return i > 0 and names.words[i - 1][0].isupper() and seeds.is_title(names.words[i - 1 : i])


def acts(names: Names, i: int) -> bool:
    """Whether the word behind is a verb that a name has before it: of saying, or finite ("Will wrote")."""
    following = names.doc[i + 1 : i + 2]
    return any(token.text in SPEECH_VERBS or token.tag_ in FINITE for token in following)


def has_age(names: Names, i: int) -> bool:
    """Whether an age stands behind: "Giddings, 67,"."""
    before, age, after = [*names.words[i + 1 : i + 4], "", "", ""][:3]
    return before == "," and age.isdigit() and len(age) < MIN_SURNAME and after in {",", "."}


def _surname_lengths(span: Span) -> list[int]:
    """How many tokens the surname may have: the last word, or all after the first ("Ní Roe", "Roe-Poe")."""
    last = span[-1].text
    lengths = [1] if len(last) >= MIN_SURNAME and last[0].isupper() else []
    return [len(span) - 1, *lengths] if len(span) > 2 and is_name_word(span[1]) else lengths


def _with_particles(doc: Doc, position: int) -> int:
    """Take "al-" along; other particles stand apart from a surname alone too often."""
    if position >= 2 and doc[position - 1].text == "-" and doc[position - 2].lower_ in PARTICLES:
        return position - 2
    return position


def _before_name_word(doc: Doc, end: int) -> bool:
    """Whether a capital follows, as in "the Dillard Foundation": it is part of something else."""
    return end < len(doc) and is_name_word(doc[end]) and not doc[end].is_sent_start
