"""Read CoNLL-U (Universal Dependencies, GUM) and turn runs of sentences into spaCy `Doc`s.

What belongs here: the file format and the `Doc` it becomes. Which documents train and which test is
`convert_syntax.py`. Format: https://universaldependencies.org/format.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc, Span, Token
from spacy.vocab import Vocab

PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True)
class Word:
    """One syntactic word; `head` counts from 1 within the sentence, 0 is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    misc: dict[str, str]
    space_after: bool


@dataclass(frozen=True)
class Sentence:
    """One sentence; `opens_paragraph` says whether a paragraph begins with it."""

    document: str
    opens_paragraph: bool
    words: tuple[Word, ...]


@dataclass
class _Draft:
    """What has been read of the sentence so far."""

    rows: list[list[str]] = field(default_factory=list)
    ranges: dict[int, tuple[int, bool]] = field(default_factory=dict)
    opens_paragraph: bool = False


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file. Errors: ValueError where a token row has not ten columns."""
    document, draft = path.stem, _Draft()
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc id = "):
            document = line.removeprefix("# newdoc id = ")
        elif line.startswith("# newpar"):
            draft.opens_paragraph = True
        elif line and not line.startswith("#"):
            _add_row(draft, line.split("\t"), path)
        elif not line and draft.rows:
            yield Sentence(document, draft.opens_paragraph, tuple(_words(draft)))
            draft = _Draft()


def _add_row(draft: _Draft, columns: list[str], path: Path) -> None:
    if len(columns) != 10:
        raise ValueError(f"{path}: a token row has {len(columns)} columns, not 10: {columns[:2]}")
    number = columns[0]
    if "-" in number:
        first, last = map(int, number.split("-"))
        space_after = "SpaceAfter=No" not in columns[9]
        draft.ranges.update(dict.fromkeys(range(first, last + 1), (last, space_after)))
    elif "." not in number:  # empty nodes of the enhanced graph have no place in the text
        draft.rows.append(columns)


def _words(draft: _Draft) -> Iterator[Word]:
    for columns in draft.rows:
        number = int(columns[0])
        misc = dict(pair.split("=", 1) for pair in columns[9].split("|") if "=" in pair)
        space_after = misc.get("SpaceAfter") != "No"
        if number in draft.ranges:  # inside a contraction only its last word can be followed by a space
            last, range_space = draft.ranges[number]
            space_after = range_space and number == last
        yield Word(
            form=columns[1].replace(" ", "\u00a0"),
            lemma=columns[2],
            upos=columns[3],
            xpos=columns[4],
            feats=columns[5],
            head=int(columns[6]),
            deprel=columns[7],
            misc=misc,
            space_after=space_after,
        )


def to_doc(vocab: Vocab, sentences: Iterable[Sentence], paragraph_breaks: bool) -> Doc:
    """Build one `Doc` of consecutive sentences, with tags, morphology, lemmas, heads and sentence starts.

    With `paragraph_breaks`, a blank line stands between paragraphs: a whitespace token that hangs on the word
    before it,
    as spaCy's own whitespace augmenter has it. Without, one space.
    """
    rows: list[tuple[str, bool, str, str, str, str, int, str, bool]] = []
    for sentence in sentences:
        if rows and sentence.opens_paragraph and paragraph_breaks:
            word, _, *rest = rows[-1]
            rows[-1] = (word, False, *rest)  # type: ignore[assignment]
            rows.append((PARAGRAPH_BREAK, False, "_SP", "SPACE", "", PARAGRAPH_BREAK, len(rows) - 1, "dep", False))
        offset = len(rows)
        for i, w in enumerate(sentence.words):
            head = offset + (w.head - 1 if w.head else i)
            feats = "" if w.feats == "_" else w.feats
            space = w.space_after or i == len(sentence.words) - 1
            deprel = "ROOT" if w.head == 0 else w.deprel
            rows.append((w.form, space, w.xpos, w.upos, feats, w.lemma, head, deprel, i == 0))
    words, spaces, tags, pos, morphs, lemmas, heads, deps, starts = (list(column) for column in zip(*rows, strict=True))
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        pos=pos,
        morphs=morphs,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        sent_starts=starts,
    )


def from_span(span: Span) -> Sentence:
    """A parsed sentence as one of a treebank."""
    return Sentence("", False, tuple(_word(token, span.start) for token in span))


def _word(token: Token, start: int) -> Word:
    head = 0 if token.dep_ == "ROOT" else token.head.i - start + 1
    deprel, space = ("root" if head == 0 else token.dep_), bool(token.whitespace_)
    return Word(token.text, token.lemma_, token.pos_, token.tag_, str(token.morph), head, deprel, {}, space)
