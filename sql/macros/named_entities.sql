-- One row per entity with the name `called`: the words of its name or of an alias, whole, or an id that was once its own.
-- "Malakhov" finds Yevgeny Malakhov; "Ankara" also the body that speaks from there. An empty name finds nothing.
create or replace macro main.named_entities(called) as table
with bodies as (select body from seeds.metonyms where main.holds(name, called))

select entities.*
from main.entities
where list_bool_or(
        list_transform(list_append(entities.aliases, entities.name), lambda alias: main.holds(alias, called))
    )
    or entities.name in (from bodies)
    or entities.entity_id = called
    or entities.entity_id in (select entity_id from main.entity_redirects where old_id = called);

comment on macro table main.named_entities is
    'One row per entity with this name, alias, seat or id: named_entities(''Malakhov''); several rows where the name means several';
