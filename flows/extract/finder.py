"""The quotes of a document: cues found, contents measured, speakers named."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from flows.extract.content import ContentRules
from flows.extract.cues import CueWord, verb_cues
from flows.extract.direct import Claim, DirectRules
from flows.extract.layout import Layout
from flows.extract.mentions import Mention
from flows.extract.parenthetical import Aside, ParentheticalRules
from flows.extract.quotes import Cue, Quote, Segment
from flows.extract.resolver import Resolver
from flows.extract.speakers import SpeakerRules
from flows.extract.syntax import Syntax
from flows.extract.vocabulary import Vocabulary


class QuoteFinder:
    """Finds the quotes of documents with a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.syntax = Syntax(vocabulary.relations)

    def match(self, doc: Doc, mentions: list[Mention]) -> list[Quote]:
        """The quotes of `doc` by start; nothing is changed."""
        return _Search(doc, mentions, self.vocabulary, self.syntax).quotes()


class _Search:
    def __init__(self, doc: Doc, mentions: list[Mention], vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.doc, self.vocabulary, self.syntax = doc, vocabulary, syntax
        self.layout = Layout(doc)
        self.cues = list(verb_cues(self.layout, vocabulary, syntax))
        self.content = ContentRules(self.layout, vocabulary, syntax)
        self.parenthetical = ParentheticalRules(self.layout, vocabulary, syntax)
        self.speakers = SpeakerRules(self.layout, syntax)
        self.resolver = Resolver(doc, mentions, vocabulary)

    def quotes(self) -> list[Quote]:
        claims = DirectRules(self.layout, self.cues).claims()
        used = {claim.cue.head.i for claim in claims}
        found = [self._direct(claim) for claim in claims]
        taken = {s.first for claim in claims for s in claim.stretches}
        for cue in self.cues:
            if cue.head.i not in used:
                found += self._by_complement(cue, taken)
        found += [self._aside(aside) for aside in self.parenthetical.phrases()]
        unique = {quote.segments: quote for quote in reversed(found)}
        return sorted(unique.values(), key=lambda q: (q.segments, q.rule))

    def _direct(self, claim: Claim) -> Quote:
        segments = [s.inner for s in claim.stretches]
        if claim.lead is not None:
            whole = self.layout.span(claim.lead, claim.stretches[0].last + 1)
            segments[0] = whole or segments[0]
        unclosed = any(s.quoted.is_unclosed for s in claim.stretches)
        return self._quote(segments, claim.cue, claim.rule, unclosed)

    def _by_complement(self, cue: CueWord, taken: set[int]) -> Iterator[Quote]:
        aside = self.parenthetical.beside(cue)
        if aside is not None:
            yield self._aside(aside)
            return
        found = self.content.complement(cue)
        if found is None:
            return
        start, end, form = found
        span = self.layout.span(start, end)
        if span is not None:
            yield self._quote([span], cue, form)

    def _aside(self, aside: Aside) -> Quote:
        return self._quote(list(aside.segments), aside.cue, aside.rule, source=aside.source)

    def _quote(
        self, segments: list[Segment], cue: CueWord, rule: str, is_unclosed: bool = False, source: Token | None = None
    ) -> Quote:
        head = source if source is not None else self.speakers.head(cue)
        speaker = self.resolver.speaker(self.syntax.noun_phrase(head), head) if head is not None else None
        first, last = self.doc[cue.start], self.doc[cue.end - 1]
        return Quote(
            kind=self._kind(segments),
            segments=tuple(segments),
            cue=Cue(first.idx, last.idx + len(last), cue.cue_class),
            speaker=speaker,
            resolution=speaker.resolution if speaker else "nobody",
            rule=rule,
            confidence=self.vocabulary.confidence.get(rule, 0.5),
            is_unclosed=is_unclosed,
        )

    def _kind(self, segments: list[Segment]) -> str:
        """direct, mixed or indirect: whether all, some or none of the words stand inside marks."""
        inside = outside = False
        for start, end in segments:
            for i in range(self.layout.token_at(start), self.layout.token_at(end - 1) + 1):
                if not self.layout.is_filler(i):
                    inside, outside = inside or not self.layout.is_outside(i), outside or self.layout.is_outside(i)
        return "mixed" if inside and outside else "direct" if inside else "indirect"


__all__ = ["QuoteFinder", "Token"]
