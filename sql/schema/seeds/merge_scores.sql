-- One row per reason why two names are one entity.
create table seeds.merge_scores (
    reason_id  VARCHAR NOT NULL,
    score      DOUBLE NOT NULL,
    reason     VARCHAR NOT NULL
);

comment on table seeds.merge_scores is 'One row per reason why two names are one entity';
comment on column seeds.merge_scores.reason_id is 'The reason, as in entity_redirects and article_names';
comment on column seeds.merge_scores.score is 'How sure a merge of this kind is, from 0 to 1; an assessment, not a measurement';
comment on column seeds.merge_scores.reason is 'The reason in words';
