"""Rules for names with an Arabic particle, which people, places and armed groups share. `rules.py` has their order.

The word before the particle tells the kind: "Ansar al-Sharia", "Ras al-Khaimah", "Muammar el-Qaddafi".
"""

from __future__ import annotations

from flows.enums import Label
from flows.extract.names.seeds import NameSeeds
from flows.extract.names.spans import Names
from flows.extract.word_groups import WordGroup

PARTICLES = frozenset({"al", "el", "ul", "ut", "ar", "as", "ash", "an", "ad"})
FATHER = "Abu"
"""Opens a name that calls a man after his child."""

OTHERS = (Label.GPE, Label.LOC, Label.MISC)


def label_by_particle(names: Names, seeds: NameSeeds) -> None:
    """Label a name by the word before its particle; a name that is a person's once, or opens with a given name, is so
    everywhere."""
    found = [span for span in names.spans if _has_particle(names.words[span.start : span.end])]
    persons = {span.text for span in found if span.label_ == Label.PERSON}
    groups, places = seeds.groups[WordGroup.ARABIC_GROUP], seeds.groups[WordGroup.ARABIC_PLACE]
    for span in found:
        first = names.words[span.start]
        if first in groups and span.label_ in {Label.PERSON, Label.GPE, Label.LOC, Label.NORP}:
            names.put(span.start, span.end, Label.ORG)
        elif first in places and span.label_ == Label.PERSON:
            names.put(span.start, span.end, Label.GPE)
        elif span.label_ in OTHERS and (span.text in persons or _opens_person(first, seeds)):
            names.put(span.start, span.end, Label.PERSON)


def _opens_person(word: str, seeds: NameSeeds) -> bool:
    return word == FATHER or (word in seeds.given_names and word not in seeds.groups[WordGroup.ARABIC_PLACE])


def _has_particle(words: list[str]) -> bool:
    """Whether the words are "Saad al-Roe" or "Abu Saad al-Roe"."""
    words = words[words[0] == FATHER :]
    return len(words) > 3 and words[1].lower() in PARTICLES and words[2] == "-" and words[3][0].isupper()
