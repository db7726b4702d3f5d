"""Rules for names of organisations: makers, suffixes, partners and acronyms."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from flows.enums import Label
from flows.extract.names.person_rules import follows_title
from flows.extract.names.seeds import NameSeeds
from flows.extract.names.spans import Names, is_name_word

MOST_WORDS = 3
"""Words before the "and" in the name of an office."""


def label_makers(names: Names, seeds: NameSeeds) -> None:
    """Label a maker that is also a surname: "Ford" alone is a person only where a full name in the text ends in it, or
    behind a title."""
    for span in [span for span in names.spans if len(span) == 1]:
        if span.text in seeds.possible_organisations and span.label_ in {Label.PERSON, Label.MISC}:
            is_person = names.has_full_name(span.text) or follows_title(names, span.start, seeds)
            names.put(span.start, span.end, Label.PERSON if is_person else Label.ORG)


def label_by_suffix(names: Names, seeds: NameSeeds) -> None:
    """Label a run of capitals that ends in a suffix such as "Ministry", whatever the NER model called it."""
    ends = [i + 1 for i, word in enumerate(names.words) if i and word in seeds.strong_suffixes]
    for end in ends:
        start = _run_start(names.doc, end - 1)
        known = [span for span in names.at(start, end) if span.end == end]
        if known and known[0].label_ in {Label.PERSON, Label.GPE, Label.MISC} and len(known[0]) > 1:
            names.replace(known, [Span(names.doc, known[0].start, end, label=Label.ORG)])
        elif not known and end - 1 - start in {1, 2, 3} and _ends_run(names.doc, end - 1):
            names.put(start, end, Label.ORG)


def label_offices(names: Names, seeds: NameSeeds) -> None:
    """Label capitals around "and" that end in a noun for an office, where nothing is named yet.

    "Customs and Border Protection", "Health and Human Services"; names that the net cut are `join_bodies`' work.
    """
    for i in [i for i, word in enumerate(names.words[:-1]) if word == "and" and i and is_name_word(names.doc[i - 1])]:
        start, end = _run_start(names.doc, i - 1), i + 1
        while end < len(names.words) and is_name_word(names.doc[end]):
            end += 1
        is_office = end - i > 2 and i - start <= MOST_WORDS and names.words[end - 1] in seeds.office_nouns
        if is_office and not names.at(start, end):
            names.put(start, end, Label.ORG)


def _run_start(doc: Doc, end: int) -> int:
    """The first of the capitalised words that lead up to `end`, without one that only opens a sentence."""
    start = end
    while start > 0 and is_name_word(doc[start - 1]) and not doc[start].is_sent_start:
        start -= 1
    opens = start < end and (doc[start].is_sent_start or start == 0)
    return start + 1 if opens and (doc[start].is_stop or doc[start].pos_ not in {"PROPN", ""}) else start


def _ends_run(doc: Doc, position: int) -> bool:
    following = doc[position + 1] if position + 1 < len(doc) else None
    return following is None or not is_name_word(following)


def label_acronyms(names: Names, seeds: NameSeeds) -> None:
    """Label the bracketed acronym after an organisation, everywhere in the text: "Food Agency (FA) … FA"."""
    doc = names.doc
    acronyms = set()
    for span in [span for span in names.spans if span.label_ == Label.ORG and span.end + 2 < len(doc)]:
        opening, word, closing = names.words[span.end : span.end + 3]
        is_acronym = word.isupper() and len(word) > 1 and not seeds.is_title([word])  # "Member of Parliament (MP)"
        if (opening, closing) == ("(", ")") and is_acronym:
            acronyms.add(word)
    for i, word in enumerate(names.words):
        if word in acronyms:
            names.put(i, i + 1, Label.ORG)
