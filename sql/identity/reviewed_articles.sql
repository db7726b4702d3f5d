-- One row per article whose story may have another basis: those that came or went, whose names were read anew, that became a
-- copy or have one, whose quotes are in another family, and those never reviewed.
create temp table reviewed as
select article_id from arriving
union
select article_id from replaced
union
select article_id from reread
union
select article_id from recopied
union
select article_id from regrouped_prints
union
select article_id from main.articles where article_id not in (select article_id from main.story_bases);
