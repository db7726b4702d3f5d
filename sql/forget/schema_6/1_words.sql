-- What searches read of the forgotten articles, and words that no other text has. Input: forgotten_articles (article_id).
delete from main.stemmed_texts where article_id in (from forgotten_articles);
delete from main.word_stems
where word not in (
    select unnest(string_split(main.fold(concat_ws(' ', title, text)), ' ')) from main.articles
    union
    select unnest(string_split(main.fold(text), ' ')) from main.quotes
);
