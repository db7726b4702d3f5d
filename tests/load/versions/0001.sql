create schema ops;

-- One row per text an article has had, in the order of its changes; a text that came back has another.
create table main.article_versions (
    article_id  VARCHAR NOT NULL,
    version     INTEGER NOT NULL,
    text        VARCHAR NOT NULL,
    text_hash   VARCHAR NOT NULL,
    seen_from   TIMESTAMPTZ NOT NULL,
    seen_to     TIMESTAMPTZ
);

comment on table main.article_versions is 'One row per text an article has had, in the order of its changes; a text that came back has another';
comment on column main.article_versions.article_id is 'The article';
comment on column main.article_versions.version is 'Number of the version, from 1, in the order they were met';
comment on column main.article_versions.text is 'Full text of this version';
comment on column main.article_versions.text_hash is 'Digest of the text';
comment on column main.article_versions.seen_from is 'Start of the run that first met this version';
comment on column main.article_versions.seen_to is 'Start of the run that met the next version; NULL for the newest';

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
    extractor       VARCHAR NOT NULL
);

comment on table main.articles is 'One row per article, its newest version';
comment on column main.articles.article_id is 'Id of the article: digest of its canonical URL if that is on its own site, else its URL, else source and own id';
comment on column main.articles.source is 'Name of the outlet or feed that it came from';
comment on column main.articles.url is 'Address it was read from; a file:// address for a file';
comment on column main.articles.canonical_url is 'Address that the page calls the article''s own; on another site, whom it says it copies';
comment on column main.articles.title is 'Headline, without the name of the site';
comment on column main.articles.authors is 'People named as authors, in order; empty if none is named';
comment on column main.articles.published_at is 'When it was published, UTC; NULL if the input does not say';
comment on column main.articles.published_on is 'UTC day of published_at';
comment on column main.articles.published_from is 'Where the date of publication was found';
comment on column main.articles.modified_at is 'When its publisher last changed it, UTC, if the input says';
comment on column main.articles.section is 'Section of the outlet, as it names it';
comment on column main.articles.is_paywalled is 'Whether the publisher marks it as not free to read; NULL if it does not say';
comment on column main.articles.wire_credit is 'News agency it is credited to';
comment on column main.articles.language is 'Language of the text, ISO 639-1';
comment on column main.articles.text is 'Full text; every offset counts Unicode code points in it';
comment on column main.articles.word_count is 'Words in the text, split at white space';
comment on column main.articles.text_hash is 'Digest of the text';
comment on column main.articles.record_hash is 'Digest of everything but the text, by which a change is known';
comment on column main.articles.version is 'Number of this version, from 1; counts changes of the text';
comment on column main.articles.story_id is 'The story that this article and others tell; NULL until stories are grouped';
comment on column main.articles.copy_of is 'article_id of an earlier article that this one nearly repeats';
comment on column main.articles.first_seen_at is 'Start of the run that first met the article';
comment on column main.articles.loaded_at is 'Start of the run that last changed this row';
comment on column main.articles.run_id is 'Run that last changed this row';
comment on column main.articles.extractor is 'Digest of the pipeline, rules and seeds that its mentions and quotes come from';

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
comment on column main.entities.entity_id is 'Id of the entity: digest of label and normalised name';
comment on column main.entities.name is 'The name it is mentioned by most often, in full';
comment on column main.entities.label is 'PERSON, ORG, GPE, LOC, NORP, EVENT or MISC';
comment on column main.entities.aliases is 'Every other form that its mentions take, sorted';
comment on column main.entities.first_seen_at is 'Earliest first_seen_at of the articles that mention it';
comment on column main.entities.mention_count is 'Mentions of it in all articles';
comment on column main.entities.article_count is 'Articles that mention it';

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
    end_char     INTEGER NOT NULL
);

