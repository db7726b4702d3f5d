"""Who may speak a quotation without a cue: whoever acts in the sentence before it, or speaks in turn.

“We were never asked.” belongs to Marta Venn after "Marta Venn shook her head.", and to Ann Roe after a turn of hers
and one of another's.
"""

from __future__ import annotations

from collections.abc import Iterator

from flows.enums import Label
from flows.extract.quotes import Candidate
from flows.extract.rules.reading import Reading
from flows.extract.text.tags import FINITE
from flows.extract.text.tokens import Token

PERSONAL = frozenset({"he", "she"})
"""Pronouns that are persons; "they" are things as often."""
QUESTIONS = frozenset({"ask", "asks", "asked", "asking", "wonder", "wonders", "wondered", "inquired"})
"""Cues of a question: the next paragraph is as often the answer of another."""
ACTING_NUMBERS = frozenset({"one", "many"})
"""Numbers of roles that are persons, not bodies or texts."""
MAX_FRAGMENT = 8
"""Tokens of a sentence that only introduces a speaker ("And more from Reyes.", "Here is Reyes again.")."""


def find_actor(reading: Reading, end: int) -> tuple[Token, Token] | None:
    """The verb and the person who acts in the sentence that ends before token `end`; None where nobody does.

    A sentence with quotation marks tells of other words, and after a question the answer is another's.
    """
    last = reading.layout.before(end)
    if last is None or not reading.layout.is_outside(last):
        return None
    start, stop = reading.layout.sentence(last)
    if not all(reading.layout.is_outside(i) for i in range(start, stop)):
        return None
    words = reading.tokens[start:stop]
    if any(token.lower_ in QUESTIONS for token in words):
        return None
    if words[0].lower_ == "here" or not any(token.tag_ in FINITE for token in words):
        return _find_introduced(reading, words)
    subject = next(_find_subjects(reading, words), None)
    return (subject.head, subject) if subject is not None and _is_person(reading, subject) else None


def _find_subjects(reading: Reading, words: list[Token]) -> Iterator[Token]:
    """The subjects of a sentence's finite clauses, the main clause's first."""
    subjects = [token for token in words if reading.syntax.has(token, "subject") and token.i < token.head.i]
    return iter(sorted(subjects, key=lambda token: (token.head.dep_ != "ROOT", token.i)))


def _find_introduced(reading: Reading, words: list[Token]) -> tuple[Token, Token] | None:
    """The one person in a short sentence that only introduces: "And more from Reyes." """
    persons = [token for token in words if token.ent_type_ == Label.PERSON]
    if len(words) > MAX_FRAGMENT or not persons or persons[-1].i - persons[0].i >= len(persons):
        return None
    head = next((token for token in persons if token.head not in persons), persons[0])
    return words[0], head


def _is_person(reading: Reading, token: Token) -> bool:
    role = reading.vocabulary.roles.get(token.lower_)
    is_role = token.pos_ == "NOUN" and role is not None and role.number in ACTING_NUMBERS
    is_named = any(word.ent_type_ == Label.PERSON for word in reading.syntax.children(token, "apposition"))
    return is_named or is_role or token.ent_type_ == Label.PERSON or token.lower_ in PERSONAL


def is_turn(reading: Reading, candidate: Candidate, paragraph: int) -> bool:
    """Whether a candidate is a turn in a dialogue: its paragraph opens with a quotation of its."""
    start, _ = reading.layout.paragraphs[paragraph]
    opening = reading.layout.quotation_of[reading.layout.token_at(start)]
    if opening < 0:
        return False
    first, last = reading.layout.quotations[opening].inner
    return any(first <= begin < last for begin, _ in candidate.segments)
