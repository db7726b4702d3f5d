-- One row per quote of a government: of its own name, its seat or capital ("Ankara said"), its head's office ("the White
-- House said"), a department or ministry of the nation, or the country by itself ("Israel said"). Parliaments, parties, courts and
-- single ministers are left out, and quotes of a confidence below 0.6: a country by itself is often a place, not a speaker.
create or replace view mart.said_by_governments as
select quotes.*
from mart.printed_quotes as quotes
where quotes.confidence >= 0.6
    and (
        exists (from seeds.government_names where starts_with(quotes.speaker || ' ', opening || ' '))
        or quotes.speaker_entity_id in (
            select entity_id
            from main.entities
            where label = 'GPE' and name in (select name from seeds.countries where kind = 'country')
        )
    );

comment on view mart.said_by_governments is
    'One row per quote of a government, by its name, its seat, its head''s office, a department or ministry, or the country itself; of a confidence of at least 0.6; columns of mart.printed_quotes';
comment on column mart.said_by_governments.published_on is 'UTC day of publication; NULL if unknown';
comment on column mart.said_by_governments.source is 'Outlet that prints it';
comment on column mart.said_by_governments.speaker is 'The speaker: a name, for a metonym the body it stands for, a role as written, or NULL';
comment on column mart.said_by_governments.speaker_role is 'Title or role that the text gives the speaker';
comment on column mart.said_by_governments.kind is 'direct, mixed or indirect';
comment on column mart.said_by_governments.text is 'The words said';
comment on column mart.said_by_governments.cue is 'Words that mark the act of saying';
comment on column mart.said_by_governments.cue_class is 'speech, writing, attitude or other';
comment on column mart.said_by_governments.resolution is 'How the speaker was found; unresolved or nobody if not';
comment on column mart.said_by_governments.confidence is 'Probability that span and speaker are right, from 0 to 1';
comment on column mart.said_by_governments.title is 'Headline of the article';
comment on column mart.said_by_governments.url is 'Address that the article was read from';
comment on column mart.said_by_governments.is_copy is 'Whether the article is a copy of an earlier one';
comment on column mart.said_by_governments.start_char is 'First code point of the quote in the article''s text';
comment on column mart.said_by_governments.speaker_entity_id is 'Entity of the speaker; NULL if it is not resolved';
comment on column mart.said_by_governments.quote_id is 'The quote';
comment on column mart.said_by_governments.article_id is 'The article';
