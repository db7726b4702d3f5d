"""The rules, in their order.

Every rule reads the whole article, so the order does not decide what a rule finds. It decides which rule keeps words
that two rules find alike: the earlier one. Over some 360 news articles that happened 29 times: 25 times for `clause`
and `noun_clause`, three times for `infinitive` and `noun_infinitive`, once for `noun_object` and `object`. For the
other pairs the order is a precaution. `continuation` comes last because it starts from what the others found.
"""

from __future__ import annotations

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
    aside.RULE,  # before `before`: "The plan, she said, “is dead”" starts outside the marks
    before.RULE,  # quotation marks and a verb of saying, which may have a content of its own as well
    clause.RULE,  # a verb of saying with its clause
    colon.RULE,  # quotation marks without a verb of saying
    infinitive.RULE,  # a verb with its infinitive
    label.RULE,  # layout only: a labelled line may hold any noun
    noun_clause.RULE,  # after `clause`: the verb around the noun names the speaker more surely
    noun_infinitive.RULE,  # after `infinitive`, for the same reason
    noun_object.RULE,  # before `object`: "calls for a bridge" says more than the verb before "calls"
    object_.RULE,  # the weakest content of an active verb: any noun may be an object
    passive.RULE,  # the subject is what is said, which holds only where no active verb has these words
    phrase.RULE,  # a phrase without a verb
    continuation.RULE,  # last: it gives the quotations that are left to whoever spoke before
)

PRECEDENCE = {rule.id: number for number, rule in enumerate(RULES)}
"""Rule id -> its place in `RULES`."""

CUED_RULES = RULES[:-1]
"""The rules with a cue: all but `continuation`."""
