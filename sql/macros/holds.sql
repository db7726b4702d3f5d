-- Whether `words` contains `phrase` as whole words in that order, ignoring case, accents and punctuation. False for an
-- empty phrase. Only a text with the letters of the phrase's first word is folded, since folding is slow.
create or replace macro main.holds(words, phrase) as
    case
        when contains(lower(words), split_part(main.fold(phrase), ' ', 1))
            or (main.has_accents(words) and contains(main.bare_letters(words), split_part(main.fold(phrase), ' ', 1)))
            then coalesce(contains(' ' || main.fold(words) || ' ', ' ' || main.fold(phrase) || ' '), false)
        else false
    end;

comment on macro main.holds is 'Whether a text contains a phrase as whole words, ignoring case, accents and punctuation';
