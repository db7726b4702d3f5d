-- One row per article of an outlet, the newest 100.
select published_on, title, count_quotes as quotes, word_count as words, article_id
from mart.article_counts
where source = $name
order by published_on desc nulls last, article_id
limit 100;
