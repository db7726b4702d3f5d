"""The sets of tags, word classes and closed word lists that several modules share.

`tag_` is a tag of the Penn Treebank, `pos_` a word class of Universal Dependencies, `ent_type_` one of our labels.
"""

from __future__ import annotations

from flows.enums import Label

# Tags
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of verbs that make a clause."""
RELATIVE_PRONOUNS = frozenset({"WDT", "WP"})
PLURAL_NOUNS = frozenset({"NNS", "NNPS"})
"""Also tags of verbs that the tagger took for nouns ("the ministry fears that ...")."""
PLURAL_SUBJECTS = PLURAL_NOUNS | {"PRP"}
NAMES_AND_PRONOUNS = frozenset({"NNP", "NNPS", "PRP"})

# Word classes
VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
NOUNS_AND_PRONOUNS = NOUNS | {"PRON"}
PHRASE_HEADS = NOUNS_AND_PRONOUNS | {"NUM", "ADJ"}
"""Heads of noun phrases."""
PHRASE_WORDS = PHRASE_HEADS | {"DET"}
"""First words of noun phrases."""
NAME_PHRASE_WORDS = NOUNS | {"ADJ", "DET", "NUM"}
"""Words of a noun phrase that names somebody; a pronoun is a phrase by itself."""

# Labels
DATES = frozenset({Label.DATE, "TIME"})
"""Labels of times; other pipelines than ours give TIME."""

# Words
COORDINATORS = frozenset({"and", "but", "or"})
CONTRASTS = frozenset({"while", "although", "though", "whereas", "despite"})
"""Words that open a contrast, which is more often the writer's than part of what was said."""
QUESTION_WORDS = frozenset({"whether", "if", "how", "what", "why", "who", "when", "where", "which", "whom", "whose"})
