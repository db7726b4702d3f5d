-- One row per entity whose name, alias or party is `called`, word for word; where there is none, those of named_entities.
-- "Republicans" is the party alone, and not every body with the word in its name.
create or replace macro main.precise_entities(called) as table
with forms as (
    select list(main.fold(form)) as forms
    from (
        select called as form
        union all
        select form from seeds.parties
        where party in (select party from seeds.parties where main.fold(form) = main.fold(called))
    )
),

exact as (
    select entity_id
    from main.entities
    cross join forms
    where list_has_any(list_transform(list_append(aliases, name), lambda alias: main.fold(alias)), forms)
)

select entities.*
from main.entities
where entity_id in (from exact)
    or (not exists (from exact) and entity_id in (select entity_id from main.named_entities(called)));

comment on macro table main.precise_entities is
    'One row per entity with exactly this name, alias or party, else with these words in its name: precise_entities(''Republicans'')';
