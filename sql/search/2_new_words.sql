-- One row per word that no text had before tonight.
select distinct unnest(words) as word
from unread_texts
except
(select word from main.word_stems union all select '')
order by word;
