"""The name beside a description: "his lawyer, Ann Roe", "the teacher Ann Roe", "Ann Roe, a lawyer"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from flows.enums import Label
from flows.extract.coreference.agent_nouns import read_number
from flows.extract.coreference.called import Called
from flows.extract.coreference.name_index import TITLES, NameIndex, is_of_kind
from flows.extract.names.mentions import Mention
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import Syntax
from flows.extract.text.tags import NOUNS
from flows.extract.text.tokens import Token
from flows.extract.vocabulary import Vocabulary
from flows.extract.word_groups import WordGroup

BODY_PART, ADVERB_OF_OFFICE = WordGroup.BODY_PART, WordGroup.ADVERB_OF_OFFICE
NEAR = 8
"""Mentions looked at from the start of a phrase: no phrase that speaks holds more names."""
CLOSERS = frozenset({",", ".", ";", ":", ")", "—", "–", "--", "-", "”", '"', "''", "!", "?"})
"""What may end an apposition behind its name."""
PLACING = frozenset({"of", "from", "in"})
MADE_BY = frozenset({"by", "from"})
"""Prepositions before whoever made a text."""
BRACKET = 8
"""Tokens of a bracket behind a name."""
APPOSITION = 10
"""Tokens of an apposition that ends with a name."""
DESCRIBING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
WITHIN = frozenset({"of", "'s", "’s"})
"""What else may stand in it."""
SPANNED = 3
"""Words between a name's own word and the head that it names."""


