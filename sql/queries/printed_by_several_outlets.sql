-- Which statement was printed by more than one outlet, and by which first?
select speaker, text, first_source, first_published_at, sources
from mart.first_prints
where count_outlets > 1
order by count_outlets desc, first_published_at, speaker
limit 20;
