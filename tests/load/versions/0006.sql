create schema ops;

-- One row per identity within an article: the fullest name it has there, and the entity it was found to be.
create table main.article_names (
    article_id     VARCHAR NOT NULL,
    chain_id       VARCHAR NOT NULL,
    base           VARCHAR NOT NULL,
    is_person      BOOLEAN NOT NULL,
    name           VARCHAR NOT NULL,
    label          VARCHAR NOT NULL,
    gender         VARCHAR NOT NULL,
    is_listed      BOOLEAN NOT NULL,
    mention_count  INTEGER NOT NULL,
    made_by        VARCHAR NOT NULL,
    entity_id      VARCHAR,
    reason         VARCHAR,
    score          DOUBLE
);

comment on table main.article_names is 'One row per identity within an article: the fullest name it has there, and the entity it was found to be';
comment on column main.article_names.article_id is 'The article';
comment on column main.article_names.chain_id is 'The identity within the article, as mentions.chain_id';
comment on column main.article_names.base is 'Words of the name as they are compared: without case, accents and punctuation';
comment on column main.article_names.is_person is 'Whether the article has it as a person';
comment on column main.article_names.name is 'Its fullest name in the article, or the name that a list gives for it';
comment on column main.article_names.label is 'Its label in the article: one vote for the label of the entity';
comment on column main.article_names.gender is 'male, female or empty: by forms of address and pronouns';
comment on column main.article_names.is_listed is 'Whether a list in seeds gives the name';
comment on column main.article_names.mention_count is 'Mentions of it in the article; 0 for a body that only speaks through its seat';
comment on column main.article_names.made_by is 'Digest of the rules and lists of identity that read it';
comment on column main.article_names.entity_id is 'The entity';
comment on column main.article_names.reason is 'Why the name is this entity, as seeds.merge_scores';
comment on column main.article_names.score is 'How sure that is, from 0 to 1';

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

-- One row per version of an article (title and text), in order; a text that returns gets a new row.
create table main.article_versions (
    article_id  VARCHAR NOT NULL,
    version     INTEGER NOT NULL,
    text        VARCHAR NOT NULL,
    text_hash   VARCHAR NOT NULL,
    seen_from   TIMESTAMPTZ NOT NULL,
    seen_to     TIMESTAMPTZ,
    title  VARCHAR
);

comment on table main.article_versions is 'One row per version of an article (title and text), in order; a text that returns gets a new row';
comment on column main.article_versions.article_id is 'The article';
comment on column main.article_versions.version is 'Number of the version, from 1, in the order of the runs';
comment on column main.article_versions.text is 'Full text of this version';
comment on column main.article_versions.text_hash is 'Digest of the text';
comment on column main.article_versions.seen_from is 'Start of the run that first read this version';
comment on column main.article_versions.seen_to is 'Start of the run that read the next version; NULL for the newest';
comment on column main.article_versions.title is 'Headline of this version; NULL if it had none or it was not kept';

-- One row per article, its newest version.
create table main.articles (
    article_id      VARCHAR NOT NULL,
    source          VARCHAR NOT NULL,
    url             VARCHAR,
    canonical_url   VARCHAR,
    title           VARCHAR,
    authors         VARCHAR[] NOT NULL,
    published_at    TIMESTAMPTZ,
    published_on    DATE,
    published_from  VARCHAR,
    modified_at     TIMESTAMPTZ,
    section         VARCHAR,
    is_paywalled    BOOLEAN,
    wire_credit     VARCHAR,
    language        VARCHAR,
    text            VARCHAR NOT NULL,
    word_count      INTEGER NOT NULL,
    text_hash       VARCHAR NOT NULL,
    record_hash     VARCHAR NOT NULL,
    version         INTEGER NOT NULL,
    story_id        VARCHAR,
    copy_of         VARCHAR,
    first_seen_at   TIMESTAMPTZ NOT NULL,
    loaded_at       TIMESTAMPTZ NOT NULL,
    run_id          VARCHAR NOT NULL,
    extractor       VARCHAR NOT NULL,
    copy_share  DOUBLE
);

