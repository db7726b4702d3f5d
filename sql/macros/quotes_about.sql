-- One row per quote that mentions an entity with the name `called`, newest first. Every mention of the entity counts, also
-- a pronoun; a mention without an entity counts by its own words. `count_namesakes`: how many entities the name means.
create or replace macro main.quotes_about(called) as table
with namesakes as (select entity_id from main.named_entities(called)),

mentioning as (
    select quote_mentions.quote_id
    from main.quote_mentions
    join main.mentions using (mention_id)
    where quote_mentions.entity_id in (from namesakes)
        or (quote_mentions.entity_id is null and main.holds(mentions.text, called))
)

select *, (select count(*) from namesakes) as count_namesakes
from mart.printed_quotes
where quote_id in (from mentioning)
order by published_on desc nulls last, article_id, start_char, quote_id;

comment on macro table main.quotes_about is
    'One row per quote that mentions an entity with this name, also by a role or pronoun: quotes_about(''Cairo'')';
