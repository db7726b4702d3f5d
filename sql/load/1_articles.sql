-- Tonight's articles replace their earlier rows; a new text adds a version.
-- Input: tonight_articles (one row per article that was extracted tonight), variables run_id, started_at, extractor.

create temp table arriving as
select
    tonight.*,
    case
        when known.article_id is null then 1
        when known.text_hash = tonight.text_hash then known.version
        else known.version + 1
    end as version,
    known.article_id is null or known.text_hash <> tonight.text_hash as is_new_text,
    coalesce(known.first_seen_at, getvariable('started_at')) as first_seen_at,
from tonight_articles as tonight
left join main.articles as known using (article_id);

update main.article_versions as known
set seen_to = getvariable('started_at')
from arriving
where arriving.article_id = known.article_id and arriving.is_new_text and known.seen_to is null;

insert into main.article_versions by name
select article_id, version, text, text_hash, getvariable('started_at') as seen_from, null::timestamptz as seen_to
from arriving
where is_new_text;

delete from main.articles where article_id in (select article_id from arriving);

insert into main.articles by name
select
    arriving.* exclude (is_new_text),
    null::varchar as story_id,
    null::varchar as copy_of,
    getvariable('started_at') as loaded_at,
    getvariable('run_id') as run_id,
    getvariable('extractor') as extractor,
from arriving;