comment on table main.articles is 'One row per article, its newest version';
comment on column main.articles.article_id is 'Id of the article: digest of its canonical URL if that is on its own site, else of its URL, else of source and own id';
comment on column main.articles.source is 'Name of the outlet or feed';
comment on column main.articles.url is 'Address that it was read from; a file:// address for a file';
comment on column main.articles.canonical_url is 'Address that the page declares as canonical; on another site if the page declares a copy';
comment on column main.articles.title is 'Headline, without the name of the site';
comment on column main.articles.authors is 'Authors in order; empty if the page names no author';
comment on column main.articles.published_at is 'Time of publication, UTC; NULL if the input has none';
comment on column main.articles.published_on is 'UTC day of published_at';
comment on column main.articles.published_from is 'Where the time of publication was found';
comment on column main.articles.modified_at is 'Time of the publisher''s last change, UTC; NULL if the input has none';
comment on column main.articles.section is 'Section of the outlet, in its own words';
comment on column main.articles.is_paywalled is 'Whether the publisher marks it as not free to read; NULL if there is no mark';
comment on column main.articles.wire_credit is 'News agency that the article credits';
comment on column main.articles.language is 'Language of the text, ISO 639-1';
comment on column main.articles.text is 'Full text; every offset counts Unicode code points in it';
comment on column main.articles.word_count is 'Words in the text, split at white space';
comment on column main.articles.text_hash is 'Digest of the text';
comment on column main.articles.record_hash is 'Digest of everything except the text; a difference is a change';
comment on column main.articles.version is 'Number of this version, from 1; counts changes of title or text';
comment on column main.articles.story_id is 'The story of this article and others; NULL for an article without a story';
comment on column main.articles.copy_of is 'article_id of the earlier article that this one copies; NULL if it is no copy';
comment on column main.articles.first_seen_at is 'Start of the run that first read the article';
comment on column main.articles.loaded_at is 'Start of the run that last changed this row';
comment on column main.articles.run_id is 'Run that last changed this row';
comment on column main.articles.extractor is 'Digest of the pipeline, rules and seeds that extracted its mentions and quotes';
comment on column main.articles.copy_share is 'Share of its words that stand in copy_of, from 0 to 1; NULL where it copies nothing';

-- One row per person, organisation, place, group or event.
create table main.entities (
    entity_id      VARCHAR NOT NULL,
    name           VARCHAR NOT NULL,
    label          VARCHAR NOT NULL,
    aliases        VARCHAR[] NOT NULL,
    first_seen_at  TIMESTAMPTZ NOT NULL,
    mention_count  BIGINT NOT NULL,
    article_count  BIGINT NOT NULL
);

comment on table main.entities is 'One row per person, organisation, place, group or event';
comment on column main.entities.entity_id is 'Id of the entity: digest of the words of the name by which it was first known; entity_redirects leads from ids that were';
comment on column main.entities.name is 'Its most frequent full name';
comment on column main.entities.label is 'The label of most of its mentions: PERSON, ORG, GPE, LOC, NORP, EVENT or MISC';
comment on column main.entities.aliases is 'Every other form of its name in the mentions, sorted';
comment on column main.entities.first_seen_at is 'Earliest first_seen_at of the articles that mention it';
comment on column main.entities.mention_count is 'Mentions of it in all articles';
comment on column main.entities.article_count is 'Articles that mention it';

-- One row per decision of an analyst that two entities are the same or different, as the last run read them.
create table main.entity_decisions (
    verdict  VARCHAR NOT NULL,
    one      VARCHAR NOT NULL,
    other    VARCHAR NOT NULL,
    reason   VARCHAR NOT NULL
);

comment on table main.entity_decisions is 'One row per decision of an analyst that two entities are the same or different, as the last run read them';
comment on column main.entity_decisions.verdict is 'same or different';
comment on column main.entity_decisions.one is 'One entity';
comment on column main.entity_decisions.other is 'The other entity';
comment on column main.entity_decisions.reason is 'Why, in the analysts words';

-- One row per id of an entity that another has replaced, so that saved links live on.
create table main.entity_redirects (
    old_id     VARCHAR NOT NULL,
    entity_id  VARCHAR NOT NULL,
    reason     VARCHAR NOT NULL,
    score      DOUBLE NOT NULL,
    run_id     VARCHAR NOT NULL
);

comment on table main.entity_redirects is 'One row per id of an entity that another has replaced, so that saved links live on';
comment on column main.entity_redirects.old_id is 'The id that was';
comment on column main.entity_redirects.entity_id is 'The entity that it is now; always one of main.entities';
comment on column main.entity_redirects.reason is 'Why they are one, as seeds.merge_scores';
comment on column main.entity_redirects.score is 'How sure that is, from 0 to 1';
comment on column main.entity_redirects.run_id is 'Run that replaced it';

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

