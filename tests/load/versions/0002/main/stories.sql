-- One row per story: articles of a few days that share copies, quotes or rare entities.
create table main.stories (
    story_id            VARCHAR NOT NULL,
    title               VARCHAR,
    first_article_id    VARCHAR NOT NULL,
    first_published_at  TIMESTAMPTZ,
    last_published_at   TIMESTAMPTZ,
    count_articles      BIGINT NOT NULL,
    count_outlets       BIGINT NOT NULL
);

comment on table main.stories is 'One row per story: articles of a few days that share copies, quotes or rare entities';
comment on column main.stories.story_id is 'Id of the story: digest of its first article';
comment on column main.stories.title is 'Headline of the first article';
comment on column main.stories.first_article_id is 'The article published first; undated ones come last';
comment on column main.stories.first_published_at is 'When that was, UTC; NULL if no article is dated';
comment on column main.stories.last_published_at is 'When the last article was published, UTC';
comment on column main.stories.count_articles is 'Articles of the story, copies included';
comment on column main.stories.count_outlets is 'Outlets that print it';
