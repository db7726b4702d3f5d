-- Whether `words` holds `phrase` as whole words in that order; case, accents and punctuation apart. Never an empty phrase.
-- A text without accents that does not even have the phrase's first word among its letters need not be folded.
create or replace macro main.holds(words, phrase) as
    case
        when contains(lower(words), split_part(main.fold(phrase), ' ', 1)) or main.has_accents(words)
            then coalesce(contains(' ' || main.fold(words) || ' ', ' ' || main.fold(phrase) || ' '), false)
        else false
    end;

comment on macro main.holds is 'Whether a text holds a phrase as whole words, case, accents and punctuation apart';
