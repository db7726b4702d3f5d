-- fails: quote_kind
-- refused: q1
-- verdict: warning
select * replace (case quote_id when 'q1' then 'free' else kind end as kind) from good
