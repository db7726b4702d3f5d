-- One row per person: woman or man, as the articles' forms of address and pronouns say in most of them; where they say
-- nothing, or as often one as the other, by the given name, where name lists agree on one. NULL where neither tells.
create or replace view mart.genders as
with votes as (
    select
        entity_id,
        count(distinct article_id) filter (where gender = 'female') as count_female,
        count(distinct article_id) filter (where gender = 'male') as count_male
    from main.article_names
    group by entity_id
),

listed as (select lower(name) as given_name, any_value(gender) as gender from seeds.given_names group by all)

select
    entities.entity_id,
    entities.name,
    case
        when coalesce(votes.count_female, 0) > coalesce(votes.count_male, 0) then 'female'
        when coalesce(votes.count_female, 0) < coalesce(votes.count_male, 0) then 'male'
        when contains(entities.name, ' ') then listed.gender
    end as gender,
    case
        when coalesce(votes.count_female, 0) <> coalesce(votes.count_male, 0) then 'text'
        when contains(entities.name, ' ') and listed.gender is not null then 'given name'
    end as told_by
from main.entities
left join votes on votes.entity_id = entities.entity_id
left join listed on listed.given_name = lower(split_part(entities.name, ' ', 1))
where entities.label = 'PERSON';

comment on view mart.genders is 'One row per person: woman or man, as far as the articles or the given name tell';
comment on column mart.genders.entity_id is 'The person';
comment on column mart.genders.name is 'Name of the person';
comment on column mart.genders.gender is 'female, male, or NULL where nothing tells';
comment on column mart.genders.told_by is 'text (forms of address and pronouns in the articles) or given name';
