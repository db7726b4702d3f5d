"""Who a speaker is: the entity behind a name, a pronoun, a role or a metonym.

Asked in the order of the text, because who spoke last matters for who "she" is.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import cached_property

from spacy.tokens import Span, Token

from flows.extract.names.identity import ARTICLE, normalised
from flows.extract.names.mentions import PERSONS, Mention
from flows.extract.quotes import Segment, Speaker
from flows.extract.speakers.antecedents import GENDERS, Antecedents
from flows.extract.speakers.roles import Roles
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import Syntax
from flows.extract.vocabulary import Vocabulary
from flows.records import entity_id

RELATIVE = frozenset({"who", "which", "that", "whom"})
LEADING = frozenset({"SCONJ", "CCONJ", "ADV", "ADP", "PUNCT", "INTJ", "SPACE"})
"""Word classes that lead up to a noun phrase and are no part of it."""
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
NICKNAME = 6
"""Tokens, marks included, of quoted words that may be part of a speaker's phrase ("the “money men” of the party")."""
TOPIC, SEVERAL = 30, 40
"""Tokens before "he" or "she", and before "they", in which somebody without a name may be who it means."""
NEAR = 8
"""Mentions looked at from the start of a phrase: no phrase that speaks holds more names."""


class Resolver:
    """Names the speaker behind a noun phrase, from the mentions of its article."""

    def __init__(self, layout: Layout, mentions: list[Mention], vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.layout, self.doc, self.vocabulary, self.syntax = layout, layout.doc, vocabulary, syntax
        self.mentions = [m for m in mentions if m.identity]
        self.starts = [m.start for m in self.mentions]
        self.named: frozenset[str | None] = frozenset()
        self.roles = Roles(layout, self.mentions, vocabulary)
        self.antecedents = Antecedents(layout, self.mentions, vocabulary, syntax)

    def speaker(self, head: Token, floor: int = 0, said: tuple[Segment, ...] = ()) -> Speaker:
        """The speaker that the noun phrase around `head` means; remembered as the one who spoke last.

        The phrase starts at token `floor` at the earliest: behind "according to", which the tree counts to it.
        `said` are the words: whoever is named in them is not the one that a pronoun means.
        """
        self.named = self._named_in(said)
        found = self._speaker(head, floor)
        self.antecedents.spoke(found)
        return found

    def _speaker(self, head: Token, floor: int = 0) -> Speaker:
        phrase = self._phrase(head, floor)
        start, end = phrase.start_char, phrase.end_char
        if head.pos_ == "PRON" or head.lower_ in RELATIVE:
            return self._pronoun(head, Speaker(start, end, "pronoun"))
        beside = self._between_commas(head, phrase.end)
        named = self._named(head, phrase)
        if named is not None and not (beside is not None and named.label == "MISC"):
            covers = named.start <= head.idx < named.end
            speaker = self._as_named(named, min(start, named.start), max(end, named.end) if covers else end)
            return speaker if covers else self._in_role(speaker, head, phrase)
        metonym = self.vocabulary.metonyms.get(ARTICLE.sub("", phrase.text))
        if metonym is not None:
            return self._as_body(Speaker(start, end, "name"), metonym.body, metonym.label)
        if beside is not None:
            return self._in_role(self._as_named(beside, start, end), head, phrase)
        if (head.pos_ == "PROPN" or head.text in self._by_word) and head.lower_ not in self.vocabulary.roles:
            return self._unmarked_name(head, phrase)
        return self._nominal(head, phrase[0], Speaker(start, end, "nominal", ARTICLE.sub("", phrase.text, count=1)))

    def _named_in(self, said: tuple[Segment, ...]) -> frozenset[str | None]:
        """The entities that are named in the words of a quote."""
        found: set[str | None] = set()
        for start, end in said:
            at = bisect_left(self.starts, start)
            found.update(m.entity_id for m in self.mentions[at : bisect_left(self.starts, end)])
        return frozenset(found)

    def _phrase(self, head: Token, floor: int) -> Span:
        """The words that name the speaker, without what only leads up to them ("as", "In Rome,") or follows a comma."""
        phrase = self.syntax.noun_phrase(head)
        start = max(phrase.start, floor, self._behind_scene(phrase.start, head.i))
        if head.i < head.head.i and self.syntax.has(head, "noun_modifier") and not self.syntax.is_possessor(head):
            start = max(floor, head.head.left_edge.i)  # "the party leadership fears", with the verb for a noun
        while start < head.i and self.doc[start].pos_ in LEADING:
            start += 1
        phrase_end = self._behind_counted(head, phrase.end)
        end = next((i for i in range(head.i + 1, phrase_end) if self._ends_phrase(i)), phrase_end)
        while end > head.i + 1 and (self._is_owners(head, end - 1) or self.doc[end - 1].is_space):
            end -= 1
        return self.doc[min(start, head.i) : self._name_behind(head, end)]

    def _is_owners(self, head: Token, i: int) -> bool:
        """Whether token `i` is the "'s" of the speaker's own phrase, not of a name in it ("nurses at St Ann's")."""
        return self.doc[i].tag_ == "POS" and (self.doc[i].head.i == head.i or self.syntax.is_possessor(head))

    def _behind_counted(self, head: Token, end: int) -> int:
        """Where a phrase ends with the noun that the tree set beside its number ("one Rome supporter")."""
        apposed = self.syntax.child(head, "apposition") if head.tag_ == "CD" else None
        return apposed.right_edge.i + 1 if apposed is not None and apposed.left_edge.i == end else end

    def _name_behind(self, head: Token, end: int) -> int:
        """Where a phrase ends with the name that the tree took for a second subject ("... for the station Val")."""
        is_second = head.i + 1 < end < len(self.doc) and self.doc[end].head.i == head.head.i != end
        if is_second and self.doc[end].ent_type_ and self.syntax.has(self.doc[end], "subject"):
            label = self.doc[end].ent_type_
            while end < len(self.doc) and self.doc[end].ent_type_ == label:
                end += 1
        return end

    def _behind_scene(self, start: int, head: int) -> int:
        """Where a phrase starts behind the quotation and the words before its last comma that the tree gave to it."""
        opens = self.doc[start].pos_ in LEADING or self.doc[start].tag_ in VERBS
        for i in range(head - 1, start - 1, -1):
            if (opens and self.doc[i].text == ",") or "\n" in self.doc[i].text:
                return i + 1
            number = self.layout.quotation_of[i]
            if number >= 0 and self.layout.quotations[number].last - self.layout.quotations[number].first > NICKNAME:
                return i + 1
        return start

    def _ends_phrase(self, i: int) -> bool:
        """Whether a speaker's phrase ends before token `i`, whatever the tree hangs on it."""
        token = self.doc[i]
        return token.text in {",", ";", ":", "—", "--"} or "\n" in token.text

    # Names -----------------------------------------------------------------------------------------------------------

    def _named(self, head: Token, phrase: Span) -> Mention | None:
        """The mention that *is* the phrase's head, or stands beside it as its name ("his lawyer, Ann Roe")."""
        at = max(0, bisect_left(self.starts, phrase.start_char) - 1)  # the tree may cut "Owusu-Darko"
        for mention in self.mentions[at : at + NEAR]:
            if mention.start <= head.idx < mention.end:
                return mention
            is_inside = phrase.start_char <= mention.start and mention.end <= phrase.end_char
            if is_inside and mention.label == PERSONS and self._is_name_of(mention, head):
                return mention
        behind = self._right_behind(head, phrase)
        if behind is not None:
            return behind
        for apposition in self.syntax.children(head, "apposition"):
            at = bisect_left(self.starts, apposition.left_edge.idx)
            for mention in self.mentions[at : at + 2]:
                if mention.label == PERSONS and mention.start <= apposition.idx < mention.end:
                    return mention
        return None

    def _right_behind(self, head: Token, phrase: Span) -> Mention | None:
        """The person named right behind a role that the tree took for a second subject ("the teacher Ann Roe said")."""
        role = self.vocabulary.roles.get(head.lower_)
        at = bisect_left(self.starts, phrase.end_char)
        if role is None or role.number != "one" or phrase.end != head.i + 1 or at == len(self.starts):
            return None
        mention = self.mentions[at]
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if mention.label != PERSONS or span is None or span.start != phrase.end or span.root.head.i != head.head.i:
            return None
        return mention

    def _between_commas(self, head: Token, end: int) -> Mention | None:
        """The name between two commas behind a role, whatever the tree makes of it ("his lawyer, Ann Roe, said")."""
        role = self.vocabulary.roles.get(head.lower_)
        number = "one" if head.lower_ == "one" else role.number if role else ""
        if number not in {"one", "body"} or end + 1 >= len(self.doc) or self.doc[end].text != ",":
            return None
        behind = self.doc[end + 1].idx
        at = bisect_left(self.starts, behind)
        if at == len(self.starts):
            return None
        mention = self.mentions[at]
        title = self.layout.text[behind : mention.start].strip().lower()
        if title and title not in self.vocabulary.titles:
            return None
        after = self.layout.token_at(mention.end - 1) + 1
        is_closed = after < len(self.doc) and self.doc[after].text == ","
        return mention if is_closed and (number == "one" or mention.label != PERSONS) else None

    def _unmarked_name(self, head: Token, phrase: Span) -> Speaker:
        """A name that the recogniser missed: somebody known, by the last word or a body's first, else as written."""
        first = head.i
        while first > 0 and self.doc[first - 1].pos_ == "PROPN" and self.doc[first - 1].is_title:
            first -= 1
        start, end = min(phrase.start_char, self.doc[first].idx), phrase.end_char
        known = self._by_word.get(head.text)
        if known is not None:
            return self._as_named(known, start, end)
        return Speaker(start, end, "name", self.doc[first : head.i + 1].text, resolution="explicit")

    @cached_property
    def _by_word(self) -> dict[str, Mention]:
        """Names of several words by the one that may stand for them: a person's last, a body's first."""
        found: dict[str, Mention] = {}
        for mention in self.mentions:
            words = self.layout.text[mention.start : mention.end].split()
            if len(words) > 1:
                found.setdefault(words[-1] if mention.label == PERSONS else words[0], mention)
        return found

    def _is_name_of(self, mention: Mention, head: Token) -> bool:
        """Whether a name in the phrase hangs on its head without a preposition between ("spokeswoman Ann Roe")."""
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        token = span.root if span is not None else head
        for _ in range(3):
            if token.i == head.i:
                return True
            if not self.syntax.has(token, "noun_modifier", "apposition") or self.syntax.is_possessor(token):
                return False
            if self.syntax.child(token, "case") is not None:
                return False
            token = token.head
        return False

    def _as_named(self, mention: Mention, start: int, end: int) -> Speaker:
        text = self.layout.text[mention.start : mention.end]
        metonym = self.vocabulary.metonyms.get(text)
        if metonym is not None and mention.label != PERSONS:
            return self._as_body(Speaker(start, end, "name"), metonym.body, metonym.label)
        role = self.roles.of(mention)
        return Speaker(start, end, "name", mention.entity_name, mention.entity_id, role, "explicit")

    def _in_role(self, speaker: Speaker, head: Token, phrase: Span) -> Speaker:
        """A named speaker with the role before the comma ("The mayor of Rome, Ann Roe, said"), unless there is one."""
        if speaker.role or head.lower_ not in self.vocabulary.roles:
            return speaker
        return replace(speaker, role=ARTICLE.sub("", phrase.text, count=1))

    def _as_body(self, speaker: Speaker, body: str, label: str) -> Speaker:
        """A place that stands for a body."""
        return replace(speaker, name=body, entity_id=entity_id(label, normalised(body)), resolution="metonym")

    # Pronouns and roles ----------------------------------------------------------------------------------------------

    def _pronoun(self, head: Token, speaker: Speaker) -> Speaker:
        if head.lower_ in RELATIVE:
            noun = self._antecedent_of_relative(head)
            if noun is None:
                return speaker
            found = self._speaker(noun)
            return replace(
                speaker, name=found.name, entity_id=found.entity_id, role=found.role, resolution="coreference"
            )
        role = self._role_before(head)
        if role is not None:
            found = self._speaker(role)
            return replace(speaker, name=found.name, entity_id=found.entity_id, resolution="coreference")
        known = self.antecedents.of_pronoun(head.lower_, speaker.start, self.named)
        return replace(speaker, name=known[0], entity_id=known[1], resolution="coreference") if known else speaker

    def _role_before(self, pronoun: Token) -> Token | None:
        """Somebody without a name whom the words before have for a subject ("A guide was fined; he said ...").

        For "they" it is several ("Nurses walked out. They said ..."), who may have been spoken of before.
        """
        gender, is_plural = GENDERS.get(pronoun.lower_), pronoun.lower_ == "they"
        start = max(0, pronoun.i - (SEVERAL if is_plural else TOPIC))
        for i in range(pronoun.i - 1, start - 1 if gender or is_plural else pronoun.i, -1):
            token = self.doc[i]
            if token.ent_type_ == PERSONS or "\n" in token.text:
                return None
            if self.layout.is_outside(i) and self.syntax.has(token, "subject", "passive_subject"):
                role = self.vocabulary.roles.get(token.lower_) if token.pos_ == "NOUN" else None
                is_new = is_plural or token.left_edge.lower_ in {"a", "an", "one"}
                number = "many" if is_plural else "one"
                if role is not None and is_new and role.number == number and role.gender in {gender, ""}:
                    return token
        return None

    def _antecedent_of_relative(self, pronoun: Token) -> Token | None:
        """The noun that a relative clause modifies."""
        verb = pronoun.head
        for _ in range(4):
            if self.syntax.has(verb, "noun_clause"):
                return verb.head if verb.head.pos_ != "PRON" and verb.head.i < pronoun.i else None
            if verb.head.i == verb.i:
                return None
            verb = verb.head
        return None

    def _nominal(self, head: Token, first: Token, speaker: Speaker) -> Speaker:
        """A role: the person who is known by it in the article, else the phrase as written."""
        known = self.roles.bearer(head, first, speaker.start)
        if known is None:
            return replace(speaker, resolution="role", role=speaker.name)
        return replace(
            speaker, name=known.entity_name, entity_id=known.entity_id, role=speaker.name, resolution="coreference"
        )
