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

from flows.extract.names.body_rules import (
    agree_on_labels,
    join_bodies,
    join_hyphens,
    join_partners,
    split_firms,
)
from flows.extract.names.coined_rules import label_coined_bodies
from flows.extract.names.country_rules import label_ambiguous_countries, label_seats, split_joined_countries
from flows.extract.names.dateline_rules import label_datelines
from flows.extract.names.headline_rules import trim_headline_names
from flows.extract.names.list_rules import label_listed, trim_names
from flows.extract.names.neighbour_rules import label_role_holders, label_storms
from flows.extract.names.organisation_rules import (
    label_acronyms,
    label_by_suffix,
    label_makers,
    label_offices,
)
from flows.extract.names.particle_rules import label_by_particle
from flows.extract.names.person_rules import (
    add_given_names,
    join_hyphenated_names,
    join_month_surnames,
    join_nicknames,
    label_addressed,
    label_given_names,
    label_surnames,
    label_titled_persons,
)
from flows.extract.names.refusals import refuse_common_words, refuse_tags
from flows.extract.names.seeds import NameSeeds, read_seeds
from flows.extract.names.shape_rules import (
    cut_open_quotations,
    cut_small_letters,
    cut_years,
    label_court_cases,
    split_members,
    split_neighbours,
    split_pairs,
)
from flows.extract.names.spans import Names

CORRECTIONS: tuple[Callable[[Names, NameSeeds], None], ...] = (
    trim_names,  # first: every later rule compares whole names
    refuse_tags,
    cut_years,  # shapes next: what is cut off or removed may be a listed name, which a later rule finds
    split_members,
    split_pairs,
    split_neighbours,
    label_court_cases,
    cut_open_quotations,
    cut_small_letters,
    refuse_common_words,  # after the cuts, because it looks at the words at a name's ends
    split_firms,  # before the rules for persons, who may stand in a firm's name
    join_hyphenated_names,  # before rules that look at whole persons, whom a hyphen splits
    label_datelines,  # early: it replaces whatever the model saw in a dateline's capitals
    join_partners,  # while both sides are persons: later rules may relabel one of them
    join_bodies,  # before lists, which would name a part
    label_by_suffix,  # longer names before lists: a listed name inside a longer one is then refused
    label_offices,  # behind the rules that complete names: it fills words that no name has
    split_joined_countries,  # before lists, which label the parts
    label_role_holders,  # before lists, which know bodies better
    label_storms,
    label_listed,  # after the rules for longer names, before those that need sure countries
    join_hyphens,  # after lists: "Singapore-Sydney" are two places
    label_ambiguous_countries,  # after lists: a sure country beside "Jordan" shows that it is one
    label_seats,
    label_makers,  # after the rules that make longer names of a maker's ("Ford Foundation")
    label_addressed,
    label_titled_persons,  # persons after places and bodies: these rules fill words that no name has
    add_given_names,  # completes persons found so far, at the start of a sentence
    join_month_surnames,  # completes persons found so far, before a verb
    join_nicknames,  # after the rules for persons: one side of the nickname must be a person
    label_given_names,
    label_by_particle,  # after lists, which know single places and groups
    label_coined_bodies,  # after the rules that complete persons, whose full names it asks for
    label_acronyms,  # after all rules for organisations: "Food Agency (FA)" needs the long name
    trim_headline_names,  # behind all that completes persons, whose names below it compares
    agree_on_labels,  # before surnames, so that no word of a body's name is taken for one
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
