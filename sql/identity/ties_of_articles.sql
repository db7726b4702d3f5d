-- One row per pair of articles that repeat each other or print the same statement. Input: regrouped (article_id).
select distinct least(article_id, copy_of) as article_id, greatest(article_id, copy_of) as other_id
from main.articles
where copy_of is not null and article_id in (select article_id from regrouped)
union
select distinct least(one.article_id, other.article_id), greatest(one.article_id, other.article_id)
from main.quote_families as member
join main.quotes as one using (quote_id)
join main.quote_families as first on first.family_id = member.family_id and first.is_first
join main.quotes as other on other.quote_id = first.quote_id
where one.article_id <> other.article_id and one.article_id in (select article_id from regrouped);
