-- The articles and quotes that searches have not read yet, or whose text tonight may have changed, and their words.
-- Input: arriving (article_id, …).

delete from main.stemmed_texts
where article_id in (select article_id from arriving)
    or article_id not in (select article_id from main.articles)
    or (kind = 'quote' and text_id not in (select quote_id from main.quotes));

create or replace temp table unread_texts as
select 'article' as kind, article_id as text_id, article_id, string_split(main.fold(concat_ws(' ', title, text)), ' ') as words
from main.articles
where article_id not in (select text_id from main.stemmed_texts where kind = 'article')
union all
select 'quote', quote_id, article_id, string_split(main.fold(text), ' ')
from main.quotes
where quote_id not in (select text_id from main.stemmed_texts where kind = 'quote');
