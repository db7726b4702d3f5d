-- One row per name and block: names without a common block are never compared.
create table main.name_blocks (
    base   VARCHAR NOT NULL,
    block  VARCHAR NOT NULL
);

comment on table main.name_blocks is 'One row per name and block: names without a common block are never compared';
comment on column main.name_blocks.base is 'The name, as article_names.base';
comment on column main.name_blocks.block is 'Family name, words of the bodys own, or the name itself';
