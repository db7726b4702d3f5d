-- One row per quote in an older version of an article whose words its newest version no longer has, newest articles first.
select
    articles.published_on,
    articles.source,
    older.speaker,
    older.text as quote,
    older.version as last_in_version,
    articles.title,
    older.article_id
from main.version_quotes as older
join main.articles using (article_id)
where older.version < articles.version
    and not contains(main.fold(articles.text), main.fold(older.text))
qualify row_number() over (partition by older.article_id, main.fold(older.text) order by older.version desc, older.quote_id) = 1
order by articles.published_on desc nulls last, older.article_id, older.version, quote
limit 50;
