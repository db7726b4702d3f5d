-- One row per kind of phrase that may mean somebody.
create table seeds.mention_chances (
    anaphor VARCHAR NOT NULL,
    least   DOUBLE NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.mention_chances is 'One row per kind of phrase that may mean somebody, with the chance from which a mention of it has an entity';
comment on column seeds.mention_chances.anaphor is 'person, they, it, role or body: the columns of seeds.coreference_weights';
comment on column seeds.mention_chances.least is 'The chance, by the weights alone, below which a phrase that does not speak has no entity';
comment on column seeds.mention_chances.reason is 'How often such mentions are right from that chance on, and where that was counted';
