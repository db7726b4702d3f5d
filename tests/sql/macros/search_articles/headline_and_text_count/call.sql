select published_on, source, title, url, word_count, is_copy, article_id from search_articles('bridge north')
