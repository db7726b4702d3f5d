"""Roles in an article: the title, description, party and place that it gives its people beside their names.

A role is empty where the text leaves it open: every one of them has a noun for one person as its head.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from flows.enums import Label, MentionKind
from flows.extract.coreference.agent_nouns import is_agent, noun_at
from flows.extract.coreference.chains import Chains
from flows.extract.coreference.phrase import Kind
from flows.extract.coreference.ranker import Reference
from flows.extract.coreference.regions import PARTY
from flows.extract.names.identity import ARTICLE, Identity
from flows.extract.names.mentions import Mention
from flows.extract.text.layout import Layout
from flows.extract.text.tags import NOUNS, VERBS
from flows.extract.text.tokens import Token
from flows.extract.vocabulary import Vocabulary
from flows.extract.word_groups import WordGroup

MAX_TITLE, MAX_DESCRIPTION = 6, 14
"""Tokens before and after a name in which its role is sought."""
LONGEST_TITLE = 3
"""Tokens of the longest title that has small words in it ("Secretary of State")."""
RELATIVE = frozenset({"WP", "WP$", "WDT", "WRB"})
"""Tags of the words that open a relative clause."""
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
"""Tags of the verbs whose subject stands before them: "After Ann Roe, a lawyer | spoke"."""
POSSIBLE = frozenset({"MD", "TO"})
"""Tags of the words by which a predicate only may come true ("would be a good mayor")."""
LEADS_ON = frozenset({"ADP", "ADV", "CCONJ", "DET", "PART", "PRON", "PUNCT", "SCONJ"})
"""Parts of speech that no description ends with."""
MODIFIERS = NOUNS | {"ADJ"}
ARTICLES = frozenset({"the", "a", "an"})
FORMER = frozenset({"former", "then"})
"""What opens a title, however the words before it are written, and is none alone."""
OFFICE_ADJECTIVES = frozenset({"acting", "former"})
"""Adverbs before an office that are part of what it is."""
COMPARING = frozenset({"fellow", "rival"})
"""Words before a title that speak of somebody else too ("fellow Sen. Ann Roe")."""
SINGLED_OUT = frozenset({"next", "only", "other"})
"""Words that tell one of several and no role ("the other candidate", "the only lawyer in the race")."""
SETTLED = frozenset({"name_beside", "predicate"})
"""Why a description surely means somebody."""
SURE = 0.85
"""Chance from which a description elsewhere is the role of whom it means."""


class Roles:
    """The roles of one article's people."""

    def __init__(self, layout: Layout, chains: Chains, vocabulary: Vocabulary) -> None:
        self.layout, self.doc, self.vocabulary, self.chains = layout, layout.tokens, vocabulary, chains
        self.adverbs = vocabulary.groups[WordGroup.ADVERB_OF_OFFICE] - OFFICE_ADJECTIVES
        self.no_roles = vocabulary.groups[WordGroup.NO_ROLE]

    def of(self, mention: Mention) -> str | None:
        """The role beside a name, else the first that the article gives the person elsewhere."""
        if mention.label != Label.PERSON or mention.identity is None:
            return None
        return self._beside(mention) or self.of_identity(mention.identity)

    def of_identity(self, identity: Identity) -> str | None:
        """The first role that the article gives somebody."""
        return self._by_identity.get(id(identity))

    def of_reference(self, reference: Reference) -> str | None:
        """The role that a description gives whom it surely means, without its article."""
        phrase, entity = reference.phrase, reference.entity
        is_described = phrase.form is MentionKind.NOMINAL and entity is not None and entity.identity is not None
        if not is_described or entity is None or entity.kind is not Kind.PERSON or phrase.is_many:
            return None
        if not SETTLED.intersection(reference.why) and reference.chance < SURE:
            return None
        lefts = list(self.doc[phrase.head].lefts)
        is_none = any(child.tag_ in POSSIBLE or child.lower_ in SINGLED_OUT for child in lefts)
        return None if is_none else self.of_words(phrase.start, phrase.end)

    def of_words(self, start: int, end: int) -> str | None:
        """The tokens `[start, end)` without article or owner ("her lawyer"), if they describe one person."""
        while end > start and self._leads_on(end - 1):
            end -= 1
        start += start < end and self.doc[start].tag_ == "PRP$"
        return ARTICLE.sub("", self.layout.text_of(start, end), count=1) if self._describes_one(start, end) else None

    @cached_property
    def _by_identity(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for mention in self.chains.beside.mentions:
            if mention.label == Label.PERSON and mention.identity is not None and id(mention.identity) not in found:
                role = self._beside(mention)
                if role is not None:
                    found[id(mention.identity)] = role
        for reference in self.chains.references.values():
            role = self.of_reference(reference)
            if role is not None and reference.entity is not None:
                found.setdefault(id(reference.entity.identity), role)
        return found

    def _beside(self, mention: Mention) -> str | None:
        """The title before a name with the party and place behind it, else the description behind its comma."""
        title, party = self._title(mention), self._party(mention)
        if title is not None and party is not None:
            return f"{title} ({party})"
        return title or self._description(mention) or party

    def _party(self, mention: Mention) -> str | None:
        found = PARTY.match(self.layout.text, mention.end)
        return found.group(1) if found else None

    def _token(self, offset: int) -> int:
        return bisect_left(self.layout.token_starts, offset)

    def _title(self, mention: Mention) -> str | None:
        """The nouns right before a name that make a title or role ("former prime minister")."""
        first = self._token(mention.start)
        start = own = self._own_title(first)
        is_title = own < first and not self._is_address(self.layout.text_of(own, first).lower())
        if not is_title and not (own and self._is_person(own - 1) and not self._tells_nothing(own - 1)):
            return None
        while start > max(0, first - MAX_TITLE) and self._is_title_word(start - 1):
            if start < first and self.doc[start - 1].lower_ in COMPARING:
                break
            start -= 1
            if self.doc[start].lower_ in FORMER:
                break
        start += self.doc[start].text == "-"  # its first half is beyond reach
        return self.layout.text_of(start, first).strip()

    def _own_title(self, first: int) -> int:
        """Where the longest known title right before token `first` starts ("Secretary of State"); `first` for none."""
        for start in range(max(0, first - LONGEST_TITLE), first):
            text = self.layout.text_of(start, first).lower()
            if text in self.vocabulary.titles and text not in FORMER:
                return start
        return first

    def _is_address(self, text: str) -> bool:
        """Whether it is only Mr or Mrs, which says nothing of a role."""
        return bool(self.vocabulary.titles.get(text)) and text not in self.vocabulary.roles

    def _is_title_word(self, i: int) -> bool:
        """Whether a token may be part of a title, a hyphen in a word among them ("front-runner")."""
        token = self.doc[i]
        if token.text == "-":
            return (
                i > 0
                and self.doc[i - 1].pos_ in MODIFIERS
                and not token.whitespace_
                and not self.doc[i - 1].whitespace_
            )
        return token.pos_ in MODIFIERS and not token.is_punct and not token.is_space

    def _is_person(self, i: int) -> bool:
        """Whether token `i` is a noun for one person."""
        role = self.vocabulary.roles.get(noun_at(self.layout.tokens, i, self.vocabulary))
        return role is not None and role.number == "one" and self.doc[i].tag_ not in {"NNS", "NNPS"}

    def _is_agent(self, i: int) -> bool:
        """Whether token `i` is a noun formed like one for a person ("glaciologist")."""
        return self.doc[i].tag_ == "NN" and is_agent(self.doc[i].lower_, self.vocabulary)

    def _tells_nothing(self, i: int) -> bool:
        """Whether token `i` says only what somebody is to another ("rival"), or that it is somebody ("man")."""
        return noun_at(self.layout.tokens, i, self.vocabulary) in self.no_roles

    def _describes_one(self, start: int, end: int) -> bool:
        """Whether tokens open with an article, adjective or noun, and the noun that they lead to is one person."""
        i = start + (self.doc[start].lower_ in ARTICLES if start < end else 0)
        opens, head = i, -1
        while i < end and (self._is_title_word(i) or (i > opens and self.doc[i].tag_ == "POS")):
            head = i if self.doc[i].pos_ in NOUNS else head
            i += 1
        if head < 0 or not (self._is_person(head) or (self.doc[start].lower_ in {"a", "an"} and self._is_agent(head))):
            return False
        is_owned = self.doc[i].lower_ == "of" if i < end else False
        is_owned = is_owned or any(token.tag_ == "POS" for token in self.doc[opens:head])
        return is_owned or not self._tells_nothing(head)

    @staticmethod
    def _ends_description(token: Token) -> bool:
        """Whether a clause, quoted words or a line end follow: "a farmer | who had walked home"."""
        return token.pos_ in VERBS or token.tag_ in RELATIVE or token.is_quote or token.is_space

    def _description(self, mention: Mention) -> str | None:
        """What stands between a name's comma and the next ("Ann Roe, a lawyer for the family, said")."""
        comma = self._token(mention.end)
        if comma >= len(self.doc) or self.doc[comma].text != ",":
            return None
        if comma + 2 < len(self.doc) and self.doc[comma + 1].is_digit and self.doc[comma + 2].text == ",":
            comma += 2  # an age: "Ann Roe, 43, a lawyer"
        end = comma + 1
        while end < min(len(self.doc), comma + MAX_DESCRIPTION) and self.doc[end].text not in {",", ".", ";", "—"}:
            if self._ends_description(self.doc[end]):
                break
            end += 1
        if end < len(self.doc) and self.doc[end].tag_ in FINITE:
            return None
        start = comma + 1 + (comma + 1 < end and self.doc[comma + 1].lower_ in self.adverbs)
        while end > start and self._leads_on(end - 1):
            end -= 1
        start += start < end and self.doc[start].tag_ == "PRP$"
        return self.layout.text_of(start, end) if self._describes_one(start, end) else None

    def _leads_on(self, i: int) -> bool:
        """Whether no description ends with token `i`: a word before others, or the half of one ("self-described")."""
        is_half = i + 1 < len(self.doc) and self.doc[i + 1].text == "-" and not self.doc[i].whitespace_
        return is_half or self.doc[i].pos_ in LEADS_ON
