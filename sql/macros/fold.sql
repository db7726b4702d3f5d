-- The form of a text that searches compare: lower case, no accents, one space in place of other characters than letters
-- and digits. Search for whole words with contains() on ' word '; no part of the text is a pattern.
create or replace macro main.fold(words) as
    trim(regexp_replace(main.bare_letters(words), '[^\pL\pN\pM]+', ' ', 'g'));

comment on macro main.fold is 'The form of a text that searches compare: lower case, without accents and punctuation';
