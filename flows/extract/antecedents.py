"""Who a pronoun means: gender, number, who spoke last, who was named last."""

from __future__ import annotations

from bisect import bisect_left

from flows.extract.mentions import PERSONS, Mention
from flows.extract.quotes import Speaker
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

    def __init__(self, mentions: list[Mention], vocabulary: Vocabulary) -> None:
        self.mentions, self.vocabulary = mentions, vocabulary
        self.starts = [mention.start for mention in mentions]
        self.last: Speaker | None = None
        self.genders = {m.entity_id: m.identity.gender for m in mentions if m.identity and m.label == PERSONS}

    def spoke(self, speaker: Speaker) -> None:
        """Remember who spoke last; somebody unknown does not count."""
        if speaker.name is not None:
            self.last = speaker

    def of_pronoun(self, pronoun: str, start: int) -> Known | None:
        """The name and id of whom the pronoun at code point `start` means, or None."""
        if pronoun in GENDERS:
            return self._person(GENDERS[pronoun], start)
        if pronoun in {"they", "it", "them"}:
            return self._last_that(start, people=False)
        return None

    def _person(self, gender: str, start: int) -> Known | None:
        """The person named last before `start` in the same paragraph's reach, the last speaker first of all."""
        at = bisect_left(self.starts, start)
        before = [m for m in self.mentions[max(0, at - WINDOW) : at] if m.label == PERSONS and self._fits(m, gender)]
        last = self._last_that(start, people=True)
        if last is not None and self._gender(last) in {gender, ""}:
            named_since = self.last is not None and any(m.start > self.last.end for m in before)
            if not named_since or self._gender(last) == gender:
                return last
        sure = [m for m in before if self.genders.get(m.entity_id) == gender]
        chosen = (sure or before)[-1:] if before else []
        return (chosen[0].entity_name or "", chosen[0].entity_id) if chosen else None

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
