"""All that is known of a discourse while its phrases are read in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flows.extract.coreference.beside import Beside
from flows.extract.coreference.discourse import Act, Discourse
from flows.extract.coreference.entities import Entities, Entity
from flows.extract.coreference.phrase import FEMALE, MALE, Phrase
from flows.extract.coreference.phrases import PhraseReader
from flows.extract.coreference.ranker import Reference
from flows.extract.coreference.relatives import PRONOUNS, Relatives
from flows.extract.names.mentions import Mention
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import Syntax
from flows.extract.vocabulary import Vocabulary

LONGEST_HEADLINE = 16
"""Words up to which a first paragraph with a full stop is a headline; half of all leads have twice as many."""


class State:
    """The discourse of one article: who says which words, and every entity so far."""

    def __init__(
        self,
        layout: Layout,
        mentions: Sequence[Mention],
        vocabulary: Vocabulary,
        syntax: Syntax,
        acts: Iterable[Act],
    ) -> None:
        named = [mention for mention in mentions if mention.identity]
        self.layout, self.vocabulary, self.syntax = layout, vocabulary, syntax
        self.reader = PhraseReader(layout, named, vocabulary, syntax)
        self.discourse = Discourse(layout, (act._replace(source=self.reader.head_of(act.source)) for act in acts))
        self.beside = Beside(layout, named, vocabulary, syntax)
        self.relatives = Relatives(self.beside, vocabulary, syntax)
        self.described_speakers = frozenset(self._described_speakers())
        """The heads of those of whom a clause with "who" says that they speak ("Ann Roe, who said so, left")."""
        self.entities = Entities(
            vocabulary.unpersonal_words, vocabulary.families, vocabulary.place_kinds, vocabulary.epithets
        )
        self.entity_at: dict[int, Entity] = {}
        """Whom the phrase with that head means."""
        self.references: dict[int, Reference] = {}
        self.owned: dict[tuple[int, str], Entity] = {}
        """Whom "his wife" or "its campaign" means, by the id of the owner and the noun."""
        self.phrases = list(self.reader.phrases(frozenset(self.discourse.acts_by_source)))
        self.subjects = [p.head for p in self.phrases if p.identity is not None and p.relation == "subject"]
        """The names that are subjects."""
        self.firsts = self._meet_names()
        self.lead = find_lead(layout)
        """The number of the first paragraph that is no headline."""

    def _meet_names(self) -> list[tuple[int, Entity, Phrase]]:
        """Give each name its entity. Returns the first name of each, because a description before it may ask for it."""
        firsts: dict[int, tuple[int, Entity, Phrase]] = {}
        for phrase in self.phrases:
            if phrase.identity is not None:
                entity = self.entities.named(phrase.identity, phrase.kind, is_many=phrase.is_many)
                self.entity_at[phrase.head] = entity
                firsts.setdefault(id(entity), (phrase.head, entity, phrase))
        return sorted(firsts.values(), key=lambda first: first[0])

    def _described_speakers(self) -> Iterator[int]:
        for source in self.discourse.acts_by_source:
            token = self.layout.tokens[source]
            noun = self.relatives.antecedent(token) if token.lower_ in PRONOUNS else None
            if noun is not None:
                yield self.reader.head_of(noun.i)

    def is_speaking(self, phrase: Phrase) -> bool:
        """Whether a phrase is the source of words."""
        return phrase.head in self.discourse.acts_by_source

    def gender_ahead(self, phrase: Phrase) -> str:
        """The gender that a pronoun tells behind a subject that speaks ("The Republican said she had asked")."""
        if phrase.relation != "subject" or not self.is_speaking(phrase):
            return ""
        _, end = self.layout.sentence(phrase.head)
        for i in range(phrase.end, end):
            token = self.layout.tokens[i]
            if self.discourse.is_quoted(i) or i in self.reader.name_at or token.pos_ == "NOUN":
                return ""
            if token.lower_ in MALE | FEMALE and token.head.i != phrase.verb:  # "told her" of somebody else
                return "male" if token.lower_ in MALE else "female"
        return ""


def find_lead(layout: Layout) -> int:
    """The number of the first paragraph that ends as a sentence does, if possible one longer than a headline."""
    texts = [layout.text[start:end].rstrip() for start, end in layout.paragraphs]
    ended = [number for number, text in enumerate(texts) if "." in text[-2:]]
    long = (number for number in ended if texts[number].count(" ") >= LONGEST_HEADLINE)
    return next(long, ended[0] if ended else 0)
