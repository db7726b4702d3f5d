-- One row per outlet and speaker that it quotes, the 50 most quoted of each. Copies of earlier articles are left out.
select
    outlet_id as page_id,
    speaker_entity_id as entity_id,
    any_value(speaker) as name,
    any_value(speaker_label) as label,
    any_value(has_page) as has_page,
    count(*) as count_quotes,
    count(distinct article_id) as count_articles
from site_quotes
where speaker_entity_id is not null and not is_copy and cue_class is distinct from 'attitude'
group by outlet_id, speaker_entity_id
qualify row_number() over (partition by page_id order by count_quotes desc, count_articles desc, entity_id) <= 50
order by page_id, count_quotes desc, count_articles desc, entity_id;
