-- rule_id: mention_vocabulary
-- table: main.mentions
-- why: Marts select by kind and label, and leave out unknown words.
-- owner: extract
-- severity: critical
-- grain: one row per failing mention

select mention_id
from mentions
where
    kind not in ('name', 'nominal', 'pronoun')
    or label not in ('PERSON', 'ORG', 'GPE', 'LOC', 'NORP', 'DATE', 'EVENT', 'MISC')
