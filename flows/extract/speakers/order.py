"""Who stands beside a verb, by the order of the words: what the tree says is asked only for what belongs together."""

from __future__ import annotations

import re

from flows.extract.coreference.ages import AGE, is_age
from flows.extract.cues import CueWord
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import Syntax
from flows.extract.text.tags import FINITE
from flows.extract.text.tokens import Token

ARTICLES = frozenset({"a", "an", "the"})
NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
BREAKS = frozenset({",", "—", "--", "-", "–"})
PERSON = "PERSON"
NAMED = frozenset({PERSON, "ORG"})
REGIONS = frozenset({"GPE", "LOC"})
OWNING = REGIONS | {"ORG", "NORP"}
"""Labels of names that tell whose or whence somebody is."""
DESCRIBED = 6
"""Tokens from such a name to the end of the person's."""
WITHIN = frozenset({"in", "at", "on", "from", "with", "for", "by", "after", "during", "under", "near", "inside"})
"""Prepositions of a scene ("In the court, ...")."""
BEFORE_CLAUSES = frozenset({"after", "before", "since", "until"})
"""Prepositions that open clauses too."""
PUBLICATIONS = frozenset({"journal", "magazine"})
TIMES = frozenset({"DATE", "TIME"})
TIME = re.compile(r"\d?\d:\d\d$")
REMARK = 16
"""Tokens that a remark between a subject and its verb has at most ("Ann Roe, who ..., said")."""


