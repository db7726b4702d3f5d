"""What a rule knows better than a net about names: one component after the entity recogniser.

What belongs here: corrections that hold whatever the net was trained on (a country is a GPE, "Mr X" is a person, a
surname follows its full name, a dateline is a place). The lists are in `seeds/`; what the recogniser sees in context
stays its own. Labels written: PERSON, ORG, GPE, NORP. Spans are token spans, half-open.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from flows.extract.names import countries, persons
from flows.extract.names.seeds import NameSeeds, read_seeds
from flows.extract.names.spans import FIXED, Names, is_name_word
from flows.extract.text.datelines import Dateline, dateline_at
from flows.extract.text.punctuation import DASHES

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


def trim(names: Names, seeds: NameSeeds) -> None:
    """Cut white space, marks, a possessive, "the" and a person's title off; cut a name at a line end.

    What is longer than a name can be is none.
    """
    for span in list(names.spans):
        pieces = [_trimmed(names.doc, start, end, span.label_, seeds) for start, end in _lines(span)]
        kept = [
            Span(names.doc, start, end, label=span.label_)
            for start, end in pieces
            if start < end and names.fits(start, end)
        ]
        if [(k.start, k.end) for k in kept] != [(span.start, span.end)]:
            names.replace([span], kept)


def _lines(span: Span) -> Iterator[tuple[int, int]]:
    start = span.start
    for token in span:
        if "\n" in token.text:
            yield start, token.i
            start = token.i + 1
    yield start, span.end


def _trimmed(doc: Doc, start: int, end: int, label: str, seeds: NameSeeds) -> tuple[int, int]:
    while start < end and (doc[start].is_space or doc[start].is_quote or doc[start].lower_ in {"the", "a", "an"}):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].is_quote or doc[end - 1].text in POSSESSIVES | DASHES):
        end -= 1
    if label == "PERSON":
        start += seeds.title_length(doc, start, end - 1)
    return start, end


def set_listed(names: Names, seeds: NameSeeds) -> None:
    """Countries, capitals, demonyms and unmistakable organisations get their label, unless part of a longer name."""
    vocab = names.doc.vocab
    matches = sorted(seeds.phrases(names.doc), key=lambda m: m[1] - m[2])  # longest first
    taken: set[int] = set()
    for match, start, end in matches:
        label = vocab.strings[match]
        if taken.isdisjoint(range(start, end)) and not _is_called_so(names, start, end, label):
            names.put(start, end, label, FIXED if names.doc[start:end].text in seeds.fixed else "")
            taken.update(range(start, end))


def _is_called_so(names: Names, start: int, end: int, label: str) -> bool:
    """A person may be called Israel: the net says so, and a full name in the text bears it out."""
    persons = [s for s in names.at(start, end) if (s.start, s.end, s.label_) == (start, end, "PERSON")]
    return label == "GPE" and bool(persons) and _has_full_name(names, names.doc[start:end].text)


def _has_full_name(names: Names, last: str) -> bool:
    return names.full[last] > 0


def set_makers(names: Names, seeds: NameSeeds) -> None:
    """A maker that is also a surname: "Ford" alone is no person, unless the text has a full name that ends in it."""
    for span in [span for span in names.spans if len(span) == 1]:
        if span.text in seeds.possible_organisations and span.label_ in {"PERSON", "MISC"}:
            names.put(span.start, span.end, "PERSON" if _has_full_name(names, span.text) else "ORG")


def set_organisations(names: Names, seeds: NameSeeds) -> None:
    """A run of capitals that ends in a suffix such as "Ministry" is an organisation, whatever the net called it."""
    ends = [i + 1 for i, word in enumerate(names.words) if i and word in seeds.strong_suffixes]
    for end in ends:
        start = _run_start(names.doc, end - 1)
        known = [span for span in names.at(start, end) if span.end == end]
        if known and known[0].label_ in {"PERSON", "GPE", "MISC"} and len(known[0]) > 1:
            names.replace(known, [Span(names.doc, known[0].start, end, label="ORG")])
        elif not known and end - 1 - start in {1, 2, 3} and _ends_run(names.doc, end - 1):
            names.put(start, end, "ORG")


def set_partners(names: Names) -> None:
    """Names joined by "&" are one firm ("Roe & Poe"), never two people."""
    for i in [i for i, word in enumerate(names.words[:-1]) if word == "&" and i]:
        before, after = names.at(i - 1, i), names.at(i + 1, i + 2)
        if before and after and {before[0].label_, after[0].label_} == {"PERSON"}:
            names.put(before[0].start, after[0].end, "ORG")


def _run_start(doc: Doc, end: int) -> int:
    """The first of the capitalised words that lead up to `end`; one that only opens a sentence is none of them."""
    start = end
    while start > 0 and is_name_word(doc[start - 1]) and not doc[start].is_sent_start:
        start -= 1
    opens = start < end and (doc[start].is_sent_start or start == 0)
    return start + 1 if opens and (doc[start].is_stop or doc[start].pos_ not in {"PROPN", ""}) else start


def _ends_run(doc: Doc, position: int) -> bool:
    following = doc[position + 1] if position + 1 < len(doc) else None
    return following is None or not is_name_word(following)


def set_datelines(names: Names, seeds: NameSeeds, starts: list[int]) -> None:
    """Capitals that open a paragraph before a dash are a place, if anything says so; those in brackets an agency."""
    for start in starts:
        dateline = dateline_at(names.doc, start) if names.words[start].isupper() else None
        if dateline and _is_place(names, seeds, dateline):
            inside = names.at(start, dateline.place_end)
            names.replace([s for s in inside if s.start >= start and s.end <= dateline.place_end], [])
            names.put(start, dateline.place_end, "GPE")
            _set_agency(names, dateline.place_end, dateline.mark)


def _is_place(names: Names, seeds: NameSeeds, dateline: Dateline) -> bool:
    """Whether the words in capitals are a place that a list or the net knows, or date, agency or country follow them.

    What follows tells a place from a label before a dash alone: "SMITH:" opens an answer, whatever follows it.
    """
    start, end, mark = dateline
    known = {(s.start, s.end) for s in names.at(start, end) if s.label_ in {"GPE", "LOC"}}
    if (start, end) in known or names.doc[start:end].text in seeds.datelines:
        return True
    behind = names.doc[end:mark]
    if names.doc[start].is_stop or names.words[mark] not in DASHES or not len(behind):
        return False
    is_country = behind[-1].text in seeds.countries or behind[-1].text.endswith(".")  # a state's short name: "Minn."
    is_agency = behind[-1].text == ")" and any(is_name_word(token) for token in behind)
    return is_country or is_agency or any(token.like_num for token in behind)


def _set_agency(names: Names, start: int, end: int) -> None:
    texts = [names.doc[i].text for i in range(start, end)]
    if "(" in texts and ")" in texts:
        opening, closing = start + texts.index("("), start + texts.index(")")
        if 0 < closing - opening - 1 <= 3 and is_name_word(names.doc[opening + 1]):
            names.put(opening + 1, closing, "ORG")


def set_acronyms(names: Names) -> None:
    """A bracketed acronym after an organisation is one too, here and from there on: "Food Agency (FA) … FA"."""
    doc = names.doc
    acronyms = set()
    for span in [span for span in names.spans if span.label_ == "ORG" and span.end + 2 < len(doc)]:
        opening, word, closing = names.words[span.end : span.end + 3]
        if (opening, closing) == ("(", ")") and word.isupper() and len(word) > 1:
            acronyms.add(word)
    for i, word in enumerate(names.words):
        if word in acronyms:
            names.put(i, i + 1, "ORG")


def correct(doc: Doc, seeds: NameSeeds) -> tuple[Span, ...]:
    """Return the entities that the rules leave, in order. The document is not changed."""
    names = Names(doc)
    breaks = [0, *(i + 1 for i, word in enumerate(names.words) if "\n" in word)]
    starts = [i for i in breaks if i < len(doc) and not doc[i].is_space]
    trim(names, seeds)
    persons.join_hyphenated(names)
    set_datelines(names, seeds, starts)
    set_partners(names)
    set_organisations(names, seeds)
    countries.split_joined(names, seeds)
    set_listed(names, seeds)
    countries.set_ambiguous(names, seeds)
    set_makers(names, seeds)
    persons.set_titled(names, seeds)
    persons.set_given(names, seeds)
    persons.set_month_surnames(names, seeds)
    persons.set_nicknames(names)
    set_acronyms(names)
    persons.set_surnames(names, seeds)
    return tuple(sorted(names.spans, key=lambda s: s.start))


@Language.factory("onrecord_names", assigns=["doc.ents"], requires=["doc.ents"], default_config={"seeds": "seeds"})
class NameRules:
    """The component. `seeds` is the folder with the seed files; it is read once, when the component is made."""

    def __init__(self, nlp: Language, name: str, seeds: str) -> None:
        self.name = name
        self.seeds = read_seeds(nlp, Path(seeds))

    def __call__(self, doc: Doc) -> Doc:
        doc.ents = correct(doc, self.seeds)
        return doc
