-- One row per run and source that brought new or revised articles: what a source's nights are compared by.
create table ops.source_nights (
    run_id        VARCHAR NOT NULL,
    night         DATE NOT NULL,
    source        VARCHAR NOT NULL,
    articles      BIGINT NOT NULL,
    undated       BIGINT NOT NULL,
    unsigned      BIGINT NOT NULL,
    unquoted      BIGINT NOT NULL,
    words         BIGINT NOT NULL,
    quotes        BIGINT NOT NULL,
    unresolved    BIGINT NOT NULL,
    new_entities  BIGINT NOT NULL
);

comment on table ops.source_nights is 'One row per run and source that brought new or revised articles: what a source''s nights are compared by';
comment on column ops.source_nights.run_id is 'Run that published them';
comment on column ops.source_nights.night is 'Night of the run';
comment on column ops.source_nights.source is 'Source of the articles';
comment on column ops.source_nights.articles is 'New and revised articles';
comment on column ops.source_nights.undated is 'Those without a date';
comment on column ops.source_nights.unsigned is 'Those without an author';
comment on column ops.source_nights.unquoted is 'Those in which nobody is quoted';
comment on column ops.source_nights.words is 'Words in all of them';
comment on column ops.source_nights.quotes is 'Quotes in all of them';
comment on column ops.source_nights.unresolved is 'Quotes of which the speaker is not known';
comment on column ops.source_nights.new_entities is 'Entities that no earlier night had met';
