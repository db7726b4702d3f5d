-- One row per act of saying or writing, with the kind of its source: `named` (an entity), `unnamed` (people or a body known
-- by a role: "a spokesman", "police"), `anonymous` (the article withholds the name), `text` (a poll, a letter, a law: no
-- person) or `unknown` (a pronoun, or words that are neither). Leaves out attitudes and quotes without a speaker.
-- The noun of a role is the last word before the first preposition, comma or relative clause.
create or replace view mart.quote_sources as
with said as (
    select
        quotes.*,
        articles.source,
        articles.published_on,
        articles.copy_of is not null as is_copy,
        ' ' || lower(coalesce(speaker_text, speaker, '')) || ' ' as written,
        case
            when speaker_entity_id is null
                then lower(substring(articles.text, greatest(1, start_char - 150), end_char - start_char + 450))
        end as around
    from main.quotes
    join main.articles using (article_id)
    where quotes.cue_class is distinct from 'attitude' and quotes.resolution <> 'nobody'
),

roles as (
    select *, regexp_extract(
        lower(speaker), '([\pL\-]+)(?:’s|''s)?\s*(?:[,(]| (?:of|for|from|in|at|on|to|by|with|who|whose|that|which|familiar|close|conducted|obtained)\b|$)', 1
    ) as noun
    from said
)

select
    roles.quote_id,
    roles.article_id,
    roles.source,
    roles.published_on,
    roles.is_copy,
    roles.speaker,
    case
        when roles.speaker_entity_id is not null then 'named'
        when exists (
            from seeds.anonymity_phrases as phrases
            where (phrases.place = 'speaker' and contains(roles.written, ' ' || phrases.phrase || ' '))
                or (phrases.place = 'sentence' and contains(roles.around, phrases.phrase))
        ) then 'anonymous'
        when roles.speaker_form = 'pronoun' and roles.speaker is null then 'unknown'
        when nouns.number = 'text' then 'text'
        when nouns.number in ('one', 'many', 'body', 'place') then 'unnamed'
        else 'unknown'
    end as kind_of_source,
    roles.text
from roles
left join seeds.role_nouns as nouns on nouns.noun = roles.noun;

comment on view mart.quote_sources is
    'One row per act of saying or writing, with the kind of its source: named, unnamed, anonymous, text or unknown';
comment on column mart.quote_sources.quote_id is 'The quote';
comment on column mart.quote_sources.article_id is 'The article that prints it';
comment on column mart.quote_sources.source is 'Outlet that prints it';
comment on column mart.quote_sources.published_on is 'UTC day of publication; NULL if unknown';
comment on column mart.quote_sources.is_copy is 'Whether the article is a copy of an earlier one';
comment on column mart.quote_sources.speaker is 'The speaker: a name or a role; NULL if it is not known';
comment on column mart.quote_sources.kind_of_source is
    'named, unnamed (a role: "a spokesman"), anonymous (the article withholds the name), text (a poll, a letter) or unknown';
comment on column mart.quote_sources.text is 'The words said';