-- One row per mention in an article.
create table main.mentions (
    mention_id   VARCHAR NOT NULL,
    article_id   VARCHAR NOT NULL,
    entity_id    VARCHAR,
    entity_name  VARCHAR,
    kind         VARCHAR NOT NULL,
    label        VARCHAR NOT NULL,
    text         VARCHAR NOT NULL,
    start_char   INTEGER NOT NULL,
    end_char     INTEGER NOT NULL,
    chain_id  VARCHAR
);

comment on table main.mentions is 'One row per mention in an article';
comment on column main.mentions.mention_id is 'Id of the mention: digest of article, span and kind';
comment on column main.mentions.article_id is 'The article';
comment on column main.mentions.entity_id is 'The entity that the mention refers to; NULL for dates and unresolved mentions';
comment on column main.mentions.entity_name is 'Fullest name of the entity in this article';
comment on column main.mentions.kind is 'name, nominal or pronoun';
comment on column main.mentions.label is 'PERSON, ORG, GPE, LOC, NORP, DATE, EVENT or MISC';
comment on column main.mentions.text is 'The mention as written: the slice of the article''s text';
comment on column main.mentions.start_char is 'First code point of the mention';
comment on column main.mentions.end_char is 'Code point after its last';
comment on column main.mentions.chain_id is 'The identity within the article that it is a mention of, as article_names.chain_id; NULL for dates and unresolved mentions';

-- One row per name and block: names without a common block are never compared.
create table main.name_blocks (
    base   VARCHAR NOT NULL,
    block  VARCHAR NOT NULL
);

comment on table main.name_blocks is 'One row per name and block: names without a common block are never compared';
comment on column main.name_blocks.base is 'The name, as article_names.base';
comment on column main.name_blocks.block is 'Family name, words of the bodys own, or the name itself';

-- One row per article and short name that it has beside the long one.
create table main.name_definitions (
    article_id  VARCHAR NOT NULL,
    short       VARCHAR NOT NULL,
    long        VARCHAR NOT NULL,
    is_acronym  BOOLEAN NOT NULL
);

comment on table main.name_definitions is 'One row per article and short name that it has beside the long one';
comment on column main.name_definitions.article_id is 'The article';
comment on column main.name_definitions.short is 'The short name, as article_names.base';
comment on column main.name_definitions.long is 'The long name, as article_names.base';
comment on column main.name_definitions.is_acronym is 'Whether the short name is an acronym; else the first word of the long one';

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

-- One row per quote that several articles print: the same words of one speaker, shortened, begun elsewhere or with a word changed.
create table main.quote_families (
    quote_id    VARCHAR NOT NULL,
    family_id   VARCHAR NOT NULL,
    is_first    BOOLEAN NOT NULL,
    similarity  DOUBLE NOT NULL
);

comment on table main.quote_families is 'One row per quote that several articles print: the same words of one speaker, shortened, begun elsewhere or with a word changed';
comment on column main.quote_families.quote_id is 'The quote';
comment on column main.quote_families.family_id is 'The family: digest of its first print';
comment on column main.quote_families.is_first is 'Whether it is the first print; undated articles come last';
comment on column main.quote_families.similarity is 'Share of the shorter text''s words that stand in order in the longer, against the first print';

-- One row per mention inside a quote.
create table main.quote_mentions (
    quote_id    VARCHAR NOT NULL,
    mention_id  VARCHAR NOT NULL,
    entity_id   VARCHAR
);

comment on table main.quote_mentions is 'One row per mention inside a quote';
comment on column main.quote_mentions.quote_id is 'The quote';
comment on column main.quote_mentions.mention_id is 'A mention that lies inside one of its segments';
comment on column main.quote_mentions.entity_id is 'Entity of the mention; NULL if it is not resolved';

-- One row per act of saying.
create table main.quotes (
    quote_id           VARCHAR NOT NULL,
    article_id         VARCHAR NOT NULL,
    kind               VARCHAR NOT NULL,
    text               VARCHAR NOT NULL,
    start_char         INTEGER NOT NULL,
    end_char           INTEGER NOT NULL,
    segments           STRUCT(start_char INTEGER, end_char INTEGER)[] NOT NULL,
    cue                VARCHAR,
    cue_start          INTEGER,
    cue_end            INTEGER,
    cue_class          VARCHAR,
    speaker            VARCHAR,
    speaker_entity_id  VARCHAR,
    speaker_text       VARCHAR,
    speaker_start      INTEGER,
    speaker_end        INTEGER,
    speaker_form       VARCHAR NOT NULL,
    speaker_role       VARCHAR,
    resolution         VARCHAR NOT NULL,
    confidence         DOUBLE NOT NULL,
    rule               VARCHAR NOT NULL,
    is_unclosed        BOOLEAN NOT NULL,
    speaker_chain_id  VARCHAR
);

