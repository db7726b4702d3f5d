-- A text in lower case and without accents, for searches. Punctuation and blanks stay: `fold` removes them too.
create or replace macro main.bare_letters(words) as
    replace(replace(replace(replace(
        translate(lower(strip_accents(words)), 'øłđðıħ', 'olddih'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');

comment on macro main.bare_letters is 'A text in lower case and without accents; punctuation stays';
