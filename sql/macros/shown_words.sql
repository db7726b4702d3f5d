-- The words of a quote for people to read: " … " stands where its article interrupts them, and a comma that led to the
-- attribution is gone. `words` and `segments` are those of a row of quotes.
create or replace macro main.shown_words(words, segments) as
    regexp_replace(
        array_to_string(
            list_transform(
                generate_series(1, len(segments)),
                lambda place: regexp_replace(
                    substr(
                        words,
                        1 + coalesce(list_sum(
                            list_transform(segments[:place - 1], lambda before: before.end_char - before.start_char + 1)
                        ), 0)::bigint,
                        segments[place].end_char - segments[place].start_char
                    ),
                    ',\s*$', ''
                )
            ),
            ' … '
        ),
        '\s+$', ''
    );

comment on macro main.shown_words is 'The words of a quote for people to read, with … where its article interrupts them';
