"""Who a pronoun means: gender, number, who spoke last, who was named last."""

from __future__ import annotations

from bisect import bisect_left

from flows.extract.names.mentions import PERSONS, Mention
from flows.extract.quotes import Speaker
from flows.extract.text.layout import Layout
from flows.extract.text.paragraphs import paragraph_at
from flows.extract.text.syntax import Syntax
from flows.extract.vocabulary import Vocabulary

GENDERS = {"he": "male", "him": "male", "his": "male", "himself": "male"} | dict.fromkeys(
    ("she", "her", "hers", "herself"), "female"
)
BODIES = frozenset({"ORG", "GPE", "LOC"})
WINDOW = 24
"""Mentions looked back at: further back, a pronoun's owner is named again."""
RECENT = 2_500
"""Code points within which the last speaker is still the first choice: about four paragraphs."""

Known = tuple[str, str | None]
"""A speaker's name and entity id."""


class Antecedents:
    """Remembers who spoke, and finds who a pronoun means."""

    def __init__(self, layout: Layout, mentions: list[Mention], vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.layout, self.vocabulary, self.syntax = layout, vocabulary, syntax
        self.mentions = [m for m in mentions if layout.is_outside(layout.token_at(m.start))]
        self.starts = [mention.start for mention in self.mentions]
        self.last: Speaker | None = None
        self.genders = {m.entity_id: m.identity.gender for m in mentions if m.identity and m.label == PERSONS}

    def spoke(self, speaker: Speaker) -> None:
        """Remember who spoke last; somebody unknown does not count."""
        if speaker.name is not None:
            self.last = speaker

    def of_pronoun(self, pronoun: str, start: int, named: frozenset[str | None] = frozenset()) -> Known | None:
        """The name and id of whom the pronoun at code point `start` means, or None; none of the entities `named`."""
        if pronoun in GENDERS:
            known = self._person(GENDERS[pronoun], start, named)
            if known is not None and self.genders.get(known[1]) == "":
                self.genders[known[1]] = GENDERS[pronoun]  # said once, it holds for the rest of the article
            return known
        if pronoun in {"they", "it", "them"}:
            return self._last_that(start, people=False)
        return None

    def _person(self, gender: str, start: int, named: frozenset[str | None]) -> Known | None:
        """The person that a paragraph speaks of, else who spoke last, else who was named last before `start`."""
        at = bisect_left(self.starts, start)
        people = [m for m in self.mentions[max(0, at - WINDOW) : at] if m.label == PERSONS]
        before = [m for m in people if self._fits(m, gender) and m.entity_id not in named]
        last = self._last_that(start, people=True)
        if last is not None and last[1] not in named - {None} and self._gender(last) in {gender, ""}:
            since = [m for m in before if self.last and m.start > self.last.end and m.entity_id != last[1]]
            topic = self._topic(since, start, sure=gender if self._gender(last) == gender else None)
            if topic is not None:
                return topic.entity_name or "", topic.entity_id
            if not since or self._gender(last) == gender:
                return last
        sure = [m for m in before if self.genders.get(m.entity_id) == gender]
        chosen = self._topic(before, start) or next(iter((sure or before)[-1:]), None)
        return (chosen.entity_name or "", chosen.entity_id) if chosen else None

    def _topic(self, people: list[Mention], start: int, sure: str | None = None) -> Mention | None:
        """The last of `people` who is a subject in the paragraph of `start`; of gender `sure` if that is given."""
        paragraph, _ = self.layout.paragraphs[paragraph_at(self.layout.paragraphs, start)]
        for mention in reversed(people):
            if mention.start < paragraph:
                return None
            if sure in {None, self.genders.get(mention.entity_id)} and self._is_subject(mention):
                return mention
        return None

    def _is_subject(self, mention: Mention) -> bool:
        span = self.layout.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return span is not None and self.syntax.has(span.root, "subject", "passive_subject")

    def _gender(self, known: Known) -> str:
        """The gender of a speaker: a person's, or what the noun of a role says."""
        if known[1] in self.genders:
            return self.genders[known[1]]
        return next(
            (self.vocabulary.roles[w].gender for w in known[0].lower().split() if w in self.vocabulary.roles), ""
        )

    def _is_person(self, speaker: Speaker) -> bool:
        """Whether a role without a name is one person's ("a doctor at the hospital")."""
        roles = [self.vocabulary.roles[w] for w in (speaker.name or "").lower().split() if w in self.vocabulary.roles]
        return speaker.entity_id is None and bool(roles) and roles[0].number == "one"

    def _fits(self, mention: Mention, gender: str) -> bool:
        return self.genders.get(mention.entity_id, "") in {gender, ""}

    def _last_that(self, start: int, *, people: bool) -> Known | None:
        """The last speaker, if near enough, and a known person (`people`) or not one."""
        last = self.last
        if last is None or last.name is None or start - last.end > RECENT:
            return None
        is_person = last.entity_id in self.genders or self._is_person(last)
        return (last.name, last.entity_id) if is_person == people else None
