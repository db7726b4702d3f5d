-- The entities of a kept version, counted without the forgotten articles. Identity itself stays as it was that night.
create temp table counted as
select entity_id, count(*) as mention_count, count(distinct article_id) as article_count,
    list(distinct text) filter (where kind = 'name') as texts
from main.mentions
where entity_id is not null
group by entity_id;

delete from main.entities
where entity_id not in (select entity_id from counted)
    and entity_id not in (select speaker_entity_id from main.quotes where speaker_entity_id is not null)
    and entity_id not in (select entity_id from main.article_names where entity_id is not null);

update main.entities
set mention_count = counted.mention_count, article_count = counted.article_count,
    aliases = list_filter(aliases, lambda alias: list_contains(coalesce(counted.texts, []), alias))
from counted
where counted.entity_id = entities.entity_id;

delete from main.entity_redirects where entity_id not in (select entity_id from main.entities);

drop table counted;
