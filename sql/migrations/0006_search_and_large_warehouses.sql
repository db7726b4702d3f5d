-- Schema version 6: the texts as searches read them, and what a night need not read again.
-- The next run fills both tables of searches and the bases of all stories, and its checks read all rows.

alter table ops.runs add column checked_rows VARCHAR;

-- One row per article: all that its story depends on, as one number. A night groups the articles again whose number changed.
create table main.story_bases (
    article_id  VARCHAR NOT NULL,
    basis       UBIGINT NOT NULL
);

-- One row per word of the texts, as `fold` writes it, and its stem.
create table main.word_stems (
    word  VARCHAR NOT NULL,
    stem  VARCHAR NOT NULL
);

-- One row per article and one per quote: its text as searches read it.
create table main.stemmed_texts (
    kind         VARCHAR NOT NULL,
    text_id      VARCHAR NOT NULL,
    article_id   VARCHAR NOT NULL,
    stems        VARCHAR NOT NULL,
    count_stems  INTEGER NOT NULL
);
