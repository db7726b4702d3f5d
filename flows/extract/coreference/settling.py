"""Descriptions that the text settles: by a name beside them, as a predicate, by their owner, or by their form."""

from __future__ import annotations

from bisect import bisect_left

from flows.enums import Label
from flows.extract.coreference.entities import Entity
from flows.extract.coreference.phrase import ASKING, KIND_OF_LABEL, Kind, Phrase, Scope
from flows.extract.coreference.ranker import Reference
from flows.extract.coreference.state import State
from flows.extract.names.identity import ARTICLE, Identity
from flows.extract.names.mentions import Mention
from flows.extract.text.syntax import NEGATIONS
from flows.extract.text.tags import VERBS
from flows.extract.word_groups import WordGroup

GROUP_OF_OWNED: dict[str, WordGroup] = {
    Label.PERSON: WordGroup.BODY_OF_SOMEBODY,
    Label.ORG: WordGroup.BODY_OF_SOMEBODY,
    Label.GPE: WordGroup.BODY_OF_PLACE,
}
"""The nouns of bodies that go by their owner's name, by the label of the owner."""
BECOMING = frozenset({"become", "becomes", "became", "becoming", "remain", "remains", "remained", "remaining"})
THROUGHOUT = frozenset({"during", "throughout", "since", "until", "amid", "through", "before", "after"})
BELOW = 0.9
"""Chance that the subject of the first paragraph is who is first named below it: a guess from few articles."""
PARTLY = 0.85
"""Chance that "the parents group" is the body with "parents" in its name: a guess from few articles."""
KINDS_BELOW = {
    Kind.PERSON: frozenset({Kind.PERSON}),
    Kind.BODY: frozenset({Kind.BODY}),
    Kind.UNKNOWN: frozenset({Kind.PERSON, Kind.BODY}),
}
"""Of what kind the name below is, by that of the description."""
BELOW_LEAD = 2
"""Paragraphs below the first in which it may name whom that one speaks of."""
ASKED = frozenset({Kind.PERSON, Kind.BODY, Kind.PLACE})


