-- One row per outlet: how much it published, how much of that is speech, how often it does not name a source (a role) and
-- withholds the name (anonymous): texts such as polls are no sources here. Women and men are told by forms of address,
-- pronouns and given names; the share is of those so told. Copies are left out, but counted.
with said as (
    select
        quotes.source,
        quotes.kind_of_source,
        spoken.speaker_entity_id,
        genders.gender
    from mart.quote_sources as quotes
    join main.quotes as spoken using (quote_id)
    left join mart.genders on genders.entity_id = spoken.speaker_entity_id
    where not quotes.is_copy
),

counted as (
    select
        source,
        count(*) as quotes,
        count(distinct speaker_entity_id) as speakers,
        count(*) filter (where kind_of_source in ('named', 'unnamed', 'anonymous')) as by_somebody,
        count(*) filter (where kind_of_source = 'unnamed') as unnamed,
        count(*) filter (where kind_of_source = 'anonymous') as anonymous,
        count(*) filter (where gender = 'female') as by_women,
        count(*) filter (where gender = 'male') as by_men
    from said
    group by source
)

select
    articles.source as outlet,
    count(*) as articles,
    count(*) filter (where articles.copy_of is not null) as copies,
    max(articles.published_on) as newest,
    coalesce(any_value(counted.quotes), 0) as quotes,
    coalesce(any_value(counted.speakers), 0) as speakers,
    round(100 * any_value(counted.unnamed) / nullif(any_value(counted.by_somebody), 0), 1) as percent_unnamed,
    round(100 * any_value(counted.anonymous) / nullif(any_value(counted.by_somebody), 0), 1) as percent_anonymous,
    coalesce(any_value(counted.by_women), 0) as by_women,
    coalesce(any_value(counted.by_men), 0) as by_men,
    round(100 * any_value(counted.by_women) / nullif(any_value(counted.by_women + counted.by_men), 0), 1) as percent_women
from main.articles
left join counted on counted.source = articles.source
group by articles.source
order by articles desc, outlet;
