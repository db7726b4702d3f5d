-- One row per article that is long enough to have near copies: the MinHash of its words.
create table main.article_signatures (
    article_id  VARCHAR NOT NULL,
    scheme      VARCHAR NOT NULL,
    text_hash   VARCHAR NOT NULL,
    signature   BLOB NOT NULL
);

comment on table main.article_signatures is 'One row per article that is long enough to have near copies: the MinHash of its words';
comment on column main.article_signatures.article_id is 'The article';
comment on column main.article_signatures.scheme is 'How the signature was made; only those of one scheme are compared';
comment on column main.article_signatures.text_hash is 'Digest of the text that was signed';
comment on column main.article_signatures.signature is '128 numbers of 32 bits, little-endian';
