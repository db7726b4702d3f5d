-- Which articles did their publishers change since they were first met?
select changed_at, source, title, version, change_in_chars
from mart.revisions
order by changed_at desc, source, title, version
limit 20;
