-- One row per rule for text on a page that does not belong to its article.
create table seeds.boilerplate (
    place   VARCHAR NOT NULL,
    pattern VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.boilerplate is 'One row per rule for text on a page that does not belong to its article';
comment on column seeds.boilerplate.place is 'What the pattern is matched with: block (class and id of an element), picture (the same, for an element with a picture and little text), line (a line of the text), tail (a whole line that ends the text)';
comment on column seeds.boilerplate.pattern is 'Regular expression; case does not matter';
comment on column seeds.boilerplate.reason is 'What the rule removes';
