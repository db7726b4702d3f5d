"""Rule `continuation`: quotations without a cue of their own that go on with what was said right before them.

In the same paragraph they belong to the attribution of the sentence before. A paragraph that is all quotation goes on
with the quotation before it, or leads up to the one whose attribution follows. Where it is short, or what stands
before it is not all quotation, it is a row of its own, said by whoever spoke in the paragraph before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from flows.enums import CueClass, RuleId
from flows.extract.quotes import Candidate
from flows.extract.rules.overlaps import QUOTING
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule
from flows.extract.text.layout import QuotationSpan
from flows.extract.text.punctuation import END_CHARACTERS, SINGLE_QUOTES

SAYING = frozenset({CueClass.SPEECH, CueClass.WRITING})
MIN_RUNNING_TEXT = 8
"""Tokens, marks included, under which a paragraph of quotation may be another's in a dialogue, or a heading."""
QUESTIONS = frozenset({"ask", "asks", "asked", "asking", "wonder", "wonders", "wondered", "inquired"})
"""Cues of a question: the next paragraph is as often the answer of another."""


def find(reading: Reading) -> list[Candidate]:
    """All standing candidates, some of them longer, and one for each paragraph that goes on without a cue."""
    ledger = _Ledger(reading, reading.standing)
    _lead_up(reading, ledger, left_open=True)
    for number, quotation in enumerate(reading.layout.quotations):
        if number in ledger.holder or not _stands_alone(reading, quotation):
            continue
        holder = _find_holder_before(reading, ledger, number)
        if holder is not None:
            ledger.extend(holder, number)
        elif _is_only_quoted(reading, quotation.paragraph):
            _continue_paragraph(reading, ledger, number)
    _lead_up(reading, ledger, left_open=False)
    return ledger.kept


class _Ledger:
    """The candidates, and which of them holds which quotation."""

    def __init__(self, reading: Reading, candidates: Iterable[Candidate]) -> None:
        self.reading = reading
        self.kept = sorted(candidates, key=lambda candidate: candidate.cue.head.i)
        self.in_sentence: dict[int, list[int]] = defaultdict(list)
        """First token of a sentence -> the candidates whose cue stands in it."""
        self.last_in: dict[int, int] = {}
        """Paragraph -> its last candidate."""
        self.holder: dict[int, int] = {}
        """Quotation -> the candidate that holds it."""
        self.voiced: set[tuple[int, int]] = set()
        """Candidates with the paragraphs in which they have words in quotation marks."""
        for number, candidate in enumerate(self.kept):
            self._note(number, candidate)

    def _note(self, number: int, candidate: Candidate) -> None:
        layout = self.reading.layout
        for start, end in candidate.segments:
            for i in range(layout.token_at(start), layout.token_at(end - 1) + 1):
                if not layout.is_outside(i):
                    self.hold(layout.quotation_of[i], number)
        if candidate.cue.cue_class in SAYING and candidate.source is not None:
            self.in_sentence[layout.sentence(candidate.cue.head.i)[0]].append(number)
            self.last_in[layout.paragraph_of(candidate.cue.head.i)] = number

    def hold(self, quotation: int, number: int) -> None:
        """Note that a candidate holds a quotation."""
        self.holder[quotation] = number
        self.voiced.add((number, self.reading.layout.quotations[quotation].paragraph))

    def extend(self, number: int, taken: int) -> None:
        """Add a quotation to a candidate, unless its words end after the quotation starts."""
        quotation, candidate = self.reading.layout.quotations[taken], self.kept[number]
        if candidate.segments[-1][1] <= quotation.quoted.start:
            self.kept[number] = replace(candidate, segments=(*candidate.segments, quotation.inner))
            self.hold(taken, number)

    def prepend(self, number: int, taken: int) -> None:
        """Set a quotation before the words of a candidate."""
        candidate = self.kept[number]
        inner = self.reading.layout.quotations[taken].inner
        self.kept[number] = replace(candidate, segments=(inner, *candidate.segments))
        self.hold(taken, number)

    def add(self, model: int, taken: int) -> None:
        """Make a candidate of a quotation, with the cue and the source of candidate `model`."""
        quotation = self.reading.layout.quotations[taken]
        self.hold(taken, len(self.kept))
        self.last_in[quotation.paragraph] = len(self.kept)
        follower = replace(self.kept[model], segments=(quotation.inner,), rule=RuleId.CONTINUATION)
        self.kept.append(follower)


def _lead_up(reading: Reading, ledger: _Ledger, *, left_open: bool) -> None:
    """Give paragraphs of quotation to the attribution at the end of the next: “One. ¶ “Two,” said Ann Roe.

    `left_open`: only paragraphs whose quotation is not closed.
    """
    for number in range(len(reading.layout.quotations) - 2, -1, -1):
        if number not in ledger.holder and _leads_up(reading, ledger, number, left_open=left_open):
            ledger.prepend(ledger.holder[number + 1], number)


