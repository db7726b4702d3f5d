-- Who talks about somebody who talks about them, too? Copies of an article do not count.
select
    one.speaker as speaker,
    one.about as about,
    one.count_quotes - one.count_in_copies as quotes,
    other.count_quotes - other.count_in_copies as quotes_back
from mart.said_about as one
join mart.said_about as other
    on other.speaker_entity_id = one.about_entity_id and other.about_entity_id = one.speaker_entity_id
where one.speaker < one.about and least(quotes, quotes_back) > 0
order by quotes + quotes_back desc, speaker, about
limit 20;
