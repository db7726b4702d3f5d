-- One row per article and short name that it has beside the long one.
create table main.name_definitions (
    article_id  VARCHAR NOT NULL,
    short       VARCHAR NOT NULL,
    long        VARCHAR NOT NULL,
    is_acronym  BOOLEAN NOT NULL
);

comment on table main.name_definitions is 'One row per article and short name that it has beside the long one';
comment on column main.name_definitions.article_id is 'The article';
comment on column main.name_definitions.short is 'The short name, as article_names.base';
comment on column main.name_definitions.long is 'The long name, as article_names.base';
comment on column main.name_definitions.is_acronym is 'Whether the short name is an acronym; else the first word of the long one';
