"""The phrases of a document that can mean somebody: names, third-person pronouns and descriptions by a known noun.

A description that only stands before a name ("spokeswoman Ann Roe") is part of that name and no phrase of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from flows.enums import Label, MentionKind
from flows.extract.coreference.agent_nouns import ends_name, is_agent, noun_at
from flows.extract.coreference.ages import is_age, read_age
from flows.extract.coreference.determiners import LeftReader
from flows.extract.coreference.phrase import (
    DETERMINERS,
    FEMALE,
    KIND_OF_LABEL,
    KIND_OF_NUMBER,
    MALE,
    MANY,
    THIRD_PERSON,
    Kind,
    Phrase,
    Scope,
)
from flows.extract.names.mentions import Mention
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import Syntax
from flows.extract.text.tags import VERBS
from flows.extract.text.tokens import Token, root_of
from flows.extract.vocabulary import Vocabulary
from flows.extract.word_groups import WordGroup

HEADS = frozenset({"NOUN", "PROPN", "ADJ"})
"""Word classes of the head of a description: the tagger takes a rare noun for an adjective ("the skeptic")."""
LEADING = frozenset({"SCONJ", "CCONJ", "ADP", "AUX", "VERB", "PRON"})
"""Word classes before a noun that no description begins with."""
REGIONAL = frozenset({Label.GPE, Label.LOC, Label.NORP})
DESCRIPTIVE = REGIONAL | {Label.ORG}
"""Labels that the recogniser gives to "Utah Republican"."""
OF_MANY = ("ban", "ch", "ese", "s", "sh")
"""Ends of the names of peoples that mean many behind "the" ("the French", "the Taliban")."""
ENDS = frozenset({",", ";", ":", "—", "--", "(", "“", "``", '"'})
PLACING = frozenset({"of", "from"})
CLIMB = 8
"""Words passed on the way up to the verbs above a phrase."""
SINGULAR_TAGS = frozenset({"NN", "NNP", "JJ"})
"""The tagger takes a party's noun for an adjective ("Republican seeks inquiry")."""
PLURAL_TAGS = frozenset({"NNS", "NNPS"})


