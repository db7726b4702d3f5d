"""Which candidate holds which quotation, kept up to date while quotations without a cue find theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from flows.enums import CueClass, RuleId
from flows.extract.cues import build_quotation_cue
from flows.extract.quotes import Candidate
from flows.extract.rules.reading import Reading
from flows.extract.text.tokens import Token

SAYING = frozenset({CueClass.SPEECH, CueClass.WRITING})


class Ledger:
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
        self._append(taken, self.kept[model])

    def add_act(self, verb: Token, actor: Token, taken: int) -> None:
        """Make a candidate of a quotation that `actor` says after an act of hers, whose verb is `verb`."""
        cue = build_quotation_cue(verb, CueClass.OTHER)
        self._append(taken, Candidate((), cue, RuleId.CONTINUATION, actor))

    def _append(self, taken: int, model: Candidate) -> None:
        quotation = self.reading.layout.quotations[taken]
        self.hold(taken, len(self.kept))
        self.last_in[quotation.paragraph] = len(self.kept)
        self.kept.append(replace(model, segments=(quotation.inner,), rule=RuleId.CONTINUATION))
