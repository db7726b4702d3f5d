-- One row per article whose names are to be read: tonight's, those of an older file, and those read by other rules.
-- Variable: made_by.
select article_id
from main.articles
where article_id in (
    select article_id from arriving
    union all
    select article_id from main.mentions where entity_id is not null and chain_id is null
    union all
    select article_id from main.article_names where made_by <> getvariable('made_by')
);