class PhraseReader:
    """Reads the phrases of one document."""

    def __init__(self, layout: Layout, mentions: Sequence[Mention], vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.layout, self.tokens = layout, layout.tokens
        self.vocabulary, self.syntax = vocabulary, syntax
        groups = vocabulary.groups
        self.empty_verbs, self.quantities = groups[WordGroup.EMPTY_VERB], groups[WordGroup.QUANTITY]
        self.regions = vocabulary.region_kinds
        self.common_place_words = groups[WordGroup.COMMON_PLACE_WORD]
        self.either, self.left = groups[WordGroup.EITHER], LeftReader(syntax, vocabulary)
        self.name_at: dict[int, Mention] = {}
        """The name that a token belongs to."""
        for mention in mentions:
            if mention.identity is not None:
                first, last = layout.token_at(mention.start), layout.token_at(mention.end - 1)
                self.name_at.update(dict.fromkeys(range(first, last + 1), mention))

    def phrases(self, sources: frozenset[int]) -> Iterator[Phrase]:
        """Every phrase by its head. `sources` are heads of phrases that speak, whatever noun they are."""
        done: Mention | None = None
        for i, token in enumerate(self.tokens):
            mention = self.name_at.get(i)
            if mention is not None:
                if mention is not done:
                    yield self._name(i, mention)
                done = mention
            word_class = token.pos_
            if word_class == "PRON":
                if token.lower_ in THIRD_PERSON:
                    yield self._pronoun(token)
            elif mention is not None:
                if self._is_description(token, mention) and not self._is_modifier(token):
                    yield self._description(token)
            elif word_class in HEADS and self._can_describe(token, word_class, sources):
                yield self._description(token)

    def head_of(self, i: int) -> int:
        """The head of the name that token `i` belongs to, else `i`."""
        mention = self.name_at.get(i)
        return i if mention is None or self._is_description(self.tokens[i], mention) else self._name_head(mention)

    def _name_head(self, mention: Mention) -> int:
        first, last = self.layout.token_at(mention.start), self.layout.token_at(mention.end - 1)
        return root_of(self.tokens, first, last + 1)

    def _name(self, first: int, mention: Mention) -> Phrase:
        last, head = self.layout.token_at(mention.end - 1), self._name_head(mention)
        identity = mention.identity
        kind = KIND_OF_LABEL.get(Label(mention.label), Kind.UNKNOWN)
        phrase = Phrase(head, first, last + 1, MentionKind.NAME, self.tokens[head].lower_, kind, identity=identity)
        is_plural = kind in {Kind.UNKNOWN, Kind.BODY} and first == last and self.tokens[head].tag_ in PLURAL_TAGS
        phrase.is_many = kind is Kind.PEOPLE or is_plural  # "Hispanics", whatever the recogniser calls them
        return self._placed(phrase)

    def _pronoun(self, token: Token) -> Phrase:
        word = token.lower_
        is_person = word in MALE | FEMALE
        gender = "male" if word in MALE else "female" if word in FEMALE else ""
        kind = Kind.PERSON if is_person else Kind.UNKNOWN
        phrase = Phrase(token.i, token.i, token.i + 1, MentionKind.PRONOUN, word, kind, gender, is_many=word in MANY)
        phrase.is_empty = self._is_empty(token)
        return self._placed(phrase)

    def _is_empty(self, token: Token) -> bool:
        """Whether "it" stands for nothing ("it rained", "it is clear that")."""
        return token.lower_ == "it" and (token.dep_ == "expl" or token.head.lower_ in self.empty_verbs)

    def _is_description(self, token: Token, mention: Mention) -> bool:
        """Whether what was taken for a name is a noun for one of a party or people ("the Utah Republican")."""
        if mention.label not in DESCRIPTIVE or token.tag_ not in SINGULAR_TAGS:
            return False
        is_people = mention.label == Label.NORP
        if not is_people and self.name_at.get(token.i - 1) is not mention:
            return False  # "the Ohio Republican" as one name
        if ends_name(self.tokens, token.i, self.vocabulary):
            return False  # "the Daily Caller"
        role = self.vocabulary.roles.get(token.lower_)
        if role is not None and (is_people or role.number == "one"):
            is_determined = any(child.lower_ in DETERMINERS or self.syntax.is_possessor(child) for child in token.lefts)
            return is_determined or (is_people and self._is_headlined(token))
        first = self.layout.token_at(mention.start)
        determiner = self.tokens[first - 1].lower_ if first else ""
        is_last = token.i == self.layout.token_at(mention.end - 1)  # "the South *African*"
        is_one = is_people and is_last and not token.lower_.endswith(OF_MANY)
        return is_one and determiner in {"the", "a", "an"} and self.syntax.has(token, "subject", "apposition")

    def _can_describe(self, token: Token, word_class: str, sources: frozenset[int]) -> bool:
        if token.is_title and token.i and token.i - 1 in self.name_at and token.nbor(-1).ent_type_ in {"ORG", "MISC"}:
            return False  # "the Daily Courier", of which the recogniser took only a part
        if ends_name(self.tokens, token.i, self.vocabulary):
            return False
        if self._is_modifier(token):
            return False
        if is_age(self.tokens, token.i):
            return True
        if word_class != "ADJ" and noun_at(self.tokens, token.i, self.vocabulary) in self.vocabulary.roles:
            return True
        if token.i not in sources:
            return False
        return word_class == "NOUN" or any(child.lower_ in DETERMINERS for child in token.lefts)

    def _is_modifier(self, token: Token) -> bool:
        """Whether a noun belongs to the one behind it ("*campaign* manager", "*spokeswoman* Ann Roe")."""
        is_before = self._hangs_before(token) and token.head.pos_ not in VERBS
        return is_before and not self.syntax.is_possessor(token) and self.syntax.child(token, "case") is None

    def _hangs_before(self, token: Token) -> bool:
        return token.head.i > token.i and self.syntax.has(token, "noun_modifier")

    def _description(self, token: Token) -> Phrase:
        word = noun_at(self.tokens, token.i, self.vocabulary)
        role = self.vocabulary.roles.get(word)
        kind = KIND_OF_NUMBER.get(role.number, Kind.UNKNOWN) if role else Kind.UNKNOWN
        if role is None and (token.i in self.name_at or is_agent(word, self.vocabulary)):
            kind = Kind.PERSON  # "the Italian", "the skeptic's opponent"
        if word in self.either and token.tag_ not in PLURAL_TAGS:
            kind = Kind.UNKNOWN
        is_many = kind is Kind.PEOPLE or token.tag_ in PLURAL_TAGS
        left = self.left.read(token)
        scope = left.scope
        if word in self.quantities:
            scope = Scope.QUANTIFIED  # "the share of voters"
        if scope is Scope.BARE and self._is_headlined(token):
            scope = Scope.DEFINITE
        start, end = self._extent(token)
        phrase = Phrase(token.i, start, end, MentionKind.NOMINAL, word, kind)
        phrase.gender, phrase.is_many = (role.gender if role else ""), is_many
        phrase.scope, phrase.owner, phrase.modifiers, phrase.field = scope, left.owner, left.modifiers, left.field
        phrase.age = read_age(self.tokens, token.i, token.i + 1)
        named = {id(m): m for i in range(phrase.start, phrase.end) if (m := self.name_at.get(i)) and i != token.i}
        phrase.places = frozenset(self.tokens[i].lower_ for i in self._placing(phrase) if self.is_regional(i))
        phrase.is_placed = any(i in self.name_at for i in range(token.i + 1, phrase.end))
        phrase.inside = [mention.identity for mention in named.values() if mention.identity]
        return self._placed(phrase)

    def _placing(self, phrase: Phrase) -> Iterator[int]:
        """The tokens that may tell a description's place: before its head, behind "of", or a people."""
        yield from range(phrase.start, phrase.head)
        if self.vocabulary.demonym_kinds.get(phrase.word) == "nationality":
            yield phrase.head  # "the Egyptian"
        if phrase.head + 1 < phrase.end and self.tokens[phrase.head + 1].lower_ in PLACING:
            yield from takewhile(self.is_regional, range(phrase.head + 2, phrase.end))

    def _is_headlined(self, token: Token) -> bool:
        """Whether a noun stands as a subject in the first paragraph, where headlines leave out the article."""
        end = self.layout.paragraphs[0][1] if self.layout.paragraphs else 0
        return token.idx < end and token.tag_ in SINGULAR_TAGS and self.syntax.has(token, "subject", "passive_subject")

    def is_regional(self, i: int) -> bool:
        """Whether token `i` tells of which place, people or party somebody is."""
        mention = self.name_at.get(i)
        word = self.tokens[i].lower_
        is_region = mention is not None and (mention.label in REGIONAL or word in self.regions)
        return is_region and word not in self.common_place_words

    def _extent(self, head: Token) -> tuple[int, int]:
        """The tokens of a description, without what leads up to it and without what follows a comma or line end."""
        span = self.syntax.noun_phrase(head)
        start, end = span.start, max(span.end, head.i + 1)
        for i in range(start, head.i):
            is_joined = self.tokens[i - 1].text == "-"  # "the Rome-based company"
            leads = self.tokens[i].pos_ in LEADING and self.tokens[i].tag_ != "PRP$" and i not in self.name_at
            leads = leads and not is_joined
            if leads or self.tokens[i].text in ENDS or self.tokens[i].is_space:
                start = i + 1
        return start, next((i for i in range(head.i + 1, end) if self._is_end(i, head)), end)

    def _is_end(self, i: int, head: Token) -> bool:
        is_own_possessive = self.tokens[i].tag_ == "POS" and i == head.i + 1
        return self.tokens[i].text in ENDS or "\n" in self.tokens[i].text or is_own_possessive

    def _placed(self, phrase: Phrase) -> Phrase:
        """The phrase with its place in its clause; one joined by "and" or set beside another has that of the first."""
        token = self.tokens[phrase.head]
        for _ in range(3):
            if not self.syntax.has(token, "conjunct", "apposition") or token.head.pos_ == "VERB":
                break
            token = token.head
        phrase.relation, phrase.verb = self._relation(token), token.head.i
        phrase.above = self._above(token)
        return phrase

    def _above(self, token: Token) -> dict[int, int]:
        found: dict[int, int] = {}
        for _ in range(CLIMB):
            if token.head is token:
                break
            token = token.head
            if token.pos_ in VERBS:
                found[token.i] = len(found)
        return found

    def _relation(self, token: Token) -> str:
        """Its place in its clause; an owner is the possessor of a subject ("*her* bag was lost")."""
        is_before_verb = self._hangs_before(token) and token.head.pos_ in VERBS  # "the 43-year-old muttered"
        if is_before_verb or self.syntax.has(token, "subject", "passive_subject"):
            return "subject"
        if self.syntax.has(token, "object"):
            return "object"
        if self.syntax.is_possessor(token):
            owned = self.syntax.has(token.head, "subject", "passive_subject")
            return "owner" if owned else "possessor"
        return "oblique" if self.syntax.has(token, "oblique") else "other"
