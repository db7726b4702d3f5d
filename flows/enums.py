"""The closed vocabularies: every value that a column with a fixed set of words may hold.

SQL checks, expectations, seeds and docs repeat these words; `tests/test_enums.py` holds all of them to this module.
"""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """The result of an input unit: exactly one per night. The run asserts that they add up to the inputs."""

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
    """The effect of a failed rule: `critical` stops the publication, `warning` alerts, `info` is recorded."""

    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"


class QuoteKind(StrEnum):
    """The share of a quote's words inside quotation marks: all, some or none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class CueClass(StrEnum):
    """The meaning of a cue. `attitude`: hopes, fears, wants; `other`: a study shows, a court rules."""

    SPEECH = "speech"
    WRITING = "writing"
    ATTITUDE = "attitude"
    OTHER = "other"


class SpeakerForm(StrEnum):
    """The form in which the text names a speaker. `nominal`: a description such as "the mayor"."""

    NAME = "name"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"
    NONE = "none"


class Resolution(StrEnum):
    """The way a speaker was resolved. `unresolved`: a speaker, not identified; `nobody`: the text names no source."""

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
    """The form of a mention: a name, a description or a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Label(StrEnum):
    """The type of a mention. `MISC` is a sink for titles of works and products; marts hide it."""

    PERSON = "PERSON"
    ORG = "ORG"
    GPE = "GPE"
    LOC = "LOC"
    NORP = "NORP"
    DATE = "DATE"
    EVENT = "EVENT"
    MISC = "MISC"


class SourceKind(StrEnum):
    """The type of the addresses or paths of a configured source."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"
    FILES = "files"
    WARC = "warc"


class CheckKind(StrEnum):
    """The object of a rule.

    `row`: each row of a frame, failing rows go to quarantine; `table`: a frame as a whole; `sql`: the stage file;
    `baseline`: a source's night against its own past; `run`: the run as a whole.
    """

    ROW = "row"
    TABLE = "table"
    SQL = "sql"
    BASELINE = "baseline"
    RUN = "run"


class CheckedRows(StrEnum):
    """The rows that the SQL checks of a run read: those of the articles that it loaded, or all of the warehouse."""

    TONIGHT = "tonight"
    ALL = "all"


class StepName(StrEnum):
    """The steps of a run, in their order."""

    FETCH = "fetch"
    INGEST = "ingest"
    EXTRACT = "extract"
    VALIDATE = "validate"
    LOAD = "load"
    CHECK = "check"
    PUBLISH = "publish"


class RunStatus(StrEnum):
    """Whether a run goes on, or how it ended. `crashed`: its process was killed."""

    RUNNING = "running"
    PUBLISHED = "published"
    GATE_FAILED = "gate_failed"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    CRASHED = "crashed"


class RunKind(StrEnum):
    """The purpose of a run. Only nights are compared with earlier nights: the other kinds bring no news."""

    NIGHT = "night"
    BACKFILL = "backfill"
    REFRESH = "refresh"
    REPLAY = "replay"


class KeyKind(StrEnum):
    """The object that somebody asked to forget."""

    ARTICLE = "article"
    ADDRESS = "address"
    SOURCE = "source"


class IncidentStatus(StrEnum):
    """Whether a failure lasts."""

    OPEN = "open"
    RESOLVED = "resolved"


class DeliveryStatus(StrEnum):
    """The state of a message to a channel. `failed` is tried again on the next night, `given_up` never again."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    GIVEN_UP = "given_up"
