select article_id from search_articles('"climate change" minister')
