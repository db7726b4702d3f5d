-- One row per quote that mentions whoever or whatever goes by `called`: through any name of the entity (so that a pronoun
-- counts), or as the words stand in a mention that no entity was found for.
create or replace macro main.quotes_about(called) as table
with mentioning as (
    select quote_mentions.quote_id
    from main.quote_mentions
    join main.mentions using (mention_id)
    where quote_mentions.entity_id in (select entity_id from main.named_entities(called))
        or (quote_mentions.entity_id is null and main.holds(mentions.text, called))
)

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
where quotes.quote_id in (from mentioning)
order by articles.published_on desc nulls last, quotes.article_id, quotes.start_char, quotes.quote_id;

comment on macro table main.quotes_about is 'One row per quote that mentions whoever or whatever goes by this name: quotes_about(''Cairo'')';
