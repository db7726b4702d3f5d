-- rule_id: article_story_exists
-- table: main.articles
-- why: Articles of a story without a row are lost from every count of stories.
-- owner: load
-- severity: warning
-- grain: one row per failing article

select articles.article_id
from main.articles
anti join main.stories using (story_id)
where articles.story_id is not null
