-- One row per quote whose speaker has the name `called`, newest first: an entity with that name, alias or seat, or the
-- speaker as written. `count_namesakes` says how many entities the name means: above one, choose by speaker_entity_id.
create or replace macro main.quotes_by(called) as table
with namesakes as (select entity_id from main.named_entities(called))

select *, (select count(*) from namesakes) as count_namesakes
from mart.printed_quotes
where speaker_entity_id in (from namesakes) or main.holds(speaker, called)
order by published_on desc nulls last, article_id, start_char, quote_id;

comment on macro table main.quotes_by is 'One row per quote of a speaker with this name: quotes_by(''Malakhov'')';
