-- fails: quote_speaker_resolved
-- refused: q1
-- verdict: warning
select * replace (
    case quote_id when 'q1' then 'continuation' else resolution end as resolution,
    case when quote_id <> 'q1' then speaker end as speaker,
    case when quote_id <> 'q1' then speaker_entity_id end as speaker_entity_id
)
from good
