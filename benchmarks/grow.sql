-- Makes a warehouse of many articles out of one of few: every article again, `copies` times, each earlier by `days`, in other
-- letters (so that texts and quotes differ and all offsets hold), about the same entities. Variables: copies, days.

create temp table copy as
select
    k,
    'c' || k as mark,
    to_days(-(k * getvariable('days'))::integer) as earlier,
    substr('abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz', 2 + (k - 1) % 25, 26) as letters,
from range(1, getvariable('copies') + 1) as copies(k);

create macro other(words, letters) as translate(words, 'abcdefghijklmnopqrstuvwxyz', letters);

create temp table old_articles as from main.articles;

insert into main.articles
select * exclude (k, mark, earlier, letters) replace (
    article_id || mark as article_id, other(text, letters) as text, text_hash || mark as text_hash,
    story_id || mark as story_id, copy_of || mark as copy_of,
    published_at + earlier as published_at, ((published_at + earlier) at time zone 'UTC')::date as published_on,
    first_seen_at + earlier as first_seen_at, loaded_at + earlier as loaded_at
)
from copy, old_articles;

insert into main.article_versions
select * exclude (k, mark, earlier, letters) replace (
    article_id || mark as article_id, other(text, letters) as text, text_hash || mark as text_hash,
    seen_from + earlier as seen_from
)
from copy, (from main.article_versions) as old;

insert into main.mentions
select * exclude (k, mark, earlier, letters) replace (
    mention_id || mark as mention_id, article_id || mark as article_id, other(text, letters) as text
)
from copy, (from main.mentions) as old;

insert into main.quotes
select * exclude (k, mark, earlier, letters) replace (
    quote_id || mark as quote_id, article_id || mark as article_id, other(text, letters) as text,
    other(cue, letters) as cue, other(speaker_text, letters) as speaker_text
)
from copy, (from main.quotes) as old;

insert into main.quote_mentions
select quote_id || mark, mention_id || mark, entity_id from copy, (from main.quote_mentions) as old;

insert into main.article_names
select * exclude (k, mark, earlier, letters) replace (article_id || mark as article_id)
from copy, (from main.article_names) as old;

insert into main.name_definitions
select * exclude (k, mark, earlier, letters) replace (article_id || mark as article_id)
from copy, (from main.name_definitions) as old;

insert into main.article_signatures
select article_id || mark, scheme, text_hash || mark,
    unhex(string_agg(sha256(article_id || mark || i), '')) as signature
from copy, (from main.article_signatures) as old, range(16) as sixteen(i)
group by all;

insert into main.near_copies select article_id || mark, other_id || mark, share from copy, (from main.near_copies) as old;

insert into main.quote_families
select quote_id || mark, family_id || mark, is_first, similarity from copy, (from main.quote_families) as old;

insert into main.stories
select * exclude (k, mark, earlier, letters) replace (
    story_id || mark as story_id, first_article_id || mark as first_article_id,
    first_published_at + earlier as first_published_at, last_published_at + earlier as last_published_at
)
from copy, (from main.stories) as old;

insert into main.stemmed_texts
select * exclude (k, mark, earlier, letters) replace (
    text_id || mark as text_id, article_id || mark as article_id, other(stems, letters) as stems
)
from copy, (from main.stemmed_texts) as old;

insert into main.story_bases select article_id || mark, basis from copy, (from main.story_bases) as old;

update main.entities
set mention_count = mention_count * (1 + getvariable('copies')),
    article_count = article_count * (1 + getvariable('copies')),
    first_seen_at = first_seen_at + (select min(earlier) from copy),
    aliases = forms.aliases
from (
    select entity_id, list_sort(list_filter(list(distinct text), lambda form: form <> any_value(name))) as aliases
    from main.mentions
    join main.entities using (entity_id)
    group by entity_id
) as forms
where forms.entity_id = entities.entity_id;

drop macro other;
