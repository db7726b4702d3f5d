"""The mentions of a document: names as the pipeline found them, cleaned, with the identity each has in the article.

A pronoun or role is a mention only where it names a speaker; the others are not resolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from flows.enums import Label, MentionKind, SpeakerForm
from flows.extract.names.identity import Identity, Name, identify_names, strip_name
from flows.extract.names.spans import FIXED
from flows.extract.quotes import Quote
from flows.extract.vocabulary import Vocabulary

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
PERSONS, DATE, NAME = Label.PERSON, Label.DATE, MentionKind.NAME
MAX_TITLE = 3
"""Words of the longest title."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of somebody or something: its span in code points, and the identity behind it (None for dates)."""

    start: int
    end: int
    kind: MentionKind
    label: str
    identity: Identity | None

    @property
    def entity_name(self) -> str | None:
        """The name of the entity in this article."""
        return self.identity.name if self.identity else None

    @property
    def entity_id(self) -> str | None:
        """The id of the entity, the same in every article that calls it so."""
        return self.identity.entity_id if self.identity else None


def find_mentions(doc: Doc, vocabulary: Vocabulary) -> list[Mention]:
    """Return the named mentions and dates of a document, in order."""
    found = list(_names(doc, vocabulary))
    named = [name for name in found if name.label != DATE]
    identities = iter(identify_names(named, vocabulary.titles, vocabulary.given_names))
    return [_mention(name, None if name.label == DATE else next(identities)) for name in found]


def find_speaking_mentions(named: Sequence[Mention], quotes: Iterable[Quote]) -> list[Mention]:
    """Return the pronouns and roles of speakers who are known by name ("she", "the mayor"), in order, each once."""
    identities = {mention.entity_id: mention.identity for mention in named if mention.identity}
    speakers = {quote.speaker for quote in quotes if quote.speaker and quote.speaker.form != SpeakerForm.NAME}
    found = [
        Mention(speaker.start, speaker.end, MentionKind(speaker.form), identity.label, identity)
        for speaker in speakers
        if (identity := identities.get(speaker.entity_id)) is not None
    ]
    return sorted(found, key=lambda mention: (mention.start, mention.end, mention.kind))


def _mention(name: Name, identity: Identity | None) -> Mention:
    return Mention(name.start, name.end, NAME, identity.label if identity else name.label, identity)


def _names(doc: Doc, vocabulary: Vocabulary) -> Iterator[Name]:
    for ent in doc.ents:
        whole = ent.text  # built anew at each access
        is_titled = ent.label_ == PERSONS and ent.ent_id_ != FIXED  # not the "Justice" of a department
        titles = vocabulary.titles if is_titled else ()
        start, end, title = (0, len(whole), "") if ent.label_ == DATE else strip_name(whole, titles)
        text = whole[start:end]
        if text.strip() and any(c.isalnum() for c in text):
            title = title or _title_before(doc, ent.start, vocabulary)
            yield Name(text, ent.label_, ent.start_char + start, ent.start_char + end, title)


def _title_before(doc: Doc, start: int, vocabulary: Vocabulary) -> str:
    """The title that stands before the token `start` ("Prime Minister" of two words before one of one word)."""
    before = doc[max(0, start - MAX_TITLE) : start].text.rpartition("\n")[2].split()
    for first in range(len(before)):
        words = " ".join(before[first:])
        if words.lower() in vocabulary.titles:
            return words
    return ""