comment on table main.quotes is 'One row per act of saying';
comment on column main.quotes.quote_id is 'Id of the quote: digest of article, segments and kind';
comment on column main.quotes.article_id is 'The article';
comment on column main.quotes.kind is 'direct (all words inside quotation marks), mixed (some words) or indirect (no words)';
comment on column main.quotes.text is 'The words said, without outer quotation marks: the segments joined by one space';
comment on column main.quotes.start_char is 'Start of the first segment';
comment on column main.quotes.end_char is 'End of the last segment';
comment on column main.quotes.segments is 'Spans of the article''s text that form the quote, in order, at least one';
comment on column main.quotes.cue is 'Words that mark the act of saying, as written';
comment on column main.quotes.cue_start is 'First code point of the cue';
comment on column main.quotes.cue_end is 'Code point after its last';
comment on column main.quotes.cue_class is 'speech, writing, attitude or other';
comment on column main.quotes.speaker is 'The speaker: name of the entity; for a metonym the body it stands for; for a role without a name the phrase as written';
comment on column main.quotes.speaker_entity_id is 'Entity of the speaker; NULL if it is not resolved';
comment on column main.quotes.speaker_text is 'The speaker as written beside the quote';
comment on column main.quotes.speaker_start is 'First code point of speaker_text';
comment on column main.quotes.speaker_end is 'Code point after its last';
comment on column main.quotes.speaker_form is 'name, pronoun, nominal or none';
comment on column main.quotes.speaker_role is 'Title or role that the text gives the speaker';
comment on column main.quotes.resolution is 'explicit, coreference, continuation, metonym, role, unresolved (a speaker who is not identified) or nobody (the text has no speaker)';
comment on column main.quotes.confidence is 'Probability that span and speaker are right, from 0 to 1';
comment on column main.quotes.rule is 'Rule that found the quote';
comment on column main.quotes.is_unclosed is 'Whether its closing quotation mark is missing';
comment on column main.quotes.speaker_chain_id is 'The identity within the article that says it, as article_names.chain_id';

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

-- One row per article: all that its story depends on, as one number. A night groups the articles again whose number changed.
create table main.story_bases (
    article_id  VARCHAR NOT NULL,
    basis       UBIGINT NOT NULL
);

comment on table main.story_bases is 'One row per article: all that its story depends on, as one number';
comment on column main.story_bases.article_id is 'The article';
comment on column main.story_bases.basis is 'Hash of day, headline, source, entities, copies and quote families';

-- One row per quote of an earlier version of an article.
create table main.version_quotes (
    quote_id           VARCHAR NOT NULL,
    article_id         VARCHAR NOT NULL,
    kind               VARCHAR NOT NULL,
    text               VARCHAR NOT NULL,
    start_char         INTEGER NOT NULL,
    end_char           INTEGER NOT NULL,
    segments           STRUCT(start_char INTEGER, end_char INTEGER)[] NOT NULL,
    cue                VARCHAR,
    cue_start          INTEGER,
    cue_end            INTEGER,
    cue_class          VARCHAR,
    speaker            VARCHAR,
    speaker_entity_id  VARCHAR,
    speaker_text       VARCHAR,
    speaker_start      INTEGER,
    speaker_end        INTEGER,
    speaker_form       VARCHAR NOT NULL,
    speaker_role       VARCHAR,
    resolution         VARCHAR NOT NULL,
    confidence         DOUBLE NOT NULL,
    rule               VARCHAR NOT NULL,
    is_unclosed        BOOLEAN NOT NULL,
    speaker_chain_id  VARCHAR,
    version  INTEGER NOT NULL
);

