"""Rules that the word before a name decides: a role stands before a person, "Hurricane" before a storm."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from flows.enums import Label
from flows.extract.names.headlines import is_common_word
from flows.extract.names.seeds import NameSeeds
from flows.extract.names.spans import Names, is_name_word
from flows.extract.word_groups import WordGroup

CENTRES = frozenset({"Center", "Centre"})
"""What watches storms."""
NAME_LENGTHS = (2, 3)
"""Words of a name that opens with a given name and that a role tells for a person's."""


def label_storms(names: Names, seeds: NameSeeds) -> None:
    """Label a storm, whole and by its name alone: "Hurricane Rita … Rita weakened"."""
    storms = {names.words[end - 1] for start, end in _find_storms(names, seeds) if names.put(start, end, Label.EVENT)}
    for span in names.spans:
        is_storm = len(span) == 1 and span.text in storms and not names.has_full_name(span.text)
        if is_storm and span.label_ == Label.PERSON:
            names.put(span.start, span.end, Label.EVENT)


def _find_storms(names: Names, seeds: NameSeeds) -> Iterator[tuple[int, int]]:
    """Where a word for a storm stands before one name: not "Hurricane Center", "Cyclone Ann Roe"."""
    storms = seeds.groups[WordGroup.STORM]
    for i in [i for i, word in enumerate(names.words[:-1]) if word in storms]:
        is_tropical = names.words[i - 1 : i + 1] == ["Tropical", "Storm"]
        following = names.doc[i + 1 : i + 3]
        is_one = is_name_word(following[0]) and not (len(following) > 1 and is_name_word(following[1]))
        is_body = following[0].text in CENTRES or is_common_word(following[0].text, seeds)
        if (names.words[i] != "Storm" or is_tropical) and is_one and not is_body:
            yield i - is_tropical, i + 2


def label_role_holders(names: Names, seeds: NameSeeds) -> None:
    """Label a full name a person behind a role in small letters, whatever the net saw: "analyst Kannan Roe".

    A noun behind it has it for a modifier: "a fellow Turner Broadcasting asset".
    """
    for span in [span for span in names.spans if span.label_ != Label.PERSON and len(span) in NAME_LENGTHS]:
        is_name = names.words[span.start] in seeds.given_names and all(is_name_word(token) for token in span)
        follows_role = span.start > 0 and names.words[span.start - 1] in seeds.roles
        if is_name and follows_role and not (names.words[span.end - 1] in seeds.strong_suffixes or _is_modifier(span)):
            names.put(span.start, span.end, Label.PERSON)


def _is_modifier(span: Span) -> bool:
    """Whether a noun follows a name."""
    return any(token.tag_.startswith("NN") for token in span.doc[span.end : span.end + 1])
