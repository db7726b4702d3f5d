-- What do governments say, through the capitals and buildings that stand for them?
select articles.published_on, quotes.speaker, quotes.speaker_text as written_as, quotes.cue, quotes.text, articles.source
from main.quotes
join main.articles using (article_id)
where quotes.resolution = 'metonym'
order by articles.published_on desc nulls last, quotes.speaker, quotes.article_id, quotes.start_char
limit 20;