class Beside:
    """Finds the name beside a description in one document."""

    def __init__(self, layout: Layout, mentions: list[Mention], vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.layout, self.tokens = layout, layout.tokens
        self.mentions, self.vocabulary, self.syntax = mentions, vocabulary, syntax
        self.parts = vocabulary.groups[BODY_PART]
        self._numbers: dict[int, str] = {}
        self.index = NameIndex(layout, mentions, vocabulary)
        self.called = Called(self.index, vocabulary, syntax)

    def name_of(self, head: Token, start: int, end: int) -> Mention | None:
        """The name of whom the noun phrase `[start, end)` around `head` describes, None where none stands beside it."""
        if self._number(head) == "many":
            return None
        behind = self._inside(head, start, end) or self._right_behind(head, end)
        if is_whose(head):  # "Al Roe, whose mother, Ann, died": she is not whom the clause describes
            return behind or self._behind_comma(head, end)
        return (
            behind
            or self._apposed(head)
            or self._behind_comma(head, end)
            or self._behind_name(head, start, end)
            or self._joined(head)
            or self.called.name_of(head, end, self._number(head))
        )

    def maker_of(self, head: Token) -> Mention | None:
        """The person or body whose text speaks ("a report by the Danube Institute", "a post from Ann Roe")."""
        if self._number(head) != "text":
            return None
        for noun in (*self.syntax.children(head, "noun_modifier"), *self._agents(head)):
            case, named = self.syntax.child(noun, "case"), self.index.covering(noun.i)
            is_by = case is not None and case.lower_ in MADE_BY and (case.i == head.i + 1 or noun.head.i != head.i)
            if is_by and named is not None and named.label in {Label.PERSON, Label.ORG}:
                return named
        return None

    def _agents(self, head: Token) -> Iterator[Token]:
        """By whom a text was made ("a poll conducted by *Danube Research*")."""
        for verb in self.syntax.children(head, "noun_clause"):
            if verb.lower_ in self.vocabulary.groups[WordGroup.MAKING]:
                agents = self.syntax.children(verb, "agent", "oblique")
                yield from (noun for noun in agents if any(c.lower_ == "by" for c in noun.lefts))

    def _number(self, head: Token) -> str:
        """one, many, body or text, as the noun tells, or its form ("gynecologist")."""
        if head.i not in self._numbers:  # each way to find a name asks for it
            self._numbers[head.i] = read_number(head, self.tokens, self.vocabulary)
        return self._numbers[head.i]

    def _inside(self, head: Token, start: int, end: int) -> Mention | None:
        """A person named in the phrase behind its head ("spokeswoman Ann Roe"); "a Roe adviser" is not Roe."""
        if self._number(head) in {"body", "text", "place"}:
            return self._body_inside(head, start)
        at = bisect_left(self.index.starts, head.idx)
        last = self.tokens[end - 1].idx + len(self.tokens[end - 1])
        for mention in self.mentions[at : at + NEAR]:
            if mention.end > last:
                break
            if mention.label == Label.PERSON and (self._is_name_of(mention, head) or self._ends(mention, head, last)):
                return mention
        return None

    def _ends(self, mention: Mention, head: Token, last: int) -> bool:
        """Whether a name ends the phrase behind a noun that is nobody ("the secretary of *state* Ann Roe")."""
        before = self.tokens[self.layout.token_at(mention.start) - 1]
        is_noun = before.pos_ in NOUNS and before.ent_type_ != Label.PERSON
        is_title = self.layout.text[head.idx : mention.start].strip().lower() in self.vocabulary.titles
        return mention.end == last and is_noun and (is_title or before.lower_ not in self.vocabulary.roles)

    def _body_inside(self, head: Token, start: int) -> Mention | None:
        """The body whose kind its own name goes before ("Danube magazine"); its campaign or board is another body."""
        behind = self.index.covering(head.i + 1) if head.i + 1 < len(self.tokens) else None
        if behind is not None and behind.label == Label.ORG and head.lower_ not in self.parts:
            return behind  # "the carmaker Danubia"
        if head.lower_ in self.parts or head.i == start:
            return None
        named = self.index.covering(head.i - 1)
        if named is None or named.label != Label.ORG:
            return None
        last = self.tokens[head.i - 1]
        return named if last.head.i == head.i and not self.syntax.is_possessor(last) else None

    def _is_name_of(self, mention: Mention, head: Token) -> bool:
        """Whether a name in the phrase hangs on its head without a preposition between."""
        token = self.index.root(mention)
        for _ in range(SPANNED):
            if token.i == head.i:
                return True
            if not self.syntax.has(token, "noun_modifier", "apposition") or self.syntax.is_possessor(token):
                return False
            if self.syntax.child(token, "case") is not None:
                return False
            token = token.head
        return False

    def _right_behind(self, head: Token, end: int) -> Mention | None:
        """The person named right behind a role, a title between ("the teacher Ann Roe", "candidate Sen. Ann Roe")."""
        if self._number(head) == "body" and end < len(self.tokens):
            named = self.index.covering(end)
            return named if named is not None and named.label == Label.ORG and end == head.i + 1 else None
        if self._number(head) != "one" or end > head.i + 1 + TITLES:
            return None
        mention = self.index.next_person(head.i + 1) or self._behind_title(head)
        if mention is None:
            return None
        root = self.index.root(mention)
        is_another = self.syntax.has(root, "subject", "passive_subject") and root.head.i != head.head.i
        is_free = self.syntax.has(head, "object", "oblique") and is_another  # "told the minister Ann Roe had left"
        return None if is_free else mention

    def _behind_title(self, head: Token) -> Mention | None:
        """The person behind a title of several words that a noun begins ("former *secretary of state* Ann Roe")."""
        for i in range(head.i + 2, min(head.i + 2 + TITLES, len(self.tokens))):
            named = self.index.covering(i)
            if named is not None:
                is_title = self.layout.text[head.idx : named.start].strip().lower() in self.vocabulary.titles
                return named if is_title and named.label == Label.PERSON else None
        return None

    def _joined(self, head: Token) -> Mention | None:
        """The person whom two roles with one article describe ("front-runner and former mayor Ann Roe")."""
        other = self.syntax.child(head, "conjunct")
        if other is None or self._number(other) != "one" or self._number(head) != "one":
            return None
        is_apart = any(child.pos_ in {"DET", "PRON"} or self.syntax.is_possessor(child) for child in other.lefts)
        span = self.syntax.noun_phrase(other)
        found = None if is_apart else self._inside(other, span.start, span.end) or self._right_behind(other, span.end)
        return found if found is not None and found.start > other.idx else None

    def _behind_name(self, head: Token, start: int, end: int) -> Mention | None:
        """The name before the comma that opens a description ("Ann Roe of Ohio, a lawyer who", "Roe, 43, a guide")."""
        opens = start - 1 - (start > 1 and self.tokens[start - 1].lower_ in self.vocabulary.groups[ADVERB_OF_OFFICE])
        closes = self.tokens[end].text if end < len(self.tokens) else "."
        is_closed = closes in CLOSERS or self.tokens[end].tag_ in {"WP", "WDT"} or "\n" in closes
        if self._number(head) not in {"one", "body"} or opens < 1 or self.tokens[opens].text != "," or not is_closed:
            return None
        before = self._before_bracket(opens - 1)
        if self.tokens[before].is_digit and before > 1 and self.tokens[before - 1].text == ",":
            before -= 2
        named = self.index.covering(before)
        if named is not None and named.label in {"GPE", "LOC"}:
            first = self.layout.token_at(named.start)
            named = self.index.covering(first - 2) if first > 1 and self.tokens[first - 1].lower_ in PLACING else None
        if named is None or self._is_scene(named, head):
            return None
        return named if self._fits(named, head) else None

    def _is_scene(self, named: Mention, head: Token) -> bool:
        """Whether a name belongs to the scene before a subject ("In talks with Ann Roe, a farmer said")."""
        return self.syntax.has(head, "subject") and self.syntax.child(self.index.root(named), "case") is not None

    def _before_bracket(self, i: int) -> int:
        """The token before the bracket that ends at token `i` ("Ann Roe (R-Ohio)"), else `i`."""
        if self.tokens[i].text != ")":
            return i
        opens = next((j for j in range(i - 1, max(0, i - BRACKET), -1) if self.tokens[j].text == "("), i)
        return opens - 1 if opens < i else i

    def _apposed(self, head: Token) -> Mention | None:
        """The name that the tree sets beside the head, behind it or before it."""
        for apposition in self.syntax.children(head, "apposition"):
            named = self.index.covering(apposition.i)
            if named is not None and self._fits(named, head):
                return named
        if self.syntax.has(head, "apposition"):
            named = self.index.covering(head.head.i)
            return named if named is not None and self._fits(named, head) else None
        return None

    def _fits(self, mention: Mention, head: Token) -> bool:
        """Whether a name is of the kind that the noun describes."""
        return is_of_kind(mention, head, self._number(head))

    def _behind_comma(self, head: Token, end: int) -> Mention | None:
        """The name between a comma and the end of the apposition, whatever the tree makes of it."""
        number = self._number(head)
        is_subject = not number and self.syntax.has(head, "subject")  # "The harbour master, Ann Roe, says"
        if not (number in {"one", "body"} or is_subject) or end + 1 >= len(self.tokens) or self.tokens[end].text != ",":
            return None
        behind = self.tokens[end + 1].idx
        at = bisect_left(self.index.starts, behind)
        if at == len(self.index.starts):
            return None
        last = self._ending_apposition(end + 1)
        mention = last or self.mentions[at]
        title = self.layout.text[behind : mention.start].strip().lower()
        is_titled = not title or title in self.vocabulary.titles or (number == "body" and title == "the")
        if not is_titled and not (last and self._has_role(end + 1, last)):
            return None
        is_body = mention.label != Label.PERSON or not (mention.identity and mention.identity.gender)
        is_kind = is_body if number == "body" else mention.label not in {"GPE", "LOC", "NORP"}
        is_kind = is_kind and (bool(number) or mention.label == Label.PERSON)
        return mention if is_kind and self._is_closed(mention, head) else None

    def _ending_apposition(self, start: int) -> Mention | None:
        """The person whose name ends the apposition that starts at token `start` (", the Roe aide *Ben Poe*, said").

        What goes on with "and" is a list of several people.
        """
        for i in range(start, min(start + APPOSITION, len(self.tokens) - 1)):
            if self.tokens[i].pos_ not in DESCRIBING and self.tokens[i].lower_ not in WITHIN:
                is_one = self.tokens[i].text == "," and i > start and self.tokens[i + 1].pos_ != "CCONJ"
                named = self.index.covering(i - 1) if is_one else None
                return named if named is not None and named.label == Label.PERSON else None
        return None

    def _has_role(self, start: int, mention: Mention) -> bool:
        """Whether a noun for one person stands between token `start` and a name."""
        return any(self._number(self.tokens[i]) == "one" for i in range(start, self.layout.token_at(mention.start)))

    def _is_closed(self, mention: Mention, head: Token) -> bool:
        """Whether an apposition ends behind its name: with a comma, for a person with any mark.

        The comma may be left out before the verb ("the mayor, Ann Roe said").
        """
        is_person = self._number(head) == "one" and mention.label == Label.PERSON
        after = self.layout.token_at(mention.end - 1) + 1
        if after >= len(self.tokens):
            return is_person
        mark = self.tokens[after].text
        is_verb = self.syntax.has(head, "subject") and after == head.head.i
        return mark == "," or (is_person and (mark in CLOSERS or self.tokens[after].is_space or is_verb))


def is_whose(head: Token) -> bool:
    """Whether a relative clause tells whose somebody is ("Ann Roe, *whose* boss said so")."""
    return any(child.tag_ == "WP$" for child in head.lefts)
