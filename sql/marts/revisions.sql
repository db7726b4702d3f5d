-- One row per change of an article's title or text, with both before and after. The newest changed_at answers "changed overnight".
create or replace view mart.revisions as
select
    articles.article_id,
    articles.source,
    articles.published_on,
    articles.title,
    articles.url,
    after.version,
    after.seen_from as changed_at,
    length(after.text) - length(before.text) as change_in_chars,
    before.title as title_before,
    after.title as title_after,
    before.text as text_before,
    after.text as text_after,
    (select coalesce(max(runs.night), after.seen_from::date) from ops.runs where runs.started_at = after.seen_from) as night
from main.article_versions as after
join main.article_versions as before
    on before.article_id = after.article_id and before.version = after.version - 1
join main.articles on articles.article_id = after.article_id;

comment on view mart.revisions is 'One row per change of an article''s title or text: what was changed overnight';
comment on column mart.revisions.article_id is 'The article';
comment on column mart.revisions.source is 'Outlet';
comment on column mart.revisions.published_on is 'UTC day of publication; NULL if unknown';
comment on column mart.revisions.title is 'Headline as it is now';
comment on column mart.revisions.url is 'Address it was read from';
comment on column mart.revisions.version is 'Number of the version that the change made, from 2';
comment on column mart.revisions.changed_at is 'Start of the run that first met the changed text, UTC';
comment on column mart.revisions.change_in_chars is 'Code points that the text grew by; negative if it shrank';
comment on column mart.revisions.title_before is 'Headline of the previous version; NULL if it had none or it was not kept';
comment on column mart.revisions.title_after is 'Headline of this version';
comment on column mart.revisions.text_before is 'Text of the version before';
comment on column mart.revisions.text_after is 'Text of this version';
comment on column mart.revisions.night is 'The night whose run first met the changed text';
