-- One row per article whose text the newest night found changed, with how much longer it became.
select
    revisions.published_on,
    revisions.source,
    revisions.title,
    revisions.title_before,
    revisions.title_after,
    revisions.version,
    revisions.change_in_chars as characters_added,
    revisions.article_id
from mart.revisions as revisions
where revisions.changed_at = (select max(seen_from) from main.article_versions)
order by abs(revisions.change_in_chars) desc, revisions.article_id
limit 50;
