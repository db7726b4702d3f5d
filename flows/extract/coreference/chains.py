"""One pass over an article that says whom each name, pronoun and description means.

Phrases come in the order of the telling, quoted words behind their speaker. A rule or a name settles a phrase where it
can; else the entities of the discourse so far that the constraints allow are weighed, "none of them" among them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol

from flows.enums import Label, MentionKind
from flows.extract.coreference.beside import Beside
from flows.extract.coreference.constraints import REFLEXIVE, Constraints
from flows.extract.coreference.discourse import Act, Discourse
from flows.extract.coreference.entities import Entities, Entity, Place, learn_gender
from flows.extract.coreference.features import Candidate, Features
from flows.extract.coreference.phrases import FEMALE, KIND_OF_LABEL, MALE, Kind, Phrase, PhraseReader, Scope
from flows.extract.coreference.ranker import Question, Reference
from flows.extract.names.identity import ARTICLE, Identity
from flows.extract.names.mentions import Mention
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import NEGATIONS, Syntax
from flows.extract.vocabulary import Vocabulary

SCANNED = 30
"""Entities looked at, from the one mentioned last: those further back are named again before a pronoun means them."""
FITTING = 12
"""Candidates weighed of those that fit."""
LATER = 6
"""Narrative sentences ahead in which a name may be that of a description ("The mayor ... Ann Roe")."""
LATER_NAMES = 4
LONGEST = 120
"""Code points of several names together ("Ann Roe and the botanist Ben Poe")."""
BEFORE = 6
"""Tokens before a name in which its titles are sought."""
ASKING = frozenset({Scope.DEFINITE, Scope.OWNED})
"""Descriptions that may speak of somebody known; the others open a chain of their own."""
ASKED = frozenset({Kind.PERSON, Kind.BODY, Kind.PLACE})
NAMED_PARTS = {
    Label.PERSON: frozenset({"administration", "campaign", "foundation"}),
    Label.ORG: frozenset({"administration", "campaign", "foundation"}),
    Label.GPE: frozenset(
        {"army", "council", "government", "legislature", "military", "ministry", "navy", "parliament", "police"}
        | {"senate"}
    ),
}
"""Bodies that go by their owner's name and their own noun ("the Roe campaign"), by the label of the owner."""


class Judge(Protocol):
    """Chooses antecedents."""

    def meet(self, entity: Entity, head: int) -> None:
        """Hear whom the phrase with that head means, where no question was asked."""

    def choose(self, question: Question) -> Reference:
        """Answer a question."""


