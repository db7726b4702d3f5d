"""How far the content of a cue reaches: from its first word to the end of what is said.

The tree says what hangs on what, but trees of news sentences err most at exactly these places; so the end is sought
from left to right among the places where a content *can* end, and the tree is asked at each.
"""

from __future__ import annotations

from spacy.tokens import Token

from flows.extract.cues import CueWord
from flows.extract.layout import Layout
from flows.extract.syntax import Syntax
from flows.extract.vocabulary import Vocabulary

DASHES = frozenset({"-", "–", "—", "--"})
ADJUNCTS = frozenset({"after", "when", "while", "before", "during", "since", "as", "until", "whereas", "despite"})
CONTRAST = frozenset({"while", "although", "though", "whereas", "despite"})
BREAKS = frozenset({"according", "which", "who"})
"""Behind a comma, more often the writer's remark than part of what was said."""
PARTING = CONTRAST | {"according", "but"}
"""What parts a quotation from the content before it."""
SOFT = frozenset({",", "-", "–", "—", "--"})
"""What may stand between a cue and the "that" of its content: "said on Monday, in Rome, that ..."."""
NEAR = 12
"""Tokens from a cue to the "that" of its content."""
QUESTION_WORDS = frozenset({"whether", "if", "how", "what", "why", "who", "when", "where", "which", "whom", "whose"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})


