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