comment on table main.mentions is 'One row per mention in an article';
comment on column main.mentions.mention_id is 'Id of the mention: digest of article, span and kind';
comment on column main.mentions.article_id is 'The article';
comment on column main.mentions.entity_id is 'The entity that is meant; NULL for dates and unresolved mentions';
comment on column main.mentions.entity_name is 'Fullest name of the entity in this article';
comment on column main.mentions.kind is 'name, nominal or pronoun';
comment on column main.mentions.label is 'PERSON, ORG, GPE, LOC, NORP, EVENT, DATE or MISC';
comment on column main.mentions.text is 'The mention as written: the slice of the article''s text';
comment on column main.mentions.start_char is 'First code point of the mention';
comment on column main.mentions.end_char is 'Code point after its last';

-- One row per mention inside a quote.
create table main.quote_mentions (
    quote_id    VARCHAR NOT NULL,
    mention_id  VARCHAR NOT NULL,
    entity_id   VARCHAR
);

comment on table main.quote_mentions is 'One row per mention inside a quote';
comment on column main.quote_mentions.quote_id is 'The quote';
comment on column main.quote_mentions.mention_id is 'A mention that lies inside one of its segments';
comment on column main.quote_mentions.entity_id is 'The entity that is mentioned, where it is resolved';

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
    is_unclosed        BOOLEAN NOT NULL
);

comment on table main.quotes is 'One row per act of saying';
comment on column main.quotes.quote_id is 'Id of the quote: digest of article, segments and kind';
comment on column main.quotes.article_id is 'The article';
comment on column main.quotes.kind is 'direct (all of it inside quotation marks), mixed (part of it) or indirect (none)';
comment on column main.quotes.text is 'What was said, without its outer quotation marks: the segments joined by one space';
comment on column main.quotes.start_char is 'Start of the first segment';
comment on column main.quotes.end_char is 'End of the last segment';
comment on column main.quotes.segments is 'Pieces of the article''s text that it is made of, in order, at least one';
comment on column main.quotes.cue is 'Words that mark the act of saying, as written';
comment on column main.quotes.cue_start is 'First code point of the cue';
comment on column main.quotes.cue_end is 'Code point after its last';
comment on column main.quotes.cue_class is 'speech, writing, attitude or other';
comment on column main.quotes.speaker is 'Who says it: the entity''s name; for a metonym the body it stands for; for a role without a name the phrase as written';
comment on column main.quotes.speaker_entity_id is 'The entity that says it, where it is resolved';
comment on column main.quotes.speaker_text is 'The speaker as written beside the quote';
comment on column main.quotes.speaker_start is 'First code point of speaker_text';
comment on column main.quotes.speaker_end is 'Code point after its last';
comment on column main.quotes.speaker_form is 'name, pronoun, nominal or none';
comment on column main.quotes.speaker_role is 'Title or role that the text gives the speaker';
comment on column main.quotes.resolution is 'explicit, coreference, continuation, metonym, role, unresolved (someone, unknown who) or nobody';
comment on column main.quotes.confidence is 'Chance that span and speaker are right, from 0 to 1';
comment on column main.quotes.rule is 'Rule that made the row';
comment on column main.quotes.is_unclosed is 'Whether its closing quotation mark is missing';

-- One row per rule and scope that a run was held to.
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

