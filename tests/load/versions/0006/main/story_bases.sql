-- One row per article: all that its story depends on, as one number. A night groups the articles again whose number changed.
create table main.story_bases (
    article_id  VARCHAR NOT NULL,
    basis       UBIGINT NOT NULL
);

comment on table main.story_bases is 'One row per article: all that its story depends on, as one number';
comment on column main.story_bases.article_id is 'The article';
comment on column main.story_bases.basis is 'Hash of day, headline, source, entities, copies and quote families';
