-- One row per entity with a page and role that the texts give it as a speaker, the eight most frequent of each.
select speaker_entity_id as page_id, speaker_role as role, count(*) as count_quotes
from site_quotes
join site_entities on site_entities.entity_id = site_quotes.speaker_entity_id
where speaker_role is not null and speaker_role <> speaker and not is_copy
group by speaker_entity_id, speaker_role
qualify row_number() over (partition by page_id order by count_quotes desc, role) <= 8
order by page_id, count_quotes desc, role;
