-- One row per outlet and article, the newest 100 of each.
select outlet_id as page_id, published_on, title, count_quotes, word_count, copy_of is not null as is_copy, version, article_id
from site_articles
qualify row_number() over (partition by outlet_id order by published_at desc nulls last, article_id) <= 100
order by page_id, published_at desc nulls last, article_id;
