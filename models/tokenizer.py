"""spaCy's English tokenizer, brought nearer to how Universal Dependencies cuts English text.

What belongs here: the rules, each measured on the training split only. They are written into the pipeline's
`tokenizer` file when training starts, so that loading the pipeline needs none of this code.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.lang.char_classes import ALPHA
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

# A run of the same mark is one token in the treebanks ("!!!", "____"); spaCy cuts it mark by mark.
RUNS = [r"[!?]{2,}", r"_{2,}", r"={2,}", r"\*{2,}", r"<{2,}", r">{2,}", r"~{2,}", r"#{2,}"]
# A word built with one of these prefixes is one token in the treebanks ("e-mail", "non-profit").
PREFIXES = ("e", "non", "pre", "mid", "re", "anti", "co", "post", "ex", "multi", "semi", "sub", "pro", "inter", "ultra")
HYPHENS = "(?:-|–|—|--|---|——|~)"  # as spaCy writes it
ABBREVIATIONS = ("approx.", "Ft.", "al.")


def _hyphen_infix() -> str:
    guards = "".join(rf"(?<!\b[{p[0].upper()}{p[0]}]{p[1:]})" for p in PREFIXES)
    return rf"(?<=[{ALPHA}]){guards}{HYPHENS}(?=[{ALPHA}])"


def make_tokenizer(nlp: Language) -> Tokenizer:
    """Return the English tokenizer of `nlp` with the project's rules added."""
    defaults = nlp.Defaults
    hyphens = [rule for rule in defaults.infixes or [] if HYPHENS in str(rule)]
    if len(hyphens) != 1:
        raise ValueError("spaCy's English hyphen rule has changed: look at models/tokenizer.py again")
    infixes = [_hyphen_infix() if rule in hyphens else rule for rule in defaults.infixes or []]
    tokenizer = Tokenizer(
        nlp.vocab,
        rules=dict(defaults.tokenizer_exceptions or {}),
        prefix_search=compile_prefix_regex(RUNS + list(defaults.prefixes or [])).search,
        suffix_search=compile_suffix_regex(RUNS + list(defaults.suffixes or [])).search,
        infix_finditer=compile_infix_regex(RUNS + infixes).finditer,
        url_match=defaults.url_match,
    )
    for word in ABBREVIATIONS:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return tokenizer


@registry.callbacks("onrecord.tokenizer.v1")  # type: ignore[untyped-decorator]  # catalogue has no types
def create_tokenizer_setter() -> Callable[[Language], Language]:
    """A callback for `[initialize.before_init]`: training starts by giving the pipeline this tokenizer."""

    def set_tokenizer(nlp: Language) -> Language:
        nlp.tokenizer = make_tokenizer(nlp)
        return nlp

    return set_tokenizer
