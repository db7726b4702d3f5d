"""The tokens of a parsed document as plain objects, with the names that spaCy gives to their attributes.

spaCy decodes a string at each read of an attribute and builds an object at each step through the tree. The rules read
each token some hundred times, so here everything is read once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.strings import StringStore
from spacy.tokens import Doc

STRINGS = ("ORTH", "LOWER", "POS", "TAG", "DEP", "ENT_TYPE")
"""What spaCy keeps as the number of a string."""
PLACES = ("HEAD", "IDX", "SENT_START", "ENT_IOB", "SPACY", "IS_PUNCT", "IS_SPACE", "IS_QUOTE")
IOB = ("", "I", "O", "B")
"""What the numbers of `ENT_IOB` mean."""


class Token:
    """A word or mark. `doc` are all tokens of its document, `head` is itself for the root of a sentence."""

    __slots__ = (
        *("doc", "i", "idx", "text", "lower_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "whitespace_"),
        *("is_punct", "is_space", "is_quote", "is_sent_start", "head", "lefts", "rights", "left_edge", "right_edge"),
    )

    def __init__(
        self,
        doc: list[Token],
        i: int,
        texts: tuple[str, str, str, str, str, str],
        places: tuple[int, int, int, int, int, int, int],
    ) -> None:
        self.doc, self.i = doc, i
        self.text, self.lower_, self.pos_, self.tag_, self.dep_, self.ent_type_ = texts
        self.idx, sentence_start, iob, is_spaced, is_punct, is_space, is_quote = places
        self.is_punct, self.is_space, self.is_quote = bool(is_punct), bool(is_space), bool(is_quote)
        self.is_sent_start = sentence_start > 0
        self.ent_iob_ = IOB[iob]
        self.whitespace_ = " " if is_spaced else ""
        self.lefts: Sequence[Token] = ()
        self.rights: Sequence[Token] = ()
        self.head = self.left_edge = self.right_edge = self

    @property
    def is_title(self) -> bool:
        """Whether it has a capital first, and none behind."""
        return self.text.istitle()

    @property
    def is_digit(self) -> bool:
        """Whether it is written in digits alone."""
        return self.text.isdigit()

    @property
    def is_alpha(self) -> bool:
        """Whether it is written in letters alone."""
        return self.text.isalpha()

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def children(self) -> Iterator[Token]:
        """The dependents, in order."""
        yield from self.lefts
        yield from self.rights

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all that hangs on it, in no order."""
        pending = [self]
        while pending:
            token = pending.pop()
            yield token
            pending += token.lefts
            pending += token.rights

    def nbor(self, distance: int = 1) -> Token:
        """The token so many places behind it. Raises `IndexError` where there is none."""
        if self.i + distance < 0:
            raise IndexError(self.i + distance)
        return self.doc[self.i + distance]

    def is_ancestor(self, other: Token) -> bool:
        """Whether another token hangs on this one, however far below."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False


class Words(NamedTuple):
    """The tokens `[start, end)` of a document, of which there is at least one."""

    doc: list[Token]
    start: int
    end: int

    @property
    def start_char(self) -> int:
        """The first code point."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """The code point behind the last."""
        last = self.doc[self.end - 1]
        return last.idx + len(last.text)


class _Strings(dict[int, str]):
    """The strings of a document by their numbers, each decoded once."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self.store = store

    def __missing__(self, number: int) -> str:
        found = self[number] = self.store[number]
        return found


def read_tokens(doc: Doc) -> list[Token]:
    """Read the tokens of a document, with its tree and its entities."""
    table = doc.to_array([*STRINGS, *PLACES]).T
    string_of = _Strings(doc.vocab.strings).__getitem__
    texts = zip(*(map(string_of, column) for column in table[: len(STRINGS)].tolist()), strict=True)
    offsets, *places = table[len(STRINGS) :].astype("int64").tolist()
    tokens: list[Token] = []
    for i, (text, place) in enumerate(zip(texts, zip(*places, strict=True), strict=True)):
        tokens.append(Token(tokens, i, text, place))
    _join_heads(tokens, offsets)
    _find_edges(tokens)
    return tokens


def _join_heads(tokens: list[Token], offsets: list[int]) -> None:
    lefts: dict[int, list[Token]] = defaultdict(list)
    rights: dict[int, list[Token]] = defaultdict(list)
    for token, offset in zip(tokens, offsets, strict=True):
        if offset:
            token.head = tokens[token.i + offset]
            (lefts if offset > 0 else rights)[token.head.i].append(token)
    for i, children in lefts.items():
        tokens[i].lefts = children
    for i, children in rights.items():
        tokens[i].rights = children


def _find_edges(tokens: list[Token]) -> None:
    """Find the first and last token of each subtree: those that come first in the text climb first, and none twice."""
    for token in tokens:
        above = token.head
        while above.left_edge.i > token.i:
            above.left_edge = token
            above = above.head
    for token in reversed(tokens):
        above = token.head
        while above.right_edge.i < token.i:
            above.right_edge = token
            above = above.head


def root_of(tokens: Sequence[Token], start: int, end: int) -> int:
    """The token of `[start, end)` on which the others hang: its head is itself or stands outside; else the last."""
    roots = (i for i in range(start, end) if tokens[i].head.i == i or not start <= tokens[i].head.i < end)
    return next(roots, end - 1)
