select shown_words(words, segments) as shown
from (values
    ('It fell, Nobody came.', [{'start_char': 10, 'end_char': 18}, {'start_char': 30, 'end_char': 42}]),
    ('It fell,', [{'start_char': 1, 'end_char': 9}]),
    ('It fell, and it stayed', [{'start_char': 1, 'end_char': 23}]),
    ('a b c', [{'start_char': 0, 'end_char': 1}, {'start_char': 4, 'end_char': 5}, {'start_char': 9, 'end_char': 10}])
) as given (words, segments)
