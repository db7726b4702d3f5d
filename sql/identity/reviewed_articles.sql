-- One row per article whose story may have another basis: those that came or went, that have another entity or one of
-- another kind, that became a copy or have one, whose quotes are in another family, and those never reviewed.
create temp table reviewed as
select article_id from arriving
union
select article_id from replaced
union
select article_id from named
union
select article_id from main.article_names where entity_id in (from relabelled)
union
select article_id from recopied
union
select article_id from regrouped_prints
union
select article_id from main.articles where article_id not in (select article_id from main.story_bases);
