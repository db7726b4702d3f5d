-- Schema version 6: what a night need not read again.
-- The next night computes the bases of all stories, and its checks read all rows.

alter table ops.runs add column checked_rows VARCHAR;

-- One row per article: all that its story depends on, as one number. A night groups the articles again whose number changed.
create table main.story_bases (
    article_id  VARCHAR NOT NULL,
    basis       UBIGINT NOT NULL
);
