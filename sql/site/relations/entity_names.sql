-- One row per entity with a page, other name that articles give it in full, and reason why that name counts as this
-- entity, the 20 least sure of each.
select
    names.entity_id as page_id,
    names.name as written,
    coalesce(scores.reason, names.reason) as reason,
    min(names.score) as score,
    count(distinct names.article_id) as count_articles
from main.article_names as names
join site_entities as entities using (entity_id)
left join seeds.merge_scores as scores on scores.reason_id = names.reason
where names.name <> entities.name and names.reason is not null
group by names.entity_id, names.name, coalesce(scores.reason, names.reason)
qualify row_number() over (partition by names.entity_id order by min(names.score), names.name, coalesce(scores.reason, names.reason)) <= 20
order by page_id, score, written, reason;
