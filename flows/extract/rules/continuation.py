"""Rule `continuation`: quotations without a cue of their own that go on with what was said right before them.

In the same paragraph they belong to the attribution of the sentence before. A paragraph that is all quotation goes on
with the quotation before it, or leads up to the one whose attribution follows. Where it is short, or what stands
before it is not all quotation, it is a row of its own, said by whoever spoke in the paragraph before, or two before
where two speakers take turns. What is left belongs to the person who acts in the sentence before it.
"""

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.quotes import Candidate
from flows.extract.rules.lead_ups import is_running_text, lead_up
from flows.extract.rules.ledger import Ledger
from flows.extract.rules.overlaps import QUOTING
from flows.extract.rules.quotation_context import is_sentence
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule
from flows.extract.rules.uncued import QUESTIONS, find_actor, is_turn
from flows.extract.text.layout import QuotationSpan
from flows.extract.text.punctuation import END_CHARACTERS, SINGLE_QUOTES


def find(reading: Reading) -> list[Candidate]:
    """All standing candidates, some of them longer, and one for each paragraph that goes on without a cue."""
    ledger = Ledger(reading, reading.standing)
    lead_up(reading, ledger, left_open=True)
    for number, quotation in enumerate(reading.layout.quotations):
        if number in ledger.holder or not _stands_alone(reading, quotation):
            continue
        holder = _find_holder_before(reading, ledger, number)
        if holder is not None:
            ledger.extend(holder, number)
        elif _is_only_quoted(reading, quotation.paragraph):
            _continue_paragraph(reading, ledger, number)
        else:
            _follow_act(reading, ledger, number)
    lead_up(reading, ledger, left_open=False)
    _follow_paragraph(reading, ledger)
    return ledger.kept


def _follow_act(reading: Reading, ledger: Ledger, number: int) -> None:
    """Make a row of a quotation for whoever acts in the sentence before it in its paragraph."""
    quotation = reading.layout.quotations[number]
    opener = reading.layout.before(quotation.first)
    if opener is None or reading.layout.paragraph_of(opener) != quotation.paragraph:
        return
    actor = find_actor(reading, quotation.first)
    if actor is not None and is_sentence(reading, quotation):
        ledger.add_act(*actor, number)


def _follow_paragraph(reading: Reading, ledger: Ledger) -> None:
    """Make rows of paragraphs that are nothing but a quotation, for whoever spoke or acted right before them.

    Only those that neither the paragraph before nor the one after has taken.
    """
    for number, quotation in enumerate(reading.layout.quotations):
        is_free = number not in ledger.holder and _stands_alone(reading, quotation)
        if not is_free or not _is_only_quoted(reading, quotation.paragraph) or not is_sentence(reading, quotation):
            continue
        _continue_paragraph(reading, ledger, number)
        if number in ledger.holder or (number and _is_heading(reading, number)):
            continue
        beside = _find_holder_beside(reading, ledger, number)
        speaker = _find_last_indirect(reading, ledger, quotation)
        actor = find_actor(reading, quotation.first)
        if beside is not None:
            ledger.extend(beside, number)
        elif speaker is not None:
            ledger.add(speaker, number)
        elif actor is not None:
            ledger.add_act(*actor, number)


def _find_last_indirect(reading: Reading, ledger: Ledger, quotation: QuotationSpan) -> int | None:
    """The candidate whose cue stands in the last sentence of the paragraph before a quotation."""
    before = ledger.last_in.get(quotation.paragraph - 1)
    opener = reading.layout.before(quotation.first)
    if before is None or opener is None or ledger.kept[before].cue.head.lower_ in QUESTIONS:
        return None
    start, end = reading.layout.sentence(opener)
    return before if start <= ledger.kept[before].cue.head.i < end else None


def _stands_alone(reading: Reading, quotation: QuotationSpan) -> bool:
    """Whether a quotation is a sentence or more, with nothing else in it."""
    start, _ = reading.layout.sentence(quotation.first)
    text, quoted = reading.text, quotation.quoted
    after = text[quoted.end : quoted.end + 1] or "."
    is_ended = text[quoted.inner_end - 1] in END_CHARACTERS or after in END_CHARACTERS
    return is_ended and all(reading.layout.is_filler(i) for i in range(start, quotation.first))


def _find_holder_before(reading: Reading, ledger: Ledger, number: int) -> int | None:
    """The candidate that a quotation goes on with: of the quotation beside it, else of the sentence before."""
    beside = _find_holder_beside(reading, ledger, number)
    return beside if beside is not None else _find_in_sentence_before(reading, ledger, number)


