-- Names, mentions and quotes get the entities that identity found; ids that vanish lead to those that took most of their mentions.
-- Input: resolved (article_id, chain_id, entity_id, name, label, reason, score) of the names in reach; recounted (entity_id)
-- of the entities that names left. Variable: run_id. Only rows whose entity is new or another are written.
-- Leaves: named (the names with a new entity), recounted, entity_names (entity_id, name, label) of the entities that these are.

create temp table named as
select names.article_id, names.chain_id, names.entity_id as old_id, names.mention_count,
    resolved.entity_id, resolved.reason, resolved.score
from main.article_names as names
join resolved using (article_id, chain_id)
where names.entity_id is distinct from resolved.entity_id;

create temp table moved as
select mentions.entity_id as old_id, named.entity_id, count(*) as count_mentions, min(named.reason) as reason,
    min(named.score) as score
from main.mentions
join named using (article_id, chain_id)
where mentions.entity_id <> named.entity_id
    and mentions.entity_id in (select entity_id from main.entities)
group by all;

update main.article_names
set entity_id = resolved.entity_id, reason = resolved.reason, score = resolved.score
from resolved
where resolved.article_id = article_names.article_id
    and resolved.chain_id = article_names.chain_id
    and (article_names.entity_id, article_names.reason, article_names.score)
        is distinct from (resolved.entity_id, resolved.reason, resolved.score);

update main.mentions
set entity_id = named.entity_id
from named
where named.article_id = mentions.article_id
    and named.chain_id = mentions.chain_id
    and named.entity_id is distinct from mentions.entity_id;

update main.quotes
set speaker_entity_id = named.entity_id
from named
where named.article_id = quotes.article_id
    and named.chain_id = quotes.speaker_chain_id
    and named.entity_id is distinct from quotes.speaker_entity_id;

-- The quotes of earlier versions follow the entity that the old id leads to.
update main.version_quotes
set speaker_entity_id = moved.entity_id
from (select old_id, arg_max(entity_id, (count_mentions, entity_id)) as entity_id from moved group by old_id) as moved
where moved.old_id = version_quotes.speaker_entity_id
    and moved.old_id not in (select entity_id from main.article_names where entity_id in (select old_id from moved));

create temp table entity_names as
select distinct on (entity_id) entity_id, name, label from resolved order by entity_id;

insert into recounted
select old_id from moved
union all
select unnest([old_id, entity_id]) from named where old_id is not null
union all
select entities.entity_id
from main.entities
join entity_names as now using (entity_id)
where (entities.name, entities.label) <> (now.name, now.label);

insert into entity_names
select entity_id, name, label
from main.entities
where entity_id in (from recounted)
    and entity_id not in (select entity_id from entity_names)
    and entity_id in (select entity_id from main.article_names where entity_id in (from recounted));

create temp table vanished as
select old_id, arg_max(entity_id, (count_mentions, entity_id)) as entity_id,
    arg_max(reason, (count_mentions, entity_id)) as reason, arg_max(score, (count_mentions, entity_id)) as score
from moved
where old_id not in (select entity_id from entity_names)
group by old_id;

update main.entity_redirects
set entity_id = vanished.entity_id
from vanished
where vanished.old_id = entity_redirects.entity_id;

insert into main.entity_redirects by name
select old_id, entity_id, reason, score, getvariable('run_id') as run_id
from vanished
where old_id not in (select old_id from main.entity_redirects);

delete from main.entity_redirects
where old_id in (select entity_id from entity_names)
    or (entity_id in (from recounted) and entity_id not in (select entity_id from entity_names));

drop table moved;
drop table vanished;
