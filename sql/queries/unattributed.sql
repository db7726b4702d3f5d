-- Which outlets quote people without a name most often: known by a role alone, or with the name withheld? No copies.
select
    source,
    count(*) as quotes,
    count(*) filter (where kind_of_source = 'unnamed') as unnamed,
    count(*) filter (where kind_of_source = 'anonymous') as anonymous,
    round((unnamed + anonymous) / count(*), 2) as share
from mart.quote_sources
where not is_copy and kind_of_source in ('named', 'unnamed', 'anonymous')
group by source
order by share desc, source;
