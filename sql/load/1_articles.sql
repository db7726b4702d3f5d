-- Tonight's articles replace their earlier rows; a new title or text adds a version.
-- Input: tonight_articles (one row per article that was extracted tonight), variables run_id, started_at, extractor.
-- Leaves: arriving (tonight's rows), replaced (where the story and the copies of an earlier row were).

create temp table arriving as
select
    tonight.*,
    coalesce(known.version, 0)
    + (known.text_hash is distinct from tonight.text_hash or known.title is distinct from tonight.title)::integer as version,
    known.text_hash is distinct from tonight.text_hash or known.title is distinct from tonight.title as is_new_version,
    coalesce(known.first_seen_at, getvariable('started_at')) as first_seen_at,
from tonight_articles as tonight
left join main.articles as known using (article_id);

create temp table replaced as
select article_id, published_at, story_id, copy_of
from main.articles
where article_id in (select article_id from arriving);

update main.article_versions as known
set seen_to = getvariable('started_at')
from arriving
where arriving.article_id = known.article_id and arriving.is_new_version and known.seen_to is null;

insert into main.article_versions by name
select article_id, version, title, text, text_hash, getvariable('started_at') as seen_from, null::timestamptz as seen_to
from arriving
where is_new_version;

delete from main.articles where article_id in (select article_id from arriving);

insert into main.articles by name
select
    arriving.* exclude (is_new_version),
    null::varchar as story_id,
    null::varchar as copy_of,
    null::double as copy_share,
    getvariable('started_at') as loaded_at,
    getvariable('run_id') as run_id,
    getvariable('extractor') as extractor,
from arriving;
