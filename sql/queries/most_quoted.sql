-- Who was quoted most, in how many outlets? Copies of an article do not count.
select
    speaker,
    sum(count_quotes - count_in_copies)::BIGINT as quotes,
    count(distinct source) as outlets,
    max(published_on) as last_on
from mart.quoted_by_day
group by speaker_entity_id, speaker
having quotes > 0
order by quotes desc, outlets desc, speaker
limit 10;
