-- fails: article_year_plausible
-- refused: a1
-- verdict: warning
select * replace (case article_id when 'a1' then timestamptz '0022-11-20 00:00:00+00' else published_at end as published_at, case article_id when 'a1' then date '0022-11-20' else published_on end as published_on) from good
