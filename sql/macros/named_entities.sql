-- One row per entity that goes by `called`: whole words of its name or of any alias. "Malakhov" finds Yevgeny Malakhov.
-- The name is data, never a pattern: an empty one, or one of punctuation only, finds nothing.
create or replace macro main.named_entities(called) as table
select entities.*
from main.entities
where list_bool_or(
    list_transform(list_append(entities.aliases, entities.name), lambda alias: main.holds(alias, called))
);

comment on macro table main.named_entities is 'One row per entity that goes by this name or alias: named_entities(''Malakhov'')';
