-- A mention belongs to a quote if it lies inside one of its segments.

insert into main.quote_mentions by name
with segments as (
    select quote_id, article_id, unnest(segments) as segment
    from main.quotes
    where article_id in (select article_id from arriving)
)
select distinct segments.quote_id, mentions.mention_id, mentions.entity_id
from segments
join main.mentions
    on mentions.article_id = segments.article_id
    and mentions.start_char >= segments.segment.start_char
    and mentions.end_char <= segments.segment.end_char;

-- A name of an earlier night may be another entity since.
update main.quote_mentions
set entity_id = renamed.entity_id
from (select mention_id, mentions.entity_id from main.mentions join named using (article_id, chain_id)) as renamed
where renamed.mention_id = quote_mentions.mention_id and renamed.entity_id is distinct from quote_mentions.entity_id;
