-- What do governments say, by their own name, their seat or the country's?
select published_on, speaker, cue, text, source, title
from mart.said_by_governments
order by published_on desc nulls last, speaker, article_id, start_char
limit 20;
