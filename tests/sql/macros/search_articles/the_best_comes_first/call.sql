select row_number() over () as place, article_id from search_articles('climate change')
