"""Attributions set beside what is said: "The plan, she said, will fail." · "As the mayor put it, it will fail."

The content is the rest of the sentence: before the attribution, after it, or both.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from spacy.tokens import Token

from flows.extract.content.extent import Extent
from flows.extract.cues import CueWord
from flows.extract.quotes import Segment
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import FINITE, Syntax
from flows.extract.vocabulary import Vocabulary

SUBORDINATORS = frozenset(
    [
        "after",
        "although",
        "as",
        "asked",
        "at",
        "because",
        "before",
        "by",
        "despite",
        "during",
        "for",
        "from",
        "if",
        "in",
        "of",
        "on",
        "once",
        "since",
        "speaking",
        "though",
        "to",
        "until",
        "when",
        "which",
        "while",
        "who",
        "with",
        "without",
    ]
)
WRITERS = frozenset({"in", "although", "though", "while", "whereas", "despite", "after", "as", "with", "when"})
"""Behind a whole sentence and its attribution, the start of what the writer adds: "..., he said, in a move ..."."""
NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
CONTENT_OPENERS = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB", "AUX", "SCONJ"})
PLURAL = frozenset({"NNS", "NNPS", "PRP"})
JOINING = frozenset({"because", "but", "and", "or", "although", "though", "if", "when", "while", "so"})
"""Right before an attribution between commas, the first word of what is said: "It fell because, she said, ..."."""
SHORT = 5
"""Tokens behind the cue of an attribution whose sentence starts with a scene: "In Rome, she told us, it rained"."""
ASIDE = 8
"""Tokens that the subject between two commas has at most."""
SUBJECT_REACH = 25
"""Tokens a subject may be long, appositions included."""


def is_finite(cue: CueWord) -> bool:
    """Whether the verb of a cue, or its first auxiliary, is finite, or only tagged otherwise ("the minutes say")."""
    first = cue.head.doc[cue.start]
    if first.tag_ == "VB" and first.i:
        return first.nbor(-1).tag_ in PLURAL
    return cue.head.tag_ in FINITE or first.tag_ in FINITE or not first.tag_.startswith("VB")


@dataclass(frozen=True, slots=True)
class Aside:
    """An attribution beside its content: the cue, its tokens `[start, end)`, the source's head, the content."""

    cue: CueWord
    source: Token | None
    segments: tuple[Segment, ...]
    rule: str


def is_apposed(layout: Layout, syntax: Syntax, i: int, end: int) -> bool:
    """Whether what follows a comma still describes the source ("according to Ann Roe, a lawyer, ...")."""
    return i < end and syntax.has(layout.tokens[i], "apposition") and layout.tokens[i].head.i < i


def rest_of_sentence(layout: Layout, first: int, start: int, end: int, sentence_end: int) -> tuple[Segment, ...]:
    """What a sentence says from token `first` on outside the attribution `[start, end)`."""
    parts = [layout.span(first, start), layout.span(end, sentence_end)]
    return tuple(part for part in parts if part is not None)