comment on table ops.checks is 'One row per rule and scope that a run was held to';
comment on column ops.checks.run_id is 'The run';
comment on column ops.checks.table_name is 'Table that the rule is about';
comment on column ops.checks.rule_id is 'Name of the rule';
comment on column ops.checks.scope is 'Source that it was judged for; empty for all';
comment on column ops.checks.kind is 'row (moves failing rows to quarantine), table (judges the night) or sql (runs on the stage file)';
comment on column ops.checks.severity is 'critical, warning or info';
comment on column ops.checks.is_passed is 'Whether the night satisfies the rule';
comment on column ops.checks.count_failed is 'Rows that break it';
comment on column ops.checks.count_rows is 'Rows that it looked at';
comment on column ops.checks.observed is 'What was seen, where the rule is about a figure';
comment on column ops.checks.threshold is 'What the rule asks for';
comment on column ops.checks.why is 'The failure that the rule was written for';
comment on column ops.checks.owner is 'Who looks after it';
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
comment on column ops.deliveries.channel_id is 'Digest of the address, by which a message that failed is sent again';
comment on column ops.deliveries.channel is 'The address without its secrets';
comment on column ops.deliveries.status is 'pending, sent, failed (tried again on the next night) or given_up';
comment on column ops.deliveries.attempts is 'How often it was tried';
comment on column ops.deliveries.severity is 'Worst severity in the message';
comment on column ops.deliveries.title is 'Title of the message';
comment on column ops.deliveries.body is 'Text of the message';
comment on column ops.deliveries.error is 'Why the last attempt failed; NULL if it did not';

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
comment on column ops.fetches.source is 'Source that was asked for; empty for robots.txt and for addresses given by hand';
comment on column ops.fetches.url is 'Address that was asked for';
comment on column ops.fetches.outcome is 'fetched, unchanged, skipped or failed';
comment on column ops.fetches.status is 'HTTP status; NULL if there was no answer';
comment on column ops.fetches.bytes is 'Bytes of the answer''s body, as they came';
comment on column ops.fetches.seconds is 'How long it took';
comment on column ops.fetches.reason is 'Why it was skipped or failed, in words';
comment on column ops.fetches.etag is 'ETag of the answer, sent back the next night to ask whether it changed';
comment on column ops.fetches.last_modified is 'Last-Modified of the answer, sent back the next night likewise';
comment on column ops.fetches.digest is 'SHA-1 of the answer''s body, as WARC writes it';
comment on column ops.fetches.fetched_at is 'When it was asked for';

-- One row per failure that lasts: a rule of a table in a scope, from its opening to its resolution.
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

comment on table ops.incidents is 'One row per failure that lasts: a rule of a table in a scope, from its opening to its resolution';
comment on column ops.incidents.incident_id is 'Digest of table, rule and scope: the same failure has the same id for ever';
comment on column ops.incidents.table_name is 'Table that the rule is about; source for a rule on sources, run for the run itself';
comment on column ops.incidents.rule_id is 'Name of the rule that fails';
comment on column ops.incidents.scope is 'Source that fails it; empty if the rule is on everything';
comment on column ops.incidents.kind is 'row, table, sql, baseline or run';
comment on column ops.incidents.severity is 'critical, warning or info, at the last failure';
comment on column ops.incidents.status is 'open or resolved';
comment on column ops.incidents.opened_on is 'Night on which it was opened, or opened again';
comment on column ops.incidents.last_failed_on is 'Last night on which the rule failed';
comment on column ops.incidents.resolved_on is 'Night on which the rule was met again; NULL while it is open';
comment on column ops.incidents.nights_failed is 'Nights on which the rule has failed since it was opened';
comment on column ops.incidents.times_reopened is 'How often it came back after it was resolved';
comment on column ops.incidents.told_severity is 'Severity at which somebody was told; NULL if nobody has been told of this opening';
comment on column ops.incidents.muted_until is 'Last night on which nobody is told; NULL if it is not muted';
comment on column ops.incidents.parent_id is 'Larger incident that this one is a part of, and in which it is told; NULL if it stands alone';
comment on column ops.incidents.run_id is 'Last run in which the rule failed';
comment on column ops.incidents.count_failed is 'Rows that failed in that run';
comment on column ops.incidents.count_rows is 'Rows that were judged in that run';
comment on column ops.incidents.observed is 'What was seen in that run';
comment on column ops.incidents.threshold is 'What the rule asks for';
comment on column ops.incidents.why is 'The failure that the rule was written for';
comment on column ops.incidents.owner is 'Step that has to put it right';
comment on column ops.incidents.sample_keys is 'Keys of up to five failing rows, as a JSON list';

