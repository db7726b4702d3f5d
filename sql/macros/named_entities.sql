-- One row per entity whose name or alias contains `called` as whole words: "Malakhov" finds Yevgeny Malakhov.
-- `called` is data, never a pattern. An empty name, or punctuation only, finds nothing.
create or replace macro main.named_entities(called) as table
select entities.*
from main.entities
where list_bool_or(
    list_transform(list_append(entities.aliases, entities.name), lambda alias: main.holds(alias, called))
);

comment on macro table main.named_entities is 'One row per entity whose name or alias contains these words: named_entities(''Malakhov'')';
