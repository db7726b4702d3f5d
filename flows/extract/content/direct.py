"""Direct quotes: which cue claims which quoted stretch, and which stretches go together."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from flows.extract.content.claims import GAP, LEADS, Claim
from flows.extract.content.cue_behind import CueBehind
from flows.extract.cues import CueWord, verb_cue
from flows.extract.names.mentions import PERSONS
from flows.extract.text.layout import Layout, Stretch
from flows.extract.text.sentences import END_MARKS
from flows.extract.text.syntax import FINITE, Syntax
from flows.extract.vocabulary import Vocabulary

QUOTE = frozenset({"quote"})
COPULAS = frozenset({"was", "is", "were", "are", "came", "comes"})
WORK = 5
"""Tokens of "in her new book" before a comma and the book's title."""
LINKS = 3
"""Words that may stand between an attribution's sentence and the speech it takes up: "Instead, “he ...”"."""
RUN = 8
"""Tokens between two quotations of one sentence whose content goes on through both."""


class DirectRules:
    """Links stretches and cues, a paragraph at a time."""

    def __init__(self, layout: Layout, cues: Sequence[CueWord], vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.layout, self.doc = layout, layout.tokens
        self.vocabulary, self.syntax = vocabulary, syntax
        self.cue_at = {cue.head.i: cue for cue in cues if cue.takes("quote")}
        self.heads = {cue.head.i for cue in cues}
        self.used: set[int] = set()
        self.behind = CueBehind(layout, self.cue_at, self.heads, vocabulary, syntax)

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
                    self.used.add(claim.cue.head.i)
        return made

    def _claim(self, stretch: Stretch) -> Claim | None:
        for rule in (
            self._reply_behind,
            self.behind.claim,
            self._cue_before,
            self._colon_before,
            self._sentence_before,
        ):
            if (claim := rule(stretch)) is not None:
                return claim
        return None

    def _cue_before(self, stretch: Stretch) -> Claim | None:
        """X said, “...” · X said: “...” · X told reporters in Rome: “...”"""
        opener = self.layout.before(stretch.first)
        if opener is None or not self.layout.is_outside(opener):
            return None
        mark = self.doc[opener].text
        if mark not in LEADS and (opener not in self.cue_at or _is_naming(self.cue_at[opener])):
            return None
        if self.layout.is_title(stretch) and self._names_work(opener):
            return None
        for i in range(opener, max(-1, stretch.first - GAP), -1):
            if not self.layout.is_outside(i):
                return None
            cue = self.cue_at.get(i) or (self._before_colon(i) if mark == ":" and i == opener - 1 else None)
            if cue is not None:
                plain = mark == ":" or not self._has_content(cue, stretch.first)
                return Claim(cue, [stretch], "before") if plain else None
            if self.doc[i].is_sent_start and i < opener:
                return None
        return None

    def _names_work(self, opener: int) -> bool:
        """Whether what leads up to a title names a work: sang “...” · in her book, “...”; not: a sign read “...”"""
        if self.doc[opener].text in LEADS:
            noun = self.doc[opener - 1]
            role = self.vocabulary.roles.get(noun.lower_)
            is_thing = noun.pos_ == "NOUN" and (role is None or role.number == "text")
            near = self.doc[max(0, opener - WORK) : opener]
            return self.doc[opener].text == "," and is_thing and any(token.pos_ == "ADP" for token in near)
        cue = self.cue_at[opener]
        subject = self.syntax.child(cue.head, "subject") or cue.head.head
        is_thing = subject.pos_ == "NOUN" or subject.tag_ == "WDT"
        return cue.cue_class != "writing" or not is_thing or subject.ent_type_ == PERSONS

    def _before_colon(self, i: int) -> CueWord | None:
        """A cue that the tagger took for a noun, right before a colon: "Article 33 affirms: “...”"."""
        verb = self.vocabulary.verbs.get(self.doc[i].lower_)
        is_verb = verb is not None and "quote" in verb.complements and self.doc[i].tag_ in {"NNS", "NNPS"}
        return verb_cue(self.doc[i], verb, self.syntax) if verb is not None and is_verb else None

    def _colon_before(self, stretch: Stretch) -> Claim | None:
        """X issued a statement: “...”, with whatever verb the sentence has."""
        opener = self.layout.before(stretch.first)
        if opener is None or self.doc[opener].text != ":" or not self.layout.is_outside(opener):
            return None
        start, _ = self.layout.sentence(opener)
        verb = next((i for i in range(opener - 1, start - 1, -1) if self._is_open_verb(i)), None)
        i = verb if verb is not None else self._saying_noun(range(opener - 1, opener))
        if i is None:
            return None
        return Claim(CueWord(self.doc[i], i, i + 1, "other", QUOTE), [stretch], "colon", is_noun=verb is None)

    def _is_open_verb(self, i: int) -> bool:
        return self.doc[i].pos_ in {"VERB", "AUX"} and self.layout.is_outside(i)

    def _saying_noun(self, places: range) -> int | None:
        """The first noun in a range of tokens for words that are said or written ("reply", "advice", "post")."""
        for i in places:
            noun = self.vocabulary.nouns.get(self.doc[i].lower_)
            if noun is not None and "quote" in noun.complements and self.doc[i].pos_ == "NOUN":
                return i
        return None

    def _reply_behind(self, stretch: Stretch) -> Claim | None:
        """“...,” was her reply · “...!” came the answer"""
        at = stretch.last + 1
        if not self._is_subject(stretch) or self.doc[at].lower_ not in COPULAS:
            return None
        i = self._saying_noun(range(at + 1, min(at + RUN, self.layout.sentence(at)[1])))
        if i is None:
            return None
        return Claim(CueWord(self.doc[i], i, i + 1, "speech", QUOTE), [stretch], "after", is_noun=True)

    def _sentence_before(self, stretch: Stretch) -> Claim | None:
        """X said in a statement. “...”: a sentence that says nothing but that X spoke, then a quotation by itself."""
        opener = self.layout.before(stretch.first)
        if opener is None or self.doc[opener].text not in END_MARKS or not self.doc[stretch.first].is_sent_start:
            return None
        start, _ = self.layout.sentence(opener)
        cues = [self.cue_at[i] for i in range(start, opener) if i in self.cue_at]
        if len(cues) != 1 or not all(self.layout.is_outside(i) for i in range(start, opener)):
            return None
        is_bare = (
            cues[0].head.tag_ in FINITE and cues[0].head.i not in self.used and not self._has_content(cues[0], opener)
        )
        return Claim(cues[0], [stretch], "before") if is_bare and self._leads_the_sentence(cues[0], start) else None

    def _leads_the_sentence(self, cue: CueWord, start: int) -> bool:
        """Whether nothing but the subject stands before a cue."""
        subject = self.syntax.child(cue.head, "subject")
        if subject is None or subject.i > cue.head.i:
            return False
        return all(self.layout.is_filler(i) or self.doc[i].pos_ == "ADV" for i in range(start, subject.left_edge.i))

    def _has_content(self, cue: CueWord, end: int) -> bool:
        """Whether words between a cue and the stretch at token `end` are content of the cue themselves."""
        words = [token for token in self.doc[cue.end : end] if not (token.is_punct or token.is_space)]
        if any(token.tag_ in FINITE or token.lower_ in {"that", "whether"} for token in words):
            return True
        first = next(iter(words), None)
        if first is None or cue.takes("addressee"):
            return False
        if first.lower_ in cue.complements:
            return self.doc[end - 1].text != ","
        return first.pos_ in {"DET", "NOUN", "PRON", "PROPN"} and first.head.i >= cue.head.i and not _is_time(first)

    def _goes_on(self, claim: Claim, before: Stretch, stretch: Stretch) -> bool:
        """Whether a stretch continues a claim: a paragraph left open, or “A,” X said. “B.”"""
        if claim.stretches[-1] is before and before.quoted.is_continued:
            return True
        last = claim.stretches[-1]
        if stretch.paragraph != last.paragraph:
            return False
        if self._is_subject(stretch):
            return False
        between = range(last.last + 1, stretch.first)
        own = claim.cue.head.i
        if not any(self.doc[i].is_alpha for i in between):
            return own > stretch.last or self.behind.claim(stretch) is None
        if own not in between:
            return claim.rule == "before" and last is before and self._runs_on(claim, last, stretch)
        next_start = next((i for i in range(own + 1, stretch.first + 1) if self.doc[i].is_sent_start), None)
        if next_start is not None:
            return self.behind.claim(stretch) is None and self._takes_up(claim, next_start, stretch)
        goes_on = self.layout.text[stretch.inner[0]].islower()
        others = [i for i in between if i > own and i in self.cue_at]
        others = [i for i in others if not (goes_on and self.doc[i].tag_ == "VBG")]
        return not others and self._follows_comma(stretch)

    def _is_subject(self, stretch: Stretch) -> bool:
        """Whether a stretch is what a verb behind it speaks of: “Nonsense,” was her reply · “No” is what he meant."""
        at = stretch.last + 1
        is_verb = at < len(self.doc) and self.doc[at].tag_ in FINITE and at not in self.cue_at
        return is_verb and self.layout.is_outside(at) and not self.doc[at].is_sent_start

    def _runs_on(self, claim: Claim, last: Stretch, stretch: Stretch) -> bool:
        """Whether a few words link two stretches of one sentence: he wrote, “Rain,” she said “fell”."""
        between = range(last.last + 1, stretch.first)
        is_new = any(self.doc[i].is_sent_start for i in range(last.last + 1, stretch.first + 1))
        if is_new or len(between) > RUN or any(i in self.heads for i in between):
            return False
        claim.leads[stretch.first] = between[0]
        return True

    def _takes_up(self, claim: Claim, start: int, stretch: Stretch) -> bool:
        """Whether a stretch takes a speech up again in the sentence after its attribution, which starts at `start`."""
        words = [i for i in range(start, stretch.first) if not self.layout.is_filler(i)]
        if not words:
            return True
        if len(words) > LINKS or any(self.doc[i].pos_ in {"VERB", "AUX", "PRON", "PROPN", "NOUN"} for i in words):
            return False
        claim.leads[stretch.first] = words[0]
        return True

    def _follows_comma(self, stretch: Stretch) -> bool:
        opener = self.layout.before(stretch.first)
        return opener is not None and self.doc[opener].text in {",", ":", "—", "--", "-", "–"}


def _is_time(token: Token) -> bool:
    return token.ent_type_ in {"DATE", "TIME"} or token.dep_ in {"obl:unmarked", "npadvmod", "obl:tmod"}


def _is_naming(cue: CueWord) -> bool:
    """Whether a cue only gives a title or nickname ("a film called “...”")."""
    return cue.head.tag_ == "VBN" and cue.start == cue.head.i
