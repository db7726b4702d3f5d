-- One row per article, the newest 500.
select published_on, source, title, count_quotes as quotes, count_speakers as speakers, word_count as words, article_id
from mart.article_counts
order by published_on desc nulls last, article_id
limit 500;
