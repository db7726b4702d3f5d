"""Rules for names of organisations: makers, suffixes, partners and acronyms."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from flows.enums import Label
from flows.extract.names.seeds import NameSeeds
from flows.extract.names.spans import Names, is_name_word

GOVERNING = frozenset({"of", "for", "on"})
MAX_GOVERNED = 3
"""Words on either side of the "and" in a body's name."""


def label_makers(names: Names, seeds: NameSeeds) -> None:
    """Label a maker that is also a surname: "Ford" alone is a person only where a full name in the text ends in it."""
    for span in [span for span in names.spans if len(span) == 1]:
        if span.text in seeds.possible_organisations and span.label_ in {Label.PERSON, Label.MISC}:
            names.put(span.start, span.end, Label.PERSON if names.has_full_name(span.text) else Label.ORG)


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


def join_offices(names: Names, seeds: NameSeeds) -> None:
    """Join what "and" cut in two: "Bureau of Roads and Bridges", "Customs and Border Protection".

    Each side of "and" is words with capitals. The first side has "of" or "for" before it, or the second ends in a noun
    for an office ("Health and Human Services"); neither is a name by itself.
    """
    doc = names.doc
    for i in [i for i, word in enumerate(names.words[:-1]) if word == "and" and i]:
        end = _unnamed_end(names, i + 1)
        before = names.at(i - 1, i)
        if end == i + 1 or (before and before[0].label_ != Label.ORG):
            continue
        start = before[0].start if before else _run_start(doc, i - 1) if is_name_word(doc[i - 1]) else i
        is_office = names.words[end - 1] in seeds.office_nouns
        is_governed = any(word in GOVERNING for word in names.words[start + 1 : i]) and end <= i + MAX_GOVERNED
        if start < i and ((before and is_governed) or (is_office and i - start <= MAX_GOVERNED)):
            names.put(start, end, Label.ORG)


def _unnamed_end(names: Names, start: int) -> int:
    """The end of the words with capitals from `start` on that are in no name, or in one body's that starts there."""
    known = names.at(start, start + 1)
    if known:
        return known[0].end if known[0].label_ in {Label.ORG, Label.MISC} and known[0].start == start else start
    end = start
    while end < len(names.doc) and is_name_word(names.doc[end]) and not names.at(end, end + 1):
        end += 1
    return end


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
        if (opening, closing) == ("(", ")") and word.isupper() and len(word) > 1:
            acronyms.add(word)
    for i, word in enumerate(names.words):
        if word in acronyms:
            names.put(i, i + 1, Label.ORG)
