"""What speaks for and against an antecedent: named signs, whose weights are in `seeds/coreference_weights.csv`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from flows.enums import MentionKind
from flows.extract.coreference.discourse import Discourse
from flows.extract.coreference.entities import Entity, Place, is_called, words_before
from flows.extract.coreference.phrase import Kind, Phrase, Scope
from flows.extract.names.identity import Identity

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
NAME, NOMINAL, PERSON, OWNED = MentionKind.NAME, MentionKind.NOMINAL, Kind.PERSON, Scope.OWNED
NEAR = ("0", "1", "2", "3", "4_5", "4_5", "6_8", "6_8", "6_8")
"""Names of distances in narrative sentences; beyond these it is "far"."""
CLOSE = (4, 8, 16)
COUNTS = ("0", "1", "2", "3_5", "3_5", "3_5")
ALIKE = frozenset({"subject", "object"})


class Candidate:
    """An entity as a candidate: its number among those that fit (0 for the one mentioned last), and what is special."""

    __slots__ = ("entity", "heads", "is_ahead", "is_last_speaker", "is_later", "is_main", "rank")

    def __init__(self, entity: Entity, rank: int) -> None:
        self.entity, self.rank, self.heads = entity, rank, entity.heads
        self.is_main = self.is_last_speaker = self.is_later = self.is_ahead = False


class Features:
    """Lists the features of a phrase and a candidate."""

    def __init__(self, discourse: Discourse, families: Mapping[str, frozenset[str]]) -> None:
        self.discourse, self.families = discourse, families

    def of(self, phrase: Phrase, candidate: Candidate, entity_at: dict[int, Entity]) -> list[str]:
        """The names of the features that hold."""
        entity = candidate.entity
        found = [f"rank_{min(candidate.rank, 4)}", f"count_{_count(entity.count)}"]
        if candidate.is_main:
            found.append("is_main")
        if candidate.is_last_speaker:
            found.append("last_speaker_speaks" if self._speaks(phrase) else "last_speaker")
        if candidate.is_ahead:
            found.append(f"subject_ahead_{phrase.relation}" if self._opens(phrase) else "subject_ahead_late")
        found += self._placed(phrase, entity) if not candidate.is_later else ["named_later"]
        found += self._worded(phrase, entity, entity_at)
        if phrase.form is NOMINAL:
            found += _described(phrase, candidate, self.families.get(phrase.word, frozenset()))
        else:
            found += _pronounced(phrase, entity)
        return found

    def of_nobody(self, phrase: Phrase, candidates: Sequence[Candidate]) -> list[str]:
        """The features of the answer that a phrase means none of the candidates."""
        found = ["nobody", f"nobody_of_{min(len(candidates), 3)}"]
        if self._speaks(phrase):
            found.append("nobody_speaks")
        if phrase.form is NOMINAL:
            found.append(f"nobody_{phrase.scope}")
            found.append("nobody_modified" if phrase.modifiers else "nobody_plain")
            if phrase.end > phrase.head + 1:
                found.append("nobody_post_modified")
            if phrase.inside:
                found.append("nobody_names_others")
            if phrase.is_placed and not any(is_called(phrase, candidate.entity) for candidate in candidates):
                found.append("nobody_of_that_place")
        else:
            found.append(f"nobody_{phrase.relation}")
        return found

    def _opens(self, phrase: Phrase) -> bool:
        """Whether a phrase stands before the main verb of its sentence ("In *his* book, ...")."""
        return not phrase.above or phrase.head < max(phrase.above, key=lambda verb: phrase.above[verb])

    def _speaks(self, phrase: Phrase) -> bool:
        return phrase.head in self.discourse.acts_by_source

    def _placed(self, phrase: Phrase, entity: Entity) -> Iterator[str]:
        """Distance and grammar."""
        here, told, last = phrase.head, entity.told, entity.last
        if told is None or last is None:
            return
        distance = max(0, self.discourse.sentence[here] - told.sentence)
        yield f"distance_{NEAR[distance] if distance < len(NEAR) else 'far'}"
        if self.discourse.paragraph[here] == last.paragraph:
            yield "same_paragraph"
        yield f"last_{last.relation}" if last.token < here else "last_behind"
        yield f"last_form_{last.form}"
        if last.act >= 0 and self.discourse.act_of[here] != last.act:
            yield "last_in_others_words"
        if distance < 2:
            yield f"{'here' if distance == 0 else 'before'}_{told.relation}_to_{phrase.relation}"
        gap = here - last.token
        if 0 < gap < CLOSE[-1]:
            yield f"within_{next(limit for limit in CLOSE if gap < limit)}_tokens"
        yield from self._parallel(phrase, entity, told)
        yield from self._governed(phrase, entity)
        if self._speaks(phrase):
            yield f"speaks_distance_{NEAR[distance] if distance < len(NEAR) else 'far'}"

    def _parallel(self, phrase: Phrase, entity: Entity, told: Place) -> Iterator[str]:
        sentence = self.discourse.sentence[phrase.head]
        if entity.subject_sentence == sentence and phrase.relation != "subject":
            yield "subject_of_sentence"
        elif entity.subject_sentence == sentence:
            yield "subject_again"
        if entity.subject_sentence == sentence - 1:
            yield "subject_before_to_subject" if phrase.relation == "subject" else "subject_before"
        if phrase.relation in ALIKE and phrase.relation == told.relation:
            yield f"parallel_{phrase.relation}"
        if told.sentence == sentence and told.form is NAME:
            yield "named_in_sentence"

    def _governed(self, phrase: Phrase, entity: Entity) -> Iterator[str]:
        """The place that the entity fills beside a verb above the phrase ("*Roe* said that *her* bag was gone")."""
        levels = [(phrase.above[place.verb], place.relation) for place in entity.recent if place.verb in phrase.above]
        if levels:
            level, relation = min(levels)
            yield f"above_{min(level, 2)}_{relation}"
            yield f"above_{min(level, 1)}_{relation}_to_{phrase.relation}"

    def _worded(self, phrase: Phrase, entity: Entity, entity_at: dict[int, Entity]) -> Iterator[str]:
        """Whose words the phrase stands in, and who is named in the words that it says."""
        source = self.discourse.speaker_of(phrase.head)
        if source is not None and entity_at.get(source) is entity:
            yield "speaker_of_words"
        acts = self.discourse.acts_by_source.get(phrase.head, ())
        last = entity.last
        if acts and last is not None and last.act >= 0 and self.discourse.acts[last.act] in acts:
            yield "subject_in_own_words" if last.relation == "subject" else "named_in_own_words"
        if entity.identity is None:
            yield "unnamed"


def _pronounced(phrase: Phrase, entity: Entity) -> Iterator[str]:
    if phrase.gender:
        yield _gendered(phrase, entity)
    if entity.pronoun[0]:
        yield "pronoun_again" if entity.pronoun[0] == phrase.word else "pronoun_other"
        if entity.told is not None and entity.pronoun[1] == entity.told.sentence:
            yield "pronoun_in_last_sentence"
    if phrase.relation in {"possessor", "owner"}:
        yield "possessive"
    yield f"kind_{entity.kind or 'unknown'}"


def _described(phrase: Phrase, candidate: Candidate, families: frozenset[str]) -> Iterator[str]:
    entity = candidate.entity
    known = words_before(phrase, entity, candidate.heads)
    if known is not None:
        yield f"head_known_{_matching(phrase.modifiers, known)}"
    elif phrase.word in entity.name_words:
        yield f"head_in_name_{_matching(phrase.modifiers, entity.name_words)}"
    else:
        yield _akin(families, entity)
    if not phrase.modifiers and entity.identity is not None:
        yield "plain_main" if entity.count > 1 else "plain"
    if phrase.gender:
        yield _gendered(phrase, entity)
    if phrase.inside and not any(entity.name_words & _words(identity) for identity in phrase.inside):
        yield "names_others"
    if phrase.places & entity.places:
        yield "places_match"
    yield f"scope_{phrase.scope}"
    if entity.kind is PERSON and phrase.scope is OWNED:
        yield "owned_person"


def _akin(families: frozenset[str], entity: Entity) -> str:
    """How a noun that is new for an entity goes with what is known of it ("the paper" for the Marn Times)."""
    if not families.isdisjoint(entity.families):
        return "head_of_family"
    if families and entity.families and entity.kind is not PERSON:
        return "head_other_family"  # a person has nouns of several families ("the candidate", a senator)
    return "head_unknown_other" if entity.heads else "head_unknown_first"


def _gendered(phrase: Phrase, entity: Entity) -> str:
    """Whether the gender of a phrase is the entity's; against it stands a given name at most."""
    if not entity.gender:
        return "gender_unknown"
    return "gender_known" if entity.gender == phrase.gender else "gender_against"


def _words(identity: Identity) -> frozenset[str]:
    return frozenset(identity.name.lower().split())


def _matching(modifiers: frozenset[str], known: Set[str]) -> str:
    """How the modifiers of a noun fit those that the entity has."""
    if not modifiers:
        return "plain"
    if not modifiers & known:
        return "against" if known else "new"
    return "match" if modifiers <= known else "part"


def _count(count: int) -> str:
    return COUNTS[count] if count < len(COUNTS) else "many"
