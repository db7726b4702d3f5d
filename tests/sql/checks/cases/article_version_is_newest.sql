-- fails: article_version_is_newest
-- keys: a2
insert into main.article_versions select * replace (2 as version, seen_from as seen_to) from main.article_versions where article_id = 'a2';
