-- One row per article, with its outlet's id, whether the newest night brought or changed it, and how many quotes it has.
-- An article without a headline goes by its first words.
create temp table site_articles as
with current_versions as (
    select article_id, max(seen_from) as changed_at
    from main.article_versions
    group by article_id
),

quoted as (
    select article_id, count(*) as count_quotes, count(distinct coalesce(speaker_entity_id, speaker)) as count_speakers
    from main.quotes
    group by article_id
)

select
    articles.article_id,
    articles.source,
    left(md5(articles.source), 16) as outlet_id,
    coalesce(
        nullif(trim(articles.title), ''),
        nullif(left(trim(split_part(trim(articles.text), chr(10), 1)), 70), '') || ' …',
        'Untitled article'
    ) as title,
    coalesce(articles.url, articles.canonical_url) as url,
    articles.published_at,
    articles.published_on,
    articles.language,
    articles.word_count,
    articles.version,
    articles.copy_of,
    articles.story_id,
    articles.first_seen_at,
    coalesce(articles.first_seen_at = morning.seen_at, false) as is_new,
    articles.version > 1 and current_versions.changed_at = morning.seen_at as is_changed,
    coalesce(quoted.count_quotes, 0) as count_quotes,
    coalesce(quoted.count_speakers, 0) as count_speakers
from main.articles
cross join morning
left join current_versions using (article_id)
left join quoted using (article_id);
