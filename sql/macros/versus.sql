-- One row per outlet: how many of its articles name one party, person or body, and how many the other. Copies are left out.
create or replace macro main.versus(one, other) as table
with named as (
    select
        articles.source,
        article_id,
        bool_or(mentions.entity_id in (select entity_id from main.precise_entities(one))) as has_one,
        bool_or(mentions.entity_id in (select entity_id from main.precise_entities(other))) as has_other
    from main.articles
    join main.mentions using (article_id)
    where articles.copy_of is null and mentions.entity_id is not null
    group by articles.source, article_id
)

select
    source,
    count(*) filter (where has_one) as count_one,
    count(*) filter (where has_other) as count_other,
    count(*) filter (where has_one and has_other) as count_both,
    round(100 * count_one / nullif(count_one + count_other, 0), 1) as percent_one
from named
group by source
order by count_one + count_other desc, source;

comment on macro table main.versus is
    'One row per outlet: articles that name the one and the other, and both: versus(''Republicans'', ''Democrats'')';
