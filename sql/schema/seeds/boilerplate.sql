-- One row per rule for what stands on a page and is no part of its article.
create table seeds.boilerplate (
    place   VARCHAR NOT NULL,
    pattern VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL
);

comment on table seeds.boilerplate is 'One row per rule for what stands on a page and is no part of its article';
comment on column seeds.boilerplate.place is 'What the pattern is held against: block (class and id of an element), picture (the same, of one that holds a picture and little text), line (a line of the text), tail (a whole line, behind which the text ends)';
comment on column seeds.boilerplate.pattern is 'Regular expression, searched without regard to case';
comment on column seeds.boilerplate.reason is 'What it is that the rule takes out';
