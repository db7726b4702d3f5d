"""The mentions of a document: names as the pipeline found them, cleaned, with the identity each has in the article.

Names only: pronouns and descriptions become mentions once `flows.extract.coreference` knows whom they mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from flows.enums import Label, MentionKind
from flows.extract.names.bare_names import strip_name
from flows.extract.names.couples import complete_couples
from flows.extract.names.identity import Identity, Name, identify_names
from flows.extract.names.middle_names import SUFFIXES
from flows.extract.names.outlets import complete_outlets
from flows.extract.names.spans import FIXED
from flows.extract.vocabulary import Vocabulary
from flows.extract.word_groups import WordGroup

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
PERSONS, DATE, NAME = Label.PERSON, Label.DATE, MentionKind.NAME
CHILD, DEAD, DEATH, DEATH_LINK = WordGroup.CHILD, WordGroup.DEAD, WordGroup.DEATH, WordGroup.DEATH_LINK
POST_NOMINAL = WordGroup.POST_NOMINAL
MAX_TITLE = 3
"""Words of the longest title."""
DASHES = (" - ", " – ", " — ", " -- ")
DEATH_REACH = 8
"""Tokens behind a name in which its death is sought."""
OWNED = 3
"""Tokens before a noun in which its owner is sought."""


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
    known = complete_outlets(named, vocabulary.families)
    whole = complete_couples(known, doc.text, vocabulary.given_names, vocabulary.titles)
    identities = iter(identify_names(whole, vocabulary.titles, vocabulary.given_names))
    return [_mention(name, None if name.label == DATE else next(identities)) for name in found]


def _mention(name: Name, identity: Identity | None) -> Mention:
    return Mention(name.start, name.end, NAME, identity.label if identity else name.label, identity)


def _names(doc: Doc, vocabulary: Vocabulary) -> Iterator[Name]:
    for ent in doc.ents:
        whole = ent.text  # built anew at each access
        is_titled = ent.label_ == PERSONS and ent.ent_id_ != FIXED  # not the "Justice" of a department
        titles = vocabulary.titles if is_titled else ()
        start, end, title = (0, len(whole), "") if ent.label_ == DATE else strip_name(whole, titles)
        if is_titled:
            start, end, title = _bare(whole, start, end, title, vocabulary)
        text = whole[start:end]
        if text.strip() and any(c.isalnum() for c in text):
            title = title or _title_before(doc, ent.start, vocabulary)
            gender = _gender_before(doc, ent.start, vocabulary) if ent.label_ == PERSONS else ""
            name = Name(text, ent.label_, ent.start_char + start, ent.start_char + end, title, gender)
            yield _with_life(name, doc, ent.start, ent.end, vocabulary) if ent.label_ == PERSONS else name


def _bare(whole: str, start: int, end: int, title: str, vocabulary: Vocabulary) -> tuple[int, int, str]:
    """Where a person's own name lies in `whole[start:end]`, and its title.

    Without what a dash joins to it ("Nevada - Ann Roe", "Ann Roe - the mayor"), without a title that stands behind a
    place ("Fenwick Supervisor Ann Roe"), and without the letters behind it ("Ann Roe KC").
    """
    for dash in DASHES:
        before, found, behind = whole[start:end].partition(dash)
        if found:
            is_place = len(before.split()) == 1 and len(behind.split()) > 0
            start, end = (start + len(before) + len(dash), end) if is_place else (start, start + len(before))
    words = whole[start:end].split(" ")
    for number in range(len(words) - 2, 0, -1):
        if words[number].lower() in vocabulary.titles and words[number][:1].isupper():
            return start + len(" ".join(words[: number + 1])) + 1, end, words[number]
    while len(words) > 1 and words[-1].strip(",") in vocabulary.groups[POST_NOMINAL]:
        end -= len(words.pop()) + 1
    return start, end - (whole[start:end].endswith(",")), title


def _gender_before(doc: Doc, start: int, vocabulary: Vocabulary) -> str:
    """What the noun right before a name or its comma says of the one named ("her son, Ben Poe", "actress Ann Roe")."""
    i = start - 1
    if i > 1 and doc[i].text == "," and _is_owned(doc, i - 1):
        i -= 1
    role = vocabulary.roles.get(doc[i].lower_) if i >= 0 and doc[i].text[0].islower() else None
    return role.gender if role and role.number == "one" else ""


def _with_life(name: Name, doc: Doc, start: int, end: int, vocabulary: Vocabulary) -> Name:
    """A person's name with what the words beside it say: that it is somebody dead or a child, or speaks."""
    groups = vocabulary.groups
    behind = [token.lower_ for token in doc[end : end + DEATH_REACH]]
    died = next((i for i, word in enumerate(behind) if word in groups[DEATH]), None)
    is_dead = died is not None and groups[DEATH_LINK].issuperset(word for word in behind[:died] if word != ",")
    before = doc[start - 1].lower_ if start else ""
    noun = doc[start - 2].lower_ if before == "," and start > 1 else before
    is_child = noun in groups[CHILD] and not SUFFIXES.intersection(name.text.lower().split()[-1:] + behind[:2])
    acts = bool(vocabulary.titles.get(name.title.lower())) or (bool(behind) and behind[0] in vocabulary.verbs)
    speaks = any(word in vocabulary.verbs for word in behind[:2])
    is_silent = (is_dead or before in groups[DEAD] or is_child) and not speaks
    return replace(name, is_silent=is_silent, acts=acts and not is_silent)


def _is_owned(doc: Doc, i: int) -> bool:
    """Whether a possessive stands in the few words before a noun: "his wife, Ann Roe" names the wife."""
    return any(doc[j].tag_ in {"PRP$", "POS"} for j in range(max(0, i - OWNED), i))


def _title_before(doc: Doc, start: int, vocabulary: Vocabulary) -> str:
    """The title that stands before the token `start` ("Prime Minister" of two words before one of one word)."""
    before = doc[max(0, start - MAX_TITLE) : start].text.rpartition("\n")[2].split()
    for first in range(len(before)):
        words = " ".join(before[first:])
        if words.lower() in vocabulary.titles:
            return words
    return ""
