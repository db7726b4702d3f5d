-- One row per story and family of quotes printed by several of its articles: who printed the words first.
-- Words that entered an article with a later version were printed when that was first seen.
with printed as (
    select
        articles.story_id as page_id, families.family_id, families.is_first, quotes.speaker, quotes.speaker_entity_id,
        quotes.has_page, quotes.text, quotes.source, quotes.article_id, quotes.number, quotes.quote_id,
        coalesce(late.seen_from, quotes.published_at) as printed_at
    from quote_families as families
    join site_quotes as quotes using (quote_id)
    left join late_quotes as late on late.quote_id = quotes.quote_id
    join site_articles as articles on articles.article_id = quotes.article_id
    join stories on stories.story_id = articles.story_id
)

select
    page_id,
    family_id,
    arg_min(speaker, (not is_first, printed_at, quote_id)) as speaker,
    arg_min(text, (not is_first, printed_at, quote_id)) as text,
    arg_min(source, (not is_first, printed_at, quote_id)) as first_source,
    min(printed_at) as first_published_at,
    arg_min(article_id, (not is_first, printed_at, quote_id)) as article_id,
    arg_min(number, (not is_first, printed_at, quote_id)) as number,
    count(distinct article_id) as count_articles,
    count(distinct source) as count_outlets
from printed
group by page_id, family_id
having count(distinct article_id) > 1
order by page_id, count_articles desc, first_published_at, family_id;