comment on table main.version_quotes is 'One row per quote of an earlier version of an article';
comment on column main.version_quotes.quote_id is 'Id of the quote: digest of article, segments and kind';
comment on column main.version_quotes.article_id is 'The article';
comment on column main.version_quotes.kind is 'direct (all words inside quotation marks), mixed (some words) or indirect (no words)';
comment on column main.version_quotes.text is 'The words said, without outer quotation marks: the segments joined by one space';
comment on column main.version_quotes.start_char is 'Start of the first segment';
comment on column main.version_quotes.end_char is 'End of the last segment';
comment on column main.version_quotes.segments is 'Spans of the article''s text that form the quote, in order, at least one';
comment on column main.version_quotes.cue is 'Words that mark the act of saying, as written';
comment on column main.version_quotes.cue_start is 'First code point of the cue';
comment on column main.version_quotes.cue_end is 'Code point after its last';
comment on column main.version_quotes.cue_class is 'speech, writing, attitude or other';
comment on column main.version_quotes.speaker is 'The speaker: name of the entity; for a metonym the body it stands for; for a role without a name the phrase as written';
comment on column main.version_quotes.speaker_entity_id is 'Entity of the speaker; NULL if it is not resolved';
comment on column main.version_quotes.speaker_text is 'The speaker as written beside the quote';
comment on column main.version_quotes.speaker_start is 'First code point of speaker_text';
comment on column main.version_quotes.speaker_end is 'Code point after its last';
comment on column main.version_quotes.speaker_form is 'name, pronoun, nominal or none';
comment on column main.version_quotes.speaker_role is 'Title or role that the text gives the speaker';
comment on column main.version_quotes.resolution is 'explicit, coreference, continuation, metonym, role, unresolved (a speaker who is not identified) or nobody (the text has no speaker)';
comment on column main.version_quotes.confidence is 'Probability that span and speaker are right, from 0 to 1';
comment on column main.version_quotes.rule is 'Rule that found the quote';
comment on column main.version_quotes.is_unclosed is 'Whether its closing quotation mark is missing';
comment on column main.version_quotes.speaker_chain_id is 'The identity within the article that says it, as article_names.chain_id';
comment on column main.version_quotes.version is 'The version of the article that had it; the newest has its quotes in main.quotes';

-- One row per word of the texts, as `fold` writes it, and its stem.
create table main.word_stems (
    word  VARCHAR NOT NULL,
    stem  VARCHAR NOT NULL
);

comment on table main.word_stems is 'One row per word of the texts, with its stem: searches find all forms of a word';
comment on column main.word_stems.word is 'The word in lower case, without accents';
comment on column main.word_stems.stem is 'What its forms have in common, by the Snowball stemmer for English: bridg for bridge and bridges';

-- One row per night that a run derived again from the raw archive.
create table ops.backfilled_nights (
    run_id  VARCHAR NOT NULL,
    night   DATE NOT NULL
);

comment on table ops.backfilled_nights is 'One row per night that a run derived again from the raw archive';
comment on column ops.backfilled_nights.run_id is 'The run';
comment on column ops.backfilled_nights.night is 'The night that it derived again';

-- One row per rule and scope that judged a run.
create table ops.checks (
    run_id        VARCHAR NOT NULL,
    table_name    VARCHAR NOT NULL,
    rule_id       VARCHAR NOT NULL,
    scope         VARCHAR NOT NULL,
    kind          VARCHAR NOT NULL,
    severity      VARCHAR NOT NULL,
    is_passed     BOOLEAN NOT NULL,
    count_failed  BIGINT NOT NULL,
    count_rows    BIGINT NOT NULL,
    observed      VARCHAR,
    threshold     VARCHAR,
    why           VARCHAR,
    owner         VARCHAR,
    sample_keys   VARCHAR
);

comment on table ops.checks is 'One row per rule and scope that judged a run';
comment on column ops.checks.run_id is 'The run';
comment on column ops.checks.table_name is 'Table that the rule is about';
comment on column ops.checks.rule_id is 'Name of the rule';
comment on column ops.checks.scope is 'Source that it judged; empty for all';
comment on column ops.checks.kind is 'row (moves failing rows to quarantine), table (judges the night), sql (runs on the stage file), baseline (compares a source with its past) or run (judges the run)';
comment on column ops.checks.severity is 'critical, warning or info';
comment on column ops.checks.is_passed is 'Whether the night passes the rule';
comment on column ops.checks.count_failed is 'Failing rows';
comment on column ops.checks.count_rows is 'Judged rows';
comment on column ops.checks.observed is 'The observed value';
comment on column ops.checks.threshold is 'The limit of the rule';
comment on column ops.checks.why is 'The failure that the rule was written for';
comment on column ops.checks.owner is 'Step that maintains the rule';
comment on column ops.checks.sample_keys is 'Up to five keys of failing rows, as a JSON list';

-- One row per message and channel.
create table ops.deliveries (
    delivery_id  VARCHAR NOT NULL PRIMARY KEY,
    run_id       VARCHAR NOT NULL,
    night        DATE NOT NULL,
    channel_id   VARCHAR NOT NULL,
    channel      VARCHAR NOT NULL,
    status       VARCHAR NOT NULL,
    attempts     INTEGER NOT NULL,
    severity     VARCHAR NOT NULL,
    title        VARCHAR NOT NULL,
    body         VARCHAR NOT NULL,
    error        VARCHAR
);

