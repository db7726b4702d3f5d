-- One row per run and source with new or revised articles: the counts that nights are compared by.
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

comment on table ops.source_nights is 'One row per run and source with new or revised articles: the counts that nights are compared by';
comment on column ops.source_nights.run_id is 'Run that published them';
comment on column ops.source_nights.night is 'Night of the run';
comment on column ops.source_nights.source is 'Source of the articles';
comment on column ops.source_nights.articles is 'New and revised articles';
comment on column ops.source_nights.undated is 'Of these, articles without a date';
comment on column ops.source_nights.unsigned is 'Of these, articles without an author';
comment on column ops.source_nights.unquoted is 'Of these, articles without quotes';
comment on column ops.source_nights.words is 'Words in these articles';
comment on column ops.source_nights.quotes is 'Quotes in these articles';
comment on column ops.source_nights.unresolved is 'Of these, quotes with an unresolved speaker';
comment on column ops.source_nights.new_entities is 'Entities that appeared for the first time';
