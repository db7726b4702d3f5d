-- Whether a text has characters that `fold` might make into other letters: anything beyond ASCII but the punctuation and
-- currency signs of Unicode. Finding none spares a search the folding, which takes ten times as long as all the rest of it.
create or replace macro main.has_accents(words) as
    regexp_matches(words, '[^\x00-\x7F\x{2000}-\x{206F}\x{20A0}-\x{20CF}]');

comment on macro main.has_accents is 'Whether a text has letters beyond ASCII, so that it must be folded before it is searched';
