-- One row per quote whose speaker goes by `called`, newest first: an entity of that name or alias, or the speaker as resolved.
create or replace macro main.quotes_by(called) as table
select
    articles.published_on,
    articles.source,
    quotes.speaker,
    quotes.speaker_role,
    quotes.kind,
    quotes.text,
    quotes.cue,
    quotes.cue_class,
    quotes.confidence,
    articles.title,
    articles.url,
    quotes.quote_id,
    quotes.article_id
from main.quotes
join main.articles using (article_id)
where quotes.speaker_entity_id in (select entity_id from main.named_entities(called))
    or main.holds(quotes.speaker, called)
order by articles.published_on desc nulls last, quotes.article_id, quotes.start_char, quotes.quote_id;

comment on macro table main.quotes_by is 'One row per quote by whoever goes by this name: quotes_by(''Malakhov'')';
