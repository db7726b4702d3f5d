-- What do governments say, through the capitals and buildings that stand for them?
select published_on, speaker, cue, text, source, title
from mart.printed_quotes
where resolution = 'metonym'
order by published_on desc nulls last, speaker, article_id, start_char
limit 20;