class Settler:
    """Settles phrases by rules."""

    def __init__(self, state: State) -> None:
        self.state, self.layout, self.syntax, self.discourse = state, state.layout, state.syntax, state.discourse

    def settle(self, phrase: Phrase) -> Reference | None:
        """A description that a name beside it, its owner or its form settles; None where it is to be weighed."""
        beside = self._named_beside(phrase)
        if beside is not None and beside.identity is not None:
            kind = KIND_OF_LABEL.get(Label(beside.label), Kind.UNKNOWN)
            entity = self.state.entities.named(beside.identity, kind, is_many=kind is Kind.PEOPLE)
            return Reference(phrase, entity, 1.0, ("name_beside",))
        if self._is_role_taken(phrase):
            return Reference(phrase, self._subject_of(phrase), 1.0, ("predicate",))
        below = self._named_below(phrase)
        if below is not None:
            return Reference(phrase, below, BELOW, ("named_below",))
        owner = self.owner(phrase)
        known = self.state.owned.get((id(owner), phrase.word)) if owner is not None else None
        if known is not None:
            return Reference(phrase, known, 0.9, ("owned_before",))
        named = self._partly_named(phrase) if known is None else None
        if named is not None:
            return Reference(phrase, named, PARTLY, ("name_word",))
        is_owned_body = owner is not None and phrase.kind is not Kind.PERSON
        is_kind = phrase.kind in ASKED or (phrase.kind is Kind.UNKNOWN and self._may_speak(phrase))
        is_kind = is_kind or (phrase.kind is Kind.TEXT and self.state.is_speaking(phrase))
        is_somebody = is_kind and not phrase.is_many and not self._is_event(phrase)
        if phrase.scope not in ASKING or is_owned_body or not is_somebody:
            return Reference(phrase, self.introduce(phrase), 1.0, ("new",), is_new=True)
        return None

    def _named_beside(self, phrase: Phrase) -> Mention | None:
        """The name beside a description; of a text that speaks ("a report by the Danube Institute") its maker's."""
        head = self.layout.tokens[phrase.head]
        beside = self.state.beside.name_of(head, phrase.start, phrase.end)
        return self.state.beside.maker_of(head) if beside is None and self.state.is_speaking(phrase) else beside

    def _named_below(self, phrase: Phrase) -> Entity | None:
        """Whom the first paragraph speaks of and one below it names ("A guard was jailed.¶ *Al Roe*, 29, had ...")."""
        here, kinds = self.discourse.paragraph[phrase.head], KINDS_BELOW.get(phrase.kind, frozenset())
        is_opening = here == self.state.lead and phrase.scope is Scope.INDEFINITE and phrase.relation == "subject"
        if not kinds or phrase.is_many or not is_opening or not self._opens_paragraph(phrase):
            return None
        for head, entity, name in self.state.firsts:
            depth = self.discourse.paragraph[head] - here
            if depth > BELOW_LEAD or (depth > 0 and entity.kind in kinds):
                is_told = name.relation == "subject" and not self.discourse.is_quoted(head)
                fits = not phrase.gender or entity.gender in {phrase.gender, ""}
                return entity if depth <= BELOW_LEAD and is_told and fits else None
        return None

    def _opens_paragraph(self, phrase: Phrase) -> bool:
        """Whether no verb stands before a phrase in its paragraph."""
        first = bisect_left(self.discourse.paragraph, self.discourse.paragraph[phrase.head])
        return all(token.pos_ not in VERBS for token in self.layout.tokens[first : phrase.start])

    def _partly_named(self, phrase: Phrase) -> Entity | None:
        """The body named before that has the noun before a general one in its name ("the *parents* group")."""
        is_general = phrase.word in self.state.vocabulary.groups[WordGroup.ANY_BODY]
        if not is_general or phrase.scope is not Scope.DEFINITE or phrase.is_many:
            return None
        bearing = (entity for word in sorted(phrase.field) for entity in self.state.entities.bearing(word))
        return next((entity for entity in bearing if entity.kind is Kind.BODY and entity.identity is not None), None)

    def _subject_of(self, phrase: Phrase) -> Entity | None:
        """Whom a predicate describes ("*Ann Roe* is a lawyer", "became mayor", "hailed *Ann Roe* as the winner")."""
        token = self.layout.tokens[phrase.head]
        if any(child.lower_ in NEGATIONS for child in token.lefts):
            return None
        subject = self.syntax.child(token, "subject")
        if token.head.i < token.i and not any(child.dep_ == "cop" for child in token.lefts):
            subject = self.syntax.child(token.head, "object", "passive_subject")
            is_object = subject is not None and subject.i < token.i
            subject = subject if is_object else self.syntax.child(token.head, "subject")
        entity = self.state.entity_at.get(subject.i) if subject is not None else None
        return entity if entity is not None and entity.kind is phrase.kind else None

    def _is_role_taken(self, phrase: Phrase) -> bool:
        """Whether a description stands behind "as", "become" or "is": it says what somebody is, and mentions nobody."""
        token = self.layout.tokens[phrase.head]
        if any(child.dep_ == "cop" for child in token.lefts):
            return True
        if token.head.i >= token.i:
            return False
        case = self.syntax.child(token, "case")
        is_as = case is not None and case.lower_ == "as" and self.syntax.has(token, "oblique")
        return is_as or (token.head.lower_ in BECOMING and self.syntax.has(token, "object", "open_clause"))

    def _is_event(self, phrase: Phrase) -> bool:
        """Whether a noun means what happens and no body ("during the campaign", "this campaign")."""
        if phrase.word not in self.state.vocabulary.groups[WordGroup.EVENT]:
            return False
        token = self.layout.tokens[phrase.head]
        return any(child.lower_ == "this" or child.lower_ in THROUGHOUT for child in token.lefts)

    def own_subject(self, phrase: Phrase) -> Entity | None:
        """Whom "himself" means: the subject of its clause."""
        verb = self.layout.tokens[phrase.verb]
        subject = self.syntax.child(verb, "subject", "passive_subject") or self.syntax.child(verb.head, "subject")
        entity = self.state.entity_at.get(subject.i) if subject is not None and subject.i < phrase.head else None
        is_contrary = entity is not None and entity.is_gender_sure and entity.gender not in {"", phrase.gender}
        return None if is_contrary else entity

    def _may_speak(self, phrase: Phrase) -> bool:
        """Whether a noun is one for persons or bodies, as its list, the name of a body or what it says tells."""
        is_either = phrase.word in self.state.vocabulary.groups[WordGroup.EITHER]
        is_in_name = any(entity.kind is not Kind.PERSON for entity in self.state.entities.bearing(phrase.word))
        return (
            is_either
            or is_in_name
            or bool(self.state.gender_ahead(phrase))
            or self.discourse.speaks_quotation(phrase.head)
        )

    def owner(self, phrase: Phrase) -> Entity | None:
        """Who owns it ("his wife"), or whose body it is ("the Roe campaign")."""
        owner = self._described_by(phrase) if phrase.owner >= 0 else -1
        if owner in self.state.entity_at:
            return self.state.entity_at[owner]
        if phrase.kind is not Kind.BODY or phrase.owner >= 0:
            return None
        before = [i for i in range(phrase.start, phrase.head) if i in self.state.entity_at and not self._is_joined(i)]
        return self.state.entity_at[before[-1]] if before else None

    def _is_joined(self, i: int) -> bool:
        """Whether a hyphen joins token `i` to the next: "the *Rome*-based company" is not Rome's."""
        return self.layout.tokens[i + 1].text == "-" and not self.layout.tokens[i].whitespace_

    def _described_by(self, phrase: Phrase) -> int:
        """The token of an owner; of "whose" it is whoever its clause describes ("*Ann Roe*, whose campaign ...")."""
        token = self.layout.tokens[phrase.owner]
        if token.tag_ != "WP$":
            return phrase.owner
        for verb in (self.layout.tokens[i] for i in sorted(phrase.above, key=lambda i: phrase.above[i])):
            if self.syntax.has(verb, "noun_clause"):
                return self.state.reader.head_of(verb.head.i)
        return -1

    def title_of(self, phrase: Phrase) -> str:
        """The name of a publication before its noun, where nothing took it for a name ("*Marn Weekly* magazine")."""
        tokens, start = self.layout.tokens, phrase.head
        if phrase.word not in self.state.vocabulary.groups[WordGroup.PUBLICATION] or tokens[start].is_title:
            return ""
        while start > phrase.start and (tokens[start - 1].is_title or tokens[start - 1].tag_ == "POS"):
            start -= 1
        is_known = any(i in self.state.reader.name_at for i in range(start, phrase.head))
        title = self.layout.text_of(start, phrase.head)
        return "" if is_known else ARTICLE.sub("", f"{title} ").strip()  # "The magazine" has no title

    def introduce(self, phrase: Phrase) -> Entity:
        """An entity that is new to the discourse, by its description."""
        text = self.title_of(phrase) or self.layout.text_of(phrase.start, phrase.end).removesuffix(" itself")
        owner = self.owner(phrase)
        entity = Entity(phrase.kind, text=ARTICLE.sub("", text, count=1), is_many=phrase.is_many, gender=phrase.gender)
        entity.is_misread = phrase.kind is Kind.PERSON and phrase.scope is Scope.BARE and not phrase.is_many
        group = GROUP_OF_OWNED.get(owner.identity.label) if owner is not None and owner.identity is not None else None
        if owner is not None and group is not None and phrase.word in self.state.vocabulary.groups[group]:
            name = f"{_short_name(owner)} {phrase.word}"
            identity = Identity(Label.ORG)
            identity.forms[name] += 1
            entity.identity, entity.text = identity, name
            entity.name_words = frozenset(name.lower().split())
        return entity


def _short_name(owner: Entity) -> str:
    """How the name of a body calls its owner: a person by the surname ("Roe campaign")."""
    name = owner.name or ""
    return name.split()[-1] if owner.kind is Kind.PERSON else name
