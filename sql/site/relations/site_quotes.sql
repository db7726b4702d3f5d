-- One row per quote, with its number in the article and the names and ids that a page needs to link it.
create temp table site_quotes as
select
    quotes.quote_id,
    quotes.article_id,
    row_number() over (
        partition by quotes.article_id order by quotes.start_char, quotes.end_char, quotes.quote_id
    ) as number,
    articles.source,
    articles.outlet_id,
    articles.title,
    articles.published_on,
    articles.published_at,
    articles.is_new,
    articles.copy_of is not null as is_copy,
    quotes.kind,
    main.shown_words(quotes.text, quotes.segments) as text,
    quotes.start_char,
    quotes.end_char,
    quotes.segments,
    quotes.cue,
    quotes.cue_start,
    quotes.cue_end,
    quotes.cue_class,
    quotes.speaker,
    quotes.speaker_entity_id,
    entities.label as speaker_label,
    paged.entity_id is not null as has_page,
    quotes.speaker_text,
    quotes.speaker_start,
    quotes.speaker_end,
    quotes.speaker_form,
    quotes.speaker_role,
    quotes.resolution,
    quotes.confidence,
    quotes.rule
from main.quotes
join site_articles as articles using (article_id)
left join main.entities on entities.entity_id = quotes.speaker_entity_id
left join site_entities as paged on paged.entity_id = quotes.speaker_entity_id;
