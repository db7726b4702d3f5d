-- A warehouse that meets every check: a night with curly marks, a split quote, an accent written as two code points.
insert into main.articles by name
select
    article_id, 'example.org' as source, 'https://example.org/' || article_id as url, null::varchar as canonical_url,
    'Title' as title, ['Ada Ng'] as authors,
    timestamptz '2026-11-20 23:30:00+00' as published_at, date '2026-11-20' as published_on, 'field' as published_from,
    null::timestamptz as modified_at, null::varchar as section, null::boolean as is_paywalled,
    null::varchar as wire_credit, 'en' as language,
    text, 12 as word_count, 'h-' || text_hash as text_hash, 'r' as record_hash, 1 as version, null::varchar as story_id,
    null::varchar as copy_of,
    timestamptz '2026-11-21 02:00:00+00' as first_seen_at, timestamptz '2026-11-21 02:00:00+00' as loaded_at,
    '2026-11-21.1' as run_id, 'x' as extractor
from (values
    -- 0 “We will go,” 12 said 17 Zoé 22 Ng. 26 “Soon.”
    ('a1', '“We will go,” said Zoe' || chr(769) || ' Ng. “Soon.”', 'a1'),
    ('a2', 'Rain fell.', 'a2')
) as t(article_id, text, text_hash);

insert into main.article_versions by name
select article_id, 1 as version, text, text_hash, first_seen_at as seen_from, null::timestamptz as seen_to
from main.articles;

insert into main.entities by name
select 'e1' as entity_id, 'Zoe' || chr(769) || ' Ng' as name, 'PERSON' as label, ['Ng'] as aliases,
    timestamptz '2026-11-21 02:00:00+00' as first_seen_at, 1 as mention_count, 1 as article_count;

insert into main.mentions by name
select 'm1' as mention_id, 'a1' as article_id, 'e1' as entity_id, 'Zoe' || chr(769) || ' Ng' as entity_name,
    'name' as kind, 'PERSON' as label, 'Zoe' || chr(769) || ' Ng' as text, 19 as start_char, 26 as end_char
union all by name
select 'm2' as mention_id, 'a1' as article_id, null::varchar as entity_id, null::varchar as entity_name,
    'pronoun' as kind, 'PERSON' as label, 'We' as text, 1 as start_char, 3 as end_char;

insert into main.quotes by name
select 'q1' as quote_id, 'a1' as article_id, 'direct' as kind, 'We will go, Soon.' as text,
    1 as start_char, 34 as end_char,
    [{'start_char': 1, 'end_char': 12}, {'start_char': 29, 'end_char': 34}] as segments,
    'said' as cue, 14 as cue_start, 18 as cue_end, 'speech' as cue_class,
    'Zoe' || chr(769) || ' Ng' as speaker, 'e1' as speaker_entity_id, 'Zoe' || chr(769) || ' Ng' as speaker_text,
    19 as speaker_start, 26 as speaker_end, 'name' as speaker_form, null::varchar as speaker_role,
    'explicit' as resolution, 0.9 as confidence, 'after' as rule, false as is_unclosed;

insert into main.quote_mentions values ('q1', 'm2', null);
