"""The sets of marks that several modules share. A set of one module only stands there."""

from __future__ import annotations

HYPHENS = frozenset({"-", "–"})
"""Marks that stand between words and inside them: "the dam - a ruin", "well-known", "3–5"."""
LONG_DASHES = frozenset({"—", "--"})
"""Marks that never stand inside a word."""
PLAIN_DASHES = HYPHENS | LONG_DASHES
DASHES = PLAIN_DASHES | {"―"}
"""All dashes, with the horizontal bar that some agencies set."""

COMMA_OR_DASH = PLAIN_DASHES | {","}
QUOTATION_OPENERS = COMMA_OR_DASH | {":"}
"""Marks that may stand between an attribution and the quotation it introduces."""
CLAUSE_MARKS = DASHES | {",", ";", ":"}
"""Marks that end a piece of a sentence."""

END_MARKS = frozenset({".", "!", "?", "…", "...", "....", ". . ."})
"""Tokens that end a sentence."""
END_CHARACTERS = frozenset(".!?…")
"""Characters that end a sentence."""
SINGLE_QUOTES = frozenset("'‘‚‛‹")
"""Single quotation marks that open."""
