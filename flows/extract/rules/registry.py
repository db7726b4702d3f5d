"""The rules, in their order.

Every rule reads the whole article, so the order does not decide what a rule finds. It decides who keeps words that two
rules find alike: the earlier rule. `continuation` comes last because it starts from what the others found.
"""

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.rules import (
    after,
    aside,
    before,
    clause,
    colon,
    continuation,
    infinitive,
    label,
    noun_clause,
    noun_infinitive,
    noun_object,
    passive,
    phrase,
)
from flows.extract.rules import object as object_
from flows.extract.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    after.RULE,  # quotation marks and a verb of saying right after them: the surest evidence there is
    aside.RULE,  # before `before`, because it knows that "The plan, she said, “is dead”" starts outside the marks
    before.RULE,  # quotation marks and a verb of saying, which may have a content of its own as well
    clause.RULE,  # a verb with its clause; before `noun_clause`, whose noun may stand inside that clause
    colon.RULE,  # quotation marks without a verb of saying
    infinitive.RULE,  # a verb with its infinitive; before `noun_infinitive`, for the same reason as `clause`
    label.RULE,  # layout only: before the nouns, which may stand anywhere in a labelled line
    noun_clause.RULE,  # a noun's content has less evidence than a verb's
    noun_infinitive.RULE,
    noun_object.RULE,
    object_.RULE,  # the weakest content of a verb: any object may stand there
    passive.RULE,  # the subject is what is said, which only holds where no active verb has these words
    phrase.RULE,  # a phrase without a verb: whoever else is found for the same words says them more clearly
    continuation.RULE,  # last: it gives the quotations that are left to whoever spoke before
)

PRECEDENCE = {rule.id: number for number, rule in enumerate(RULES)}
"""Rule id -> its place in `RULES`."""

CUED_RULES = RULES[:-1]
"""The rules with a cue: all but `continuation`."""

BY_ID: dict[RuleId, Rule] = {rule.id: rule for rule in RULES}
