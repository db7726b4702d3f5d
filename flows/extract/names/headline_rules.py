"""Rules for names in headlines, where every word has a capital: "Understated Roe Raises Profile"."""

from __future__ import annotations

from flows.enums import Label
from flows.extract.names.seeds import NameSeeds
from flows.extract.names.spans import Names

LONGEST = 40
"""Tokens of a headline."""


def trim_headline_names(names: Names, seeds: NameSeeds) -> None:
    """Take words of the headline out of a person's name that the text below has without them.

    A given name stays ("Hillary Roe" is not the Roe of the text), unless the text has the full name behind it.
    """
    end = next((i for i, word in enumerate(names.words[:LONGEST]) if "\n" in word), 0)
    below = [span for span in names.spans if span.label_ == Label.PERSON and span.start > end]
    known = {tuple(names.words[i : span.end]) for span in below for i in range(span.start, span.end)}
    for span in [span for span in names.at(0, end) if span.label_ == Label.PERSON and len(span) > 1]:
        words = tuple(names.words[span.start : span.end])
        is_given = words[0] in seeds.given_names and len(words) == 2
        if words in known:
            continue
        if words[1:] in known and not is_given:
            names.replace([span], [])
            names.put(span.start + 1, span.end, Label.PERSON)
        elif words[:-1] in known and words[-1:] not in known and len(words) > 2:
            names.replace([span], [])
            names.put(span.start, span.end - 1, Label.PERSON)
