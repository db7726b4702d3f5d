-- Regrouped articles get their story. Input: regrouped (article_id), story_articles (article_id, story_id).

update main.articles
set story_id = found.story_id
from (select article_id, story_id from regrouped left join story_articles using (article_id)) as found
where found.article_id = articles.article_id and articles.story_id is distinct from found.story_id;
