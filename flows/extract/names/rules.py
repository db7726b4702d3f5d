"""Corrects the names of the NER model by rules: one component after the entity recogniser.

The corrections hold whatever the model was trained on: a country is a GPE, "Mr X" is a person, a surname follows its
full name, a dateline is a place. The lists are in `seeds/`. Labels written: PERSON, ORG, GPE, NORP. Spans are token
spans, half-open.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from flows.extract.names.country_rules import label_ambiguous_countries, split_joined_countries
from flows.extract.names.dateline_rules import label_datelines
from flows.extract.names.list_rules import label_listed, trim_names
from flows.extract.names.organisation_rules import join_partners, label_acronyms, label_by_suffix, label_makers
from flows.extract.names.person_rules import (
    add_given_names,
    join_hyphenated_names,
    join_month_surnames,
    join_nicknames,
    label_surnames,
    label_titled_persons,
)
from flows.extract.names.seeds import NameSeeds, read_seeds
from flows.extract.names.spans import Names

CORRECTIONS: tuple[Callable[[Names, NameSeeds], None], ...] = (
    trim_names,  # first: every later rule compares whole names
    join_hyphenated_names,  # before anything looks at surnames, which a hyphen has cut in two
    label_datelines,  # before organisations: "GENEVA (Agency)" has both, and the brackets tell which is which
    join_partners,  # before suffixes: "Roe & Poe Associates" is one run of names
    label_by_suffix,  # longer names before lists: "Ministry of Health of Chad" holds a listed name
    split_joined_countries,  # before lists, which label each part by itself
    label_listed,  # lists know more than the model, but less than what the text spells out above
    label_ambiguous_countries,  # after lists: a sure country beside "Jordan" tells that it is one
    label_makers,  # after lists, which hold "Ford" as a possible organisation
    label_titled_persons,  # persons last: they fill the words that belong to no place or body
    add_given_names,  # completes a person at the start of a sentence
    join_month_surnames,  # completes a person before a verb
    join_nicknames,  # joins two persons around a nickname, so both must be known
    label_acronyms,  # after all organisations are known
    label_surnames,  # last: a surname alone refers to a full name that any rule above may have found
)
"""The corrections in their order; each sees what the ones before it left."""


def correct_names(doc: Doc, seeds: NameSeeds) -> tuple[Span, ...]:
    """Return the entities that the corrections leave, in order. The document is not changed."""
    names = Names(doc)
    for correct in CORRECTIONS:
        correct(names, seeds)
    return tuple(sorted(names.spans, key=lambda span: span.start))


@Language.factory("onrecord_names", assigns=["doc.ents"], requires=["doc.ents"], default_config={"seeds": "seeds"})
class NameRules:
    """The component. `seeds` is the folder with the seed files; it is read once, when the component is made."""

    def __init__(self, nlp: Language, name: str, seeds: str) -> None:
        self.name = name
        self.seeds = read_seeds(nlp, Path(seeds))

    def __call__(self, doc: Doc) -> Doc:
        doc.ents = correct_names(doc, self.seeds)
        return doc
