-- One row per quote that appeared, vanished or was reworded between two versions of an article that follow each other.
-- Reworded: most words of the shorter wording stand in the longer one, and neither stands in both versions as it is.
create or replace view mart.changed_quotes as
with printed as (
    select article_id, version, quote_id, kind, text, segments, speaker from main.version_quotes
    union all
    -- Most articles never change, so that only those with an earlier version are compared.
    select quotes.article_id, articles.version, quote_id, kind, quotes.text, segments, speaker
    from main.quotes
    join main.articles using (article_id)
    where quotes.article_id in (select article_id from main.article_versions where version > 1)
),

worded as materialized (
    select *, trim(lower(regexp_replace(text, '[^\pL\pN\pM]+', ' ', 'g'))) as words, list_distinct(string_split(words, ' ')) as bag
    from printed
),

vanished as materialized (
    select before.*
    from worded as before
    join main.article_versions as after
        on after.article_id = before.article_id and after.version = before.version + 1
    where not exists (
        from worded
        where worded.article_id = before.article_id
            and worded.version = before.version + 1
            and worded.words = before.words
    )
),

appeared as materialized (
    select after.*
    from worded as after
    where after.version > 1
        and exists (
            from main.article_versions as versions
            where versions.article_id = after.article_id and versions.version = after.version - 1
        )
        and not exists (
            from worded
            where worded.article_id = after.article_id
                and worded.version = after.version - 1
                and worded.words = after.words
        )
),

alike as materialized (
    select
        vanished.quote_id as quote_before,
        appeared.quote_id as quote_after,
        appeared.article_id,
        appeared.version,
        len(list_intersect(vanished.bag, appeared.bag)) as count_shared,
        count_shared / least(len(vanished.bag), len(appeared.bag)) as similarity
    from appeared
    join vanished on vanished.article_id = appeared.article_id and vanished.version = appeared.version - 1
),

reworded as materialized (
    select *
    from alike
    where count_shared >= 3 and similarity >= 0.6
    qualify row_number() over (partition by article_id, version, quote_after order by similarity desc, quote_before) = 1
        and row_number() over (partition by article_id, version, quote_before order by similarity desc, quote_after) = 1
),

changes as (
    select
        appeared.article_id,
        appeared.version,
        case when reworded.quote_after is null then 'appeared' else 'reworded' end as change,
        vanished.text as text_before,
        appeared.text as text_after,
        vanished.segments as segments_before,
        appeared.segments as segments_after,
        vanished.speaker as speaker_before,
        appeared.speaker as speaker_after
    from appeared
    left join reworded
        on reworded.article_id = appeared.article_id
        and reworded.version = appeared.version
        and reworded.quote_after = appeared.quote_id
    left join vanished
        on vanished.article_id = reworded.article_id
        and vanished.version = reworded.version - 1
        and vanished.quote_id = reworded.quote_before
    union all by name
    select vanished.article_id, vanished.version + 1 as version, 'vanished' as change, vanished.text as text_before,
        vanished.segments as segments_before, vanished.speaker as speaker_before
    from vanished
    anti join reworded
        on reworded.article_id = vanished.article_id
        and reworded.version = vanished.version + 1
        and reworded.quote_before = vanished.quote_id
)

select
    changes.article_id,
    articles.source,
    articles.published_on,
    articles.title,
    articles.url,
    changes.version,
    versions.seen_from as changed_at,
    changes.change,
    changes.speaker_before,
    changes.speaker_after,
    changes.text_before,
    changes.text_after,
    changes.segments_before,
    changes.segments_after,
    (
        select coalesce(max(runs.night), versions.seen_from::date) from ops.runs where runs.started_at = versions.seen_from
    ) as night
from changes
join main.articles using (article_id)
join main.article_versions as versions
    on versions.article_id = changes.article_id and versions.version = changes.version;

comment on view mart.changed_quotes is
    'One row per quote that appeared, vanished or was reworded between two versions of an article';
comment on column mart.changed_quotes.article_id is 'The article';
comment on column mart.changed_quotes.source is 'Outlet';
comment on column mart.changed_quotes.published_on is 'UTC day of publication; NULL if unknown';
comment on column mart.changed_quotes.title is 'Current headline';
comment on column mart.changed_quotes.url is 'Address that the article was read from';
comment on column mart.changed_quotes.version is 'Number of the version that the change made, from 2';
comment on column mart.changed_quotes.changed_at is 'Start of the run that first read that version, UTC';
comment on column mart.changed_quotes.change is 'appeared, vanished or reworded';
comment on column mart.changed_quotes.speaker_before is 'Speaker in the version before; NULL for a quote that appeared or has none';
comment on column mart.changed_quotes.speaker_after is 'Speaker in this version; NULL for a quote that vanished or has none';
comment on column mart.changed_quotes.text_before is 'The wording before; NULL for a quote that appeared';
comment on column mart.changed_quotes.text_after is 'The wording now; NULL for a quote that vanished';
comment on column mart.changed_quotes.segments_before is 'Spans of text_before in the older text, for main.shown_words; NULL for a quote that appeared';
comment on column mart.changed_quotes.segments_after is 'Spans of text_after in the newer text, for main.shown_words; NULL for a quote that vanished';
comment on column mart.changed_quotes.night is 'The night whose run first read that version';
