"""Where a text writes capitals that tell nothing about names: headlines in title case, and runs in capitals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.extract.names.seeds import NameSeeds
from flows.extract.names.spans import Names, split_lines
from flows.ordinary_words import is_ordinary

CONTENT_LETTERS = 4
"""Letters from which a headline in title case gives a word its capital whatever it is; "of" and "the" have none."""
FEWEST_CONTENT = 5
"""Longer words of the shortest headline. The line of a photographer or agency has fewer."""
SMALL_LETTERS = 3
"""Letters from which a word in small letters is a sentence's ("met"), little words and prepositions aside."""
ORDINARY_SHARE = 0.3
"""Share of the longer words that are ordinary and yet have a capital. A list of persons has few of them."""
FEWEST_ORDINARY = 2
"""Ordinary words with a capital that a headline or run in capitals has."""
FEWEST_CAPITALS = 3
"""Words of a run in capitals; shorter ones are acronyms side by side."""


def find_headline_tokens(names: Names, seeds: NameSeeds) -> frozenset[int]:
    """The tokens of headlines in title case and of runs in capitals."""
    found: set[int] = set()
    for start, end in split_lines(names.words, 0, len(names.words)):
        if _is_title_case(names, start, end, seeds):
            found.update(range(start, end))
        else:
            for first, last in _capital_runs(names.words, start, end):
                found.update(range(first, last))
    return frozenset(found)


def _is_title_case(names: Names, start: int, end: int, seeds: NameSeeds) -> bool:
    content = [i for i in range(start, end) if len(names.words[i]) >= CONTENT_LETTERS and names.words[i][0].isalpha()]
    raised = [names.words[i] for i in content if names.words[i][0].isupper()]
    if len(content) < FEWEST_CONTENT or 2 * len(raised) < len(content):
        return False
    ordinary = sum(is_common_word(word, seeds) for word in raised)
    if ordinary < max(FEWEST_ORDINARY, ORDINARY_SHARE * len(content)):
        return False
    return not any(_is_small_content(names, i) for i in range(start, end))


def _is_small_content(names: Names, i: int) -> bool:
    word, token = names.words[i], names.doc[i]
    return word.islower() and len(word) >= SMALL_LETTERS and not token.is_stop and token.tag_ not in {"IN", "TO"}


def _capital_runs(words: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of words in capitals, marks and figures between them; at least two of the words are ordinary."""
    first, count, ordinary, last = start, 0, 0, start
    for i in range(start, end + 1):
        word = words[i] if i < end else "x"
        if word.isupper() and len(word) > 1:
            first, count, last = (first if count else i), count + 1, i + 1
            ordinary += len(word) >= CONTENT_LETTERS and is_ordinary(word)
        elif any(c.islower() for c in word):
            if count >= FEWEST_CAPITALS and ordinary >= FEWEST_ORDINARY:
                yield first, last
            count = ordinary = 0


def is_common_word(word: str, seeds: NameSeeds) -> bool:
    """Whether a word is ordinary and no given name: "Joke", neither "Grace" nor "Ryanair"."""
    return is_ordinary(word) and word.capitalize() not in seeds.given_names


def find_sure_capitals(names: Names, headlines: frozenset[int]) -> dict[str, int]:
    """How often each word has a capital inside a sentence, outside headlines: there only names have one."""
    found: dict[str, int] = {}
    for i, word in enumerate(names.words):
        if i and word[0].isupper() and i not in headlines and not opens_sentence(names, i):
            found[word.lower()] = found.get(word.lower(), 0) + 1
    return found


def opens_sentence(names: Names, i: int) -> bool:
    """Whether a word has its capital from where it stands: first in a sentence, line or quotation, or after a colon."""
    if i == 0 or names.doc[i].is_sent_start:
        return True
    before = names.words[i - 1]
    return "\n" in before or before in {":", "•", "*", "-", "–", "—", "--"} or names.doc[i - 1].is_quote
