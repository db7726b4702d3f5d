"""What stands around a quotation: the words before and after its marks, and what it ends with."""

from __future__ import annotations

from collections.abc import Iterator

from flows.extract.rules.attribution import MAX_DISTANCE
from flows.extract.rules.reading import Reading
from flows.extract.text.layout import QuotationSpan
from flows.extract.text.punctuation import QUOTATION_OPENERS
from flows.extract.text.tags import FINITE, NAMES_AND_PRONOUNS, VERBS

MIN_SPEECH = 8
"""Tokens, marks included, from which quoted words are no title ("In his book, “An American Son,” he ...")."""
CLOSING_MARKS = "'’”\"› "
"""Characters that may stand between the end of quoted words and the outer closing mark."""


def is_subject(reading: Reading, quotation: QuotationSpan) -> bool:
    """Whether a quotation is what a verb after it speaks of: “Nonsense,” was her reply · “No” is what he meant."""
    at, tokens = quotation.last + 1, reading.tokens
    is_verb = at < len(tokens) and tokens[at].tag_ in FINITE and at not in reading.quoting_cues
    return is_verb and reading.layout.is_outside(at) and not tokens[at].is_sent_start


def is_sentence(reading: Reading, quotation: QuotationSpan) -> bool:
    """Whether a quotation is too long for a title, or has a verb and is not written like one."""
    if quotation.last - quotation.first >= MIN_SPEECH:
        return True
    is_capital = reading.text[quotation.inner[0]].isupper() and not reading.layout.is_title(quotation)
    return is_capital and any(token.tag_ in FINITE for token in reading.tokens[quotation.first : quotation.last])


def is_woven(reading: Reading, quotation: QuotationSpan) -> bool:
    """Whether a quotation ends the content of a cue before it: "Asked if it was “safe,” most said no"."""
    before = reading.layout.before(quotation.first)
    if before is None or reading.tokens[before].text in QUOTATION_OPENERS:
        return False
    start, _ = reading.layout.sentence(quotation.first)
    return any(i in reading.cue_heads for i in range(start, quotation.first))


def is_answered(reading: Reading, quotation: QuotationSpan) -> bool:
    """Whether a sentence of its own follows a quotation, as a capital shows: “Why?” He said, “Because.”"""
    at = quotation.last + 1
    if at >= len(reading.tokens) or last_character(reading, quotation) == ",":
        return False
    token = reading.tokens[at]
    return token.tag_ in {"PRP", "PRP$"} and token.is_title and token.text != "I"


def is_scene(reading: Reading, lead: int, quotation: QuotationSpan) -> bool:
    """Whether the words before a short quotation lead up to its attribution: "In his book, “Rain,” he says"."""
    if reading.tokens[lead].pos_ not in {"ADP", "SCONJ"} or quotation.last - quotation.first >= MIN_SPEECH:
        return False
    return not any(token.tag_ in FINITE for token in reading.tokens[lead : quotation.first])


def last_character(reading: Reading, quotation: QuotationSpan) -> str:
    """The last character inside a quotation, past the closing marks of what is quoted in it."""
    quoted = quotation.quoted
    inside = reading.text[max(quoted.inner_start, quoted.inner_end - 6) : quoted.inner_end]
    inside = inside.rstrip(CLOSING_MARKS)
    return "…" if inside.endswith(("...", ". . .")) else inside[-1:] or "."


def has_comma_after(reading: Reading, quotation: QuotationSpan) -> bool:
    """Whether a comma follows the closing mark."""
    at = quotation.last + 1
    return at < len(reading.tokens) and reading.tokens[at].text == ","


def outside_tokens_after(reading: Reading, quotation: QuotationSpan) -> Iterator[int]:
    """The tokens after a quotation, up to the next one, the paragraph's end or `MAX_DISTANCE`."""
    start, tokens = quotation.last + 1, reading.tokens
    for i in range(start, min(start + MAX_DISTANCE, len(tokens))):
        if not reading.layout.is_outside(i) or "\n" in tokens[i].text:
            return
        yield i


def find_lead(reading: Reading, quotation: QuotationSpan) -> int | None:
    """The first word of a quotation's sentence before its opening mark, where the sentence has no other cue there."""
    start, _ = reading.layout.sentence(quotation.first)
    words = [i for i in range(start, quotation.first) if not reading.layout.is_filler(i)]
    is_clock = all(reading.tokens[i].text[0].isdigit() for i in words) and reading.text[quotation.inner[0]].isupper()
    if is_clock:  # the time of an entry in a live report: 14:40 “Nobody is missing,” Ann Roe said.
        return None
    is_plain = any(reading.layout.is_outside(i) for i in words) and not any(i in reading.quoting_cues for i in words)
    return words[0] if is_plain else None


def find_saying_noun(reading: Reading, places: range) -> int | None:
    """The first noun in a range of tokens for words that are said or written ("reply", "advice", "post")."""
    for i in places:
        noun = reading.vocabulary.nouns.get(reading.tokens[i].lower_)
        if noun is not None and "quote" in noun.complements and reading.tokens[i].pos_ == "NOUN":
            return i
    return None


def is_name_or_pronoun(reading: Reading, i: int) -> bool:
    """Whether token `i` is tagged as a name or a personal pronoun."""
    return reading.tokens[i].tag_ in NAMES_AND_PRONOUNS


def is_outside_verb(reading: Reading, i: int) -> bool:
    """Whether token `i` is a verb outside quotation marks."""
    return reading.tokens[i].pos_ in VERBS and reading.layout.is_outside(i)
