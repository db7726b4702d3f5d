"""What a cue attributes: where its content starts, and how the content is built.

Words next to the cue ("that", "whether", "to") are believed before the tree.
"""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from flows.extract.content.extent import NOUNS, Extent
from flows.extract.cues import CueWord
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import FINITE, Syntax

SOFT = frozenset({",", "-", "–", "—", "--"})
"""What may stand between a cue and the "that" of its content: "said on Monday, in Rome, that ..."."""
NEAR = 12
"""Tokens from a cue to the "that" of its content."""
QUESTION_WORDS = frozenset({"whether", "if", "how", "what", "why", "who", "when", "where", "which", "whom", "whose"})


class ContentRules:
    """Finds the contents of verbs."""

    def __init__(self, layout: Layout, syntax: Syntax, extent: Extent) -> None:
        self.layout, self.syntax, self.extent = layout, syntax, extent
        self.doc = layout.tokens

    def complement(self, cue: CueWord) -> tuple[int, int, str] | None:
        """The content that follows a verb, as tokens `[start, end)` and its form: clause, infinitive or object."""
        found = self._opening(cue)
        if found is None:
            return None
        start, form = found
        if form == "clause":
            start = self._behind_time(start)
        if self.doc[start].lower_ == "that" or (self.doc[start].lower_ in QUESTION_WORDS and cue.takes("clause", "wh")):
            form = "clause"
        end = self.extent.end(cue, start, form)
        is_word = end == start + 1 or (end == start + 2 and self.layout.is_filler(end - 1))
        is_pronoun = is_word and self.doc[start].lower_ == "that"
        if is_pronoun or (is_word and form == "object" and self._is_pointer(start)):
            return None
        return (start, end, form) if end > start else None

    def _is_pointer(self, i: int) -> bool:
        """Whether token `i` is a pronoun behind a preposition ("agreed with her" tells nothing that was said)."""
        return self.doc[i].pos_ == "PRON" and self.doc[i - 1].pos_ == "ADP"

    def behind_passive(self, cue: CueWord) -> tuple[int, int] | None:
        """What a passive says of its subject, as tokens `[start, end)`: was charged with fraud, is known as a poet."""
        _, sentence_end = self.layout.sentence(cue.head.i)
        start = cue.end + 1
        if start >= sentence_end or self.doc[cue.end].lower_ not in {"as", "for", "of", "with"}:
            return None
        end = self.extent.end(cue, start, "object")
        return (start, end) if end > start else None

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

    def _behind_time(self, start: int) -> int:
        """Where a clause starts behind the day or vote that belongs to its cue: said last week it saw ..."""
        for i in range(start, min(start + NEAR, len(self.doc))):
            token = self.doc[i]
            is_that = token.lower_ == "that" and token.tag_ != "DT"  # not "said in that case it would"
            if is_that or (token.tag_ == "PRP" and self.doc[i - 1].ent_type_ == "DATE"):
                return i
            if token.ent_type_ != "DATE" and token.pos_ not in {"NUM", "SYM", "ADP"} and token.text not in {"-", "–"}:
                break
        return start

    def _opening_at_once(self, cue: CueWord, sentence_end: int) -> tuple[int, str] | None:
        """A "that" or an infinitive right behind the cue, whatever the tree makes of it."""
        i = self._past_adverbs(cue.end, sentence_end - 1)
        if i >= sentence_end - 1:
            return None
        word, after = self.doc[i].lower_, self.doc[i + 1]
        if word == "that" and cue.takes("clause") and self.doc[i].tag_ != "DT":
            return i, "clause"
        if word in QUESTION_WORDS and cue.takes("wh") and word in {"whether", "if", "how", "why"}:
            return i, "clause"
        if word in cue.complements and after.lower_ in QUESTION_WORDS:
            return i + 1, "clause"
        if word == "to" and cue.takes("to") and (after.tag_ == "VB" or not self.layout.is_outside(i + 1)):
            return i, "infinitive"
        return None

    def _past_adverbs(self, start: int, end: int) -> int:
        """The first token from `start` on, before `end`, that is no adverb and no part of a date; else `end`."""
        while start < end and (self.doc[start].pos_ == "ADV" or self.doc[start].ent_type_ == "DATE"):
            start += 1
        return start

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
            is_near = case.i <= cue.end + 4 and not self._is_counted(cue, case.i)
            return "object" if case.lower_ in cue.complements and is_near else None
        return None

    def _is_counted(self, cue: CueWord, end: int) -> bool:
        """Whether a count stands before token `end`: "voted by nine to two for a strike" is a result, no words."""
        words = self.doc[cue.end : end]
        return any(token.lower_ == "by" for token in words) and any(token.pos_ == "NUM" for token in words)

    def _form_of_object(self, cue: CueWord, child: Token) -> str | None:
        """An object is content, or the one who is told: then the clause behind it is."""
        if cue.takes("clause") and not cue.takes("object"):
            is_ahead = child.left_edge.i == cue.end and child.pos_ in {"NOUN", "PROPN"}
            return "clause" if is_ahead and self._is_clause_ahead(cue, child.i + 1) else None
        return "object" if cue.takes("object") else None

    def _is_clause_ahead(self, cue: CueWord, start: int) -> bool:
        """Whether a finite verb follows from `start` on before a comma, so that what stands there is its subject."""
        _, sentence_end = self.layout.sentence(cue.head.i)
        if cue.takes("addressee"):
            return False
        for token in self.doc[start:sentence_end]:
            if token.is_punct or token.tag_ in {"WDT", "WP"} or not self.layout.is_outside(token.i):
                return False
            if token.tag_ in FINITE:
                return True
        return False

    def _first(self, cue: CueWord, child: Token, form: str) -> int:
        start = max(child.left_edge.i, cue.end)
        is_told = form == "infinitive" and cue.takes("addressee")  # told them to go
        if (is_told or (form == "clause" and not cue.takes("addressee"))) and self._runs_on(cue.end, start):
            return cue.end
        if (
            form == "object"
            and self.doc[start].lower_ in cue.complements
            and self.syntax.has(child, "oblique", "noun_modifier")
        ):
            start += 1
        return start

    def _runs_on(self, start: int, end: int) -> bool:
        """Whether the words from `start` to where the tree has a clause begin can only be its first words."""
        words = self.doc[start:end]
        if not words or words[0].pos_ not in NOUNS or words[0].ent_type_ == "DATE":
            return False
        return not any(token.text == "," for token in words)

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
        return self._opening_on_quotation(cue, sentence_end) or self._opening_on_subject(cue, sentence_end)

    def _opening_on_subject(self, cue: CueWord, sentence_end: int) -> tuple[int, str] | None:
        """A noun phrase right behind a finite verb of saying, and a finite verb of its own: said Ankara feared it."""
        start = cue.end
        if start >= sentence_end or cue.cue_class != "speech" or cue.head.tag_ not in FINITE:
            return None
        opens = cue.takes("clause") and self.doc[start].pos_ in NOUNS and self.doc[start].ent_type_ != "DATE"
        if not opens or any(t.pos_ == "SCONJ" for t in self._up_to_verb(start, sentence_end)):
            return None
        return (start, "clause") if self._is_clause_ahead(cue, start) else None

    def _up_to_verb(self, start: int, sentence_end: int) -> list[Token]:
        """The tokens from `start` to the first finite verb."""
        return list(takewhile(lambda token: token.tag_ not in FINITE, self.doc[start:sentence_end]))

    def _opening_on_quotation(self, cue: CueWord, sentence_end: int) -> tuple[int, str] | None:
        """The words right behind a cue where they go on to a quotation: said the “old model” is dead."""
        if cue.cue_class not in {"speech", "writing"} or cue.head.tag_ == "VBN":
            return None
        start = self._past_adverbs(cue.end, sentence_end)
        form = "clause" if cue.takes("clause") else "object" if cue.takes("object") else None
        if start < sentence_end and self.doc[start].pos_ == "ADP" and self.doc[start].lower_ in cue.complements:
            start, form = start + 1, "object"
        if start >= sentence_end or form is None or (self.layout.is_filler(start) and self.layout.is_outside(start)):
            return None
        return (start, form) if self.extent.quoted_reach(start, sentence_end, form) > start else None
