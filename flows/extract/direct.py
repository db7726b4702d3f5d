"""Direct quotes: which cue claims which quoted stretch, and which stretches go together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from flows.extract.cues import CueWord, verb_cue
from flows.extract.layout import Layout, Stretch
from flows.extract.sentences import END_MARKS
from flows.extract.syntax import Syntax
from flows.extract.vocabulary import Vocabulary

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
TITLE = 8
"""Tokens, marks included, of what may be a title rather than speech ("In his book, “An American Son,” he ...")."""
LINKS = 3
"""Words that may stand between an attribution's sentence and the speech it takes up: "Instead, “he ...”"."""
RUN = 8
"""Tokens between two quotations of one sentence whose content goes on through both."""
LITTLE = 3
"""Letters of the words that a title writes small ("of", "and", "the")."""
LEADS = frozenset({",", ":", "—", "-", "–", "--"})
"""What may stand between an attribution and the quotation it introduces."""
GAP = 40
"""Tokens between a stretch and its cue: longer attributions are rare, and their stretches mostly another's."""


@dataclass(slots=True)
class Claim:
    """A cue with the stretches it claims, in order, and the rule by which it claimed the first."""

    cue: CueWord
    stretches: list[Stretch]
    rule: str
    leads: dict[int, int] = field(default_factory=dict)
    """For the first token of a stretch, the first of the words before it that belong to it ("This is a “raw time”")."""


