-- One row per quote of an older version of an article whose words its newest version no longer has: vanished, or reworded
-- (with the words now). The newest changes first.
select
    changes.changed_at::date as changed_on,
    changes.change,
    changes.source,
    coalesce(changes.speaker_before, changes.speaker_after) as speaker,
    changes.text_before as before,
    changes.text_after as after,
    changes.title,
    changes.article_id
from mart.changed_quotes as changes
join main.articles using (article_id)
where changes.change <> 'appeared'
    and not contains(main.fold(concat_ws(' ', articles.title, articles.text)), main.fold(changes.text_before))
order by changes.changed_at desc, changes.article_id, changes.change desc, before
limit 50;
