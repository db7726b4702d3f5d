"""Terms of anonymity, which are no words of the source: "an official who asked not to be named"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.enums import RuleId
from flows.extract.quotes import Candidate
from flows.extract.rules.reading import Reading

REASON = re.compile(r",? (?:because|since|as) ")
"""What opens the reason for which a name is withheld."""


def drop_terms_of_anonymity(reading: Reading, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates without those whose words only tell that the source's name is withheld."""
    return [c for c in candidates if c.rule != RuleId.INFINITIVE or not _withholds_name(reading, c)]


def _withholds_name(reading: Reading, candidate: Candidate) -> bool:
    """Whether a cue and its words end with such a phrase (`seeds/anonymity_phrases.csv`): "declined to be named"."""
    start = reading.tokens[candidate.cue.start].idx
    said = REASON.split(reading.text[start : candidate.segments[-1][1]].lower())[0]
    return said.endswith(reading.vocabulary.anonymity)
