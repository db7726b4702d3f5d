"""The quotes of a document: cues found, contents measured, speakers named."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from flows.extract.marks import Quoted, quoted
from flows.extract.mentions import Mention
from flows.extract.quotes import Cue, Quote, Speaker
from flows.extract.syntax import Syntax
from flows.extract.vocabulary import Vocabulary


class QuoteFinder:
    """Finds the quotes of documents with a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.syntax = Syntax(vocabulary.relations)

    def match(self, doc: Doc, mentions: list[Mention]) -> list[Quote]:
        """The quotes of `doc` by start; nothing is changed."""
        stretches = [q for q in quoted(doc.text) if q.depth == 0]
        inside = {t.i for q in stretches for t in _tokens(doc, q)}
        cues = [t for t in doc if t.i not in inside and t.lower_ in self.vocabulary.verbs and t.pos_ in {"VERB", "AUX"}]
        speakers = Resolver(mentions)
        used: set[int] = set()
        found = list(self._direct(doc, stretches, cues, used, speakers))
        found += [q for cue in cues if cue.i not in used for q in self._clause(cue, stretches, speakers)]
        return sorted(found, key=lambda q: (q.segments, q.rule))

    def _direct(
        self, doc: Doc, stretches: list[Quoted], cues: list[Token], used: set[int], speakers: Resolver
    ) -> Iterator[Quote]:
        for stretch in stretches:
            if (cue := self._cue_beside(doc, stretch, cues)) is not None:
                used.add(cue.i)
                yield self._quote(
                    [(stretch.inner_start, stretch.inner_end)], "direct", cue, speakers, stretch.is_unclosed
                )

    def _cue_beside(self, doc: Doc, stretch: Quoted, cues: list[Token]) -> Token | None:
        tokens = _tokens(doc, stretch)
        if not tokens:
            return None
        last = doc[tokens[-1].i]
        near = [c for c in cues if last.i < c.i < last.i + 12 and c.sent.end >= last.i]
        if doc.text[stretch.inner_end - 1] in ",?!—" and near and near[0].sent.start <= last.i:
            return near[0]
        before = [c for c in cues if tokens[0].i - 4 < c.i < tokens[0].i]
        return before[-1] if before and doc.text[: stretch.start].rstrip()[-1:] in {",", ":"} else None

    def _clause(self, cue: Token, stretches: list[Quoted], speakers: Resolver) -> Iterator[Quote]:
        content = self.syntax.child(cue, "clause")
        if content is None or "clause" not in self.vocabulary.verbs[cue.lower_].complements or content.i < cue.i:
            return
        span = _trimmed(content.doc[content.left_edge.i : content.right_edge.i + 1])
        start, end = span.start_char, span.end_char
        held = any(s.start < end and start < s.end for s in stretches)
        yield self._quote([(start, end)], "mixed" if held else "indirect", cue, speakers, False, "clause")

    def _quote(
        self,
        segments: list[tuple[int, int]],
        kind: str,
        cue: Token,
        speakers: Resolver,
        is_unclosed: bool,
        rule: str = "direct",
    ) -> Quote:
        subject = self.syntax.child(cue, "subject", "passive_subject")
        speaker = speakers.speaker(self.syntax.noun_phrase(subject), subject) if subject is not None else None
        cue_class = self.vocabulary.verbs[cue.lower_].cue_class
        return Quote(
            kind=kind,
            segments=tuple(segments),
            cue=Cue(cue.idx, cue.idx + len(cue), cue_class),
            speaker=speaker,
            resolution=speaker.resolution if speaker else "nobody",
            rule=rule,
            confidence=self.vocabulary.confidence[rule],
            is_unclosed=is_unclosed,
        )


class Resolver:
    """Names the speaker behind a noun phrase."""

    def __init__(self, mentions: list[Mention]) -> None:
        self.mentions = [m for m in mentions if m.identity]

    def speaker(self, phrase: Span, head: Token) -> Speaker:
        """The speaker that `phrase` means."""
        start, end = phrase.start_char, phrase.end_char
        for mention in self.mentions:
            if start <= mention.start and mention.end <= end and mention.start <= head.idx < mention.end:
                return Speaker(start, end, "name", mention.entity_name, mention.entity_id, None, "explicit")
        form = "pronoun" if head.pos_ == "PRON" else "nominal"
        return Speaker(
            start,
            end,
            form,
            None if form == "pronoun" else phrase.text,
            None,
            None,
            "unresolved" if form == "pronoun" else "role",
        )


def _tokens(doc: Doc, stretch: Quoted) -> list[Token]:
    span = doc.char_span(stretch.start, stretch.end, alignment_mode="expand")
    return list(span) if span is not None else []


def _trimmed(span: Span) -> Span:
    start, end = span.start, span.end
    while end > start + 1 and (span.doc[end - 1].is_punct or span.doc[end - 1].is_space):
        end -= 1
    while start < end - 1 and (span.doc[start].is_punct or span.doc[start].is_space):
        start += 1
    return span.doc[start:end]
