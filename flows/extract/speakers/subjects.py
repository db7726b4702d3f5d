"""Whose act a verb is, as the tree has it: its subject, its agent, or the subject of the verb it leans on."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from flows.extract.text.syntax import Syntax
from flows.extract.text.tags import FINITE, VERBS
from flows.extract.text.tokens import Token
from flows.extract.vocabulary import Vocabulary

CLIMB = 6
"""Verbs passed on the way up to a subject: deeper chains are parser errors."""
PEOPLE = frozenset({"one", "many", "body"})
TIMES = frozenset({"DATE", "TIME"})
SPEAKING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
UNFINISHED = frozenset({"VB", "VBG", "MD"})
"""Tags of verbs that a past or present tense cannot go on from: to run for mayor | and said, ..."""
QUESTIONING = frozenset({"WP", "WRB", "WDT"})
"""Tags of question words ("Asked *what* they were, she ...")."""
PARTICIPLES = frozenset({"when", "if", "once", "as", "though", "while", "unless"})
"""Words before a participle without a subject ("when asked about it, she ...")."""


class Subject(NamedTuple):
    """Who a verb belongs to. `is_settled`: the tree was understood, so that None means that nobody is named."""

    token: Token | None
    is_settled: bool


UNKNOWN = Subject(None, False)


class Subjects:
    """Finds the subject of verbs. `is_scene`: whether the tree took the noun of a scene for a subject."""

    def __init__(self, syntax: Syntax, vocabulary: Vocabulary, is_scene: Callable[[Token], bool]) -> None:
        self.syntax, self.vocabulary, self.is_scene = syntax, vocabulary, is_scene

    def of(self, verb: Token) -> Subject:
        """The subject of a verb: its own, its agent in the passive, or that of the verb it leans on."""
        if self.syntax.is_passive(verb) or self._is_participle(verb):
            return Subject(self.agent(verb), True)
        first, verb = verb, self._joined(verb)
        for _ in range(CLIMB):
            own = self._own(verb, first)
            if own is not None:
                return Subject(self._of_first(verb, first, own), True)
            if self.syntax.has(verb, "noun_clause"):
                return self._of_maker(verb) if self._hands_on(first, verb) else Subject(self._meant(verb), True)
            if self._is_reduced(verb, first):
                return Subject(self.syntax.child(verb, "agent"), True)
            if verb.head.i == verb.i or not self._leans(verb):
                return UNKNOWN
            verb = verb.head
        return UNKNOWN

    def agent(self, verb: Token) -> Token | None:
        """Who does what a passive tells, also where the tree hung them lower ("asked to keep it *by the mayor*")."""
        own = self.syntax.child(verb, "agent")
        if own is not None or verb.tag_ != "VBN":
            return own
        behind = [child for child in verb.rights if not self._is_reported(child)]
        lower = [token for child in behind for token in (child, *child.rights)]
        return next((token for token in lower if self._is_agent(token)), None)

    def is_somebody(self, token: Token) -> bool:
        """Whether a word names somebody, or stands for somebody."""
        return token.ent_type_ in SPEAKING or token.pos_ == "PRON" or token.lower_ in self.vocabulary.roles

    def _is_reported(self, token: Token) -> bool:
        """Whether a dependent may have an agent of its own ("expected to be *approved* by the council")."""
        return token.tag_ == "VBN" or self.syntax.has(token, "clause", "noun_clause", "conjunct")

    def _is_agent(self, token: Token) -> bool:
        """Whether a noun behind "by" is somebody."""
        case = self.syntax.child(token, "case") if token.pos_ != "PRON" and self.is_somebody(token) else None
        return case is not None and case.lower_ == "by" and self.syntax.has(token, "oblique", "noun_modifier", "agent")

    def above(self, participle: Token, found: Token) -> Token:
        """Who goes on with a participle behind a comma that the tree hung too low, else `found`.

        "Roe said that Poe had left, adding ..." is Roe's act, as is "Roe praised the plan, calling ...".
        """
        verb = participle.head
        for _ in range(CLIMB):
            if verb.head.i == verb.i or not self._is_below(verb):
                break
            verb = verb.head
        if verb.i in {participle.i, participle.head.i}:
            return found
        own = self.of(verb).token
        return own if own is not None and own.i < participle.i else found

    def _is_below(self, token: Token) -> bool:
        """Whether a noun, an infinitive or what is said belongs to the act of the word above it."""
        if token.pos_ not in VERBS:
            return self.syntax.child(token, "subject") is None
        is_said = self.syntax.has(token, "clause") and self._speaks(token.head)
        is_occasion = self.syntax.has(token, "adverbial_clause") and self.syntax.child(token, "marker") is not None
        is_said = is_said or (is_occasion and token.head.i < token.i)
        is_bare = token.tag_ == "VB" or (token.tag_ == "VBN" and self.syntax.child(token, "auxiliary") is None)
        return is_said or (is_bare and self.syntax.has(token, "open_clause", "noun_clause"))

    def _joined(self, verb: Token) -> Token:
        """The verb in the same tense that a second verb goes on from, where the tree joined it to a lower one.

        "Roe urged them to stay and *praised* the plan": the tree has "stay and praised".
        """
        if verb.tag_ not in FINITE or not self.syntax.has(verb, "conjunct") or self.syntax.child(verb, "subject"):
            return verb
        tense = self._tense(verb)
        if self._tense(verb.head) not in UNFINISHED or tense in UNFINISHED:
            return verb
        above = verb.head
        for _ in range(CLIMB):
            above = above.head
            if above.i < verb.i and above.pos_ in VERBS and self._tense(above) == tense:
                return above
        return verb

    def _leans(self, verb: Token) -> bool:
        if verb.pos_ == "ADV":
            return True  # "went so far as to say"
        return self.syntax.has(verb, "conjunct", "adverbial_clause", "open_clause", "loose_clause", "clause")

    def _own(self, verb: Token, first: Token) -> Token | None:
        """The subject of `verb`; its object for a verb it governs ("led her to declare", "quoted her as saying")."""
        if verb.i != first.i and first.head.i == verb.i:
            told = self.syntax.child(verb, "object")
            is_between = told is not None and verb.i < told.i < first.i
            if told is not None and is_between and (self._is_governed(first) or self._is_deed(first, told)):
                return told
        own = self._nearest(verb)
        if own is None and (verb.i == first.i or self.syntax.is_passive(verb)):
            own = self.syntax.child(verb, "passive_subject")
        return own

    def _nearest(self, verb: Token) -> Token | None:
        """The subject of a verb, which sets no scene; of two that behind "that" ("It is not that *Roe* fears it")."""
        found = list(self.syntax.children(verb, "subject"))
        if len(found) > 1 or (verb.tag_ in FINITE and self.syntax.has(verb, "conjunct")):
            found = [t for t in found if not (self.is_scene(t) or t.ent_type_ in TIMES)]
        if len(found) < 2 or found[1].i > verb.i:
            return found[0] if found else None
        marker = self.syntax.child(verb, "marker")
        return found[1] if marker is not None and found[0].i < marker.i < found[1].i else found[0]

    def _of_first(self, verb: Token, first: Token, own: Token) -> Token:
        """Who says the second thing, which the tree joined to what was said ("Roe said that she came and added ...").

        It is whoever said the first where a pronoun stands for them, or where only that verb has the second's tense.
        """
        speech = verb.head
        is_joined = verb.i < first.i and self.syntax.has(first, "conjunct") and self.syntax.has(verb, "clause")
        if not (is_joined and speech.i < verb.i and self._speaks(speech) and self._speaks(first)):
            return own
        tense = [self._tense(token) for token in (speech, verb, first)]
        if tense[0] != tense[2] or not (own.pos_ == "PRON" or tense[1] != tense[2]):
            return own
        return self.of(speech).token or own

    def _tense(self, verb: Token) -> str:
        """The tag of the finite part of a verb."""
        helpers = [child for child in self.syntax.children(verb, "auxiliary") if child.tag_ in FINITE]
        copula = next((child for child in verb.children if child.dep_ == "cop"), verb)
        return (helpers[0] if helpers else copula).tag_

    def _is_governed(self, verb: Token) -> bool:
        if verb.tag_ == "VBG":
            return verb.i > 0 and verb.nbor(-1).lower_ == "as"
        return verb.tag_ == "VB" and self.syntax.has(verb, "open_clause")

    def _is_deed(self, verb: Token, told: Token) -> bool:
        """Whether a verb tells for what somebody is judged ("thanked Ann Roe *for saying* so")."""
        role = self.vocabulary.roles.get(told.lower_)
        is_somebody = told.ent_type_ in SPEAKING or told.tag_ == "PRP" or (role is not None and role.number != "text")
        return is_somebody and verb.tag_ == "VBG" and verb.nbor(-1).lower_ == "for"

    def _is_participle(self, verb: Token) -> bool:
        """Whether what looks finite is a participle that leads up to the main verb ("Asked about it, she ...")."""
        if verb.tag_ not in {"VBD", "VBN"} or self.syntax.child(verb, "auxiliary") is not None:
            return False
        subject = self.syntax.child(verb, "subject")
        if subject is not None:
            return self._is_told(verb, subject)
        before = verb.nbor(-1).lower_ if verb.i else ""
        if before in PARTICIPLES and (before != "once" or self._is_put_to(verb)):  # "Roe once said"
            return True
        if not verb.is_sent_start or verb.i + 1 >= len(verb.doc):
            return False
        return verb.nbor(1).pos_ in {"ADP", "SCONJ"} or verb.nbor(1).tag_ in QUESTIONING

    def _is_told(self, verb: Token, subject: Token) -> bool:
        """Whether a comma alone parts a verb from who is told or asked by others ("Ann Roe, asked to stay, said")."""
        if not self._is_put_to(verb) or subject.i > verb.i or verb.nbor(-1).text != ",":
            return False
        between = verb.doc[subject.i + 1 : verb.i - 1]
        return all(token.pos_ in {"PROPN", "NOUN"} for token in between)

    def _is_put_to(self, verb: Token) -> bool:
        """Whether a verb of saying can be done to somebody: told, asked."""
        known = self.vocabulary.verbs.get(verb.lower_)
        return known is not None and "addressee" in known.complements

    def _is_reduced(self, verb: Token, first: Token) -> bool:
        """Whether a participle without a helper is in the passive; as the second of two verbs it seldom is."""
        if verb.tag_ != "VBN" or self.syntax.child(verb, "auxiliary") is not None:
            return False
        if verb.i == first.i and self.syntax.has(verb, "root", "loose_clause", "clause"):
            return False  # a past tense that the tagger took for a participle
        return not (verb.i == first.i and self.syntax.has(verb, "conjunct") and self._speaks(verb))

    def _meant(self, verb: Token) -> Token:
        """Who is to do what a noun speaks of ("time for *Roe* to speak"), else the noun."""
        if verb.tag_ != "VB":
            return verb.head
        between = (token for token in verb.head.children if verb.head.i < token.i < verb.i)
        meant = (t for t in between if (case := self.syntax.child(t, "case")) is not None and case.lower_ == "for")
        return next(meant, verb.head)

    def _of_maker(self, verb: Token) -> Subject:
        """The subject of the verb whose object or adjunct `verb` describes, else the described."""
        maker = self.of(self._told_thing(verb.head).head)
        return maker if maker.token is not None else Subject(verb.head, True)

    def _speaks(self, verb: Token) -> bool:
        known = self.vocabulary.verbs.get(verb.lower_)
        return known is not None and "quote" in known.complements

    def _told_thing(self, noun: Token) -> Token:
        """What goes to those whom `noun` names ("an *appeal* to voters saying"), else the noun."""
        case = self.syntax.child(noun, "case")
        is_told = case is not None and case.lower_ == "to" and self.syntax.has(noun, "noun_modifier")
        return noun.head if is_told and noun.head.i < noun.i else noun

    def _is_told_text(self, noun: Token) -> bool:
        """Whether a text goes to those whom `noun` names ("sent an email to voters saying")."""
        case, text = self.syntax.child(noun, "case"), self.syntax.child(noun.head, "object")
        role = self.vocabulary.roles.get(text.lower_) if text is not None else None
        return case is not None and case.lower_ == "to" and role is not None and role.number == "text"

    def _hands_on(self, first: Token, verb: Token) -> bool:
        """Whether a participle behind a thing is the act of who made it ("issued a statement saying ...")."""
        noun = self._told_thing(verb.head)
        if first.tag_ != "VBG" or first.i != verb.i or noun.pos_ not in {"NOUN", "PRON", "PROPN"}:
            return False
        if not self.syntax.has(noun, "object", "oblique") or noun.head.pos_ not in VERBS:
            return False
        if (first.i > 0 and first.nbor(-1).is_punct) or self._is_told_text(noun):
            return True
        role = self.vocabulary.roles.get(noun.lower_)
        if role is not None and role.number == "text" and not self.syntax.has(noun, "object"):
            case = self.syntax.child(noun, "case")
            return case is not None and case.lower_ == "in" and noun.head.i < noun.i  # "hit back in a letter stating"
        return self.syntax.has(noun, "object") and not (
            noun.ent_type_ in SPEAKING or (role is not None and role.number in PEOPLE)
        )
