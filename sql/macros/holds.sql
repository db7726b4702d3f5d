-- Whether `words` holds `phrase` as whole words in that order, case, accents and punctuation apart; never an empty phrase.
create or replace macro main.holds(words, phrase) as
    contains(' ' || main.fold(words) || ' ', ' ' || main.fold(phrase) || ' ');

comment on macro main.holds is 'Whether a text holds a phrase as whole words, case, accents and punctuation apart';
