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
comment on column main.entities.entity_id is 'Id of the entity: digest of the words of the name by which it was first known; entity_redirects leads from ids that were';
comment on column main.entities.name is 'Its most frequent full name';
comment on column main.entities.label is 'The label of most of its mentions: PERSON, ORG, GPE, LOC, NORP, EVENT or MISC';
comment on column main.entities.aliases is 'Every other form of its name in the mentions, sorted';
comment on column main.entities.first_seen_at is 'Earliest first_seen_at of the articles that mention it';
comment on column main.entities.mention_count is 'Mentions of it in all articles';
comment on column main.entities.article_count is 'Articles that mention it';
