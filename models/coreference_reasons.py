"""What each sign of an antecedent says, for the column `reason` of `seeds/coreference_weights.csv` and its units."""

from __future__ import annotations

import re

RELATION = "subject|object|oblique|possessor|owner|other"
PATTERNS = (
    (r"rank_4", "four or more that fit were mentioned since"),
    (r"rank_(\d)", "so many that fit were mentioned since: {0}"),
    (r"count_0", "not mentioned yet"),
    (r"count_many", "mentioned six times or more so far"),
    (r"count_(\d)(?:_(\d))?", "mentioned so often so far: {0} to {1}"),
    (r"speaks_distance_(\w+)", "the phrase speaks, and the last mention is so many narrative sentences back: {0}"),
    (r"distance_(\w+)", "last mentioned so many narrative sentences back: {0}"),
    (r"is_main", "mentioned most often of all so far"),
    (r"last_speaker_speaks", "spoke last, and the phrase speaks"),
    (r"last_speaker", "spoke last"),
    (r"last_in_others_words", "last mentioned in somebody else's words"),
    (r"last_form_(\w+)", "last mentioned by a {0}"),
    (r"last_(\w+)", "last mentioned as {0} of its clause"),
    (r"same_paragraph", "mentioned in this paragraph"),
    (r"named_in_sentence", "named in this sentence"),
    (r"named_later", "named only later"),
    (r"named_in_own_words", "named in the words that the phrase says"),
    (r"names_others", "somebody else is named inside the description"),
    (rf"above_(\d)_({RELATION})_to_({RELATION})", "{1} of the verb {0} clauses above, for a phrase that is {2}"),
    (r"above_(\d)_(\w+)", "{1} of the verb {0} clauses above"),
    (rf"here_({RELATION})_to_({RELATION})", "{0} in this sentence, for a phrase that is {1}"),
    (rf"before_({RELATION})_to_({RELATION})", "{0} in the sentence before, for a phrase that is {1}"),
    (r"subject_before_to_subject", "subject of the sentence before, for a subject"),
    (r"subject_before", "subject of the sentence before"),
    (r"subject_of_sentence", "subject of this sentence"),
    (r"subject_again", "subject of this sentence, for another subject"),
    (r"subject_in_own_words", "subject of the words that the phrase says"),
    (r"subject_ahead_(\w+)", "named as the subject behind the phrase: {0}"),
    (r"parallel_(\w+)", "both are {0}"),
    (r"within_(\d+)_tokens", "mentioned within {0} tokens"),
    (r"speaker_of_words", "speaks the words that the phrase stands in"),
    (r"gender_(\w+)", "its gender: {0}"),
    (r"pronoun_in_last_sentence", "a pronoun meant it in the sentence of its last mention"),
    (r"pronoun_(\w+)", "another pronoun meant it before: {0}"),
    (r"possessive", "the phrase is a possessive"),
    (r"kind_(\w+)", "its kind: {0}"),
    (r"unnamed", "has no name"),
    (r"head_in_name_(\w+)", "the noun is in its name; modifiers: {0}"),
    (r"head_known_(\w+)", "described by this noun before; modifiers: {0}"),
    (r"head_of_family", "a noun of the same family describes it, or is in its name"),
    (r"head_other_family", "only nouns of other families describe it, or are in its name"),
    (r"head_unknown_other", "described so far, but not by this noun"),
    (r"head_unknown_first", "not described so far"),
    (r"places_match", "the same place, people or party was said of it"),
    (r"plain_main", "a bare noun, for somebody mentioned before"),
    (r"plain", "a bare noun"),
    (r"scope_(\w+)", "the description is {0}"),
    (r"owned_person", "a person who belongs to somebody"),
    (r"nobody_of_that_place", "none is meant; the noun is of a place, and describes no candidate"),
    (r"nobody_of_(\d)", "none is meant, of so many candidates: {0}"),
    (r"nobody_(\w+)", "none is meant; the phrase: {0}"),
    (r"nobody", "none of the candidates is meant"),
    (r"bias", "where a unit starts without any sign"),
    (r"output", "what a unit counts"),
)


def describe_sign(feature: str) -> str:
    """What a feature says. Raises `KeyError` for one that no pattern knows."""
    for pattern, sentence in PATTERNS:
        found = re.fullmatch(pattern, feature)
        if found:
            words = [(word or found.group(1)).replace("_", " ") for word in found.groups()]
            return sentence.format(*words)
    raise KeyError(feature)
