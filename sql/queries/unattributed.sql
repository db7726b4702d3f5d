-- In which outlets do speakers most often go without a name: a role, someone unknown, or nobody?
select
    source,
    sum(count_quotes)::BIGINT as quotes,
    sum(count_quotes - count_attributed)::BIGINT as without_a_name,
    round(without_a_name / quotes, 2) as share
from mart.outlets_by_day
group by source
having quotes > 0
order by share desc, source;
