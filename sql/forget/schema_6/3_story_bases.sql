-- What the stories of the forgotten articles depended on. Input: forgotten_articles (article_id).
delete from main.story_bases where article_id in (from forgotten_articles);
