-- rows: 200
-- fails: mentions_names_linked_share
-- refused: 
-- verdict: warning
select * replace (case when start_char > 20 then entity_id end as entity_id, case when start_char > 20 then entity_name end as entity_name) from good
