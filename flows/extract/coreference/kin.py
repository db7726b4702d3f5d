"""Kin both ways: where Ben is said to be Ann's father, "his daughter" means Ann."""

from __future__ import annotations

from flows.extract.coreference.entities import Entity
from flows.extract.vocabulary import Vocabulary
from flows.extract.word_groups import WordGroup

INVERSE = {
    WordGroup.OFFSPRING: WordGroup.PARENT,
    WordGroup.PARENT: WordGroup.OFFSPRING,
    WordGroup.SIBLING: WordGroup.SIBLING,
    WordGroup.SPOUSE: WordGroup.SPOUSE,
}
"""What somebody is to those to whom that is what they are."""


class Kin:
    """Finds the nouns for kin."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.groups, self.roles = vocabulary.groups, vocabulary.roles

    def inverse(self, noun: str, owner: Entity) -> list[str]:
        """What an owner may be called by who is the owner's `noun`: "daughter" for Ann, whose "father" somebody is."""
        return [
            word for group, other in INVERSE.items() if noun in self.groups[group] for word in self._fit(other, owner)
        ]

    def spouse(self, entity: Entity) -> list[str]:
        """What somebody married is called."""
        return self._fit(WordGroup.SPOUSE, entity)

    def _fit(self, group: WordGroup, entity: Entity) -> list[str]:
        genders = {"", entity.gender} if entity.gender else {"", "male", "female"}
        return sorted(word for word in self.groups[group] if word in self.roles and self.roles[word].gender in genders)
