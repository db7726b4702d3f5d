-- One row per speaker that an outlet quotes, the 50 most quoted.
select speaker, speaker_label, count(*) as quotes, count(distinct article_id) as articles
from mart.attributed_quotes
where source = $name and not is_copy
group by speaker_entity_id, speaker, speaker_label
order by quotes desc, articles desc
limit 50;
