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

from flows.extract.names.seeds import NameSeeds, read_seeds
from flows.extract.names.spans import Names, is_name_word

PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "van", "von", "der", "den", "la", "du", "dos", "da", "di", "-"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "''", "``"})
DASHES = frozenset({"-", "–", "—", "--", "―", "|", ":"})
DATELINE_TOKENS = 16  # "MONTEGO BAY, Jamaica, Jan. 12 (Agency) —" is 11; what is longer is a sentence with a dash in it
SHORTEST_SURNAME = 3  # a surname of two letters ("Li", "Wu") is a word or an abbreviation too often


def trim(names: Names, seeds: NameSeeds) -> None:
    """Cut white space, quotation marks, a possessive, "the" and a person's title off; cut a name at a line end."""
    for span in list(names.spans):
        pieces = [_trimmed(names.doc, start, end, span.label_, seeds) for start, end in _lines(span)]
        kept = [Span(names.doc, start, end, label=span.label_) for start, end in pieces if start < end]
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
    while end > start and (doc[end - 1].is_space or doc[end - 1].is_quote or doc[end - 1].text in POSSESSIVES):
        end -= 1
    if label == "PERSON":
        start += _title_length(doc, start, end - 1, seeds)
    return start, end


def _title_length(doc: Doc, start: int, stop: int, seeds: NameSeeds) -> int:
    """How many tokens from `start` are titles, all of them before `stop`."""
    position = start
    while position < stop:
        length = next((n for n in (3, 2, 1) if position + n <= stop and _is_title(doc, position, n, seeds)), 0)
        if not length:
            break
        position += length
    return position - start


def _is_title(doc: Doc, start: int, length: int, seeds: NameSeeds) -> bool:
    words = [doc[i].text for i in range(start, start + length)]
    return words[0][0].isupper() and seeds.is_title(words)


def join_hyphenated(names: Names) -> None:
    """One person for "Abena Owusu-Darko"; surnames alone ("the Ruiz-Okello talks") are two people."""
    doc = names.doc
    for i in [i for i, word in enumerate(names.words[:-1]) if word == "-" and i]:
        is_tight = not doc[i - 1].whitespace_ and not doc[i].whitespace_
        before, after = names.at(i - 1, i), names.at(i + 1, i + 2)
        is_full_name = bool(before) and before[0].label_ == "PERSON" and len(before[0]) > 1
        if is_tight and is_full_name and is_name_word(doc[i + 1]) and (not after or after[0].label_ == "PERSON"):
            names.put(before[0].start, after[0].end if after else i + 2, "PERSON")


def set_listed(names: Names, seeds: NameSeeds) -> None:
    """Countries, capitals, demonyms and unmistakable organisations get their label, unless part of a longer name."""
    vocab = names.doc.vocab
    matches = sorted(seeds.phrases(names.doc), key=lambda m: m[1] - m[2])  # longest first
    taken: set[int] = set()
    for match, start, end in matches:
        label = vocab.strings[match]
        if taken.isdisjoint(range(start, end)) and not _is_called_so(names, start, end, label):
            names.put(start, end, label)
            taken.update(range(start, end))


def _is_called_so(names: Names, start: int, end: int, label: str) -> bool:
    """A person may be called Israel: the net says so, and a full name in the text bears it out."""
    persons = [s for s in names.at(start, end) if (s.start, s.end, s.label_) == (start, end, "PERSON")]
    return label == "GPE" and bool(persons) and _has_full_name(names, names.doc[start:end].text)


def _has_full_name(names: Names, last: str) -> bool:
    return names.full[last] > 0


def set_ambiguous(names: Names, seeds: NameSeeds) -> None:
    """One word that the net saw as a name, but not as what it can be: "Jordan" is no ORG, "Ford" alone no PERSON."""
    for span in [span for span in names.spans if len(span) == 1]:
        if span.text in seeds.ambiguous_countries and span.label_ not in {"PERSON", "GPE"}:
            names.put(span.start, span.end, "GPE")
        elif span.text in seeds.possible_organisations and span.label_ in {"PERSON", "MISC"}:
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


def set_titled(names: Names, seeds: NameSeeds) -> None:
    """Capitalised words after a title ("Mr. Okafor", "Judge Alma Reyes") are a person where the net saw nothing."""
    doc, position = names.doc, 0
    for i, word in enumerate(names.words[:-1]):
        if i < position or word.rstrip(".") not in seeds.title_openings:
            continue
        start = i + _title_length(doc, i, len(doc) - 1, seeds)
        end = _unnamed_run(names, start, 3)
        if i < start < end and not names.at(i, start) and not seeds.is_title(names.words[start:end]):
            names.put(start, end, "PERSON")
        position = max(start, end)


