-- rule_id: quote_vocabulary
-- table: main.quotes
-- why: Analysts filter by kind, cue class, form and resolution; their counts leave out unknown words.
-- owner: extract
-- severity: critical
-- grain: one row per failing quote

select quote_id
from quotes
where
    kind not in ('direct', 'mixed', 'indirect')
    or cue_class not in ('speech', 'writing', 'attitude', 'other')
    or speaker_form not in ('name', 'pronoun', 'nominal', 'none')
    or resolution not in ('explicit', 'coreference', 'continuation', 'metonym', 'role', 'unresolved', 'nobody')
    or not confidence between 0 and 1
