-- One row: what the newest night brought. Quotes of copies are left out.
with newest as (select max(seen_from) as seen_at from main.article_versions),

brought as (
    select articles.article_id, articles.source, articles.first_seen_at = newest.seen_at as is_new,
        articles.copy_of is not null as is_copy
    from main.articles
    cross join newest
    where exists (
        from main.article_versions as versions
        where versions.article_id = articles.article_id and versions.seen_from = newest.seen_at
    )
),

said as (
    select quotes.*, brought.source
    from main.quotes
    join brought using (article_id)
    where brought.is_new and not brought.is_copy
)

select
    (select count(*) from brought where is_new) as new_articles,
    (select count(*) from brought where not is_new) as changed_articles,
    (select count(distinct source) from brought) as outlets,
    (select count(*) from said) as quotes,
    (select count(distinct speaker_entity_id) from said) as speakers,
    (select count(*) from said where speaker_entity_id is not null) as quotes_with_a_name;
