"""Who a speaker is: the entity behind a name, a metonym, or the chain of a pronoun or description."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from flows.enums import Label, MentionKind, Resolution
from flows.extract.coreference.agent_nouns import ends_name
from flows.extract.coreference.chains import Chains
from flows.extract.coreference.entities import Entity
from flows.extract.coreference.offices import find_holder
from flows.extract.coreference.phrase import ASKING
from flows.extract.coreference.phrases import DESCRIPTIVE
from flows.extract.coreference.relatives import PRONOUNS as RELATIVE_PRONOUNS
from flows.extract.names.identity import ARTICLE, normalised
from flows.extract.names.mentions import Mention
from flows.extract.quotes import Speaker
from flows.extract.speakers.roles import Roles
from flows.extract.speakers.wording import Wording
from flows.extract.speakers.writer import FIRST_PERSON, find_writer
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import Syntax
from flows.extract.text.tokens import Token, Words
from flows.extract.vocabulary import Vocabulary
from flows.extract.word_groups import WordGroup
from flows.records import entity_id

CONSTITUENCY = 3
"""Tokens from the first of two places to the office that is of both."""
RELATIVE_CHANCE = 0.75
"""How often the noun found for a relative pronoun is right, on 90 news articles."""
WRITER_CHANCE = 0.8
"""A guess: too few articles of the gold sets are signed to count it."""


class Resolver:
    """Names the speakers of one article, whose phrases are joined to chains."""

    def __init__(self, layout: Layout, chains: Chains, vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.layout, self.doc, self.vocabulary, self.syntax = layout, layout.tokens, vocabulary, syntax
        self.chains, self.beside = chains, chains.beside
        self.mentions = self.beside.mentions
        self.roles = Roles(layout, chains, vocabulary)
        self.wording = Wording(layout, syntax)

    def speaker(self, head: Token, floor: int = 0) -> Speaker:
        """The speaker that the noun phrase around `head` means; it starts at token `floor` at the earliest."""
        place, head = head, self._officer(head)
        phrase = self.wording.phrase(head, floor)
        if place is not head:
            phrase = phrase._replace(start=min(phrase.start, self.wording.phrase(place, floor).start))
        start, end = phrase.start_char, phrase.end_char
        if head.lower_ in RELATIVE_PRONOUNS:
            return self._relative(head, Speaker(start, end, MentionKind.PRONOUN))
        if head.lower_ in FIRST_PERSON:
            return self._first_person(head, Speaker(start, end, MentionKind.PRONOUN))
        if head.pos_ == "PRON":
            return self._meant(head, Speaker(start, end, MentionKind.PRONOUN))
        is_described = False
        covering = self.beside.index.covering(head.i - self._is_behind_name(head))
        covering = find_holder(covering, self.beside) if covering is not None else None
        if covering is not None and self._is_description(head, covering):
            covering, is_described = None, True
        beside = self.beside.name_of(head, phrase.start, phrase.end)
        if covering is not None and not (beside is not None and covering.label == Label.MISC):
            return self._as_named(covering, min(start, covering.start), max(end, covering.end))
        metonym = self.vocabulary.metonyms.get(ARTICLE.sub("", self.layout.text_of(phrase.start, phrase.end)))
        if metonym is not None:
            return self._as_body(Speaker(start, end, MentionKind.NAME), metonym.body, metonym.label)
        if beside is not None:
            return self._in_role(self._as_named(beside, start, end), phrase)
        maker = self.beside.maker_of(head)
        if maker is not None:
            return self._as_named(maker, start, end)
        is_name = (
            (head.pos_ == "PROPN" and not head.text.islower()) or head.text in self._by_word or self._is_joined(head)
        )
        is_role = head.lower_ in self.vocabulary.roles and not ends_name(self.doc, head.i, self.vocabulary)
        if is_name and not is_described and not is_role:
            return self._unmarked_name(head, phrase)
        return self._described(head, phrase)

    def _officer(self, head: Token) -> Token:
        """The office behind two places that it is of ("the Kingston and Surbiton *MP*"), else `head`."""
        joined = self.syntax.child(head, "conjunct")
        if joined is None or self.beside.index.covering(head.i) is None:
            return head
        for token in self.doc[joined.i : head.i + 1 + CONSTITUENCY]:
            role = self.vocabulary.roles.get(token.lower_)
            if role is not None and role.number == "one" and token.head.i in {joined.i, head.i}:
                return token
        return head

    def _is_behind_name(self, head: Token) -> bool:
        """Whether letters of office or rank stand behind a name ("Ann Roe *MP*", not "the Clacton *MP*")."""
        is_letters = head.i > 0 and head.text in self.vocabulary.groups[WordGroup.POST_NOMINAL]
        return is_letters and not any(child.pos_ == "DET" for child in head.lefts)

    def _is_description(self, head: Token, covering: Mention) -> bool:
        """Whether the chains took what looks like a name for a description ("the Utah Republican")."""
        reference = self.chains.references.get(head.i)
        is_nominal = reference is not None and reference.phrase.form is MentionKind.NOMINAL
        return is_nominal and covering.label in DESCRIPTIVE

    def _is_joined(self, head: Token) -> bool:
        """Whether a hyphen joins a word with a capital to another ("Danub-X")."""
        behind = self.doc[head.i + 1 : head.i + 3]
        is_tight = len(behind) > 1 and behind[0].text == "-" and not head.whitespace_ and not behind[0].whitespace_
        return is_tight and head.is_title and behind[1].text[0].isupper()

    # Names -----------------------------------------------------------------------------------------------------------

    def _unmarked_name(self, head: Token, phrase: Words) -> Speaker:
        """A name that the recogniser missed: somebody known, by the last word or a body's first, else as written."""
        first = head.i
        while first > 0 and self.doc[first - 1].is_title and self._is_of_name(self.doc[first - 1], head):
            first -= 1
        start, end = min(phrase.start_char, self.doc[first].idx), phrase.end_char
        known = self._by_word.get(head.text)
        if known is not None:
            return self._as_named(known, start, end)
        name = self.layout.text_of(first, head.i + (3 if self._is_joined(head) else 1))
        return Speaker(start, end, MentionKind.NAME, name, resolution=Resolution.EXPLICIT)

    def _is_of_name(self, word: Token, head: Token) -> bool:
        """Whether a word with a capital belongs to the name that ends with `head`: "*Business* Insider"."""
        return word.pos_ == "PROPN" or (word.pos_ == "NOUN" and word.head.i == head.i)

    @cached_property
    def _by_word(self) -> dict[str, Mention]:
        """Names of several words by the one that may stand for them: a person's last, a body's first."""
        found: dict[str, Mention] = {}
        for mention in self.mentions:
            words = self.layout.text[mention.start : mention.end].split()
            if len(words) > 1:
                found.setdefault(words[-1] if mention.label == Label.PERSON else words[0], mention)
        return found

    def _as_named(self, mention: Mention, start: int, end: int) -> Speaker:
        text = self.layout.text[mention.start : mention.end]
        metonym = self.vocabulary.metonyms.get(text)
        if metonym is not None and mention.label != Label.PERSON:
            return self._as_body(Speaker(start, end, MentionKind.NAME), metonym.body, metonym.label)
        role = self.roles.of(mention)
        return Speaker(start, end, MentionKind.NAME, mention.entity_name, mention.entity_id, role, Resolution.EXPLICIT)

    def _in_role(self, speaker: Speaker, phrase: Words) -> Speaker:
        """A named speaker with the role before the comma ("The mayor of Rome, Ann Roe, said"), unless there is one."""
        return speaker if speaker.role else replace(speaker, role=self.roles.of_words(phrase.start, phrase.end))

    def _as_body(self, speaker: Speaker, body: str, label: str) -> Speaker:
        """A place that stands for a body."""
        return replace(speaker, name=body, entity_id=entity_id(label, normalised(body)), resolution=Resolution.METONYM)

    # Chains ----------------------------------------------------------------------------------------------------------

    def _meant(self, head: Token, speaker: Speaker) -> Speaker:
        """A pronoun: whoever its chain is about; unresolved where it has none."""
        reference = self.chains.references.get(head.i)
        if reference is None or reference.entity is None:
            return speaker
        identity = reference.entity.identity
        role = self.roles.of_identity(identity) if identity is not None else None
        found = _with_entity(speaker, reference.entity)
        return replace(found, role=role, resolution=Resolution.COREFERENCE, chance=reference.chance)

    def _first_person(self, head: Token, speaker: Speaker) -> Speaker:
        """ "I": who speaks the words around it, else who signs the article."""
        source = self.chains.discourse.speaker_of(head.i)
        if source is not None and source != head.i:
            found = self.speaker(self.doc[source])
            return replace(found, start=speaker.start, end=speaker.end, form=speaker.form)
        if self._writer is None or self._writer.identity is None:
            return speaker
        identity = self._writer.identity
        found = replace(speaker, name=identity.name, entity_id=identity.entity_id)
        return replace(found, resolution=Resolution.COREFERENCE, chance=WRITER_CHANCE)

    @cached_property
    def _writer(self) -> Mention | None:
        return find_writer(self.layout, self.mentions)

    def _described(self, head: Token, phrase: Words) -> Speaker:
        """A description: whoever its chain is about, else the phrase as written."""
        reference = self.chains.references.get(head.i)
        title = self.chains.settler.title_of(reference.phrase) if reference is not None else ""
        words = title or ARTICLE.sub("", self.layout.text_of(phrase.start, phrase.end), count=1)
        written = Speaker(phrase.start_char, phrase.end_char, MentionKind.NOMINAL, words, None, words, Resolution.ROLE)
        entity = reference.entity if reference is not None else None
        if reference is None or entity is None or entity.identity is None:
            is_asked = reference is not None and reference.phrase.scope in ASKING
            return replace(written, chance=reference.chance) if is_asked and reference is not None else written
        role = self.roles.of_reference(reference) or self.roles.of_identity(entity.identity)
        found = _with_entity(written, entity)
        return replace(found, role=role, resolution=Resolution.COREFERENCE, chance=reference.chance)

    def _relative(self, head: Token, speaker: Speaker) -> Speaker:
        """A relative pronoun: whoever its clause describes."""
        noun = self.chains.state.relatives.antecedent(head)
        if noun is None:
            return speaker
        found = self.speaker(noun)
        return replace(
            found,
            start=speaker.start,
            end=speaker.end,
            form=MentionKind.PRONOUN,
            resolution=Resolution.COREFERENCE,
            chance=min(found.chance, RELATIVE_CHANCE),
        )


def _with_entity(speaker: Speaker, entity: Entity) -> Speaker:
    identity = entity.identity
    return replace(speaker, name=entity.name, entity_id=identity.entity_id if identity else None)
