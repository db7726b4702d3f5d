-- One row per mention in an article.
create table main.mentions (
    mention_id   VARCHAR NOT NULL,
    article_id   VARCHAR NOT NULL,
    entity_id    VARCHAR,
    entity_name  VARCHAR,
    kind         VARCHAR NOT NULL,
    label        VARCHAR NOT NULL,
    text         VARCHAR NOT NULL,
    start_char   INTEGER NOT NULL,
    end_char     INTEGER NOT NULL,
    chain_id  VARCHAR
);

comment on table main.mentions is 'One row per mention in an article';
comment on column main.mentions.mention_id is 'Id of the mention: digest of article, span and kind';
comment on column main.mentions.article_id is 'The article';
comment on column main.mentions.entity_id is 'The entity that the mention refers to; NULL for dates and unresolved mentions';
comment on column main.mentions.entity_name is 'Fullest name of the entity in this article';
comment on column main.mentions.kind is 'name, nominal or pronoun';
comment on column main.mentions.label is 'PERSON, ORG, GPE, LOC, NORP, DATE, EVENT or MISC';
comment on column main.mentions.text is 'The mention as written: the slice of the article''s text';
comment on column main.mentions.start_char is 'First code point of the mention';
comment on column main.mentions.end_char is 'Code point after its last';
comment on column main.mentions.chain_id is 'The identity within the article that it is a mention of, as article_names.chain_id; NULL for dates and unresolved mentions';
