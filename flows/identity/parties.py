"""Which party a form such as "Labour" or "Socialists" means in an article, by the countries that the article names."""

from __future__ import annotations

from collections.abc import Set

from flows.identity.vocabulary import Names, Words


def choose_party(form: Words, here: Set[Words], names: Names) -> str:
    """The party that a form means where the names `here` stand; '' if the article does not say."""
    parties = names.parties[form]
    present = [party for party in parties if party.evidence & here]
    sure = [party for party in parties if not party.needs_country]
    for party in (*(p for p in sure if p in present), *present, *sure):
        return party.name
    return ""
