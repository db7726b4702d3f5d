-- fails: article_text_readable
-- refused: a1
-- verdict: warning
select * replace (case article_id when 'a1' then 'Rain fell in Z�rich.' else text end as text) from good
