-- One row per person or body that everybody knows, place and end of an office.
create table seeds.epithets (
    name   VARCHAR NOT NULL,
    called VARCHAR NOT NULL,
    places VARCHAR,
    until  VARCHAR,
    reason VARCHAR NOT NULL
);

comment on table seeds.epithets is 'One row per person or body that everybody knows and what newspapers call it without saying why';
comment on column seeds.epithets.name is 'The name, as newspapers write it first, without titles';
comment on column seeds.epithets.called is 'What stands behind "the", parted by semicolons: the last word is the noun, those before it tell which';
comment on column seeds.epithets.places is 'The words of places, peoples and parties that may stand before all of these';
comment on column seeds.epithets.until is 'The year in which it ended (four digits); empty while it holds';
comment on column seeds.epithets.reason is 'Why it is called so';
