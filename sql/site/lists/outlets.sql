-- One row per outlet: how much it published, how much of that is speech, and how often it names who speaks. Women and
-- men are told by the given name of the speaker, where name lists agree on one; the share is of those so told.
with genders as (
    select lower(name) as given_name, gender from seeds.given_names
),

said as (
    select
        articles.source,
        quotes.speaker_entity_id,
        quotes.speaker,
        genders.gender
    from main.quotes
    join main.articles using (article_id)
    left join main.entities on entities.entity_id = quotes.speaker_entity_id and entities.label = 'PERSON'
    left join genders on genders.given_name = lower(split_part(entities.name, ' ', 1))
    where articles.copy_of is null and quotes.cue_class is distinct from 'attitude' and quotes.resolution <> 'nobody'
),

counted as (
    select
        source,
        count(*) as quotes,
        count(distinct speaker_entity_id) as speakers,
        count(*) filter (where speaker_entity_id is null) as without_a_name,
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
    round(100 * any_value(counted.without_a_name) / nullif(any_value(counted.quotes), 0), 1) as percent_without_a_name,
    coalesce(any_value(counted.by_women), 0) as by_women,
    coalesce(any_value(counted.by_men), 0) as by_men,
    round(100 * any_value(counted.by_women) / nullif(any_value(counted.by_women + counted.by_men), 0), 1) as percent_women
from main.articles
left join counted on counted.source = articles.source
group by articles.source
order by articles desc, outlet;