class ContentRules:
    """Finds where contents start and end."""

    def __init__(self, layout: Layout, vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.layout, self.vocabulary, self.syntax = layout, vocabulary, syntax
        self.doc = layout.tokens

    def complement(self, cue: CueWord) -> tuple[int, int, str] | None:
        """The content that follows a verb, as tokens `[start, end)` and its form: clause, infinitive or object."""
        found = self._opening(cue)
        if found is None:
            return None
        start, form = found
        if self.doc[start].lower_ == "that" or (self.doc[start].lower_ in QUESTION_WORDS and cue.takes("clause", "wh")):
            form = "clause"
        end = self.end(cue, start, form)
        is_pronoun = end <= start + 2 and self.doc[start].lower_ == "that" and self.layout.is_filler(end - 1)
        return (start, end, form) if end > start and not is_pronoun else None

    # Where a content starts ------------------------------------------------------------------------------------------

    def _opening(self, cue: CueWord) -> tuple[int, str] | None:
        _, sentence_end = self.layout.sentence(cue.head.i)
        found = self._opening_at_once(cue, sentence_end)
        if found is not None:
            return found
        for child in cue.head.rights:
            if child.i >= sentence_end:
                break
            form = self._form(cue, child)
            if form is not None:
                return self._first(cue, child, form), form
        return self._opening_by_words(cue, sentence_end)

    def _opening_at_once(self, cue: CueWord, sentence_end: int) -> tuple[int, str] | None:
        """A "that" or an infinitive right behind the cue, whatever the tree makes of it."""
        i = cue.end
        while i < sentence_end - 1 and (self.doc[i].pos_ == "ADV" or self.doc[i].ent_type_ == "DATE"):
            i += 1
        if i >= sentence_end - 1:
            return None
        word, after = self.doc[i].lower_, self.doc[i + 1]
        if word == "that" and cue.takes("clause") and self.doc[i].tag_ != "DT":
            return i, "clause"
        if word == "to" and cue.takes("to") and (after.tag_ == "VB" or not self.layout.is_outside(i + 1)):
            return i, "infinitive"
        return None

    def _form(self, cue: CueWord, child: Token) -> str | None:
        """What a dependent to the right of the cue is to it; None where it is no content."""
        if self.syntax.has(child, "clause") and cue.takes("clause", "wh"):
            return "clause"
        if self.syntax.has(child, "open_clause"):
            if self._marked_to(child) and cue.takes("to"):
                return "infinitive"
            return "clause" if cue.takes("clause") and not self._marked_to(child) else None
        if self.syntax.has(child, "adverbial_clause") and cue.takes("to") and self._marked_to(child):
            return "infinitive" if child.left_edge.i <= cue.end + 1 else None
        if self.syntax.has(child, "object"):
            return self._form_of_object(cue, child)
        if self.syntax.has(child, "oblique", "noun_modifier"):
            case = child.left_edge
            return "object" if case.lower_ in cue.complements and case.i <= cue.end + 4 else None
        return None

    def _form_of_object(self, cue: CueWord, child: Token) -> str | None:
        """An object is content, or the one who is told: then the clause behind it is."""
        if child.i + 1 < len(self.doc) and cue.takes("clause") and not cue.takes("object"):
            return None
        return "object" if cue.takes("object") else None

    def _first(self, cue: CueWord, child: Token, form: str) -> int:
        start = max(child.left_edge.i, cue.end)
        if (
            form == "object"
            and self.doc[start].lower_ in cue.complements
            and self.syntax.has(child, "oblique", "noun_modifier")
        ):
            start += 1
        return start

    def _marked_to(self, verb: Token) -> bool:
        return any(child.lower_ == "to" and child.i < verb.i for child in verb.lefts)

    def _opening_by_words(self, cue: CueWord, sentence_end: int) -> tuple[int, str] | None:
        """Where the tree shows no content: a "that" near behind the cue, or words that lead to a quotation."""
        for i in range(cue.end, min(sentence_end, cue.end + NEAR)):
            word = self.doc[i].lower_
            if word == "that" and cue.takes("clause") and self.doc[i].tag_ != "DT":
                return i, "clause"
            if (
                (self.doc[i].is_punct and word not in SOFT)
                or self.doc[i].pos_ == "VERB"
                or not self.layout.is_outside(i)
            ):
                break
        return self._opening_on_quotation(cue, sentence_end)

    def _opening_on_quotation(self, cue: CueWord, sentence_end: int) -> tuple[int, str] | None:
        """The words right behind a cue where they go on to a quotation: said the “old model” is dead."""
        start = cue.end
        while start < sentence_end and (self.doc[start].pos_ == "ADV" or self.doc[start].ent_type_ == "DATE"):
            start += 1
        form = "clause" if cue.takes("clause") else "object" if cue.takes("object") else None
        if start >= sentence_end or form is None or (self.layout.is_filler(start) and self.layout.is_outside(start)):
            return None
        return (start, form) if self._quoted_reach(start, sentence_end) > start else None

    # Where a content ends --------------------------------------------------------------------------------------------

    def end(self, cue: CueWord, start: int, form: str) -> int:
        """The token after the last of the content that starts at token `start`."""
        _, sentence_end = self.layout.sentence(start)
        reach = self._quoted_reach(start, sentence_end)
        i, has_verb = start, False
        while i < sentence_end:
            number = self.layout.stretch_of[i]
            if number >= 0:
                has_verb = True
                i = self.layout.stretches[number].last + 1
                _, sentence_end = self._past(i, sentence_end)
                continue
            has_verb = has_verb or self.doc[i].tag_ in FINITE
            if (
                i >= max(reach, start + 1)
                and (has_verb or form != "clause")
                and self._cuts(cue, start, i, sentence_end, form)
            ):
                return i
            i += 1
        return sentence_end

    def _quoted_reach(self, start: int, sentence_end: int) -> int:
        """The token after the last quotation that no other cue, contrast or semicolon parts from `start`."""
        i, reach = start, start
        while i < sentence_end:
            number = self.layout.stretch_of[i]
            if number >= 0:
                i = reach = self.layout.stretches[number].last + 1
                continue
            token = self.doc[i]
            if i > start and (token.text in {";", ":"} or token.lower_ in PARTING or self._is_cue(token)):
                break
            i += 1
        return min(reach, sentence_end)

    def _is_cue(self, token: Token) -> bool:
        return token.pos_ == "VERB" and token.lower_ in self.vocabulary.verbs

    def _past(self, i: int, sentence_end: int) -> tuple[int, int]:
        """After a stretch that ended at token `i`: the sentence goes on where the stretch did not end it."""
        if i < sentence_end:
            return i, sentence_end
        return i, i

    def _cuts(self, cue: CueWord, start: int, i: int, sentence_end: int, form: str) -> bool:
        """Whether the content ends before token `i`."""
        token = self.doc[i]
        if token.text == ";":
            return True
        if token.text in DASHES:
            return self._is_loose_dash(i) and self._piece_leaves(cue, start, i + 1, sentence_end)
        if token.text == ",":
            return self._cuts_at_comma(cue, start, i, sentence_end, form)
        if token.text == ":":
            return False
        if token.lower_ in {"and", "but", "or"}:
            return self._cuts_at_conjunction(cue, start, i, sentence_end, form)
        if form == "object" and token.lower_ in ADJUNCTS and not (token.lower_ == "as" and cue.takes("as")):
            return self._head_outside(cue, start, i, i, sentence_end)
        return False

    def _is_loose_dash(self, i: int) -> bool:
        before, token = self.doc[i - 1], self.doc[i]
        return bool(before.whitespace_ and token.whitespace_) or token.text in {"—", "--"}

    def _cuts_at_comma(self, cue: CueWord, start: int, i: int, sentence_end: int, form: str) -> bool:
        at = i + 1
        if at >= sentence_end:
            return False
        token = self.doc[at]
        is_cue = token.lower_ in self.vocabulary.verbs
        if token.tag_ == "VBG" and is_cue:
            return True
        if token.lower_ in CONTRAST or token.lower_ in BREAKS or (token.lower_ == "even" and self._is_though(at + 1)):
            return True
        if form == "object":
            return not self._is_list(cue, start, at, sentence_end)
        if token.lower_ in {"and", "but", "or"}:
            return self._cuts_at_conjunction(cue, start, at, sentence_end, form)
        return self._piece_leaves(cue, start, at, sentence_end)

    def _is_though(self, i: int) -> bool:
        return i < len(self.doc) and self.doc[i].lower_ in {"though", "as", "if"}

    def _is_list(self, cue: CueWord, start: int, at: int, sentence_end: int) -> bool:
        root = self._root(at, sentence_end)
        inside = start <= root.head.i < at
        return inside and self.syntax.has(root, "conjunct", "apposition", "noun_modifier") and root.pos_ in NOUNS

    def _cuts_at_conjunction(self, cue: CueWord, start: int, i: int, sentence_end: int, form: str) -> bool:
        at = i + 1
        while at < sentence_end - 1 and self.doc[at].pos_ == "ADV":
            at += 1
        if at >= sentence_end:
            return False
        token = self.doc[at]
        finite = token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or token.tag_ == cue.head.tag_
        if token.pos_ in {"VERB", "AUX"} and finite:
            return form == "object" or token.head.i <= cue.head.i or self._is_cue_in_step(cue, token)
        return self._piece_leaves(cue, start, at, sentence_end)

    def _is_cue_in_step(self, cue: CueWord, token: Token) -> bool:
        """Whether a verb is another cue in the form of this one ("said ... and added")."""
        return token.tag_ == cue.head.tag_ and token.lower_ in self.vocabulary.verbs

    def _piece_leaves(self, cue: CueWord, start: int, at: int, sentence_end: int) -> bool:
        """Whether the tree hangs the piece at token `at` on something outside the content."""
        return at < sentence_end and self._head_outside(cue, start, at, at, sentence_end)

    def _head_outside(self, cue: CueWord, start: int, i: int, at: int, sentence_end: int) -> bool:
        root = self._root(at, sentence_end)
        if root.head.i == cue.head.i and self.syntax.has(root, "clause", "open_clause"):
            return False
        return not start <= root.head.i < at or root.head.i == root.i

    def _root(self, at: int, sentence_end: int) -> Token:
        """The highest token of the piece that starts at `at` and ends at the next comma, dash or semicolon."""
        end = at + 1
        while end < sentence_end and self.doc[end].text not in {",", ";", ":"} | DASHES:
            end += 1
        for token in self.doc[at:end]:
            if not at <= token.head.i < end or token.head.i == token.i:
                return token
        return self.doc[at]