def _find_holder_beside(reading: Reading, ledger: Ledger, number: int) -> int | None:
    """The candidate of the quotation before this one, where only blanks stand between the two."""
    if number == 0 or number - 1 not in ledger.holder:
        return None
    before, quotation = reading.layout.quotations[number - 1 : number + 1]
    between = range(before.last + 1, quotation.first)
    is_beside = before.paragraph == quotation.paragraph and all(reading.layout.is_filler(i) for i in between)
    return ledger.holder[number - 1] if is_beside or before.quoted.is_continued else None


def _find_in_sentence_before(reading: Reading, ledger: Ledger, number: int) -> int | None:
    """The last attribution in the sentence before a quotation in its paragraph."""
    quotation, tokens = reading.layout.quotations[number], reading.tokens
    paragraph_start, _ = reading.layout.paragraphs[quotation.paragraph]
    at = quotation.first - 1
    while at >= 0 and tokens[at].idx >= paragraph_start and reading.layout.is_filler(at):
        at -= 1
    if at < 0 or tokens[at].idx < paragraph_start:
        return None
    here = ledger.in_sentence.get(reading.layout.sentence(at)[0], [])
    return here[-1] if here else None


def _is_only_quoted(reading: Reading, paragraph: int) -> bool:
    """Whether a paragraph holds nothing outside quotation marks."""
    layout = reading.layout
    start, end = layout.paragraphs[paragraph]
    tokens = range(layout.token_at(start), layout.token_at(end - 1) + 1)
    return all(not layout.is_outside(i) or layout.is_filler(i) for i in tokens)


def _continue_paragraph(reading: Reading, ledger: Ledger, number: int) -> None:
    """Let a paragraph's quotation go on with the one before it, or make a row of it for whoever spoke there."""
    quotation = reading.layout.quotations[number]
    before = ledger.last_in.get(quotation.paragraph - 1)
    if before is None or _is_heading(reading, number):
        return
    other = _find_other_turn(reading, ledger, number)
    if other is not None:
        ledger.add(other, number)
        return
    if not _has_voice(ledger, before, quotation.paragraph - 1):
        return
    if _runs_on(reading, ledger.kept[before], number):
        ledger.extend(before, number)
        ledger.last_in[quotation.paragraph] = before
    else:
        ledger.add(before, number)


def _find_other_turn(reading: Reading, ledger: Ledger, number: int) -> int | None:
    """The candidate two paragraphs before, where two speakers take turns and a short quotation is the next turn."""
    quotation = reading.layout.quotations[number]
    one, other = (ledger.last_in.get(quotation.paragraph - back) for back in (2, 1))
    if one is None or other is None or is_running_text(reading, quotation):
        return None
    turns = ledger.kept[one], ledger.kept[other]
    sources = {turn.source.lower_ for turn in turns if turn.source is not None}
    is_dialogue = all(
        is_turn(reading, turn, quotation.paragraph - back) for turn, back in zip(turns, (2, 1), strict=True)
    )
    return one if is_dialogue and len(sources) == len(turns) else None


def _is_heading(reading: Reading, number: int) -> bool:
    """Whether a paragraph stands in single marks after one in double marks, as some printers set headings."""
    quotations = reading.layout.quotations
    here, before = (reading.text[quotations[n].quoted.start] for n in (number, number - 1))
    return here in SINGLE_QUOTES and before not in SINGLE_QUOTES


def _runs_on(reading: Reading, candidate: Candidate, number: int) -> bool:
    """Whether a long paragraph goes on with a quotation that stands right before it."""
    last = reading.layout.quotations[number - 1]
    is_last = candidate.segments[-1] == last.inner and candidate.rule in QUOTING
    return is_last and is_running_text(reading, reading.layout.quotations[number])


def _has_voice(ledger: Ledger, number: int, paragraph: int) -> bool:
    """Whether a candidate has words of its own in quotation marks in a paragraph, and is no question."""
    is_voiced = (number, paragraph) in ledger.voiced
    return is_voiced and ledger.kept[number].cue.head.lower_ not in QUESTIONS


RULE = Rule(
    RuleId.CONTINUATION,
    "“...” without a cue of its own, by whoever spoke or acted right before",
    (
        Example(
            "“We will build it,” Ann Roe said.\n\n“They will pay.”",
            ("They will pay.",),
            "Ann Roe",
            "A short paragraph that is nothing but quotation is a row of its own; a longer one extends the row before.",
        ),
        Example(
            "Marta Venn shook her head. “We were never asked.”",
            ("We were never asked.",),
            "Marta Venn",
            "A whole sentence in marks belongs to the person who acts in the sentence before.",
        ),
        Example(
            "Ann Roe said the dam had failed.\n\n“Nobody came to help us.”",
            ("Nobody came to help us.",),
            "Ann Roe",
            "A paragraph of nothing but quotation follows an indirect statement.",
        ),
        Example(
            "“Where were you?” Ann Roe asked.\n\n“At home,” said Ben Poe.\n\n“All night?”",
            ("All night?",),
            "Ann Roe",
            "Two speakers take turns.",
        ),
    ),
    find,
)
