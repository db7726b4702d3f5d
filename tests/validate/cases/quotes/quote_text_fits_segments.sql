-- fails: quote_text_fits_segments
-- refused: q1
-- verdict: warning
select * replace (case quote_id when 'q1' then 'We go.  Soon.' else text end as text) from good
