-- Schema version 6: the texts as searches read them. The next run fills both tables.

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
