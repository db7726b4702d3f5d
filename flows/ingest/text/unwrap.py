"""Joins the lines of texts that were wrapped at a fixed width (mail, press archives, exports of PDF)."""

from __future__ import annotations

import re
from itertools import pairwise

# Mail is wrapped at 65 to 78 characters, columns of archives at 40 and more; nothing is wrapped beyond 100.
_MIN_WIDTH, _MAX_WIDTH = 40, 100
_MIN_LINES = 8
# Share of the lines that go on in the next one which must be nearly full: the next word would not have fitted.
_FULL_SHARE = 0.9
_SLACK = 3
# An address or a table may be longer than the width.
_LONG_SHARE = 0.03
# Share of the lines that must go on in the next one. In poems and lists most lines are short or end a sentence.
_RUNNING_SHARE = 0.6
# Lines of lists, headers, quoted mail and tables are never joined.
_KEPT = re.compile(r"\s*(?:[-*•>|]|\d{1,3}[.)]|[A-Z][\w-]{1,20}:)\s|\s{4,}|.*\t|.*\S {3,}\S|[-=_*]{3,}\s*\Z")
_SENTENCE_END = re.compile(r"[.!?…:]['\"”’)\]]*\Z")
_HYPHENATED = re.compile(r"[a-z]-\Z")


def unwrap_lines(text: str) -> str:
    """The text with each paragraph on one line, if it is plain prose wrapped at a fixed width; else unchanged."""
    blocks = [block.split("\n") for block in re.split(r"\n[ \t]*\n", text)]
    if not _is_wrapped(blocks):
        return text
    return "\n\n".join(_join(block) for block in blocks if any(line.strip() for line in block))


def _is_wrapped(blocks: list[list[str]]) -> bool:
    lengths = [len(line.rstrip()) for block in blocks for line in block]
    width = max((length for length in lengths if length <= _MAX_WIDTH), default=0)
    count_long = sum(length > _MAX_WIDTH for length in lengths)
    if width < _MIN_WIDTH or len(lengths) < _MIN_LINES or count_long > _LONG_SHARE * len(lengths):
        return False
    pairs = [(a.rstrip(), b.strip()) for block in blocks for a, b in pairwise(block) if a.strip() and b.strip()]
    if len(pairs) < _MIN_LINES // 2:
        return False
    # The first word of the next line would not have fitted: that is what a wrapping program leaves.
    full = sum(len(a) + 1 + len(b.split(" ", 1)[0]) > width - _SLACK for a, b in pairs)
    running = sum(not _SENTENCE_END.search(a) for a, _ in pairs)
    return full >= _FULL_SHARE * len(pairs) and running >= _RUNNING_SHARE * len(pairs)


def _join(block: list[str]) -> str:
    lines: list[str] = []
    for line in (line for line in block if line.strip()):
        if not lines or _KEPT.match(line) or _KEPT.match(lines[-1]):
            lines.append(line.rstrip())
        elif _HYPHENATED.search(lines[-1]) and line.strip()[:1].islower():
            lines[-1] = lines[-1] + line.strip()
        else:
            lines[-1] = f"{lines[-1]} {line.strip()}"
    return "\n".join(lines)
