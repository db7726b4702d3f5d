"""An article's text as the language model gets it: of the same length, with every character at its offset."""

from __future__ import annotations

import re
import sys
import unicodedata

BLANKS = {
    code: " " for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Zs" and chr(code) != " "
}
"""No-break, thin and other spaces: spaCy makes a token of each, which no treebank has between two words."""
HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011"), "-")
"""Hyphens that look like the plain one, which alone the tokenizer knows ("Ann\u2011Marie")."""
ALIKE = BLANKS | HYPHENS
UNSEEN = re.compile("(?<!\\w)[\u200b\u2060\ufeff]|[\u200b\u2060\ufeff](?!\\w)")
"""Spaces without width at the edge of a word, which would be a part of it ("said\u200b."); within one it is left."""
MARKS_RUN = re.compile(r"[^\w\s]{100,}")
"""Marks without a letter between them. No sentence has a hundred, and the tokenizer's time grows with their square:
0.4 s for a thousand, 43 s for ten thousand."""


def without_accents(text: str) -> str:
    """`text` with bare letters for those with an accent, as agencies and capitals often have them: "Bogota"."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def plain(text: str) -> str:
    """`text` with plain spaces and hyphens, and blanks for endless runs of marks, all at the same offsets."""
    return MARKS_RUN.sub(lambda run: " " * len(run[0]), UNSEEN.sub(" ", text.translate(ALIKE)))
