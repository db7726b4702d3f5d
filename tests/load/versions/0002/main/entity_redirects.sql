-- One row per id of an entity that another has replaced, so that saved links live on.
create table main.entity_redirects (
    old_id     VARCHAR NOT NULL,
    entity_id  VARCHAR NOT NULL,
    reason     VARCHAR NOT NULL,
    score      DOUBLE NOT NULL,
    run_id     VARCHAR NOT NULL
);

comment on table main.entity_redirects is 'One row per id of an entity that another has replaced, so that saved links live on';
comment on column main.entity_redirects.old_id is 'The id that was';
comment on column main.entity_redirects.entity_id is 'The entity that it is now; always one of main.entities';
comment on column main.entity_redirects.reason is 'Why they are one, as seeds.merge_scores';
comment on column main.entity_redirects.score is 'How sure that is, from 0 to 1';
comment on column main.entity_redirects.run_id is 'Run that replaced it';
