-- Text as it is compared in searches: no case, no accents, one space for whatever is neither letter nor digit.
-- Words between such spaces can be looked for with contains(); nothing of it is a pattern.
create or replace macro main.fold(words) as
    trim(regexp_replace(
        replace(replace(replace(replace(
            translate(lower(strip_accents(words)), 'øłđðıħ', 'olddih'),
            'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
        '[^\pL\pN\pM]+', ' ', 'g'
    ));

comment on macro main.fold is 'Text as searches compare it: without case, accents and punctuation';
