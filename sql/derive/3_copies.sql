-- An article is a copy of the earliest article whose text it nearly repeats: published, else first seen, before it.
-- Texts too short for a signature are copies only where they are the same, word for word.
-- Leaves: recopied, the articles that became a copy or ceased to be one, and those that they are copies of.

create temp table copied as
with places as (
    select article_id, text_hash,
        struct_pack(published_at := coalesce(published_at, 'infinity'), first_seen_at, article_id) as place
    from main.articles
),
originals as (
    select text_hash, arg_min(article_id, place) as other_id
    from places
    group by text_hash
    having count(*) > 1
),
pairs as (
    select article_id, other_id, share from main.near_copies where share >= 0.5
    union all
    select article_id, other_id, 1.0 from places join originals using (text_hash) where article_id <> other_id
)
select
    pairs.article_id,
    arg_min(pairs.other_id, (earlier.place, pairs.other_id)) as copy_of,
    arg_min(pairs.share, (earlier.place, pairs.other_id)) as copy_share
from pairs
join places as later on later.article_id = pairs.article_id
join places as earlier on earlier.article_id = pairs.other_id
where earlier.place < later.place
group by pairs.article_id;

create temp table recopied as
with changed as (
    select articles.article_id, replaced.copy_of as earlier, articles.copy_of as before, copied.copy_of as now
    from main.articles
    left join copied using (article_id)
    left join replaced using (article_id)
    where articles.copy_of is distinct from copied.copy_of
        or (replaced.article_id is not null and replaced.copy_of is distinct from copied.copy_of)
)
select article_id
from (select distinct unnest([article_id, earlier, before, now]) as article_id from changed)
where article_id is not null;

update main.articles
set copy_of = null, copy_share = null
where copy_of is not null and article_id not in (select article_id from copied);

update main.articles
set copy_of = copied.copy_of, copy_share = copied.copy_share
from copied
where copied.article_id = articles.article_id
    and (articles.copy_of, articles.copy_share) is distinct from (copied.copy_of, copied.copy_share);

drop table copied;
