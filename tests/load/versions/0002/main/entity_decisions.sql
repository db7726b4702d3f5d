-- One row per decision of an analyst that two entities are the same or different, as the last run read them.
create table main.entity_decisions (
    verdict  VARCHAR NOT NULL,
    one      VARCHAR NOT NULL,
    other    VARCHAR NOT NULL,
    reason   VARCHAR NOT NULL
);

comment on table main.entity_decisions is 'One row per decision of an analyst that two entities are the same or different, as the last run read them';
comment on column main.entity_decisions.verdict is 'same or different';
comment on column main.entity_decisions.one is 'One entity';
comment on column main.entity_decisions.other is 'The other entity';
comment on column main.entity_decisions.reason is 'Why, in the analysts words';
