-- One row per identity within an article: the fullest name it has there, and the entity it was found to be.
create table main.article_names (
    article_id     VARCHAR NOT NULL,
    chain_id       VARCHAR NOT NULL,
    base           VARCHAR NOT NULL,
    is_person      BOOLEAN NOT NULL,
    name           VARCHAR NOT NULL,
    label          VARCHAR NOT NULL,
    gender         VARCHAR NOT NULL,
    is_listed      BOOLEAN NOT NULL,
    mention_count  INTEGER NOT NULL,
    made_by        VARCHAR NOT NULL,
    entity_id      VARCHAR,
    reason         VARCHAR,
    score          DOUBLE
);

comment on table main.article_names is 'One row per identity within an article: the fullest name it has there, and the entity it was found to be';
comment on column main.article_names.article_id is 'The article';
comment on column main.article_names.chain_id is 'The identity within the article, as mentions.chain_id';
comment on column main.article_names.base is 'Words of the name as they are compared: without case, accents and punctuation';
comment on column main.article_names.is_person is 'Whether the article has it as a person';
comment on column main.article_names.name is 'Its fullest name in the article, or the name that a list gives for it';
comment on column main.article_names.label is 'Its label in the article: one vote for the label of the entity';
comment on column main.article_names.gender is 'male, female or empty: by forms of address and pronouns';
comment on column main.article_names.is_listed is 'Whether a list in seeds gives the name';
comment on column main.article_names.mention_count is 'Mentions of it in the article; 0 for a body that only speaks through its seat';
comment on column main.article_names.made_by is 'Digest of the rules and lists of identity that read it';
comment on column main.article_names.entity_id is 'The entity';
comment on column main.article_names.reason is 'Why the name is this entity, as seeds.merge_scores';
comment on column main.article_names.score is 'How sure that is, from 0 to 1';
