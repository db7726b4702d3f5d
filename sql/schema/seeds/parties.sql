-- One row per form by which a party of a parliament goes.
create table seeds.parties (
    form           VARCHAR NOT NULL,
    party          VARCHAR NOT NULL,
    country        VARCHAR NOT NULL,
    people         VARCHAR NOT NULL,
    needs_country  VARCHAR NOT NULL,
    reason         VARCHAR NOT NULL
);

comment on table seeds.parties is 'One row per form by which a party of a parliament goes';
comment on column seeds.parties.form is 'The form, as news write it';
comment on column seeds.parties.party is 'The party that it means';
comment on column seeds.parties.country is 'Country of the party';
comment on column seeds.parties.people is 'Words for its people, which show that an article is about that country';
comment on column seeds.parties.needs_country is 'yes where the form means nothing until the article names the country';
comment on column seeds.parties.reason is 'What kind of form it is';
