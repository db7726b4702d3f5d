-- One row per notable quote of the newest night: in quotation marks, 60 to 300 characters, by a person with a name, of a
-- confidence of at least 0.85 (the rules that are right in five of six rows), one a speaker, the most quoted speakers first.
with newest as (select max(seen_from) as seen_at from main.article_versions),

said as (
    select
        quotes.*,
        printed.segments,
        articles.title,
        articles.url,
        count(*) over (partition by quotes.speaker_entity_id) as count_by_speaker
    from mart.attributed_quotes as quotes
    join (select quote_id, segments from main.quotes) as printed using (quote_id)
    join main.articles using (article_id)
    join newest on articles.first_seen_at = newest.seen_at
    where not quotes.is_copy
        and quotes.kind = 'direct'
        and quotes.speaker_label = 'PERSON'
        and quotes.confidence >= 0.85
        and length(quotes.text) between 60 and 300
)

select
    main.shown_words(text, segments) as quote,
    speaker, speaker_role as role, source, published_on, title, speaker_entity_id, article_id, quote_id
from said
qualify row_number() over (partition by speaker_entity_id order by confidence desc, length(text) desc, quote_id) = 1
order by count_by_speaker desc, confidence desc, quote_id
limit 5;
