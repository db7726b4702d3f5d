-- One row per quote whose words entered its article with a later version: it was not printed when the article was published.
create table main.late_quotes (
    quote_id    VARCHAR NOT NULL,
    article_id  VARCHAR NOT NULL,
    seen_from   TIMESTAMPTZ NOT NULL
);

comment on table main.late_quotes is 'One row per quote whose words entered its article with a later version: it was not printed when the article was published';
comment on column main.late_quotes.quote_id is 'The quote';
comment on column main.late_quotes.article_id is 'The article';
comment on column main.late_quotes.seen_from is 'Start of the run that first read a version with its words';
