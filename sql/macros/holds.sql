-- Whether `words` contains `phrase` as whole words in that order, ignoring case, accents and punctuation. False for an
-- empty phrase. A text without accents is folded only if it contains the letters of the phrase's first word.
create or replace macro main.holds(words, phrase) as
    case
        when contains(lower(words), split_part(main.fold(phrase), ' ', 1)) or main.has_accents(words)
            then coalesce(contains(' ' || main.fold(words) || ' ', ' ' || main.fold(phrase) || ' '), false)
        else false
    end;

comment on macro main.holds is 'Whether a text contains a phrase as whole words, ignoring case, accents and punctuation';
