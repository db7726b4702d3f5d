"""The quotes of a document: cues found, contents measured, speakers named."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from flows.extract.confidence import evidence
from flows.extract.content.claimed import ClaimedWords
from flows.extract.content.claims import Claim, unbroken
from flows.extract.content.complements import ContentRules
from flows.extract.content.continuation import ContinuationRules
from flows.extract.content.direct import DirectRules
from flows.extract.content.extent import Extent
from flows.extract.content.labelled import LabelRules
from flows.extract.content.nominal import NominalRules
from flows.extract.content.overlaps import Spoken, said_once
from flows.extract.content.parenthetical import Aside, ParentheticalRules
from flows.extract.content.phrases import PhraseRules
from flows.extract.coreference.chains import Chains, Judge
from flows.extract.coreference.discourse import Act
from flows.extract.coreference.ranker import Ranker
from flows.extract.cues import CueWord, noun_cues, verb_cues
from flows.extract.names.mentions import PERSONS, Mention
from flows.extract.quotes import Cue, Draft, Quote, Segment, Speaker
from flows.extract.speakers.resolver import Resolver
from flows.extract.speakers.sources import SpeakerRules
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import FINITE, Syntax
from flows.extract.vocabulary import Vocabulary

LINKS = frozenset({",", "and", "but", "or", "-", "–", "—", "--"})
"""What may link a cue to the content that ended before it."""
JOINS = frozenset({"and", "but", "or"})
"""Links to a second verb of the same clause."""


class QuoteFinder:
    """Finds the quotes of documents with a vocabulary; `judge` chooses antecedents, else the fitted weights do."""

    def __init__(self, vocabulary: Vocabulary, judge: Judge | None = None) -> None:
        self.vocabulary = vocabulary
        self.syntax = Syntax(vocabulary.relations)
        self.judge = judge or Ranker(vocabulary.coreference)

    def match(self, doc: Doc, mentions: list[Mention]) -> list[Quote]:
        """The quotes of `doc` by start; nothing is changed."""
        return self.read(doc, mentions)[0]

    def read(self, doc: Doc, mentions: list[Mention]) -> tuple[list[Quote], Chains]:
        """The quotes of `doc` by start, and whom its phrases mean."""
        search = _Search(doc, self.vocabulary, self.syntax)
        drafts = search.drafts()
        acts = [Act(draft.source.i, draft.cue.head.i, draft.segments) for draft in drafts if draft.source is not None]
        chains = Chains(search.layout, mentions, self.vocabulary, self.syntax, acts, self.judge)
        resolver = Resolver(search.layout, chains, self.vocabulary, self.syntax)
        return search.quotes(drafts, resolver), chains


class _Search:
    def __init__(self, doc: Doc, vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.vocabulary, self.syntax = vocabulary, syntax
        self.layout = Layout(doc, vocabulary.verbs)
        self.doc = self.layout.tokens
        self.cues = list(verb_cues(self.layout, vocabulary, syntax))
        extent = Extent(self.layout, vocabulary, syntax)
        self.content = ContentRules(self.layout, syntax, extent)
        self.parenthetical = ParentheticalRules(self.layout, vocabulary, syntax, extent)
        self.phrases = PhraseRules(self.layout, vocabulary, syntax, extent)
        self.words = ClaimedWords(self.layout, self.content, self.parenthetical)
        self.speakers = SpeakerRules(self.layout, syntax, vocabulary)
        self.nominal = NominalRules(self.layout, syntax, extent, self.speakers)
        self.ends: dict[int, Token | None] = {}
        """The token after a content, and the source of that content."""

    def drafts(self) -> list[Draft]:
        """The acts of saying in the order of their cues, each with the head of its speaker's phrase."""
        claims = DirectRules(self.layout, self.cues, self.vocabulary, self.syntax).claims()
        used = {claim.cue.head.i for claim in claims}
        quotations = [self._direct(claim) for claim in claims]
        found: list[Draft] = []
        for cue in self.cues:
            if cue.head.i not in used:
                found += self._by_complement(cue)
        found += [self._aside(aside) for aside in self.phrases.asides()]
        claimed = {stretch.first for claim in claims for stretch in claim.stretches}
        found += [self._aside(aside) for aside in LabelRules(self.layout, self.vocabulary).asides(claimed)]
        for cue in noun_cues(self.layout, self.vocabulary):
            found += self._by_noun(cue)
        return sorted(
            ContinuationRules(self.layout, self._outermost(unbroken(self.layout, found, quotations))).drafts(),
            key=lambda draft: (draft.cue.head.i, draft.segments),
        )

    def quotes(self, drafts: list[Draft], resolver: Resolver) -> list[Quote]:
        """The drafts as quotes, each with the speaker that `resolver` names."""
        rows = [Spoken(draft, _speaker(draft, resolver)) for draft in drafts]
        return sorted(map(self._quote, said_once(self.layout, rows)), key=lambda q: (q.segments, q.rule))

    def _outermost(self, found: list[Draft]) -> Iterator[Draft]:
        """The quotes whose cue stands in no other's content: what X says that Y said is X's."""
        covered = bytearray(len(self.doc))
        seen: set[tuple[Segment, ...]] = set()
        for quote in sorted(found, key=lambda q: (-sum(b - a for a, b in q.segments), q.segments, q.rule)):
            if quote.segments in seen or covered[quote.cue.head.i]:
                continue
            seen.add(quote.segments)
            for start, end in quote.segments:
                first, last = self.layout.token_at(start), self.layout.token_at(end - 1)
                covered[first : last + 1] = b"\x01" * (last + 1 - first)
            yield quote

    def _direct(self, claim: Claim) -> Draft:
        if (aside := self.words.woven(claim)) is not None:
            return self._aside(aside)
        unclosed = any(s.quoted.is_unclosed for s in claim.stretches)
        if claim.is_noun:
            source = self.nominal.source(claim.cue)
        else:
            source = self.speakers.head(claim.cue, claim.stretches[0].last if claim.rule == "after" else None)
        if claim.rule == "colon":
            source = self._named_at(claim.stretches[0].first) or source
        return Draft(tuple(self.words.segments(claim)), claim.cue, claim.rule, source, unclosed)

    def _named_at(self, i: int) -> Token | None:
        """The person named right before the colon before token `i` ("... surprised Ann Roe: “...”")."""
        before = self.doc[max(0, i - 2)]
        return before if before.ent_type_ == PERSONS else None

    def _by_complement(self, cue: CueWord) -> Iterator[Draft]:
        aside = self.parenthetical.beside(cue)
        if aside is not None and not _speaks_of_itself(draft := self._aside(aside)):
            yield draft
            return
        found = self.content.complement(cue)
        rest = self.layout.span(*found[:2]) if found is not None else None
        subject = self._what_is_spoken_of(cue, rest)
        if subject is not None:
            before = self.layout.span(*subject)
            segments = [part for part in (before, rest) if part is not None]
            if rest is None and (behind := self.content.behind_passive(cue)) is not None:
                segments += [span for span in [self.layout.span(*behind)] if span is not None]
            source = self.syntax.child(cue.head, "agent")
            if segments:
                yield Draft(tuple(segments), cue, "passive", source)
        elif found is not None and rest is not None:
            source = self._handed_on(cue) or self.speakers.head(cue)
            self.ends[found[1]] = source
            if source is not None or self._is_sure(cue, found):
                yield Draft((rest,), cue, found[2], source)

    def _is_sure(self, cue: CueWord, found: tuple[int, int, str]) -> bool:
        """Whether a content without a source is one all the same: "asked if", a finite "said that", quoted words."""
        start, end, form = found
        if cue.head.tag_ == "VBN" or any(not self.layout.is_outside(i) for i in range(start, end)):
            return True
        return form == "clause" and cue.cue_class == "speech" and cue.head.tag_ in FINITE

    def _handed_on(self, cue: CueWord) -> Token | None:
        """The source of the cue whose content ended right before this one ("She said ..., adding ...")."""
        if self.syntax.child(cue.head, "subject") is not None:
            return None
        for i in range(cue.start - 1, max(-1, cue.start - 4), -1):
            if i in self.ends and self.doc[i].lower_ in LINKS:
                source = self.ends[i]
                ends_remark = source is not None and source.tag_ in {"WP", "WDT"} and self.doc[i].lower_ not in JOINS
                return None if ends_remark and cue.head.tag_ in FINITE else source  # "Roe, who asked to stay, said ..."
            if self.doc[i].pos_ != "ADV" and self.doc[i].lower_ not in LINKS:
                return None
        return None

    def _what_is_spoken_of(self, cue: CueWord, rest: Segment | None) -> tuple[int, int] | None:
        """The subject of a cue that is what is said, not who says it: of a passive ("She was praised"), of "seem"."""
        passive = (
            self.syntax.is_passive(cue.head) and cue.takes("object", "to", "clause") and not cue.takes("addressee")
        )
        if not (passive or (cue.takes("observer") and rest is not None)):
            return None
        subject = self.syntax.child(cue.head, "passive_subject", "subject")
        if subject is None or subject.tag_ in {"WDT", "WP"} or subject.i > cue.head.i:
            return None
        phrase = self.syntax.noun_phrase(subject)
        return phrase.start, phrase.end

    def _aside(self, aside: Aside) -> Draft:
        source = aside.source if aside.source is not None else self.speakers.head(aside.cue)
        return Draft(aside.segments, aside.cue, aside.rule, source)

    def _by_noun(self, cue: CueWord) -> Iterator[Draft]:
        found = self.nominal.content_of(cue)
        if found is None:
            return
        start, end, form = found
        span, source = self.layout.span(start, end), self.nominal.source(cue)
        if span is not None and (source is not None or form == "clause"):
            yield Draft((span,), cue, f"noun_{form}", source)

    def _quote(self, row: Spoken) -> Quote:
        draft, speaker = row.draft, row.speaker
        first, last = self.doc[draft.cue.start], self.doc[draft.cue.end - 1]
        kind = self._kind(draft.segments)
        follows = draft.rule == "continuation"
        return Quote(
            kind=kind,
            segments=draft.segments,
            cue=None if follows else Cue(first.idx, last.idx + len(last), draft.cue.cue_class),
            speaker=speaker,
            resolution=self._resolution(speaker, follows=follows),
            rule=draft.rule,
            confidence=self.vocabulary.confidence[draft.rule, evidence(self.layout, draft, kind, speaker)],
            is_unclosed=draft.is_unclosed,
        )

    def _resolution(self, speaker: Speaker | None, *, follows: bool) -> str:
        if speaker is None:
            return "nobody"
        return "continuation" if follows and speaker.name is not None else speaker.resolution

    def _kind(self, segments: tuple[Segment, ...]) -> str:
        """direct, mixed or indirect: whether all, some or none of the words stand inside marks."""
        inside = outside = False
        for start, end in segments:
            for i in range(self.layout.token_at(start), self.layout.token_at(end - 1) + 1):
                if not self.layout.is_filler(i):
                    inside, outside = inside or not self.layout.is_outside(i), outside or self.layout.is_outside(i)
        return "mixed" if inside and outside else "direct" if inside else "indirect"


def _speaks_of_itself(draft: Draft) -> bool:
    """Whether the source stands in the words: a remark between the two commas ("Ann Roe, asked to stay, said no")."""
    behind = draft.cue.head.doc[draft.cue.end : draft.cue.end + 1]
    if draft.source is None or (len(behind) and behind[0].pos_ == "PROPN"):  # "..., said Ann Roe, a farmer"
        return False
    return any(start <= draft.source.idx < end for start, end in draft.segments)


def _speaker(draft: Draft, resolver: Resolver) -> Speaker | None:
    """Who says a draft."""
    if draft.source is None:
        return None
    floor = draft.cue.end if draft.source.i >= draft.cue.end else 0
    return resolver.speaker(draft.source, floor)
