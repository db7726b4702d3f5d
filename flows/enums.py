"""The closed vocabularies: every value that a column with a fixed set of words may hold.

SQL checks, expectations, seeds and docs repeat these words; `tests/test_enums.py` holds all of them to this module.
"""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How an input unit ends a night: exactly one of these. The run asserts that they add up to the inputs."""

    LOADED = "loaded"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    REPEATED = "repeated"
    SKIPPED = "skipped"
    QUARANTINED = "quarantined"
    FAILED = "failed"


class FetchOutcome(StrEnum):
    """How a request to a server ends: the column `fetches.outcome`. `unchanged`: an answer 304."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


class Severity(StrEnum):
    """What a failed rule does: `critical` stops the publication, `warning` alerts, `info` is recorded."""

    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"


class QuoteKind(StrEnum):
    """How much of a quote's words stands inside quotation marks: all, some or none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class CueClass(StrEnum):
    """What a cue expresses. `attitude`: hopes, fears, wants; `other`: a study shows, a court rules."""

    SPEECH = "speech"
    WRITING = "writing"
    ATTITUDE = "attitude"
    OTHER = "other"


class SpeakerForm(StrEnum):
    """How the text names a speaker. `nominal`: a description such as "the mayor"."""

    NAME = "name"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"
    NONE = "none"


class Resolution(StrEnum):
    """How a speaker was resolved. `unresolved`: somebody, unknown who; `nobody`: the text names no source."""

    EXPLICIT = "explicit"
    COREFERENCE = "coreference"
    CONTINUATION = "continuation"
    METONYM = "metonym"
    ROLE = "role"
    UNRESOLVED = "unresolved"
    NOBODY = "nobody"


class RuleId(StrEnum):
    """The rule that found a quote: the column `quotes.rule`."""

    AFTER = "after"
    BEFORE = "before"
    COLON = "colon"
    CLAUSE = "clause"
    INFINITIVE = "infinitive"
    OBJECT = "object"
    PASSIVE = "passive"
    ASIDE = "aside"
    PHRASE = "phrase"
    NOUN_CLAUSE = "noun_clause"
    NOUN_INFINITIVE = "noun_infinitive"
    NOUN_OBJECT = "noun_object"
    CONTINUATION = "continuation"
    LABEL = "label"


class MentionKind(StrEnum):
    """How the text mentions an entity: by name, by a description or by a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Label(StrEnum):
    """What a mention is. `MISC` is a sink for titles of works and products; marts hide it."""

    PERSON = "PERSON"
    ORG = "ORG"
    GPE = "GPE"
    LOC = "LOC"
    NORP = "NORP"
    DATE = "DATE"
    EVENT = "EVENT"
    MISC = "MISC"
