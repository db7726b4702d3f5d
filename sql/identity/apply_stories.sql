-- Articles get their story. Input: story_articles (article_id, story_id).

update main.articles
set story_id = null
where story_id is not null and article_id not in (select article_id from story_articles);

update main.articles
set story_id = story_articles.story_id
from story_articles
where story_articles.article_id = articles.article_id and articles.story_id is distinct from story_articles.story_id;
