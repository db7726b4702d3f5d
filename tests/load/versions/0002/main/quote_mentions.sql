-- One row per mention inside a quote.
create table main.quote_mentions (
    quote_id    VARCHAR NOT NULL,
    mention_id  VARCHAR NOT NULL,
    entity_id   VARCHAR
);

comment on table main.quote_mentions is 'One row per mention inside a quote';
comment on column main.quote_mentions.quote_id is 'The quote';
comment on column main.quote_mentions.mention_id is 'A mention that lies inside one of its segments';
comment on column main.quote_mentions.entity_id is 'Entity of the mention; NULL if it is not resolved';
