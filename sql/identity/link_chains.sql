-- Mentions and speakers get the identity that they have within their article; it is theirs until the article changes.
-- Input: reread (article_id), chains (mention_id, chain_id).

update main.mentions
set chain_id = chains.chain_id
from chains
where chains.mention_id = mentions.mention_id;

update main.quotes
set speaker_chain_id = coalesce(speaker_chain_id, speaker_entity_id)
where speaker_entity_id is not null and article_id in (select article_id from reread);

-- A son whom the article has under his father's identity speaks for himself.
update main.quotes
set speaker_chain_id = mentions.chain_id
from main.mentions
where mentions.article_id = quotes.article_id
    and mentions.start_char = quotes.speaker_start
    and mentions.kind = 'name'
    and mentions.chain_id <> quotes.speaker_chain_id
    and mentions.entity_id = quotes.speaker_entity_id
    and quotes.article_id in (select article_id from reread);

drop table chains;
