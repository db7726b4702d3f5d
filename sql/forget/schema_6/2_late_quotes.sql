-- Since schema version 6, as the tables of searches. Input: forgotten_articles (article_id).
delete from main.late_quotes where article_id in (from forgotten_articles);