class DirectRules:
    """Links stretches and cues, a paragraph at a time."""

    def __init__(self, layout: Layout, cues: Sequence[CueWord], vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.layout, self.doc = layout, layout.tokens
        self.vocabulary, self.syntax = vocabulary, syntax
        self.cue_at = {cue.head.i: cue for cue in cues if cue.takes("quote")}
        self.heads = {cue.head.i for cue in cues}

    def claims(self) -> list[Claim]:
        """The claims of a document, in the order of their first stretch."""
        made: list[Claim] = []
        for number, stretch in enumerate(self.layout.stretches):
            if made and self._goes_on(made[-1], self.layout.stretches[number - 1], stretch):
                made[-1].stretches.append(stretch)
            elif (claim := self._claim(stretch)) is not None:
                if made and claim.cue.head.i == made[-1].cue.head.i:
                    made[-1].stretches.append(stretch)
                else:
                    made.append(claim)
        return made

    def _claim(self, stretch: Stretch) -> Claim | None:
        for rule in (self._cue_after, self._cue_before, self._colon_before, self._sentence_before):
            if (claim := rule(stretch)) is not None:
                return claim
        return None

    def _cue_after(self, stretch: Stretch) -> Claim | None:
        """“...,” X said · “...,” said X · “...?” asked X"""
        if self._last_inside(stretch) not in ",?!—-–…" and not self._comma_follows(stretch):
            return None
        if self._is_woven(stretch):
            return None
        lead = self._lead(stretch)
        if lead is not None and self._sets_scene(lead, stretch):
            return None
        cue = self._first_cue(stretch)
        return Claim(cue, [stretch], "after", {} if lead is None else {stretch.first: lead}) if cue else None

    def _first_cue(self, stretch: Stretch) -> CueWord | None:
        """The cue behind a stretch, past a relative clause ("Ann Roe, who was there, said")."""
        is_relative = False
        for i in self._outside_after(stretch.last + 1):
            token = self.doc[i]
            is_relative = (is_relative or token.tag_ in {"WP", "WDT"}) and token.text != ","
            if is_relative:
                continue
            cue = self.cue_at.get(i) or self._mistaken(i, stretch)
            if cue is not None:
                return cue
            if token.text in {".", ";", ":"} or (token.tag_ in FINITE and token.head.i not in self.cue_at):
                return None
        return None

    def _mistaken(self, i: int, stretch: Stretch) -> CueWord | None:
        """A cue that the tagger took for a noun: behind a quotation and a name or pronoun it can only be the verb."""
        token = self.doc[i]
        verb = self.vocabulary.verbs.get(token.lower_)
        if verb is None or "quote" not in verb.complements or token.lower_ == verb.verb or token.pos_ == "VERB":
            return None
        is_behind = i - 1 == stretch.last or self.doc[i - 1].tag_ in {"NNP", "NNPS", "PRP"}
        return verb_cue(token, verb, self.syntax) if is_behind else None

    def _is_woven(self, stretch: Stretch) -> bool:
        """Whether a stretch ends the content of a cue before it: "Asked if it was “safe,” most said no"."""
        before = self._before(stretch.first)
        if before is None or self.doc[before].text in LEADS:
            return False
        start, _ = self.layout.sentence(stretch.first)
        return any(i in self.heads for i in range(start, stretch.first))

    def _sets_scene(self, lead: int, stretch: Stretch) -> bool:
        """Whether what stands before a short stretch leads up to the attribution: "In his book, “Rain,” he says"."""
        if self.doc[lead].pos_ not in {"ADP", "SCONJ"} or stretch.last - stretch.first >= TITLE:
            return False
        return not any(self.doc[i].tag_ in FINITE for i in range(lead, stretch.first))

    def _last_inside(self, stretch: Stretch) -> str:
        """The last character inside a stretch, past the closing marks of what is quoted in it."""
        inside = self.layout.text[
            max(stretch.quoted.inner_start, stretch.quoted.inner_end - 4) : stretch.quoted.inner_end
        ]
        return inside.rstrip("'’”\"› ")[-1:] or "."

    def _comma_follows(self, stretch: Stretch) -> bool:
        at = stretch.last + 1
        return at < len(self.doc) and self.doc[at].text == ","

    def _outside_after(self, start: int) -> Iterator[int]:
        """The tokens from `start` on, up to the next stretch, the paragraph's end or `GAP`."""
        for i in range(start, min(start + GAP, len(self.doc))):
            if not self.layout.is_outside(i) or "\n" in self.doc[i].text:
                return
            yield i

    def _lead(self, stretch: Stretch) -> int | None:
        """Where the sentence of a stretch starts before it, with words of its own."""
        start, _ = self.layout.sentence(stretch.first)
        words = [i for i in range(start, stretch.first) if not self.layout.is_filler(i)]
        is_plain = any(self.layout.is_outside(i) for i in words) and not any(i in self.cue_at for i in words)
        return words[0] if is_plain else None

    def _cue_before(self, stretch: Stretch) -> Claim | None:
        """X said, “...” · X said: “...” · X told reporters in Rome: “...”"""
        opener = self._before(stretch.first)
        if opener is None or not self.layout.is_outside(opener):
            return None
        mark = self.doc[opener].text
        if mark not in LEADS and (opener not in self.cue_at or _is_naming(self.cue_at[opener])):
            return None
        if mark not in LEADS and self._is_title(stretch):
            return None
        for i in range(opener, max(-1, stretch.first - GAP), -1):
            if not self.layout.is_outside(i):
                return None
            if i in self.cue_at:
                cue = self.cue_at[i]
                plain = mark == ":" or not self._has_content(cue, stretch.first)
                return Claim(cue, [stretch], "before") if plain else None
            if self.doc[i].is_sent_start and i < opener:
                return None
        return None

    def _colon_before(self, stretch: Stretch) -> Claim | None:
        """X issued a statement: “...”, with whatever verb the sentence has."""
        opener = self._before(stretch.first)
        if opener is None or self.doc[opener].text != ":" or not self.layout.is_outside(opener):
            return None
        start, _ = self.layout.sentence(opener)
        for i in range(opener - 1, start - 1, -1):
            token = self.doc[i]
            if token.pos_ in {"VERB", "AUX"} and self.layout.is_outside(i):
                return Claim(CueWord(token, i, i + 1, "other", frozenset({"quote"})), [stretch], "colon")
        return None

    def _sentence_before(self, stretch: Stretch) -> Claim | None:
        """X said in a statement. “...”: a sentence that says nothing but that X spoke, then a quotation by itself."""
        opener = self._before(stretch.first)
        if opener is None or self.doc[opener].text not in END_MARKS or not self.doc[stretch.first].is_sent_start:
            return None
        start, _ = self.layout.sentence(opener)
        cues = [self.cue_at[i] for i in range(start, opener) if i in self.cue_at]
        if len(cues) != 1 or not all(self.layout.is_outside(i) for i in range(start, opener)):
            return None
        is_bare = cues[0].head.tag_ in FINITE and not self._has_content(cues[0], opener)
        return Claim(cues[0], [stretch], "before") if is_bare and self._leads_the_sentence(cues[0], start) else None

    def _leads_the_sentence(self, cue: CueWord, start: int) -> bool:
        """Whether nothing but the subject stands before a cue."""
        subject = self.syntax.child(cue.head, "subject")
        if subject is None or subject.i > cue.head.i:
            return False
        return all(self.layout.is_filler(i) or self.doc[i].pos_ == "ADV" for i in range(start, subject.left_edge.i))

    def _is_title(self, stretch: Stretch) -> bool:
        """Whether a stretch is written like the title of a work: a capital on each longer word."""
        start, end = stretch.inner
        words = [word for word in self.layout.text[start:end].split() if len(word) > LITTLE]
        return len(words) > 1 and all(word[0].isupper() for word in words)

    def _has_content(self, cue: CueWord, end: int) -> bool:
        """Whether words between a cue and the stretch at token `end` are content of the cue themselves."""
        words = [token for token in self.doc[cue.end : end] if not (token.is_punct or token.is_space)]
        if any(token.tag_ in FINITE or token.lower_ in {"that", "whether"} for token in words):
            return True
        first = next(iter(words), None)
        if first is None or cue.takes("addressee"):
            return False
        if first.lower_ in cue.complements:
            return True
        return first.pos_ in {"DET", "NOUN", "PRON", "PROPN"} and first.head.i >= cue.head.i and not _is_time(first)

    def _before(self, i: int) -> int | None:
        i -= 1
        while i >= 0 and self.doc[i].is_space:
            i -= 1
        return i if i >= 0 else None

    def _goes_on(self, claim: Claim, before: Stretch, stretch: Stretch) -> bool:
        """Whether a stretch continues a claim: a paragraph left open, or “A,” X said. “B.”"""
        if claim.stretches[-1] is before and before.quoted.is_continued:
            return True
        last = claim.stretches[-1]
        if stretch.paragraph != last.paragraph:
            return False
        between = range(last.last + 1, stretch.first)
        if not any(self.doc[i].is_alpha for i in between):
            return True
        own = claim.cue.head.i
        if own not in between:
            return claim.rule == "before" and last is before and self._runs_on(claim, last, stretch)
        ends = [i for i in between if self.doc[i].text in END_MARKS and i > own]
        if ends:
            return self._cue_after(stretch) is None and self._takes_up(claim, ends[0], stretch)
        goes_on = self.layout.text[stretch.inner[0]].islower()
        others = [i for i in between if i > own and i in self.cue_at]
        others = [i for i in others if not (goes_on and self.doc[i].tag_ == "VBG")]
        return not others and self._follows_comma(stretch)

    def _runs_on(self, claim: Claim, last: Stretch, stretch: Stretch) -> bool:
        """Whether a few words link two stretches of one sentence: he wrote, “Rain,” she said “fell”."""
        between = range(last.last + 1, stretch.first)
        if len(between) > RUN or any(self.doc[i].is_sent_start or i in self.heads for i in between):
            return False
        claim.leads[stretch.first] = between[0]
        return True

    def _takes_up(self, claim: Claim, end: int, stretch: Stretch) -> bool:
        """Whether a stretch takes a speech up again in the sentence after its attribution."""
        words = [i for i in range(end + 1, stretch.first) if not self.layout.is_filler(i)]
        if not words:
            return True
        if len(words) > LINKS or any(self.doc[i].pos_ in {"VERB", "AUX", "PRON", "PROPN", "NOUN"} for i in words):
            return False
        claim.leads[stretch.first] = words[0]
        return True

    def _follows_comma(self, stretch: Stretch) -> bool:
        opener = self._before(stretch.first)
        return opener is not None and self.doc[opener].text in {",", ":", "—", "--", "-", "–"}


def _is_time(token: Token) -> bool:
    return token.ent_type_ in {"DATE", "TIME"} or token.dep_ in {"obl:unmarked", "npadvmod", "obl:tmod"}


def _is_naming(cue: CueWord) -> bool:
    """Whether a cue only gives a title or nickname ("a film called “...”")."""
    return cue.head.tag_ == "VBN" and cue.start == cue.head.i
