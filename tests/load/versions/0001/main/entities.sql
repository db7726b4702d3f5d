-- One row per person, organisation, place, group or event.
create table main.entities (
    entity_id      VARCHAR NOT NULL,
    name           VARCHAR NOT NULL,
    label          VARCHAR NOT NULL,
    aliases        VARCHAR[] NOT NULL,
    first_seen_at  TIMESTAMPTZ NOT NULL,
    mention_count  BIGINT NOT NULL,
    article_count  BIGINT NOT NULL
);

comment on table main.entities is 'One row per person, organisation, place, group or event';
comment on column main.entities.entity_id is 'Id of the entity: digest of label and normalised name';
comment on column main.entities.name is 'The name it is mentioned by most often, in full';
comment on column main.entities.label is 'PERSON, ORG, GPE, LOC, NORP, EVENT or MISC';
comment on column main.entities.aliases is 'Every other form that its mentions take, sorted';
comment on column main.entities.first_seen_at is 'Earliest first_seen_at of the articles that mention it';
comment on column main.entities.mention_count is 'Mentions of it in all articles';
comment on column main.entities.article_count is 'Articles that mention it';
