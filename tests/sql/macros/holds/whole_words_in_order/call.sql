select words, phrase, holds(words, phrase) as holds
from (values
    ('Ould Sidi, Abdurrahman', 'ould sidi'), ('Ould Sidi', 'sidi ould'), ('Mannion', 'Mann'), ('anything', ''),
    ('anything', '%'), ('anything', '.*'), ('anything', null), ('Łódź', null),
    (null, 'anything'), ('Ozoliņa', 'OZOLINA'), ('“Lodz” – it’s', 'łódź')
) as given (words, phrase)
