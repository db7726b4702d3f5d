"""How far the content of a cue reaches.

The tree says what hangs on what, but trees of news sentences err most at exactly these places. So the end is sought
from left to right among the places where a content *can* end (`breaks.py`), and the tree is asked at each.
"""

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.cues import CueWord
from flows.extract.rules.breaks import OpenContent, ends_at_comma, ends_before, is_cue, is_of_other_verb
from flows.extract.rules.main_clauses import find_main_clause
from flows.extract.rules.reading import Reading
from flows.extract.text.tags import CONTRASTS, FINITE

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
OBJECT = RuleId.OBJECT
CLAUSE = RuleId.CLAUSE

PARTING = CONTRASTS | {"according", "but"}
"""Words that part a quotation from the content before them."""


def find_end(reading: Reading, cue: CueWord, start: int, form: RuleId, resume: int | None = None) -> int:
    """The token after the last of the content that starts at token `start`.

    The search starts at token `resume` where the content goes on after its attribution.
    """
    layout, tokens = reading.layout, reading.tokens
    _, sentence_end = layout.sentence(start)
    if resume is None:
        sentence_end = find_main_clause(reading, cue, start, form, sentence_end)
    i, has_verb = (start, _is_participle(reading, start)) if resume is None else (resume, True)
    reach = max(find_quoted_reach(reading, i, sentence_end, form), i + 1)
    content = OpenContent(cue, start, form, _find_bracket_end(reading, i, sentence_end))
    while i < content.sentence_end:
        number = layout.quotation_of[i]
        if number >= 0:
            last = layout.quotations[number].last
            i, has_verb = last + 1, True
            content = content._replace(sentence_end=max(content.sentence_end, i))
            if i >= reach and _ends_in_comma(reading, number) and ends_at_comma(reading, content, last):
                return i
            continue
        if tokens[i].tag_ in FINITE:
            is_whole = resume is None and (has_verb or not cue.takes("clause"))
            if i >= reach and is_whole and is_of_other_verb(reading, cue, i):
                return i
            has_verb = True
        if i >= reach and (has_verb or form != CLAUSE) and ends_before(reading, content, i):
            return i
        i += 1
    return content.sentence_end


def _is_participle(reading: Reading, start: int) -> bool:
    """Whether a content needs no finite verb: "recalled | taking the lift", not "said | taking it was wrong"."""
    first = reading.tokens[start]
    return first.tag_ == "VBG" and not reading.syntax.has(first, "subject")


def _find_bracket_end(reading: Reading, start: int, end: int) -> int:
    """The token that closes a bracket opened before `start`, or `end`."""
    depth = 0
    for i in range(start, end):
        depth += (reading.tokens[i].text == "(") - (reading.tokens[i].text == ")")
        if depth < 0:
            return i
    return end


def _ends_in_comma(reading: Reading, number: int) -> bool:
    """Whether a quotation has a comma right before its closing mark, as American printers set it."""
    return reading.text[reading.layout.quotations[number].quoted.inner_end - 1] == ","


def find_quoted_reach(reading: Reading, start: int, sentence_end: int, form: RuleId) -> int:
    """The token after the last quotation that no other cue, contrast or semicolon parts from token `start`."""
    i, reach = start, start
    while i < sentence_end:
        number = reading.layout.quotation_of[i]
        if number >= 0:
            quotation = reading.layout.quotations[number]
            i = quotation.last + 1
            reach = reach if form == OBJECT and reading.layout.is_title(quotation) else i
            continue
        token = reading.tokens[i]
        if i > start and (token.text == ";" or _parts(reading, i) or is_cue(reading, token)):
            break
        i += 1
    return min(reach, sentence_end)


def _parts(reading: Reading, i: int) -> bool:
    """Whether token `i` parts what follows from the content before it: "..., while ..."; not "but “rain”"."""
    token, layout = reading.tokens[i], reading.layout
    near = range(i + 1, min(i + 3, len(reading.tokens)))
    if token.text == ":":
        return i + 1 in near and not layout.is_outside(i + 1)
    if token.lower_ in CONTRASTS and reading.tokens[i - 1].text != "," and layout.is_outside(i - 1):
        return False
    return token.lower_ in PARTING and all(layout.is_outside(j) for j in near)
