-- The unread texts, each word replaced by its stem. A text without a word has a row, too, so that it counts as read.
insert into main.stemmed_texts by name
with spread as (
    select kind, text_id, article_id, unnest(words) as word, generate_subscripts(words, 1) as position
    from unread_texts
)
select
    kind, text_id, article_id,
    coalesce(' ' || string_agg(stem, ' ' order by position) || ' ', ' ') as stems,
    count(stem)::integer as count_stems
from spread
left join main.word_stems using (word)
group by kind, text_id, article_id
order by kind, article_id, text_id;

drop table unread_texts;
