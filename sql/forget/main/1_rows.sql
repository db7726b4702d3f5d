-- The rows that belong to the forgotten articles alone. Input: forgotten_articles (article_id).
delete from main.articles where article_id in (from forgotten_articles);
delete from main.article_versions where article_id in (from forgotten_articles);
delete from main.mentions where article_id in (from forgotten_articles);
delete from main.quotes where article_id in (from forgotten_articles);
delete from main.version_quotes where article_id in (from forgotten_articles);
delete from main.article_names where article_id in (from forgotten_articles);
delete from main.name_definitions where article_id in (from forgotten_articles);
delete from main.article_signatures where article_id in (from forgotten_articles);
delete from main.near_copies where article_id in (from forgotten_articles) or other_id in (from forgotten_articles);
