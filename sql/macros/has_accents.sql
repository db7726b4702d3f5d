-- Whether `fold` may change letters of a text: it has characters beyond ASCII other than the punctuation and currency signs
-- of Unicode. Folding takes ten times as long as the rest of a search, so searches skip it for other texts.
create or replace macro main.has_accents(words) as
    regexp_matches(words, '[^\x00-\x7F\x{2000}-\x{206F}\x{20A0}-\x{20CF}]');

comment on macro main.has_accents is 'Whether a text has letters beyond ASCII, so that a search must fold it first';
