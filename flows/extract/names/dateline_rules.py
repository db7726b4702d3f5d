"""Rules for datelines: the place that opens a report, and the agency in brackets after it."""

from __future__ import annotations

from flows.enums import Label
from flows.extract.names.seeds import NameSeeds
from flows.extract.names.spans import Names, is_name_word
from flows.extract.text.datelines import Dateline, dateline_at
from flows.extract.text.punctuation import DASHES


def label_datelines(names: Names, seeds: NameSeeds) -> None:
    """Label capitals that open a paragraph before a dash as a place, and those in brackets as an agency."""
    for start in _find_paragraph_starts(names):
        dateline = dateline_at(names.doc, start) if names.words[start].isupper() else None
        if dateline and _is_place(names, seeds, dateline):
            inside = names.at(start, dateline.place_end)
            names.replace([s for s in inside if s.start >= start and s.end <= dateline.place_end], [])
            names.put(start, dateline.place_end, Label.GPE)
            _label_agency(names, dateline.place_end, dateline.mark)


def _is_place(names: Names, seeds: NameSeeds, dateline: Dateline) -> bool:
    """Whether the words in capitals are a place: a list or the model knows it, or a date, agency or country follows.

    The words that follow count before a dash alone: "SMITH:" opens an answer, whatever follows it.
    """
    start, end, mark = dateline
    known = {(s.start, s.end) for s in names.at(start, end) if s.label_ in {Label.GPE, Label.LOC}}
    if (start, end) in known or names.doc[start:end].text in seeds.datelines:
        return True
    after = names.doc[end:mark]
    if names.doc[start].is_stop or names.words[mark] not in DASHES or not len(after):
        return False
    is_country = after[-1].text in seeds.countries or after[-1].text.endswith(".")  # a state's short name: "Minn."
    is_agency = after[-1].text == ")" and any(is_name_word(token) for token in after)
    return is_country or is_agency or any(token.like_num for token in after)


def _label_agency(names: Names, start: int, end: int) -> None:
    texts = [names.doc[i].text for i in range(start, end)]
    if "(" in texts and ")" in texts:
        opening, closing = start + texts.index("("), start + texts.index(")")
        if 0 < closing - opening - 1 <= 3 and is_name_word(names.doc[opening + 1]):
            names.put(opening + 1, closing, Label.ORG)


def _find_paragraph_starts(names: Names) -> list[int]:
    """The first tokens of lines, blank ones aside."""
    breaks = [0, *(i + 1 for i, word in enumerate(names.words) if "\n" in word)]
    return [i for i in breaks if i < len(names.doc) and not names.doc[i].is_space]