class WordOrder:
    """Finds the noun phrases before and behind a cue."""

    def __init__(self, layout: Layout, syntax: Syntax) -> None:
        self.layout, self.doc, self.syntax = layout, layout.tokens, syntax

    def can_speak(self, token: Token) -> bool:
        """Whether a word can be a source: no day, no verb, no "no", no article, nothing inside quotation marks."""
        is_word = not ((token.is_punct and token.text != "%") or token.is_space or token.lower_ in ARTICLES)
        is_kind = token.pos_ not in {"VERB", "AUX", "INTJ"} and token.ent_type_ not in {"DATE", "TIME"}
        is_kind |= self._is_surname(token)
        return is_word and is_kind and _is_spelt(token) and self.layout.is_outside(token.i)

    def _is_surname(self, token: Token) -> bool:
        """Whether what the tagger took for a verb is a name, described behind its comma ("Patch, a guide,")."""
        is_described = token.is_title and token.i + 1 < len(self.doc) and token.nbor().text == ","
        return is_described and self.syntax.child(token, "apposition") is not None

    def past_owner(self, subject: Token, verb: Token) -> Token:
        """Whom a subject owns or tells whence ("the Post's Ann Roe", "Rome teacher Ann Roe"), else itself."""
        end = subject.i + 1
        while end < len(self.doc) and self.doc[end].ent_iob_ == "I":
            end += 1
        if subject.ent_type_ not in OWNING or end >= len(self.doc):
            return subject
        if self.doc[end].text == ",":
            return self._seated(subject, verb)
        is_owned = self.doc[end].tag_ == "POS"
        for token in self.doc[end + is_owned : min(end + DESCRIBED, len(self.doc))]:
            if token.pos_ not in NAMING | {"ADJ"} and token.text != "-":
                break
            if token.head.i == verb.i and self.syntax.has(token, "subject") and (is_owned or token.ent_type_ == PERSON):
                return token
        return subject

    def _seated(self, place: Token, verb: Token) -> Token:
        """Who has a seat in a town of a state ("the *Columbus, Ohio-based* company"), else the place."""
        others = (t for t in self.syntax.children(verb, "subject") if t.i > place.i and t.left_edge.i <= place.i + 2)
        return next((t for t in others if any(left.lower_ == "based" for left in t.lefts)), place)

    def past_origin(self, subject: Token) -> Token:
        """Whom a subject tells whence or where ("Ann Roe of Danubia", "a study published in the journal Val")."""
        start = subject.i
        while start > 0 and self.doc[start].ent_iob_ == "I":
            start -= 1
        before = [token.lower_ for token in self.doc[max(0, start - 3) : start]]
        if start > 4 and before[:2] == ["in", "the"] and before[2] in PUBLICATIONS:
            verb = start - 4
            while verb > 1 and self.doc[verb].ent_type_ in TIMES:
                verb -= 1  # "published on Monday in the journal"
            verb -= self.doc[verb].lower_ == "on"
            if self.doc[verb].tag_ in {"VBN", "VBD"} and self.doc[verb - 1].pos_ == "NOUN":
                return self.doc[verb - 1]
        is_origin = start > 1 and subject.ent_type_ in OWNING and self.doc[start - 1].lower_ in {"of", "from"}
        return self.doc[start - 2] if is_origin and self.doc[start - 2].ent_type_ == PERSON else subject

    def past_dateline(self, subject: Token) -> Token:
        """The subject behind the place that opens an article ("Marn (AFP) – Ann Roe has left, saying"), else itself."""
        if subject.ent_type_ not in REGIONS or not subject.left_edge.is_sent_start:
            return subject
        for other in self.syntax.children(subject.head, "subject"):
            first = other.left_edge.i
            marks = {token.text for token in self.doc[first - 1 : first + 1]} & BREAKS - {","}
            if other.i > subject.i and marks:
                return other
        return subject

    def is_behind_dateline(self, name: Token, subject: Token) -> bool:
        """Whether a dash parts a name from the place that opens a sentence ("Marn, Nevada - Ann Roe said")."""
        start = name.i
        while start > 0 and self.doc[start - 1].ent_type_ == name.ent_type_:
            start -= 1
        is_parted = start > 1 and self.doc[start - 1].text in BREAKS and self.doc[start - 1].text != ","
        ends = {subject.ent_type_, self.doc[start - 2].ent_type_} if is_parted else set()
        return not REGIONS.isdisjoint(ends) and bool(subject.left_edge.is_sent_start)

    def is_place_list(self, place: Token) -> bool:
        """Whether a place stands behind another and its comma ("Ann Roe of Rome, Italy says")."""
        before = place.left_edge.i - 2
        is_listed = before > 1 and self.doc[before + 1].text == "," and self.doc[before].pos_ == "PROPN"
        return place.ent_type_ in REGIONS and is_listed and self.doc[before - 1].lower_ in {"of", "from", "in"}

    def is_scene(self, token: Token) -> bool:
        """Whether a noun hangs on a preposition that sets a scene, which the tree overlooked ("In court, Roe said")."""
        case = self.syntax.child(token, "case") if self.syntax.has(token, "subject", "passive_subject") else None
        return case is not None and case.i < token.i and case.lower_ in WITHIN and case.nbor().lower_ != "least"

    def opens_bracket(self, start: int, end: int) -> bool:
        """Whether a bracket opens between two tokens that none closes there ("It fell (Ann Roe, a nurse, said so)")."""
        words = [token.text for token in self.doc[start:end]]
        return words.count("(") > words.count(")")

    def names(self, i: int) -> bool:
        """Whether token `i` is a noun, a name or a pronoun."""
        return (self.doc[i].pos_ in NAMING and _is_spelt(self.doc[i])) or is_age(self.doc, i)

    def top(self, i: int, start: int, end: int) -> Token:
        """The head of the noun phrase that token `i` belongs to, within the tokens `[start, end)`."""
        token = next((self.doc[j] for j in range(i, min(i + AGE, end)) if is_age(self.doc, j)), self.doc[i])
        while start <= token.head.i < end and token.head.i != token.i and token.head.pos_ in NAMING:
            if any(self.doc[j].text in {",", "("} for j in range(min(i, token.head.i), max(i, token.head.i))):
                break
            if not self.names(token.head.i) or (token.ent_type_ in NAMED and self.is_scene(token.head)):
                break
            token = token.head
        return token

    def right_before(self, cue: CueWord) -> Token | None:
        """The noun that ends right before a verb and its adverbs."""
        i = cue.start - 1
        while i > 0 and (self.doc[i].pos_ == "ADV" or self.doc[i].tag_ == "MD" or self.doc[i].is_space):
            i -= 1
        return self.doc[i] if i >= 0 and self.names(i) and self.can_speak(self.doc[i]) else None

    def in_opening(self, cue: CueWord) -> Token | None:
        """The subject of a clause that opens a sentence, taken for a time by the tree ("After farmers left, Roe")."""
        near = self.right_before(cue)
        case = self.syntax.child(near, "case") if near is not None and near.head.i == cue.head.i else None
        return near if case is not None and case.is_sent_start and case.lower_ in BEFORE_CLAUSES else None

    def phrase_before(self, cue: CueWord) -> Token | None:
        """The noun phrase right before a finite verb, or before the remark before it, where the tree has no subject."""
        start, _ = self.layout.sentence(cue.head.i)
        i = cue.start - 1
        while i > start:
            token = self.doc[i]
            if token.text in BREAKS or token.text == ")":
                i = self._remark(i, start)
            elif token.pos_ != "ADV" and token.tag_ != "MD" and not token.is_space:
                break
            i -= 1
        if i < start or not (self.names(i) or self.doc[i].tag_ in {"DT", "CD", "JJ"}):
            return None
        found = self.top(i, max(start, i - REMARK), i + 1)
        case = self.syntax.child(found, "case")
        is_governed = case is not None and case.lower_ != "as"  # "as Ann Roe put it"
        return found if not is_governed and self.can_speak(found) else None

    def _remark(self, end: int, start: int) -> int:
        """The mark that opens the remark that the mark at token `end` closes, else `end`."""
        opener = "(" if self.doc[end].text == ")" else self.doc[end].text
        for i in range(end - 1, max(start, end - REMARK), -1):
            if self.doc[i].text == opener:
                return i
        return end

    def past_remark(self, verb: int, subject: Token) -> Token:
        """Whom a remark speaks of, where the tree took its subject for that of the verb ("Ann Roe, who ..., said")."""
        first = subject.left_edge
        if subject.i > verb:
            return subject
        if not {first.tag_, subject.tag_} & RELATIVE:
            return self._past_description(verb, subject) or subject
        start = first.i - 1
        while start > 0 and self.doc[start].tag_ in {"IN", "DT", "CD", "JJ", "NN"}:
            start -= 1  # "both of whom", "one of which", "the head of which"
        words = self.doc[subject.i + 1 : verb]
        ends = [t for t in words if t.text in BREAKS]
        is_over = bool(ends) and all(t.pos_ in {"ADV", "AUX"} for t in self.doc[ends[-1].i + 1 : verb])
        is_over = is_over or any(self.doc[t.i + 1].tag_ in FINITE for t in ends)
        if start < 1 or self.doc[start].text not in BREAKS or not is_over:
            return subject
        if not any(token.tag_ in FINITE for token in words[: ends[-1].i - subject.i]):
            return subject
        return self._before_mark(start) or subject

    def _past_description(self, verb: int, subject: Token) -> Token | None:
        """Whom a description without "who" speaks of ("Ann Roe, in a coat with buttons that shone, said")."""
        closes = verb - 1
        while closes > 0 and self.doc[closes].pos_ in {"ADV", "AUX"}:
            closes -= 1
        if self.doc[closes].text != ",":
            return None
        opens = next((i for i in range(closes - 1, max(0, closes - REMARK), -1) if self.doc[i].text == ","), 0)
        if not 1 < opens < subject.left_edge.i - 1:  # an apposition ("his lawyer, Ann Roe, said") is named elsewhere
            return None
        found = self._before_mark(opens)
        is_free = found is not None and self.syntax.child(found, "case") is None and self.can_speak(found)
        return found if is_free else None

    def _before_mark(self, mark: int) -> Token | None:
        """The noun phrase that ends before the mark at token `mark`, brackets aside ("Ann Roe (D-Ohio), who")."""
        before = mark - 1
        if self.doc[before].text == ")":
            before = self._remark(before, max(0, before - REMARK)) - 1
        return self.top(before, max(0, before - REMARK), mark) if self.names(before) else None

    def stands_free(self, i: int) -> bool:
        """Whether the name that ends at token `i` hangs on no preposition, possessor or conjunction before it."""
        while i > 0 and self.doc[i - 1].ent_type_ == "PERSON":
            i -= 1
        if not i or self.doc[i - 1].pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return False
        if self.syntax.has(self.doc[i - 1], "conjunct"):
            return False  # "Ben Poe and his aide Ann Roe"
        case = self.syntax.child(self.doc[i - 1], "case")
        return case is None or case.lower_ == "as"  # "a poll for the station Val", but "as teacher Ann Roe said"

    def is_second_title(self, name: Token, title: Token) -> bool:
        """Whether a title stands joined to another before a name ("head teacher and former mayor Ann Roe").

        With an article or an owner before it, the first is somebody else ("the head teacher and Mayor Ann Roe").
        """
        is_bare = title.ent_type_ != PERSON and self.syntax.child(title, "determiner", "possessor") is None
        if not is_bare or name.ent_type_ != PERSON:
            return False
        between = self.doc[title.i + 1 : name.i]
        is_second = self.top(name.i, title.i + 1, name.i + 1).head.i == title.head.i
        return is_second and any(t.lower_ == "and" for t in between) and not any(t.is_punct for t in between)

    def follows_clause(self, name: Token, subject: Token) -> bool:
        """Whether a name right before a verb is its subject, though the tree gave it to the one before.

        Behind a comma that none closes ("As the parade passed Rome, Danubia said"), or joined to what is an object
        ("No one has won a seat and Ann Roe said").
        """
        start = name.i
        while start > 0 and self.doc[start - 1].ent_type_ == name.ent_type_:
            start -= 1
        if start <= subject.i or not subject.is_ancestor(name):
            return False
        if self.doc[start - 1].text == ",":
            return any(t.tag_ in FINITE for t in self.doc[subject.i + 1 : start])
        first = subject.left_edge.i
        return self.doc[start - 1].lower_ in {"and", "but"} and first > 0 and self.doc[first - 1].pos_ == "VERB"

    def beside(self, cue: CueWord, after: int) -> Token | None:
        """The first noun phrase between a quotation and its verb, else the first behind the verb."""
        for i in range(after + 1, cue.start):
            if self.names(i):
                return self.top(i, after + 1, cue.start)
        for i in range(cue.end, min(cue.end + 6, len(self.doc))):
            if self.names(i):
                return self.top(i, cue.end, min(cue.end + 12, len(self.doc)))
            if self.doc[i].is_punct or not self.layout.is_outside(i):
                break
        return None


def _is_spelt(token: Token) -> bool:
    """Whether a token has a letter or digit and is no time: the tagger takes an emoji for a name."""
    if token.text == "%":
        return token.i > 0 and token.nbor(-1).pos_ == "NUM"  # "85% of voters said"
    return any(c.isalnum() for c in token.text) and not TIME.match(token.text)