-- One row per fact about this file.
create table ops.meta (
    key    VARCHAR NOT NULL,
    value  VARCHAR NOT NULL
);

comment on table ops.meta is 'One row per fact about this file';
comment on column ops.meta.key is 'Name of the fact: schema_version, software_version, run_id, night';
comment on column ops.meta.value is 'Its value, as text';

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
comment on column ops.outcomes.source is 'Source that it belongs to';
comment on column ops.outcomes.outcome is 'loaded, revised, unchanged, repeated, skipped, quarantined or failed';
comment on column ops.outcomes.rule is 'Rule that decided it, for skipped, quarantined and failed';
comment on column ops.outcomes.reason is 'Why, in words';
comment on column ops.outcomes.article_id is 'The article that the input became, if it became one';

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
comment on column ops.quarantine.input is 'Input unit it came from';
comment on column ops.quarantine.table_name is 'inputs, or the table whose rule it broke';
comment on column ops.quarantine.row_key is 'Key of the row in that table';
comment on column ops.quarantine.article_id is 'Article that it belongs to, if it is known';
comment on column ops.quarantine.rule is 'Rule that it broke';
comment on column ops.quarantine.reason is 'What is wrong with it, in words';
comment on column ops.quarantine.payload is 'The first 4,000 characters of what was refused';

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
    error               VARCHAR
);

comment on table ops.runs is 'One row per run';
comment on column ops.runs.run_id is 'Night and number of the run in it, for example 2026-11-22.1';
comment on column ops.runs.night is 'The night that the run was for: a label, never a filter on publication';
comment on column ops.runs.started_at is 'When it started, UTC';
comment on column ops.runs.seconds is 'How long it took; NULL while it runs';
comment on column ops.runs.status is 'running, published, gate_failed, failed, interrupted or crashed';
comment on column ops.runs.exit_code is 'Exit code of the run; NULL while it runs or if it was killed';
comment on column ops.runs.pid is 'Process that ran it';
comment on column ops.runs.host is 'Machine that ran it';
comment on column ops.runs.software_version is 'Version of On Record';
comment on column ops.runs.model is 'Language pipeline that was used';
comment on column ops.runs.extractor is 'Digest of pipeline, rules and seeds';
comment on column ops.runs.inputs is 'Input units that the run met; equals the sum of its outcomes';
comment on column ops.runs.articles_extracted is 'Articles that went through the language pipeline';
comment on column ops.runs.error is 'What went wrong, in a sentence';

-- One row per run and source that brought new or revised articles: what a source's nights are compared by.
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

comment on table ops.source_nights is 'One row per run and source that brought new or revised articles: what a source''s nights are compared by';
comment on column ops.source_nights.run_id is 'Run that published them';
comment on column ops.source_nights.night is 'Night of the run';
comment on column ops.source_nights.source is 'Source of the articles';
comment on column ops.source_nights.articles is 'New and revised articles';
comment on column ops.source_nights.undated is 'Those without a date';
comment on column ops.source_nights.unsigned is 'Those without an author';
comment on column ops.source_nights.unquoted is 'Those in which nobody is quoted';
comment on column ops.source_nights.words is 'Words in all of them';
comment on column ops.source_nights.quotes is 'Quotes in all of them';
comment on column ops.source_nights.unresolved is 'Quotes of which the speaker is not known';
comment on column ops.source_nights.new_entities is 'Entities that no earlier night had met';

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
comment on column ops.steps.step is 'ingest, extract, validate, load, checks or publish';
comment on column ops.steps.position is 'Place of the step in the run, from 1';
comment on column ops.steps.seconds is 'How long it took';
comment on column ops.steps.rows_in is 'Rows that it was given';
comment on column ops.steps.rows_out is 'Rows that it handed on';
comment on column ops.steps.detail is 'What else it says of itself, for example words per second';
