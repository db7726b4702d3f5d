-- The made rows of benchmarks/marts.py: as many quotes as $quotes, five times as many mentions.
insert into entities
select 'e' || i, 'Given' || i % 977 || ' Family' || i % 5003, case when i % 3 = 0 then 'PERSON' else 'ORG' end,
    ['Family' || i % 5003], now(), 20, 10
from range($quotes // 4) as t(i);

insert into articles by name
select 'a' || i as article_id, 'outlet' || i % 40 || '.test' as source, 'https://x.test/' || i as url,
    'Title ' || i as title, ['Ida Berg'] as authors, timestamptz '2026-01-01' + interval (i % 300) day as published_at,
    published_at::date as published_on, 'en' as language,
    -- 400 words of 30,000, few of them frequent, as in a language.
    array_to_string(list_transform(
        range(400), lambda word: 'term' || floor(30000 * pow(hash(i * 400 + word) % 100003 / 100003, 4))::integer), ' ') as text,
    400 as word_count,
    'h' || i as text_hash, '' as record_hash, 1 + (i % 20 = 0)::int as version, 's' || i // 3 as story_id,
    case when i % 7 = 0 then 'a' || i + 1 end as copy_of, now() as first_seen_at, now() as loaded_at, 'r' as run_id,
    'x' as extractor
from range($quotes // 5) as t(i);

insert into article_versions
select article_id, t.version, text || t.version, text_hash || t.version, now(), null, title
from articles, range(1, 3) as t(version)
where t.version <= articles.version;

insert into mentions by name
select 'm' || i as mention_id, 'a' || i % ($quotes // 5) as article_id, 'e' || (i * 7919) % ($quotes // 4) as entity_id,
    'name' as kind, 'PERSON' as label, 'Family' || i % 5003 as text, i % 2000 as start_char, i % 2000 + 9 as end_char
from range($quotes * 5) as t(i);
update mentions set entity_name = entities.name from entities where entities.entity_id = mentions.entity_id;

insert into quotes by name
select 'q' || i as quote_id, 'a' || i % ($quotes // 5) as article_id,
    ['direct', 'mixed', 'indirect'][1 + i % 3] as kind,
    'The word' || i % 997 || ' about bridge' || i % 1009 || ' and ' || case when i % 50 = 0 then 'été' else 'winter' end
        || ' was never spoken in this place before the ' || i % 5003 || ' of us came' as text,
    0 as start_char, 40 as end_char, [{start_char: 0, end_char: 40}] as segments, 'speech' as cue_class,
    entity_id as speaker_entity_id, name as speaker, 'name' as speaker_form, 'explicit' as resolution, 0.9 as confidence,
    'test' as rule, false as is_unclosed
from range($quotes) as t(i) join entities on entities.entity_id = 'e' || (i * 31) % ($quotes // 4);

insert into quote_mentions
select 'q' || i % $quotes, 'm' || i, 'e' || (i * 7919) % ($quotes // 4) from range($quotes * 2) as t(i);
insert into quote_families select 'q' || i, 'f' || i // 2, i % 2 = 0, 1 from range($quotes // 10) as t(i);
insert into version_quotes by name
select quotes.* replace ('v' || quote_id as quote_id, quotes.text || ' today' as text), 1 as version
from quotes join articles using (article_id) where version = 2;
insert into article_names by name
select article_id, mention_id as chain_id, lower(text) as base, true as is_person, text as name, label,
    'female' as gender, false as is_listed, 1 as mention_count, 'x' as made_by, entity_id, 'same_name' as reason,
    1 as score
from mentions;
