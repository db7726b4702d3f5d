"""Roles in an article: the title, description, party and place that it gives its people beside their names."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from spacy.tokens import Token

from flows.enums import Label, MentionKind
from flows.extract.coreference.chains import Chains
from flows.extract.coreference.phrase import Kind, Scope
from flows.extract.names.identity import ARTICLE, Identity
from flows.extract.names.mentions import Mention
from flows.extract.text.layout import Layout
from flows.extract.vocabulary import Vocabulary

MAX_TITLE, MAX_DESCRIPTION = 6, 14
"""Tokens before and after a name in which its role is sought."""
PARTY = re.compile(r"(?:, |\s?\()((?:[DRI]|Rep|Dem|Ind|Lab|Con|SNP|DUP|LibDem)\.?[-–—][A-Z][\w. ]{1,24})(?=[,)])")
"""Party and place behind a name: "(R-Ohio)", ", D-Fenwick,"."""
RELATIVE = frozenset({"WP", "WP$", "WDT", "WRB"})
"""Tags of the words that open a relative clause."""
LEADS_ON = frozenset({"ADP", "ADV", "CCONJ", "DET", "PART", "PRON", "SCONJ"})
"""Parts of speech that no description ends with."""
LIKELY = 0.5
"""Chance from which a description is kept as the role of whom it means."""


class Roles:
    """The roles of one article's people."""

    def __init__(self, layout: Layout, chains: Chains, vocabulary: Vocabulary) -> None:
        self.layout, self.doc, self.vocabulary, self.chains = layout, layout.doc, vocabulary, chains

    def of(self, mention: Mention) -> str | None:
        """The role beside a name, else the first that the article gives the person elsewhere."""
        if mention.label != Label.PERSON or mention.identity is None:
            return None
        return self._beside(mention) or self.of_identity(mention.identity)

    def of_identity(self, identity: Identity) -> str | None:
        """The first role that the article gives somebody."""
        return self._by_identity.get(id(identity))

    @cached_property
    def _by_identity(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for mention in self.chains.beside.mentions:
            if mention.label == Label.PERSON and mention.identity is not None and id(mention.identity) not in found:
                role = self._beside(mention)
                if role is not None:
                    found[id(mention.identity)] = role
        for reference in self.chains.references.values():
            phrase, entity = reference.phrase, reference.entity
            is_role = (
                phrase.form is MentionKind.NOMINAL and phrase.kind is Kind.PERSON and phrase.scope is not Scope.OWNED
            )
            if is_role and entity is not None and entity.identity is not None and reference.chance >= LIKELY:
                text = self.doc[phrase.start : phrase.end].text
                found.setdefault(id(entity.identity), ARTICLE.sub("", text, count=1))
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
        first = start = self._token(mention.start)
        while start > max(0, first - MAX_TITLE) and self._is_title_word(self.doc[start - 1]):
            start -= 1
        text = self.doc[start:first].text.strip()
        words = text.lower().split()
        is_role = any(word in self.vocabulary.roles or word in self.vocabulary.titles for word in words)
        return text if is_role and not self._is_address(words) else None

    def _is_address(self, words: list[str]) -> bool:
        """Whether it is only Mr or Mrs, which says nothing of a role."""
        return len(words) == 1 and bool(self.vocabulary.titles.get(words[0])) and words[0] not in self.vocabulary.roles

    @staticmethod
    def _is_title_word(token: Token) -> bool:
        return token.pos_ in {"NOUN", "PROPN", "ADJ"} and not token.is_punct and not token.is_space

    @staticmethod
    def _ends_description(token: Token) -> bool:
        """Whether a clause, quoted words or a line end follow: "a farmer | who had walked home"."""
        return token.pos_ in {"VERB", "AUX"} or token.tag_ in RELATIVE or token.is_quote or token.is_space

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
        while end > comma + 1 and self.doc[end - 1].pos_ in LEADS_ON:
            end -= 1
        text = self.doc[comma + 1 : end].text
        words = text.lower().split()
        return text if any(word in self.vocabulary.roles for word in words) else None
