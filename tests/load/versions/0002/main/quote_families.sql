-- One row per quote that several articles print: the same words of one speaker, shortened, begun elsewhere or with a word changed.
create table main.quote_families (
    quote_id    VARCHAR NOT NULL,
    family_id   VARCHAR NOT NULL,
    is_first    BOOLEAN NOT NULL,
    similarity  DOUBLE NOT NULL
);

comment on table main.quote_families is 'One row per quote that several articles print: the same words of one speaker, shortened, begun elsewhere or with a word changed';
comment on column main.quote_families.quote_id is 'The quote';
comment on column main.quote_families.family_id is 'The family: digest of its first print';
comment on column main.quote_families.is_first is 'Whether it is the first print; undated articles come last';
comment on column main.quote_families.similarity is 'Share of the shorter text''s words that stand in order in the longer, against the first print';