class Chains:
    """Whom the phrases of one article mean, by the token of their head."""

    def __init__(
        self,
        layout: Layout,
        mentions: Sequence[Mention],
        vocabulary: Vocabulary,
        syntax: Syntax,
        acts: Iterable[Act],
        judge: Judge,
    ) -> None:
        named = [mention for mention in mentions if mention.identity]
        self.layout, self.vocabulary, self.syntax = layout, vocabulary, syntax
        self.discourse = Discourse(layout, acts)
        self.reader = PhraseReader(layout, named, vocabulary, syntax)
        self.beside = Beside(layout, named, vocabulary, syntax)
        self.entities = Entities(vocabulary.unpersonal_words)
        self.constraints = Constraints(self.discourse, syntax)
        self.features = Features(self.discourse)
        self.judge = judge
        self.entity_at: dict[int, Entity] = {}
        self.references: dict[int, Reference] = {}
        self.owned: dict[tuple[int, str], Entity] = {}
        self.last_speaker: Entity | None = None
        self._read()

    def _read(self) -> None:
        phrases = list(self.reader.phrases(frozenset(self.discourse.acts_by_source)))
        self._meet_names(phrases)
        for phrase in sorted(phrases, key=lambda phrase: self.discourse.reading_order(phrase.head)):
            reference = self._resolve(phrase)
            self.references[phrase.head] = reference
            if reference.entity is not None:
                self.judge.meet(reference.entity, phrase.head)
                self._record(phrase, reference.entity)

    def _meet_names(self, phrases: Sequence[Phrase]) -> None:
        """Names mean their identity wherever they stand; the first of each may be asked for by a description before."""
        firsts: dict[int, tuple[int, Entity, Phrase]] = {}
        for phrase in phrases:
            if phrase.identity is not None:
                entity = self.entities.named(phrase.identity, phrase.kind, is_many=phrase.is_many)
                self.entity_at[phrase.head] = entity
                self.judge.meet(entity, phrase.head)
                firsts.setdefault(id(entity), (phrase.head, entity, phrase))
        self.subjects = [p.head for p in phrases if p.identity is not None and p.relation == "subject"]
        self.firsts = sorted(firsts.values(), key=lambda first: first[0])

    def _resolve(self, phrase: Phrase) -> Reference:
        if phrase.identity is not None:
            return Reference(phrase, self.entity_at[phrase.head], 1.0)
        if phrase.is_empty:
            return Reference(phrase, None, 1.0, ("empty",))
        if phrase.form is MentionKind.NOMINAL:
            settled = self._settle(phrase)
            if settled is not None:
                return settled
        if phrase.word in REFLEXIVE and (own := self._own_subject(phrase)) is not None:
            return Reference(phrase, own, 1.0, ("reflexive",))
        chosen = self.judge.choose(self.question(phrase))
        if chosen.entity is None and phrase.form is MentionKind.NOMINAL:
            return chosen._replace(entity=self._introduce(phrase), is_new=True)
        return chosen

    def _settle(self, phrase: Phrase) -> Reference | None:
        """A description that a name beside it, its owner or its form settles; None where it is to be weighed."""
        named = self.beside.name_of(self.layout.tokens[phrase.head], phrase.start, phrase.end)
        if named is not None and named.identity is not None:
            kind = KIND_OF_LABEL.get(Label(named.label), Kind.UNKNOWN)
            entity = self.entities.named(named.identity, kind, is_many=kind is Kind.PEOPLE)
            return Reference(phrase, entity, 1.0, ("name_beside",))
        subject = self._subject_of(phrase)
        if subject is not None:
            return Reference(phrase, subject, 1.0, ("predicate",))
        owner = self._owner(phrase)
        known = self.owned.get((id(owner), phrase.word)) if owner is not None else None
        if known is not None:
            return Reference(phrase, known, 0.9, ("owned_before",))
        is_owned_body = owner is not None and phrase.kind is not Kind.PERSON
        is_kind = phrase.kind in ASKED or (phrase.kind is Kind.UNKNOWN and self._speaks_directly(phrase))
        if phrase.scope not in ASKING or phrase.is_many or is_owned_body or not is_kind:
            return Reference(phrase, self._introduce(phrase), 1.0, ("new",), is_new=True)
        return None

    def _subject_of(self, phrase: Phrase) -> Entity | None:
        """Whom a predicate describes ("*Ann Roe* is a lawyer")."""
        token = self.layout.tokens[phrase.head]
        has_copula = any(child.dep_ == "cop" for child in token.lefts)
        is_denied = any(child.lower_ in NEGATIONS for child in token.lefts)
        subject = self.syntax.child(token, "subject") if has_copula and not is_denied else None
        entity = self.entity_at.get(subject.i) if subject is not None else None
        return entity if entity is not None and entity.kind is phrase.kind else None

    def _own_subject(self, phrase: Phrase) -> Entity | None:
        """Whom "himself" means: the subject of its clause."""
        verb = self.layout.tokens[phrase.verb]
        subject = self.syntax.child(verb, "subject", "passive_subject") or self.syntax.child(verb.head, "subject")
        entity = self.entity_at.get(subject.i) if subject is not None and subject.i < phrase.head else None
        is_contrary = entity is not None and entity.is_gender_sure and entity.gender not in {"", phrase.gender}
        return None if is_contrary else entity

    def _speaks_directly(self, phrase: Phrase) -> bool:
        """Whether a phrase speaks words in quotation marks, as persons and bodies do."""
        acts = self.discourse.acts_by_source.get(phrase.head, ())
        return any(self.discourse.is_quoted(self.layout.token_at(act.segments[0][0])) for act in acts)

    def _owner(self, phrase: Phrase) -> Entity | None:
        """Who owns it ("his wife"), or whose body it is ("the Roe campaign")."""
        if phrase.owner in self.entity_at:
            return self.entity_at[phrase.owner]
        if phrase.kind is not Kind.BODY or phrase.owner >= 0:
            return None
        before = [i for i in range(phrase.start, phrase.head) if i in self.entity_at]
        return self.entity_at[before[-1]] if before else None

    def _introduce(self, phrase: Phrase) -> Entity:
        """An entity that is new to the discourse, by its description."""
        text = self.layout.doc[phrase.start : phrase.end].text.removesuffix(" itself")
        owner = self._owner(phrase)
        entity = Entity(phrase.kind, text=ARTICLE.sub("", text, count=1), is_many=phrase.is_many, gender=phrase.gender)
        label = owner.identity.label if owner is not None and owner.identity is not None else ""
        if owner is not None and phrase.word in NAMED_PARTS.get(label, ()):
            name = f"{_short_name(owner)} {phrase.word}"
            identity = Identity(Label.ORG)
            identity.forms[name] += 1
            entity.identity, entity.text = identity, name
            entity.name_words = frozenset(name.lower().split())
        return entity

    def _record(self, phrase: Phrase, entity: Entity) -> None:
        i = phrase.head
        self.entity_at[i] = entity
        place = Place(
            i,
            self.discourse.sentence[i],
            self.discourse.paragraph[i],
            phrase.form,
            phrase.relation,
            phrase.verb,
            self.discourse.act_of[i],
            self.discourse.is_quoted(i),
        )
        self.entities.touch(entity, place)
        self._learn(phrase, entity)
        if i in self.discourse.acts_by_source:
            self.last_speaker = entity
        self._join(phrase, place)

    def _join(self, phrase: Phrase, place: Place) -> None:
        """Several persons joined by "and" are a group that "they" may mean."""
        token = self.layout.tokens[phrase.head]
        first = self.references.get(token.head.i) if self.syntax.has(token, "conjunct") else None
        if first is None or first.phrase.kind is not Kind.PERSON or phrase.kind is not Kind.PERSON:
            return
        text = self.layout.doc[first.phrase.start : phrase.end].text
        if len(text) <= LONGEST and "\n" not in text:
            self.entities.touch(Entity(Kind.PEOPLE, text=text, is_many=True), place)

    def _learn(self, phrase: Phrase, entity: Entity) -> None:
        """Keep what the phrase says of whom it means."""
        if phrase.form is MentionKind.NAME:
            entity.places.update(self._places_beside(phrase))
            for noun, modifiers in self._title_nouns(phrase).items():
                entity.heads.setdefault(noun, set()).update(modifiers)
        elif phrase.form is MentionKind.NOMINAL:
            entity.heads.setdefault(phrase.word, set()).update(phrase.modifiers)
            entity.places.update(phrase.places)
            owner = self._owner(phrase)
            if owner is not None and owner is not entity:
                self.owned.setdefault((id(owner), phrase.word), entity)
        elif phrase.word not in REFLEXIVE:
            entity.pronoun = (phrase.word, self.discourse.sentence[phrase.head])
        if not entity.is_gender_sure or not entity.gender:
            learn_gender(entity, phrase.gender if phrase.form is MentionKind.NOMINAL else "")

    def _places_beside(self, phrase: Phrase) -> set[str]:
        """Places and parties among the titles of a person or in the bracket behind ("Ohio Sen. Ann Roe (R-Utah)")."""
        if phrase.kind is not Kind.PERSON:
            return set()
        tokens, first, end = self.layout.tokens, phrase.start, phrase.end
        while first > 0 and tokens[first - 1].pos_ in {"NOUN", "PROPN", "ADJ"} and phrase.start - first < BEFORE:
            first -= 1
        around = list(range(first, phrase.start))
        if end < len(tokens) and tokens[end].text == "(":
            closes = next((i for i in range(end, min(end + BEFORE, len(tokens))) if tokens[i].text == ")"), end)
            around += range(end + 1, closes)
        return {tokens[i].lower_ for i in around if self.reader.is_regional(i)}

    def _title_nouns(self, phrase: Phrase) -> dict[str, set[str]]:
        """The nouns right before a name with their modifiers ("former prime minister Ann Roe")."""
        found: dict[str, set[str]] = {}
        noun = ""
        for i in range(phrase.start - 1, max(-1, phrase.start - BEFORE), -1):
            token = self.layout.tokens[i]
            word = self.vocabulary.title_nouns.get(token.lower_, token.lower_)
            if word in self.vocabulary.roles:
                noun = word
                found[noun] = set()
            elif token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
                break
            elif noun:
                found[noun].add(token.lower_)
        return found

    # Weighing ----------------------------------------------------------------------------------------------------

    def question(self, phrase: Phrase) -> Question:
        """The candidates of a phrase with their features."""
        if phrase.form is MentionKind.NOMINAL and not phrase.gender and phrase.kind is not Kind.BODY:
            phrase.gender = self._gender_ahead(phrase)
        if phrase.form is MentionKind.NOMINAL and phrase.kind is Kind.UNKNOWN:
            is_body = any(phrase.word in entity.name_words for entity in self.entities.recent(SCANNED))
            phrase.kind = Kind.BODY if is_body else phrase.kind
        barred = self.constraints.barred(phrase, self.entity_at)
        ahead = self._subject_ahead(phrase) if phrase.form is MentionKind.PRONOUN else None
        candidates: list[Candidate] = []
        for entity in self.entities.recent(SCANNED):
            if len(candidates) < FITTING and self.constraints.allow(phrase, entity, barred):
                candidates.append(self._candidate(entity, len(candidates), ahead))
        candidates = _prefer_named(phrase, _without_contrary_genders(phrase, candidates))
        seen = {id(candidate.entity) for candidate in candidates}
        later = self._later(phrase) if phrase.form is MentionKind.NOMINAL else [ahead] if ahead else []
        for entity in later:
            if id(entity) not in seen and self.constraints.allow(phrase, entity, barred):
                candidates.append(self._candidate(entity, len(candidates), ahead, is_later=True))
        listed = [self.features.of(phrase, candidate, self.entity_at) for candidate in candidates]
        listed.append(self.features.of_nobody(phrase, len(candidates)))
        return Question(phrase, candidates, listed, phrase.head in self.discourse.acts_by_source)

    def _candidate(self, entity: Entity, rank: int, ahead: Entity | None, *, is_later: bool = False) -> Candidate:
        candidate = Candidate(entity, rank)
        candidate.is_main = bool(self.entities.main) and entity is self.entities.main[0]
        candidate.is_last_speaker = entity is self.last_speaker
        candidate.is_later, candidate.is_ahead = is_later, entity is ahead
        return candidate

    def _subject_ahead(self, phrase: Phrase) -> Entity | None:
        """The first name behind a pronoun that is a subject of its sentence ("In her book, *Ann Roe* says")."""
        _, end = self.layout.sentence(phrase.head)
        at = bisect_right(self.subjects, phrase.head)
        if at == len(self.subjects) or self.subjects[at] >= end or self.discourse.is_quoted(phrase.head):
            return None
        return self.entity_at[self.subjects[at]]

    def _gender_ahead(self, phrase: Phrase) -> str:
        """The gender that a pronoun tells behind a subject that speaks ("The Republican said she had asked")."""
        if phrase.relation != "subject" or phrase.head not in self.discourse.acts_by_source:
            return ""
        _, end = self.layout.sentence(phrase.head)
        for i in range(phrase.end, end):
            token = self.layout.tokens[i]
            if self.discourse.is_quoted(i) or i in self.reader.name_at or token.pos_ == "NOUN":
                return ""
            if token.lower_ in MALE | FEMALE:
                return "male" if token.lower_ in MALE else "female"
        return ""

    def _later(self, phrase: Phrase) -> list[Entity]:
        """Who is first named within a few sentences behind a phrase, and fills no place beside the same verb."""
        at = bisect_right(self.firsts, phrase.head, key=lambda first: first[0])
        limit = self.discourse.sentence[phrase.head] + LATER
        return [
            entity
            for head, entity, name in self.firsts[at : at + LATER_NAMES]
            if self.discourse.sentence[head] <= limit and entity.last is None and name.verb != phrase.verb
        ]


def _short_name(owner: Entity) -> str:
    """How the name of a body calls its owner: a person by the surname ("Roe campaign")."""
    name = owner.name or ""
    return name.split()[-1] if owner.kind is Kind.PERSON else name


def _without_contrary_genders(phrase: Phrase, candidates: list[Candidate]) -> list[Candidate]:
    """Those whose given name tells another gender only where nobody else is named whom a pronoun can mean."""
    if not phrase.gender:
        return candidates
    agreeing = [candidate for candidate in candidates if candidate.entity.gender in {"", phrase.gender}]
    is_enough = any(c.entity.kind is Kind.PERSON and c.entity.identity is not None for c in agreeing)
    return agreeing if is_enough else candidates


def _prefer_named(phrase: Phrase, candidates: list[Candidate]) -> list[Candidate]:
    """Without the unnamed where somebody named bears the noun: "Judge clears the way" means the judge named below."""
    is_borne = any(c.entity.identity is not None and phrase.word in c.entity.heads for c in candidates)
    if phrase.form is not MentionKind.NOMINAL or not is_borne:
        return candidates
    return [candidate for candidate in candidates if candidate.entity.identity is not None]