class ParentheticalRules:
    """Finds attributions that stand beside what they attribute."""

    def __init__(self, layout: Layout, vocabulary: Vocabulary, syntax: Syntax, extent: Extent) -> None:
        self.layout, self.vocabulary, self.syntax, self.extent = layout, vocabulary, syntax, extent
        self.doc = layout.tokens

    def beside(self, cue: CueWord) -> Aside | None:
        """What a finite verb attributes that a comma parts from the rest of its sentence."""
        if not cue.takes("quote", "clause") or not is_finite(cue):
            return None
        sentence_start, sentence_end = self.layout.sentence(cue.head.i)
        between = self._between_commas(cue, sentence_start)
        if between is not None:
            comma, source = between
            is_joined = self._is_joined(comma, sentence_start) or self.doc[comma + 2].lower_ == "as"
            first = comma if is_joined else self._first_of(cue, sentence_start, comma)
            segments = self._around(cue, first, comma, cue.end, sentence_end)
            whole = is_joined or len(segments) > 1 or self.says_something(first, comma)
            return Aside(cue, source, segments, "aside") if whole else None
        start = self._start(cue, sentence_start)
        end = self.attribution_end(cue, sentence_end) if start is not None else None
        if start is None or end is None:
            return None
        before, after = self.layout.span(sentence_start, start), self.layout.span(end, sentence_end)
        if before is None and (after is None or self.doc[start].lower_ != "as"):
            return None
        is_short = after is not None and end < min(sentence_end, cue.end + SHORT)
        if not is_short and not self.says_something(sentence_start, start):
            return None
        first = start if self._is_joined(start, sentence_start) else self._first_of(cue, sentence_start, start)
        segments = self._around(cue, first, start, end, sentence_end)
        return Aside(cue, None, segments, "aside") if segments else None

    def _is_joined(self, start: int, sentence_start: int) -> bool:
        """Whether the word right before an attribution is the first of what is said behind it."""
        return start - 1 > sentence_start and self.doc[start - 1].lower_ in JOINING

    def _first_of(self, cue: CueWord, sentence_start: int, end: int) -> int:
        """Where the content before an attribution starts: behind a colon or semicolon, and behind another's cue."""
        first, closed = sentence_start, False
        for i in range(end - 1, sentence_start, -1):
            if not self.layout.is_outside(i):
                continue
            closed = closed or self.doc[i].text == ")"
            if self.doc[i].text in {":", ";"} or (self.doc[i].text == "(" and not closed):
                return i + 1
            if self.extent.is_loose_dash(i) and not any(t.tag_ in FINITE for t in self.doc[i:end]):
                return i + 1
            if self.doc[i].text == "," and first == sentence_start:
                first = i + 1
            if self.extent.is_cue(self.doc[i]) and self.doc[i].tag_ in FINITE:
                return first
        return sentence_start

    def _around(self, cue: CueWord, first: int, start: int, end: int, sentence_end: int) -> tuple[Segment, ...]:
        """What is said before and behind the attribution `[start, end)`."""
        before = self.layout.span(first, start)
        if before is None or end + 1 >= sentence_end:
            return rest_of_sentence(self.layout, first, start, end, sentence_end)
        if self.says_something(first, start) and self._is_writers(cue, end + 1):
            return (before,)
        stop = self.extent.end(cue, first, "clause", behind=end + 1)
        after = self.layout.span(end, stop)
        return (before,) if after is None else (before, after)

    def _is_writers(self, cue: CueWord, i: int) -> bool:
        """Whether the writer goes on at token `i`, behind a whole sentence and its attribution."""
        token = self.doc[i]
        describes = cue.head.i < i and token.pos_ in {"DET", "NOUN", "PROPN", "ADJ"} and self._is_inverted(cue)
        return describes or token.lower_ in WRITERS or (token.tag_ == "VBG" and self.extent.is_cue(token))

    def _is_inverted(self, cue: CueWord) -> bool:
        """Whether the source stands behind its verb, also where the tree gives it to a verb farther on."""
        subject = self.syntax.child(cue.head, "subject")
        if subject is not None:
            return subject.i > cue.head.i
        if not cue.start or self.doc[cue.start - 1].text != "," or self.doc[cue.end].pos_ != "PROPN":
            return False
        _, sentence_end = self.layout.sentence(cue.head.i)
        source = takewhile(lambda token: token.text != ",", self.doc[cue.end : sentence_end])
        return not any(token.tag_ in FINITE for token in source)

    def _between_commas(self, cue: CueWord, sentence_start: int) -> tuple[int, Token] | None:
        """The comma before ", X said," and the word for X, whatever the tree makes of them."""
        if cue.end >= len(self.doc) or self.doc[cue.end].text != ",":
            return None
        source: Token | None = None
        for i in range(cue.start - 1, max(sentence_start, cue.start - ASIDE) - 1, -1):
            token = self.doc[i]
            if token.text == ",":
                return (i, self._top(source, i, cue.start)) if source is not None and i > sentence_start else None
            if token.is_punct or token.tag_ in FINITE or not self.layout.is_outside(i) or token.tag_ in {"WDT", "WP"}:
                return None
            if source is None and token.pos_ in {"NOUN", "PROPN", "PRON"}:
                source = token
        return None

    def _top(self, token: Token, start: int, end: int) -> Token:
        """The head of the noun phrase that `token` belongs to, within the tokens `[start, end)`."""
        while start <= token.head.i < end and token.head.i != token.i and token.head.pos_ in NAMING:
            token = token.head
        return token

    def says_something(self, start: int, end: int) -> bool:
        """Whether the tokens `[start, end)` can be a sentence: they have a finite verb outside a subordinate clause."""
        first = next((i for i in range(start, end) if not self.layout.is_filler(i)), end)
        if first >= end or self.doc[first].lower_ in SUBORDINATORS:
            return False
        return any(token.tag_ in FINITE for token in self.doc[first:end])

    def _start(self, cue: CueWord, sentence_start: int) -> int | None:
        """The token at which "X said" or "said X" starts, right behind a comma or "as"; None where it does not."""
        subject = self.syntax.child(cue.head, "subject")
        inverted = subject is None or subject.i > cue.head.i
        if subject is not None and (subject.tag_ in {"WDT", "WP"} or not self.layout.is_outside(subject.i)):
            return None
        first = cue.start if inverted or subject is None else min(cue.start, subject.left_edge.i)
        if self.doc[first].lower_ == "as":
            return first
        comma = first - 1
        if comma > sentence_start and self._ends_quotation(comma):
            return first
        if comma <= sentence_start or cue.start - comma > SUBJECT_REACH or not self.layout.is_outside(comma):
            return first - 1 if comma >= sentence_start and self.doc[comma].lower_ == "as" else None
        return comma if self.doc[comma].text in {",", "--", "—", "as"} else None

    def _ends_quotation(self, i: int) -> bool:
        """Whether token `i` closes a quotation that leads on to its attribution: “..., ” or “...?”"""
        number = self.layout.stretch_of[i]
        if number < 0 or self.layout.stretches[number].last != i:
            return False
        return self.layout.text[self.layout.stretches[number].inner[1] - 1] in ",?!"

    def attribution_end(self, cue: CueWord, sentence_end: int) -> int | None:
        """The token after the attribution: the next comma or the sentence's end; None if it has its own content."""
        i = cue.end
        while i < sentence_end and self.doc[i].pos_ == "ADV":
            i += 1
        is_inverted = self._is_inverted(cue)
        if i < sentence_end and not (is_inverted or cue.takes("addressee")) and self.doc[i].pos_ in CONTENT_OPENERS:
            return None
        while i < sentence_end:
            token = self.doc[i]
            if token.text in {",", "--", "—", ":"} and not is_apposed(self.layout, self.syntax, i + 1, sentence_end):
                return i
            opens = token.lower_ in {"that", "whether"} or (
                token.lower_ == "to" and self.doc[i + 1 : i + 2] != [] and self.doc[i + 1].tag_ == "VB"
            )
            if (opens and not is_inverted) or not self.layout.is_outside(i):
                return None
            if token.tag_ in FINITE and token.head.i > cue.head.i and not is_inverted:
                return None
            i += 1
        return sentence_end
