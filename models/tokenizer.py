"""spaCy's English tokenizer, brought nearer to how Universal Dependencies cuts English text.

What belongs here: the rules, each measured on the training split only. They are written into the pipeline's
`tokenizer` file when training starts, so that loading the pipeline needs none of this code.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.lang.char_classes import ALPHA
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

# A run of the same mark is one token in the treebanks ("!!!", "____"); spaCy cuts it mark by mark.
RUNS = [r"[!?]{2,}", r"_{2,}", r"={2,}", r"\*{2,}", r"<{2,}", r">{2,}", r"~{2,}", r"#{2,}", r"(?<![.A-Z])\.[!?]+"]
# A word built with one of these prefixes is one token in the treebanks ("e-mail", "non-profit").
PREFIXES = (
    *("e", "non", "pre", "mid", "re", "anti", "co", "post", "ex", "multi", "semi", "sub", "pro", "inter", "ultra"),
    *("cross", "counter", "over", "mini"),
)
HYPHENS = "(?:-|–|—|--|---|——|~)"  # as spaCy writes it
# "F-102" and "1914–18" are three tokens in the treebanks, as "3-4" is; "(s)" of "date(s)" is a word in brackets.
INFIXES = [rf"(?<=[{ALPHA}])(?<!\b[Mm]id)-(?=[0-9])", r"(?<=[0-9])[–—](?=[0-9])", rf"(?<=[{ALPHA}])\((?=[{ALPHA}])"]
# A point on a list without a blank behind its dash ("-more teens").
DASHES = [rf"-(?=[{ALPHA}][a-z])"]
# A number and its unit are two tokens ("7:30PM", "$10k", "60Hz").
UNITS = [r"(?<=[0-9])(?:[AaPp][Mm]|[ap]\.m\.|[kKM]|MM|[kMG]?Hz|hh)"]
# Telephone numbers and decades ("345-9945", "713-853-3989", "the 1960's") are one token.
WHOLE = re.compile(r"(?:(?:1-)?(?:[0-9]{3}[-/])?[0-9]{3}-[0-9]{4}|(?:1[0-9]|20)?[0-9]0['’]s)$")
ABBREVIATIONS = (
    *("approx.", "al.", "Ft.", "Blvd.", "Attn.", "Sec.", "Sr."),
    *("Lt.", "Col.", "Sgt.", "Capt.", "Cpl.", "Maj.", "Cmdr."),
    *("Mon.", "Tue.", "Tues.", "Wed.", "Thu.", "Thur.", "Thurs.", "Fri.", "Sat."),
)
# spaCy takes these for one token: a face, and a word; the treebanks do not.
NOT_WHOLE = frozenset({"):", "and/or"})
CONTRACTIONS = {"wanna": ("wan", "na"), "Wanna": ("Wan", "na")}


def _hyphen_infix() -> str:
    guards = "".join(rf"(?<!\b[{p[0].upper()}{p[0]}]{p[1:]})" for p in PREFIXES)
    return rf"(?<=[{ALPHA}0-9]){guards}{HYPHENS}(?=[{ALPHA}])"


def make_tokenizer(nlp: Language) -> Tokenizer:
    """Return the English tokenizer of `nlp` with the project's rules added."""
    defaults = nlp.Defaults
    hyphens = [rule for rule in defaults.infixes or [] if HYPHENS in str(rule)]
    if len(hyphens) != 1:
        raise ValueError("spaCy's English hyphen rule has changed: look at models/tokenizer.py again")
    infixes = [_hyphen_infix() if rule in hyphens else rule for rule in defaults.infixes or []]
    exceptions = {text: parts for text, parts in (defaults.tokenizer_exceptions or {}).items() if text not in NOT_WHOLE}
    tokenizer = Tokenizer(
        nlp.vocab,
        rules=exceptions,
        prefix_search=compile_prefix_regex(RUNS + DASHES + list(defaults.prefixes or [])).search,
        suffix_search=compile_suffix_regex(RUNS + UNITS + list(defaults.suffixes or [])).search,
        infix_finditer=compile_infix_regex(RUNS + INFIXES + infixes).finditer,
        token_match=WHOLE.match,
        url_match=defaults.url_match,
    )
    for word, parts in {**{word: (word,) for word in ABBREVIATIONS}, **CONTRACTIONS}.items():
        tokenizer.add_special_case(word, [{"ORTH": part} for part in parts])
    return tokenizer


@registry.callbacks("onrecord.tokenizer.v1")  # type: ignore[untyped-decorator]  # catalogue has no types
def create_tokenizer_setter() -> Callable[[Language], Language]:
    """A callback for `[initialize.before_init]`: training starts by giving the pipeline this tokenizer."""

    def set_tokenizer(nlp: Language) -> Language:
        nlp.tokenizer = make_tokenizer(nlp)
        return nlp

    return set_tokenizer
