-- One row per quote of an older version of an article whose words its newest version no longer has: vanished, or reworded
-- (with the words now). The newest changes first.
select
    changes.night as changed_on,
    changes.change,
    changes.source,
    coalesce(changes.speaker_before, changes.speaker_after) as speaker,
    main.shown_words(changes.text_before, changes.segments_before) as before,
    main.shown_words(changes.text_after, changes.segments_after) as after,
    changes.title,
    changes.article_id
from mart.changed_quotes as changes
join main.articles using (article_id)
where changes.change <> 'appeared'
    and not contains(main.fold(concat_ws(' ', articles.title, articles.text)), main.fold(changes.text_before))
order by changed_on desc, changes.changed_at desc, changes.article_id, changes.change desc, before
limit 50;
