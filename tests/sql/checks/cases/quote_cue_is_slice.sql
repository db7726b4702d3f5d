-- fails: quote_cue_is_slice
-- keys: q1
update main.quotes set cue = 'told';
