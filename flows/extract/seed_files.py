"""Which seed files the extraction reads, and the columns that each must have. Needs no spaCy.

`read` refuses a file that is not listed, so every file that is read is part of the extractor's digest.
"""

from __future__ import annotations

from pathlib import Path

from flows.seeds import Row, read_seed

COLUMNS = {
    "anonymity_phrases": ("phrase", "place"),
    "coreference_units": ("anaphor", "feature", "weights", "reason"),
    "coreference_weights": ("feature", "person", "they", "it", "role", "body", "reason"),
    "countries": ("name", "kind"),
    "date_phrases": ("phrase",),
    "demonyms": ("demonym", "kind"),
    "dependency_labels": ("label", "relation"),
    "entity_labels": ("label", "ours"),
    "epithets": ("name", "called", "places", "until"),
    "fixed_names": ("name", "label"),
    "given_names": ("name", "gender"),
    "mention_chances": ("anaphor", "least"),
    "metonyms": ("name", "body", "label"),
    "noun_families": ("word", "family"),
    "organisation_aliases": ("alias", "certainty"),
    "organisation_suffixes": ("suffix", "strength"),
    "place_aliases": ("alias", "name"),
    "places": ("name", "kind"),
    "quote_confidence": ("rule", "evidence", "confidence"),
    "reporting_nouns": ("word", "part_of_speech", "cue_class", "complements"),
    "reporting_verbs": ("verb", "cue_class", "complements", "irregular_forms"),
    "role_nouns": ("noun", "gender", "number"),
    "source_phrases": ("phrase", "cue_class"),
    "speaker_confidence": ("certainty", "share"),
    "title_nouns": ("title", "noun"),
    "titles": ("title", "gender"),
    "word_groups": ("word", "word_group"),
}
"""Seed file -> the columns that it must have."""

SEED_FILES = tuple(COLUMNS)


def read(seeds: Path, name: str) -> list[Row]:
    """The rows of a seed file that the extraction reads.

    Raises `SeedError` as `flows.seeds.read_seed` does, and `KeyError` where `name` is not in `COLUMNS`.
    """
    return read_seed(seeds, name, COLUMNS[name])
