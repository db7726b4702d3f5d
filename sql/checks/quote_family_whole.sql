-- rule_id: quote_family_whole
-- table: main.quote_families
-- why: A family without exactly one first print counts a statement never or twice.
-- owner: load
-- severity: warning
-- grain: one row per failing family

select family_id
from main.quote_families
group by family_id
having count(*) filter (where is_first) <> 1