comment on table ops.deliveries is 'One row per message and channel';
comment on column ops.deliveries.delivery_id is 'Digest of run and channel: a run sends a channel one message at most';
comment on column ops.deliveries.run_id is 'Run that the message is about';
comment on column ops.deliveries.night is 'Night that the message is about';
comment on column ops.deliveries.channel_id is 'Digest of the address; a failed message is sent again to the channel with this id';
comment on column ops.deliveries.channel is 'The address without its secrets';
comment on column ops.deliveries.status is 'pending, sent, failed (the next night tries again) or given_up';
comment on column ops.deliveries.attempts is 'Number of attempts';
comment on column ops.deliveries.severity is 'Worst severity in the message';
comment on column ops.deliveries.title is 'Title of the message';
comment on column ops.deliveries.body is 'Text of the message';
comment on column ops.deliveries.error is 'Reason why the last attempt failed; NULL if it did not';

-- One row per request to a server.
create table ops.fetches (
    run_id        VARCHAR NOT NULL,
    source        VARCHAR NOT NULL,
    url           VARCHAR NOT NULL,
    outcome       VARCHAR NOT NULL,
    status        INTEGER,
    bytes         BIGINT,
    seconds       DOUBLE,
    reason        VARCHAR,
    etag          VARCHAR,
    last_modified VARCHAR,
    digest        VARCHAR,
    fetched_at    TIMESTAMPTZ
);

comment on table ops.fetches is 'One row per request to a server';
comment on column ops.fetches.run_id is 'The run';
comment on column ops.fetches.source is 'Source of the request; empty for robots.txt and for addresses on the command line';
comment on column ops.fetches.url is 'Requested address';
comment on column ops.fetches.outcome is 'fetched, unchanged, skipped or failed';
comment on column ops.fetches.status is 'HTTP status; NULL without an answer';
comment on column ops.fetches.bytes is 'Bytes of the answer''s body as transferred';
comment on column ops.fetches.seconds is 'Duration in seconds';
comment on column ops.fetches.reason is 'Reason why it was skipped or failed';
comment on column ops.fetches.etag is 'ETag of the answer, which the next night sends to ask for changes';
comment on column ops.fetches.last_modified is 'Last-Modified of the answer, which the next night sends likewise';
comment on column ops.fetches.digest is 'SHA-1 of the answer''s body, written as in WARC';
comment on column ops.fetches.fetched_at is 'Time of the request';

-- One row per article, address or source that somebody asked to forget.
create table ops.forgotten (
    key_digest  VARCHAR NOT NULL PRIMARY KEY,
    kind        VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL,
    asked_at    TIMESTAMPTZ NOT NULL
);

comment on table ops.forgotten is 'One row per article, address or source that somebody asked to forget; it is not read again';
comment on column ops.forgotten.key_digest is 'Digest of the id, address or name. It recognises the key, and does not tell it';
comment on column ops.forgotten.kind is 'article, address or source';
comment on column ops.forgotten.reason is 'Reason in the words of the person who asked';
comment on column ops.forgotten.asked_at is 'When it was asked, UTC';

-- One row per lasting failure: a rule of a table in a scope, from its opening to its resolution.
create table ops.incidents (
    incident_id     VARCHAR NOT NULL PRIMARY KEY,
    table_name      VARCHAR NOT NULL,
    rule_id         VARCHAR NOT NULL,
    scope           VARCHAR NOT NULL,
    kind            VARCHAR NOT NULL,
    severity        VARCHAR NOT NULL,
    status          VARCHAR NOT NULL,
    opened_on       DATE NOT NULL,
    last_failed_on  DATE NOT NULL,
    resolved_on     DATE,
    nights_failed   INTEGER NOT NULL,
    times_reopened  INTEGER NOT NULL,
    told_severity   VARCHAR,
    muted_until     DATE,
    parent_id       VARCHAR,
    run_id          VARCHAR NOT NULL,
    count_failed    BIGINT NOT NULL,
    count_rows      BIGINT NOT NULL,
    observed        VARCHAR,
    threshold       VARCHAR,
    why             VARCHAR,
    owner           VARCHAR,
    sample_keys     VARCHAR
);

