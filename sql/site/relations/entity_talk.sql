-- One row per entity with a page, direction (`to`: it speaks of the other, `from`: the other speaks of it) and other
-- entity, the twelve most frequent of each direction.
with talk as (
    select distinct quotes.quote_id, quotes.speaker_entity_id as speaker_id, quote_mentions.entity_id as about_id
    from site_quotes as quotes
    join main.quote_mentions using (quote_id)
    where quotes.speaker_entity_id is not null
        and quote_mentions.entity_id <> quotes.speaker_entity_id
        and quotes.cue_class is distinct from 'attitude'
        and not quotes.is_copy
),

pairs as (
    select speaker_id as page_id, about_id as entity_id, 'to' as direction, count(*) as count_quotes
    from talk group by all
    union all
    select about_id, speaker_id, 'from', count(*)
    from talk group by all
)

select pairs.page_id, pairs.direction, other.entity_id, other.name, pairs.count_quotes
from pairs
join site_entities as paged on paged.entity_id = pairs.page_id
join site_entities as other on other.entity_id = pairs.entity_id
qualify row_number() over (
    partition by pairs.page_id, pairs.direction order by pairs.count_quotes desc, other.entity_id
) <= 12
order by pairs.page_id, pairs.direction, pairs.count_quotes desc, other.entity_id;
