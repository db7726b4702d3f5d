"""Nouns for what somebody does, as a clause or participle beside the name tells.

"Ben Poe, who *drives* the bus," is a driver, and "Ann Roe, *prosecuting*, said" is the prosecutor.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.coreference.phrase import Phrase
from flows.extract.text.syntax import Syntax
from flows.extract.text.tags import VERBS
from flows.extract.text.tokens import Token
from flows.extract.vocabulary import Vocabulary


def find_doings(name: Phrase, tokens: Sequence[Token], syntax: Syntax, vocabulary: Vocabulary) -> set[str]:
    """The nouns for the doer of each verb that says what somebody named does, in small letters."""
    clauses = [verb for verb in syntax.children(tokens[name.head], "noun_clause") if verb.pos_ in VERBS]
    verbs = [verb.lower_ for verb in clauses if _is_done_by_who(verb, syntax)]
    behind = [token.lower_ for token in tokens[name.end : name.end + 3]]
    if behind[::2] == [",", ","] and behind[1].endswith("ing"):
        verbs.append(behind[1])
    return {noun for verb in verbs for noun in vocabulary.doers.get(verb, ())}


def _is_done_by_who(verb: Token, syntax: Syntax) -> bool:
    subject = syntax.child(verb, "subject")
    return subject is not None and subject.lower_ == "who"
