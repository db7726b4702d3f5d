-- rule_id: entity_aliases_whole
-- table: main.entities
-- why: A NULL or blank alias matches everybody; an alias equal to the name adds nothing.
-- owner: load
-- severity: warning
-- grain: one row per failing entity

select entity_id
from main.entities
where
    aliases is null
    or len(list_filter(aliases, lambda alias: alias is null or trim(alias) = '')) > 0
    or list_contains(aliases, name)
