-- One row per article and other article of which one nearly repeats the other, both ways.
create table main.near_copies (
    article_id  VARCHAR NOT NULL,
    other_id    VARCHAR NOT NULL,
    share       DOUBLE NOT NULL
);

comment on table main.near_copies is 'One row per article and other article of which one nearly repeats the other, both ways';
comment on column main.near_copies.article_id is 'The article';
comment on column main.near_copies.other_id is 'The other article, earlier or later';
comment on column main.near_copies.share is 'Share of the words of article_id that stand in the other, from 0 to 1';