comment on table ops.incidents is 'One row per lasting failure: a rule of a table in a scope, from its opening to its resolution';
comment on column ops.incidents.incident_id is 'Digest of table, rule and scope: a failure always has the same id';
comment on column ops.incidents.table_name is 'Table that the rule is about: source_nights for a rule on sources, run for the run itself';
comment on column ops.incidents.rule_id is 'Name of the rule that fails';
comment on column ops.incidents.scope is 'Source that fails; empty if the rule judges everything';
comment on column ops.incidents.kind is 'row, table, sql, baseline or run';
comment on column ops.incidents.severity is 'critical, warning or info, at the last failure';
comment on column ops.incidents.status is 'open or resolved';
comment on column ops.incidents.opened_on is 'Night on which it was opened or opened again';
comment on column ops.incidents.last_failed_on is 'Last night on which the rule failed';
comment on column ops.incidents.resolved_on is 'Night on which the rule passed again; NULL while it is open';
comment on column ops.incidents.nights_failed is 'Nights with a failure since it was opened';
comment on column ops.incidents.times_reopened is 'How often it was opened again after it was resolved';
comment on column ops.incidents.told_severity is 'Severity of the last notification; NULL if this opening was not notified';
comment on column ops.incidents.muted_until is 'Last night without notifications; NULL if it is not muted';
comment on column ops.incidents.parent_id is 'Larger incident that includes this one and is notified in its place; NULL if there is none';
comment on column ops.incidents.run_id is 'Last run in which the rule failed';
comment on column ops.incidents.count_failed is 'Failing rows in that run';
comment on column ops.incidents.count_rows is 'Judged rows in that run';
comment on column ops.incidents.observed is 'The observed value in that run';
comment on column ops.incidents.threshold is 'The limit of the rule';
comment on column ops.incidents.why is 'The failure that the rule was written for';
comment on column ops.incidents.owner is 'Step that has to fix it';
comment on column ops.incidents.sample_keys is 'Keys of up to five failing rows, as a JSON list';

-- One row per fact about this file.
create table ops.meta (
    key    VARCHAR NOT NULL,
    value  VARCHAR NOT NULL
);

comment on table ops.meta is 'One row per fact about this file';
comment on column ops.meta.key is 'Name of the fact: schema_version, run_id, or shape (the digest of the SQL and seeds that made its views, macros and reference tables)';
comment on column ops.meta.value is 'Its value, as text';

-- One row per run and remark on inputs that were read all the same: ignored fields, repairs.
create table ops.notes (
    run_id        VARCHAR NOT NULL,
    rule          VARCHAR NOT NULL,
    detail        VARCHAR,
    count_inputs  BIGINT NOT NULL
);

comment on table ops.notes is 'One row per run and remark on inputs that were read all the same: ignored fields, repairs';
comment on column ops.notes.run_id is 'The run';
comment on column ops.notes.rule is 'Rule of the remark: ignored_field, bad_bytes, date_unreadable …';
comment on column ops.notes.detail is 'Name of the ignored field; NULL for other remarks, and for fields beyond the first thousand names';
comment on column ops.notes.count_inputs is 'Number of inputs with it';

-- One row per input unit of a run.
create table ops.outcomes (
    run_id      VARCHAR NOT NULL,
    input       VARCHAR NOT NULL,
    source      VARCHAR,
    outcome     VARCHAR NOT NULL,
    rule        VARCHAR,
    reason      VARCHAR,
    article_id  VARCHAR
);

comment on table ops.outcomes is 'One row per input unit of a run';
comment on column ops.outcomes.run_id is 'The run';
comment on column ops.outcomes.input is 'The input unit: a file, a record in a file, a feed item';
comment on column ops.outcomes.source is 'Source of the input';
comment on column ops.outcomes.outcome is 'loaded, revised, unchanged, repeated, skipped, quarantined or failed';
comment on column ops.outcomes.rule is 'Rule behind the outcome, for skipped, quarantined and failed';
comment on column ops.outcomes.reason is 'Reason in words';
comment on column ops.outcomes.article_id is 'Article of the input; NULL if it has none';

-- One row per refused input or row.
create table ops.quarantine (
    run_id      VARCHAR NOT NULL,
    input       VARCHAR,
    table_name  VARCHAR NOT NULL,
    row_key     VARCHAR,
    article_id  VARCHAR,
    rule        VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL,
    payload     VARCHAR
);

comment on table ops.quarantine is 'One row per refused input or row';
comment on column ops.quarantine.run_id is 'Run that refused it';
comment on column ops.quarantine.input is 'Input unit of the row';
comment on column ops.quarantine.table_name is 'inputs, or the table whose rule it failed';
comment on column ops.quarantine.row_key is 'Key of the row in that table';
comment on column ops.quarantine.article_id is 'Article of the row; NULL if it is unknown';
comment on column ops.quarantine.rule is 'Rule that it failed';
comment on column ops.quarantine.reason is 'Reason in words';
comment on column ops.quarantine.payload is 'First 4,000 characters of the refused input or row';