def _leads_up(reading: Reading, ledger: _Ledger, number: int, *, left_open: bool) -> bool:
    """Whether a quotation leads up to the attribution at the end of the next paragraph."""
    here, after = reading.layout.quotations[number : number + 2]
    if number + 1 not in ledger.holder or after.paragraph != here.paragraph + 1:
        return False
    candidate = ledger.kept[ledger.holder[number + 1]]
    opens = after.quoted.start == reading.layout.paragraphs[after.paragraph][0] and not here.quoted.is_unclosed
    if not (opens and candidate.rule == RuleId.AFTER and candidate.segments[0] == after.inner):
        return False
    return here.quoted.is_continued or (not left_open and _is_long_statement(reading, here))


def _is_long_statement(reading: Reading, quotation: QuotationSpan) -> bool:
    """Whether a paragraph is one long quotation and no question: in a dialogue the next is another's."""
    start, end = reading.layout.paragraphs[quotation.paragraph]
    is_whole = (start, end) == (quotation.quoted.start, quotation.quoted.end)
    return is_whole and _is_running_text(reading, quotation) and reading.text[quotation.inner[1] - 1] != "?"


def _is_running_text(reading: Reading, quotation: QuotationSpan) -> bool:
    """Whether a quotation is neither short nor broken into lines, as one with its author below is."""
    is_long = quotation.last - quotation.first >= MIN_RUNNING_TEXT
    return is_long and "\n" not in reading.text[slice(*quotation.inner)]


def _stands_alone(reading: Reading, quotation: QuotationSpan) -> bool:
    """Whether a quotation is a sentence or more, with nothing else in it."""
    start, _ = reading.layout.sentence(quotation.first)
    text, quoted = reading.text, quotation.quoted
    after = text[quoted.end : quoted.end + 1] or "."
    is_ended = text[quoted.inner_end - 1] in END_CHARACTERS or after in END_CHARACTERS
    return is_ended and all(reading.layout.is_filler(i) for i in range(start, quotation.first))


def _find_holder_before(reading: Reading, ledger: _Ledger, number: int) -> int | None:
    """The candidate that a quotation goes on with: of the quotation beside it, else of the sentence before."""
    beside = _find_holder_beside(reading, ledger, number)
    return beside if beside is not None else _find_in_sentence_before(reading, ledger, number)


def _find_holder_beside(reading: Reading, ledger: _Ledger, number: int) -> int | None:
    """The candidate of the quotation before this one, where only blanks stand between the two."""
    if number == 0 or number - 1 not in ledger.holder:
        return None
    before, quotation = reading.layout.quotations[number - 1 : number + 1]
    between = range(before.last + 1, quotation.first)
    is_beside = before.paragraph == quotation.paragraph and all(reading.layout.is_filler(i) for i in between)
    return ledger.holder[number - 1] if is_beside or before.quoted.is_continued else None


def _find_in_sentence_before(reading: Reading, ledger: _Ledger, number: int) -> int | None:
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


def _continue_paragraph(reading: Reading, ledger: _Ledger, number: int) -> None:
    """Let a paragraph's quotation go on with the one before it, or make a row of it for whoever spoke there."""
    quotation = reading.layout.quotations[number]
    before = ledger.last_in.get(quotation.paragraph - 1)
    if before is None or _is_heading(reading, number):
        return
    if not _has_voice(ledger, before, quotation.paragraph - 1):
        return
    if _runs_on(reading, ledger.kept[before], number):
        ledger.extend(before, number)
        ledger.last_in[quotation.paragraph] = before
    else:
        ledger.add(before, number)


def _is_heading(reading: Reading, number: int) -> bool:
    """Whether a paragraph stands in single marks after one in double marks, as some printers set headings."""
    quotations = reading.layout.quotations
    here, before = (reading.text[quotations[n].quoted.start] for n in (number, number - 1))
    return here in SINGLE_QUOTES and before not in SINGLE_QUOTES


def _runs_on(reading: Reading, candidate: Candidate, number: int) -> bool:
    """Whether a long paragraph goes on with a quotation that stands right before it."""
    last = reading.layout.quotations[number - 1]
    is_last = candidate.segments[-1] == last.inner and candidate.rule in QUOTING
    return is_last and _is_running_text(reading, reading.layout.quotations[number])


def _has_voice(ledger: _Ledger, number: int, paragraph: int) -> bool:
    """Whether a candidate has words of its own in quotation marks in a paragraph, and is no question."""
    is_voiced = (number, paragraph) in ledger.voiced
    return is_voiced and ledger.kept[number].cue.head.lower_ not in QUESTIONS


RULE = Rule(
    RuleId.CONTINUATION,
    "“...” in a paragraph of its own, by whoever spoke in the paragraph before",
    (
        Example(
            "“We will build it,” Ann Roe said.\n\n“They will pay.”",
            ("They will pay.",),
            "Ann Roe",
            "A short paragraph that is nothing but quotation is a row of its own; a longer one extends the row before.",
        ),
    ),
    find,
)
