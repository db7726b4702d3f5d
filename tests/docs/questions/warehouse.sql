-- Five articles whose answers can be counted by hand.
insert into articles by name
select *, ['Ida Berg'] as authors, published_at::date as published_on, 'en' as language, 10 as word_count,
    '' as text_hash, '' as record_hash, timestamptz '2026-11-21 02:00:00+00' as first_seen_at,
    timestamptz '2026-11-21 02:00:00+00' as loaded_at, '2026-11-21.1' as run_id, 'x' as extractor,
    'https://courier.test/' || article_id as url
from (
    values
        ('a1', 'Estuary Post', 'Bridge closed', timestamptz '2026-11-20 06:00:00+00', 's1', null, 1, 'The bridge.'),
        ('a2', 'Wire', 'Bridge is closed', timestamptz '2026-11-20 09:00:00+00', 's1', 'a1', 1, 'The bridge.'),
        ('a3', 'Estuary Post', 'Talks in Ankara', timestamptz '2026-11-21 07:00:00+00', 's2', null, 2,
            'We sail the Black Sea again, the firm said. Ankara said that the talks go on.'),
        ('a4', 'Harbour News', 'An old letter', null, 's3', null, 1, 'A letter.'),
        ('a5', 'Harbour News', 'Shipping plans', timestamptz '2026-10-25 08:00:00+00', 's4', null, 1, 'Plans.')
) as t(article_id, source, title, published_at, story_id, copy_of, version, text);

insert into entities
select entity_id, name, label, [] as aliases, timestamptz '2026-11-21 02:00:00+00' as first_seen_at, articles, articles
from (
    values
        ('e1', 'Orla Ní Chonghaile', 'PERSON', 3), ('e2', 'Danube Shipping', 'ORG', 2), ('e3', 'Black Sea', 'LOC', 2),
        ('e4', 'Government of Turkey', 'ORG', 1), ('e5', 'Ann Roe', 'PERSON', 0), ('e6', 'Republican Party', 'ORG', 2),
        ('e7', 'Democratic Party', 'ORG', 2)
) as t(entity_id, name, label, articles);

insert into mentions by name
select article_id || entity_id as mention_id, article_id, entity_id, name as entity_name, 'name' as kind, label,
    name as text, 0 as start_char, 4 as end_char
from (
    values ('a1', 'e1'), ('a1', 'e6'), ('a1', 'e7'), ('a2', 'e1'), ('a2', 'e6'), ('a3', 'e2'), ('a3', 'e3'), ('a3', 'e4'), ('a3', 'e7'),
        ('a4', 'e1'), ('a5', 'e2'), ('a5', 'e3')
) as t(article_id, entity_id)
join entities using (entity_id);

create temp table said as
select *, [{start_char: start_char, end_char: end_char}] as segments, 'speech' as cue_class, 'name' as speaker_form,
    0.9 as confidence, 'test' as rule, false as is_unclosed, entities.name as speaker, entity_id as speaker_entity_id
from (
    values
        ('q1', 'a1', 1, 'direct', 'The bridge by the cathedral is unsafe.', 0, 38, 'e1', 'explicit'),
        ('q2', 'a2', 1, 'direct', 'The bridge by the cathedral is unsafe.', 0, 38, 'e1', 'explicit'),
        ('q3', 'a3', 2, 'direct', 'We sail the Black Sea again.', 0, 28, 'e2', 'explicit'),
        ('q4', 'a3', 2, 'indirect', 'the talks go on', 61, 76, 'e4', 'metonym'),
        ('q5', 'a4', 1, 'direct', 'Nobody asked the people of this town.', 40, 77, null, 'unresolved'),
        ('q6', 'a1', 1, 'indirect', 'the town would pay', 50, 68, null, 'nobody'),
        ('q7', 'a5', 1, 'direct', 'The Black Sea route is closed for now.', 0, 38, 'e2', 'explicit'),
        ('q8', 'a4', 1, 'direct', 'The bridge by the cathedral is unsafe.', 0, 38, 'e1', 'explicit'),
        ('q9', 'a4', 1, 'indirect', 'a ferry would do', 120, 136, 'e1', 'explicit'),
        ('v1', 'a3', 1, 'direct', 'We sail the Black Sea next week, perhaps.', 0, 41, 'e2', 'explicit'),
        ('v2', 'a3', 1, 'direct', 'Nothing is decided in Vienna tonight.', 50, 87, 'e5', 'explicit')
) as t(quote_id, article_id, version, kind, text, start_char, end_char, entity_id, resolution)
left join entities using (entity_id);

insert into quotes by name select columns(* exclude (version, entity_id, name, label, aliases, first_seen_at, mention_count, article_count)) from said where quote_id[1] = 'q';
update quotes set segments = [{start_char: 0, end_char: 19}, {start_char: 30, end_char: 48}] where quote_id = 'q7';
update quotes set speaker = 'spokesman for the town', speaker_text = 'a spokesman for the town', speaker_form = 'nominal', resolution = 'role'
where quote_id = 'q5';
insert into version_quotes by name select columns(* exclude (entity_id, name, label, aliases, first_seen_at, mention_count, article_count)) from said where quote_id[1] = 'v';
insert into quote_mentions values ('q3', 'a3e3', 'e3'), ('q7', 'a5e3', 'e3');
insert into quote_families values ('q1', 'f1', true, 1), ('q2', 'f1', false, 1), ('q8', 'f1', false, 1);
insert into stories values
    ('s1', 'Bridge closed', 'a1', '2026-11-20 06:00:00+00', '2026-11-20 09:00:00+00', 2, 2),
    ('s2', 'Talks in Ankara', 'a3', '2026-11-21 07:00:00+00', '2026-11-21 07:00:00+00', 1, 1);
insert into article_versions values
    ('a3', 1, 'Talks.', '', '2026-11-21 02:00:00+00', '2026-11-22 02:00:00+00', 'Talks'),
    ('a3', 2, 'We sail the Black Sea again, the firm said. Ankara said that the talks go on.', '',
        '2026-11-22 02:00:00+00', null, 'Talks in Ankara');
insert into article_names by name
select *, lower(name) as base, true as is_person, 'PERSON' as label, 'female' as gender, false as is_listed,
    1 as mention_count, 'x' as made_by, 'e1' as entity_id, article_id as chain_id
from (
    values ('a1', 'Orla Ní Chonghaile', 'same_name', 1.0), ('a2', 'Ní Chonghaile', 'family_name', 0.95),
        ('a4', 'Orla Ní Chonghaile', 'same_name', 1.0)
) as t(article_id, name, reason, score);

-- The night of 21 November, run a day later.
insert into ops.runs by name
select '2026-11-21.2' as run_id, date '2026-11-21' as night, timestamptz '2026-11-22 02:00:00+00' as started_at, 'published' as status,
    1 as pid, 'h' as host, '1' as software_version, 'm' as model, 'x' as extractor;