def _unnamed_run(names: Names, start: int, longest: int) -> int:
    """Where the capitalised words that begin at `start` and belong to no name end."""
    end = start
    while (
        end < len(names.doc) and end - start < longest and is_name_word(names.doc[end]) and not names.at(end, end + 1)
    ):
        end += 1
    return end


def set_datelines(names: Names, starts: list[int]) -> None:
    """Words in capitals that open a paragraph before a dash are a place, those in brackets an agency."""
    for start in starts:
        dash = _dateline_end(names.doc, start)
        if dash is None:
            continue
        end = start
        while end < dash and names.doc[end].is_upper and names.doc[end].is_alpha:
            end += 1
        if end > start and names.doc[end].text in {",", "(", *DASHES}:
            inside = names.at(start, end)
            names.replace([s for s in inside if s.start >= start and s.end <= end], [])
            names.put(start, end, "GPE")
            _set_agency(names, end, dash)


def _dateline_end(doc: Doc, start: int) -> int | None:
    """The position of the dash, where the paragraph opens with words in capitals and has one soon."""
    if not (doc[start].is_upper and len(doc[start]) > 2):
        return None
    for i in range(start + 1, min(start + DATELINE_TOKENS, len(doc))):
        if doc[i].text in DASHES and (doc[i - 1].whitespace_ or doc[i].text != "-"):
            return i
        if "\n" in doc[i].text or doc[i].text in {".", "!", "?"}:
            return None
    return None


def _set_agency(names: Names, start: int, end: int) -> None:
    texts = [names.doc[i].text for i in range(start, end)]
    if "(" in texts and ")" in texts:
        opening, closing = start + texts.index("("), start + texts.index(")")
        if 0 < closing - opening - 1 <= 3 and is_name_word(names.doc[opening + 1]):
            names.put(opening + 1, closing, "ORG")


def set_nicknames(names: Names) -> None:
    """'Harold "Buzz" Ames': the words before and after a quoted nickname are one person's name."""
    doc = names.doc
    for i in [i for i, word in enumerate(names.words[1:-3], 1) if word in QUOTES and names.words[i + 2] in QUOTES]:
        if is_name_word(doc[i - 1]) and is_name_word(doc[i + 1]) and is_name_word(doc[i + 3]):
            first, last = names.at(i - 1, i), names.at(i + 3, i + 4)
            start, end = (first[0].start if first else i - 1), (last[0].end if last else i + 4)
            if "PERSON" in {span.label_ for span in first + last}:
                names.put(start, end, "PERSON")


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


def set_surnames(names: Names, seeds: NameSeeds) -> None:
    """A surname that ends a full name earlier in the text is that person, unless it is a country or part of more."""
    surnames: dict[str, int] = {}
    for span in sorted(names.spans, key=lambda s: s.start):
        last = span[-1].text
        if span.label_ == "PERSON" and len(span) > 1 and len(last) >= SHORTEST_SURNAME and last[0].isupper():
            surnames.setdefault(last, span.end)
    for i, word in enumerate(names.words):
        later = i >= surnames.get(word, len(names.words))
        if later and word not in seeds.countries and not _before_name_word(names.doc, i + 1):
            names.put(_with_particles(names.doc, i), i + 1, "PERSON")


def _with_particles(doc: Doc, position: int) -> int:
    """Take "al-" along; other particles stand apart from a surname alone too often."""
    if position >= 2 and doc[position - 1].text == "-" and doc[position - 2].lower_ in PARTICLES:
        return position - 2
    return position


def _before_name_word(doc: Doc, end: int) -> bool:
    """Whether a capital follows, as in "the Dillard Foundation": it is part of something else."""
    return end < len(doc) and is_name_word(doc[end]) and not doc[end].is_sent_start


def correct(doc: Doc, seeds: NameSeeds) -> tuple[Span, ...]:
    """Return the entities that the rules leave, in order. The document is not changed."""
    names = Names(doc)
    breaks = [0, *(i + 1 for i, word in enumerate(names.words) if "\n" in word)]
    starts = [i for i in breaks if i < len(doc) and not doc[i].is_space]
    trim(names, seeds)
    join_hyphenated(names)
    set_datelines(names, starts)
    set_organisations(names, seeds)
    set_listed(names, seeds)
    set_ambiguous(names, seeds)
    set_titled(names, seeds)
    set_nicknames(names)
    set_acronyms(names)
    set_surnames(names, seeds)
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
