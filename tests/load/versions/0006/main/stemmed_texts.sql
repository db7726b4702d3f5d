-- One row per article and one per quote: its text as searches read it.
create table main.stemmed_texts (
    kind         VARCHAR NOT NULL,
    text_id      VARCHAR NOT NULL,
    article_id   VARCHAR NOT NULL,
    stems        VARCHAR NOT NULL,
    count_stems  INTEGER NOT NULL
);

comment on table main.stemmed_texts is 'One row per article and one per quote: its text as searches read it';
comment on column main.stemmed_texts.kind is 'article (its headline and text) or quote';
comment on column main.stemmed_texts.text_id is 'article_id or quote_id';
comment on column main.stemmed_texts.article_id is 'The article';
comment on column main.stemmed_texts.stems is 'The stems of its words in their order, with a space before, between and after them';
comment on column main.stemmed_texts.count_stems is 'How many they are';