-- One row per run.
create table ops.runs (
    run_id              VARCHAR NOT NULL PRIMARY KEY,
    night               DATE NOT NULL,
    started_at          TIMESTAMPTZ NOT NULL,
    seconds             DOUBLE,
    status              VARCHAR NOT NULL,
    exit_code           INTEGER,
    pid                 INTEGER NOT NULL,
    host                VARCHAR NOT NULL,
    software_version    VARCHAR NOT NULL,
    model               VARCHAR NOT NULL,
    extractor           VARCHAR NOT NULL,
    inputs              BIGINT,
    articles_extracted  BIGINT,
    error               VARCHAR,
    kind                VARCHAR,
    file_digest         VARCHAR,
    checked_rows        VARCHAR
);

comment on table ops.runs is 'One row per run';
comment on column ops.runs.run_id is 'Night and number of the run in it, for example 2026-11-22.1';
comment on column ops.runs.night is 'Night of the run: a label, never a filter on publication dates';
comment on column ops.runs.started_at is 'Start of the run, UTC';
comment on column ops.runs.seconds is 'Duration in seconds; NULL while it runs';
comment on column ops.runs.status is 'running, published, gate_failed, failed, interrupted or crashed';
comment on column ops.runs.exit_code is 'Exit code of the run; NULL while it runs and if it was killed';
comment on column ops.runs.pid is 'Process id of the run';
comment on column ops.runs.host is 'Machine of the run';
comment on column ops.runs.software_version is 'Version of On Record';
comment on column ops.runs.model is 'Language pipeline of the run';
comment on column ops.runs.extractor is 'Digest of pipeline, rules and seeds';
comment on column ops.runs.inputs is 'Input units of the run; equals the number of its outcomes';
comment on column ops.runs.articles_extracted is 'Extracted articles';
comment on column ops.runs.error is 'The error in a sentence; NULL without an error';
comment on column ops.runs.kind is 'night, backfill, refresh or replay (of inputs in quarantine)';
comment on column ops.runs.file_digest is 'SHA-256 of the file that it published; NULL for the run that wrote this file, and if it published nothing';
comment on column ops.runs.checked_rows is 'Rows that the SQL checks read: tonight (of the articles that the run loaded) or all; NULL before the checks';

-- One row per run and source with new or revised articles: the counts that nights are compared by.
create table ops.source_nights (
    run_id        VARCHAR NOT NULL,
    night         DATE NOT NULL,
    source        VARCHAR NOT NULL,
    articles      BIGINT NOT NULL,
    undated       BIGINT NOT NULL,
    unsigned      BIGINT NOT NULL,
    unquoted      BIGINT NOT NULL,
    words         BIGINT NOT NULL,
    quotes        BIGINT NOT NULL,
    unresolved    BIGINT NOT NULL,
    new_entities  BIGINT NOT NULL
);

comment on table ops.source_nights is 'One row per run and source with new or revised articles: the counts that nights are compared by';
comment on column ops.source_nights.run_id is 'Run that published them';
comment on column ops.source_nights.night is 'Night of the run';
comment on column ops.source_nights.source is 'Source of the articles';
comment on column ops.source_nights.articles is 'New and revised articles';
comment on column ops.source_nights.undated is 'Of these, articles without a date';
comment on column ops.source_nights.unsigned is 'Of these, articles without an author';
comment on column ops.source_nights.unquoted is 'Of these, articles without quotes';
comment on column ops.source_nights.words is 'Words in these articles';
comment on column ops.source_nights.quotes is 'Quotes in these articles';
comment on column ops.source_nights.unresolved is 'Of these, quotes with an unresolved speaker';
comment on column ops.source_nights.new_entities is 'Entities that appeared for the first time';

-- One row per step of a run.
create table ops.steps (
    run_id    VARCHAR NOT NULL,
    step      VARCHAR NOT NULL,
    position  INTEGER NOT NULL,
    seconds   DOUBLE NOT NULL,
    rows_in   BIGINT,
    rows_out  BIGINT,
    detail    VARCHAR
);

comment on table ops.steps is 'One row per step of a run';
comment on column ops.steps.run_id is 'The run';
comment on column ops.steps.step is 'fetch, ingest, extract, validate, load, check or publish';
comment on column ops.steps.position is 'Position of the step in the run, from 1';
comment on column ops.steps.seconds is 'Duration in seconds';
comment on column ops.steps.rows_in is 'Input rows';
comment on column ops.steps.rows_out is 'Output rows';
comment on column ops.steps.detail is 'Further facts, for example words per second';
