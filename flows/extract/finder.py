"""The quotes of a document: the rules find candidates, the steps below select them, then each becomes a quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from flows.enums import QuoteKind, Resolution, RuleId
from flows.extract.confidence import Evidence, grade_certainty, grade_evidence
from flows.extract.coreference.chains import Chains, Judge
from flows.extract.coreference.discourse import Act
from flows.extract.coreference.ranker import Ranker
from flows.extract.coreference.state import State
from flows.extract.names.mentions import Mention
from flows.extract.quotes import Candidate, Cue, Quote, Segment, Speaker
from flows.extract.rules import continuation
from flows.extract.rules.anonymity import drop_terms_of_anonymity
from flows.extract.rules.overlaps import remove_repeated_words
from flows.extract.rules.reading import Reading
from flows.extract.rules.registry import CUED_RULES
from flows.extract.rules.selection import cut_before_attributions, select_outermost
from flows.extract.rules.things import drop_things
from flows.extract.speakers.resolver import Resolver
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import Syntax
from flows.extract.vocabulary import Vocabulary


class QuoteFinder:
    """Finds the quotes of documents with a vocabulary. `judge` chooses antecedents; by default the weights do."""

    def __init__(self, vocabulary: Vocabulary, judge: Judge | None = None) -> None:
        self.vocabulary = vocabulary
        self.syntax = Syntax(vocabulary.relations)
        self.judge = judge or Ranker(vocabulary.coreference)

    def match(self, doc: Doc, mentions: list[Mention]) -> list[Quote]:
        """Return the quotes of `doc` by their start. The document is not changed."""
        return self.read(doc, mentions)[0]

    def read(self, doc: Doc, mentions: list[Mention]) -> tuple[list[Quote], Chains]:
        """Return the quotes of `doc` by their start, and whom its phrases mean."""
        reading = Reading(doc, mentions, self.vocabulary, self.syntax)
        candidates = find_candidates(reading)
        chains = read_chains(reading, candidates, self.judge)
        kept = remove_repeated_words(reading.layout, resolve_speakers(reading, candidates, chains))
        quotes = (build_quote(reading, candidate) for candidate in kept)
        return sorted(quotes, key=lambda quote: (quote.segments, quote.rule)), chains


def find_candidates(reading: Reading) -> list[Candidate]:
    """The candidates that stand, in the order of their cues; who their sources are is not resolved yet."""
    found = [candidate for rule in CUED_RULES for candidate in reading.once(rule.find)]
    spoken = drop_terms_of_anonymity(reading, drop_things(reading, found))
    standing = select_outermost(reading, cut_before_attributions(reading, spoken))
    continued = continuation.RULE.find(reading.with_standing(standing))
    return sorted(continued, key=lambda candidate: (candidate.cue.head.i, candidate.segments))


def read_chains(reading: Reading, candidates: Sequence[Candidate], judge: Judge) -> Chains:
    """Whom the phrases of an article mean, given who says which words."""
    acts = [Act(c.source.i, c.cue.head.i, c.segments) for c in candidates if c.source is not None]
    return Chains(State(reading.layout, reading.mentions, reading.vocabulary, reading.syntax, acts), judge)


def resolve_speakers(reading: Reading, candidates: Sequence[Candidate], chains: Chains) -> list[Candidate]:
    """The candidates with their speakers."""
    resolver = Resolver(reading.layout, chains, reading.vocabulary, reading.syntax)
    return [replace(candidate, speaker=_resolve_speaker(resolver, candidate)) for candidate in candidates]


def _resolve_speaker(resolver: Resolver, candidate: Candidate) -> Speaker | None:
    if candidate.source is None:
        return None
    floor = candidate.cue.end if candidate.source.i >= candidate.cue.end else 0
    return resolver.speaker(candidate.source, floor)


def build_quote(reading: Reading, candidate: Candidate) -> Quote:
    """Return the quote that a candidate makes, with its kind, resolution and confidence."""
    kind = measure_kind(reading.layout, candidate.segments)
    evidence = grade_evidence(reading.layout, candidate, kind)
    return Quote(
        kind=kind,
        segments=candidate.segments,
        cue=_build_cue(reading, candidate),
        speaker=candidate.speaker,
        resolution=_resolution(candidate),
        rule=candidate.rule,
        confidence=_weigh_confidence(reading.vocabulary, candidate, evidence),
        is_unclosed=candidate.is_unclosed,
    )


def _weigh_confidence(vocabulary: Vocabulary, candidate: Candidate, evidence: Evidence) -> float:
    """The share of right words, lowered where the person behind them is less sure than a name."""
    words = vocabulary.get_confidence(candidate.rule, evidence)
    if candidate.speaker is None:
        return words
    return round(words * vocabulary.get_certainty(grade_certainty(candidate.speaker)), 2)


def _build_cue(reading: Reading, candidate: Candidate) -> Cue | None:
    """The cue in code points; a continuation has none of its own."""
    if candidate.rule == RuleId.CONTINUATION:
        return None
    first, last = reading.tokens[candidate.cue.start], reading.tokens[candidate.cue.end - 1]
    return Cue(first.idx, last.idx + len(last), candidate.cue.cue_class)


def _resolution(candidate: Candidate) -> Resolution:
    speaker = candidate.speaker
    if speaker is None:
        return Resolution.NOBODY
    if candidate.rule == RuleId.CONTINUATION and speaker.name is not None:
        return Resolution.CONTINUATION
    return Resolution(speaker.resolution)


def measure_kind(layout: Layout, segments: Sequence[Segment]) -> QuoteKind:
    """Return `direct`, `mixed` or `indirect`: whether all, some or none of the words stand inside marks."""
    places = {
        layout.is_outside(i)
        for start, end in segments
        for i in range(layout.token_at(start), layout.token_at(end - 1) + 1)
        if not layout.is_filler(i)
    }
    if False not in places:
        return QuoteKind.INDIRECT
    return QuoteKind.MIXED if True in places else QuoteKind.DIRECT
