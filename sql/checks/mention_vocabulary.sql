-- rule_id: mention_vocabulary
-- table: main.mentions
-- why: Marts select by kind and label: a word outside the vocabulary is in none of them.
-- owner: extract
-- severity: critical
-- grain: one row per failing mention

select mention_id
from main.mentions
where
    kind not in ('name', 'nominal', 'pronoun')
    or label not in ('PERSON', 'ORG', 'GPE', 'LOC', 'NORP', 'DATE', 'EVENT', 'MISC')
