-- One row per quote whose speaker has the name `called`, newest first: an entity with that name or alias, or the speaker
-- as written.
create or replace macro main.quotes_by(called) as table
select *
from mart.printed_quotes
where speaker_entity_id in (select entity_id from main.named_entities(called)) or main.holds(speaker, called)
order by published_on desc nulls last, article_id, start_char, quote_id;

comment on macro table main.quotes_by is 'One row per quote of a speaker with this name: quotes_by(''Malakhov'')';
